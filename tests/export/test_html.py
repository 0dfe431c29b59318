"""The page of a reading: the report's text exactly, each claim and value marked in it, nothing from elsewhere."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.pages import marked, page_of, parse, shown, words_of
from tests.export.test_reading import PLACED, parts
from tests.store.factories import BRIDGE, captured, span
from tests.store.strategies import captures, claims_of

from marsad.codebook import load_codebook
from marsad.export.html import reading_html
from marsad.export.reading import reading_of
from marsad.model import (
    Actor,
    Captured,
    Claim,
    Count,
    Damage,
    Harm,
    Interval,
    Means,
    PlaceName,
    Quantity,
    Report,
    SourceName,
    Time,
)

VALUE = {"class": "value"}
ATTRIBUTES = {
    "aria-label", "aria-labelledby", "charset", "checked", "class", "content", "data-claim", "data-level",
    "data-number", "data-of", "data-phase", "data-stance", "data-type", "data-values", "dir", "hidden", "href",
    "http-equiv", "id", "lang", "name", "tabindex", "type",
}  # fmt: skip
WRAPPED = """\
Shelling killed three people in the town of
Madaya on Tuesday, a medic said. The clinic
had no more beds.
"""
HOSTILE = '</title></p></article><script>alert(1)</script><img src=x onerror="alert(2)">&lt;&amp;\'"`'
readings = captures().flatmap(lambda taken: st.tuples(st.just(taken), claims_of(taken.report)))


def full_claims() -> tuple[Report, list[Claim]]:
    """A claim that has all there is, and another."""
    text = (
        "On Monday night two shells hit four trucks near Old Bridge. Army rockets killed at least 12 people, "
        "three of them children, said Dr Haddad of the City Hospital."
    )
    report = captured(text=text).report
    claim = Claim(
        report.id,
        "shelling",
        trigger=span(report, "hit"),
        evidence=span(report, text.partition(",")[0]),
        phase="resumed",
        stance="doubts",
        sources=(SourceName(span(report, "Dr Haddad"), span(report, "the City Hospital"), "medic"),),
        places=(PlaceName(span(report, "Old Bridge"), BRIDGE), PlaceName(span(report, "Bridge"))),
        time=Time(Interval(date(2016, 9, 19), date(2016, 9, 20), "night"), span(report, "Monday night")),
        actors=(Actor(span(report, "Army"), "sy_army"),),
        targets=(Actor(span(report, "trucks")),),
        means=(Means(span(report, "rockets"), "rocket_launcher"),),
        count=Count(Quantity.exactly(2), span(report, "two shells")),
        harm=(
            Harm(
                "killed",
                Quantity(12, None),
                span(report, "at least 12 people"),
                (("aid_workers", Quantity.exactly(3), span(report, "three of them children")),),
            ),
        ),
        damage=(Damage(span(report, "trucks"), Quantity(None, 4), span(report, "four trucks")),),
        confidence=0.75,
    )
    other = Claim(report.id, "talks", trigger=span(report, "said"), evidence=span(report, "said Dr Haddad"))
    return report, [replace(claim, same_as=(other.id, "claim-elsewhere")), other]


@given(readings)
def test_the_article_is_the_text_of_the_report(reading: tuple[Captured, list[Claim]]) -> None:
    report = reading[0].report
    assert page_of(report, reading[1]).one("article").text() == shown(report.text)


@given(readings)
def test_the_words_of_every_claim_and_value_are_marked(reading: tuple[Captured, list[Claim]]) -> None:
    report, told = reading[0].report, reading[1]
    page = page_of(report, told)
    for number, claim in enumerate(reading_of(report, told).claims, start=1):
        assert marked(page, number) == shown(claim.evidence.quote)
        values = parts(claim.model_dump(mode="json", exclude={"evidence"}))
        quotes = [
            shown(part[value])
            for part in values
            for value, start, _ in PLACED
            if value in part and isinstance(part.get(start), int)
        ]
        links = page.one(id=f"claim-{number}").all("a", **VALUE)
        assert sorted(link.text() for link in links) == sorted(quotes)
        for link in links:
            assert words_of(page, link.attributes["id"].removeprefix("v")) == link.text()


@given(readings)
def test_links_lead_to_what_is_there_and_back(reading: tuple[Captured, list[Claim]]) -> None:
    page = page_of(reading[0].report, reading[1])
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for link in page.one("article").all("a"):
        there = page.one("a", id=link.attributes["href"].removeprefix("#"))
        assert there.attributes["href"] == f"#{link.attributes['id']}"
    inside = {link.attributes["href"] for link in page.all("a") if link.attributes["href"].startswith("#")}
    assert inside - {"#none"} <= {f"#{id}" for id in ids}


@given(readings)
def test_a_page_is_made_of_its_own_elements_and_loads_nothing(reading: tuple[Captured, list[Claim]]) -> None:
    hostile = replace(reading[0].report, title=HOSTILE, publisher=HOSTILE, language=HOSTILE, url=HOSTILE)
    told = [replace(claim, type=HOSTILE, phase=HOSTILE, same_as=(HOSTILE,)) for claim in reading[1]]
    page = page_of(hostile, told)
    known = page_of(*full_claims())
    assert {node.tag for node in page.all()} <= {node.tag for node in known.all()}
    assert {name for node in page.all() for name in node.attributes} <= ATTRIBUTES
    assert page.one("h1").text() == page.one("title").text().partition(": claims read")[0] == HOSTILE
    assert not [link for link in page.all("a") if not link.attributes["href"].startswith("#")]
    assert not re.search(r"url\(|@import|src=", page.one("style").text())
    assert not re.search(r"src|fetch|XMLHttp|import|https?:", known.one("script").text())


def test_what_a_stranger_wrote_is_shown_as_text() -> None:
    report = captured(text=f"{HOSTILE} shelled \x1b[31mred\x1b[0m \r\n\0 the town.").report
    claim = Claim(report.id, HOSTILE, trigger=span(report, "shelled"), evidence=span(report, report.text))
    written = reading_html(report, [claim])
    page = parse(written)
    assert page.one("article").text() == shown(report.text)
    assert page.one("blockquote").text() == page.one("article").text()
    assert len(page.all("script")) == 1


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("http://[broken", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str, link: bool) -> None:
    page = page_of(replace(captured().report, url=url), [])
    assert url in page.one("dl", **{"class": "about"}).text()
    assert [one.attributes["href"] for one in page.one("dl").all("a")] == ([url] if link else [])


def test_the_policy_allows_the_page_its_own_style_and_script_and_nothing_else() -> None:
    page = page_of(*full_claims())
    policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    hashes = {
        tag: f"'sha256-{b64encode(sha256(page.one(tag).text().encode()).digest()).decode()}'"
        for tag in ("style", "script")
    }
    assert dict(part.split(" ", 1) for part in policy.split("; ")) == {
        "default-src": "'none'",
        "style-src": hashes["style"],
        "script-src": hashes["script"],
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.one("head").children.index(page.one("meta", http_equiv="Content-Security-Policy")) < (
        page.one("head").children.index(page.one("style"))
    )


def test_overlapping_nested_and_equal_claims_are_marked_each_for_itself() -> None:
    report = captured(
        text="Shells hit the market, killed three and set two shops on fire, a medic said."
    ).report
    quotes = [
        "Shells hit the market, killed three",
        "killed three and set two shops on fire",
        "set two shops on fire",
        "set two shops on fire",
        report.text,
    ]
    told = [
        Claim(report.id, type, trigger=span(report, "hit"), evidence=span(report, quote))
        for type, quote in zip(("shelling", "attack", "fire", "destruction", "toll"), quotes, strict=True)
    ]
    page = page_of(report, told)
    assert [marked(page, number) for number in range(1, 6)] == quotes
    levels = [page.all("mark", data_claim=str(number))[0].attributes["data-level"] for number in range(1, 6)]
    assert levels == ["0", "2", "1", "0", "3"]
    assert [link.attributes["id"] for link in page.one("article").all("a", **{"class": "number"})] == [
        "w5", "w1", "w2", "w3", "w4",
    ]  # fmt: skip
    assert len(page.all("mark", data_claim="5")) == 1


def test_a_claim_is_marked_over_paragraphs() -> None:
    report = captured(text="Shells fell.\n\nThree died.").report
    claim = Claim(report.id, "shelling", trigger=span(report, "fell"), evidence=span(report, report.text))
    page = page_of(report, [claim])
    assert [paragraph.text() for paragraph in page.one("article").all("p")] == ["Shells fell.", "Three died."]
    assert marked(page, 1) == report.text


def test_a_card_says_all_that_the_json_of_a_claim_says() -> None:
    page = page_of(*full_claims())
    rows = {row.one("dt").text(): row.one("dd") for row in page.one(id="claim-1").one("dl").all("div")}
    assert {label: " ".join(value.text().split()) for label, value in rows.items()} == {
        "trigger": "hit",
        "sources": "Dr Haddad medic the City Hospital speaks through the above",
        "places": "Old Bridge Old Bridge, Deir ez-Zor, Syria 35.3359, 40.1408 ± 1 km neighbourhood SY own:1 "
        "Bridge not located",
        "time": "Monday night 2016-09-19 to 2016-09-20 night",
        "actors": "Army sy_army",
        "targets": "trucks",
        "means": "rockets rocket launcher",
        "count": "two shells 2",
        "killed": "at least 12 people at least 12 three of them children of them aid workers: 3",
        "damage": "trucks four trucks up to 4",
        "same as": "claim 2, claim-elsewhere",
        "id": full_claims()[1][0].id,
    }
    state = page.one(id="claim-1").one("p", **{"class": "state"}).text()
    assert state.split() == ["resumed", "doubts", "75%", "sure"]
    assert page.one(id="c1").text() == "1 Shelling"


def test_the_head_says_what_was_read_and_that_a_machine_read_it() -> None:
    report, told = full_claims()
    page = page_of(replace(report, url="https://example.org/a"), told)
    head = page.one("header")
    about = {row.one("dt").text(): row.one("dd").text() for row in head.one("dl").all("div")}
    assert about == {
        "Publisher": report.publisher,
        "Published": str(report.published),
        "Address": "https://example.org/a",
        "Report": replace(report, url="https://example.org/a").id,
        "Read by": f"Marsad {version('marsad')}",
        "Claims": "2",
    }
    assert head.one("h1").text() == report.title
    assert "machine" in head.one("p", **{"class": "caution"}).text()
    colours = {entry.attributes["data-type"]: entry.text() for entry in head.all("li")}
    types = load_codebook().types
    assert colours == {
        type: f"{type.capitalize()} 1 {types[type].description}" for type in ("shelling", "talks")
    }


def test_a_report_without_claims_gives_a_page_that_says_so() -> None:
    page = page_of(Report("All was quiet."), [])
    assert page.one("article").text() == "All was quiet."
    assert page.one(id="read").text() == "No claims"
    assert "read the report" in page.one(id="claims").text()
    assert page.one("h1").text() == "Report without a title"
    assert not page.all("script")
    assert "script-src" not in page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]


def test_the_same_reading_gives_the_same_page() -> None:
    assert reading_html(*full_claims()) == reading_html(*full_claims())


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo,\nlower.\n \n\n  Three.\n", ["One.", "Two,\nlower.", "Three.\n"]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("\n\nOne.", ["One."]),
        ("\n", []),
        (WRAPPED, [WRAPPED]),
    ],
)
def test_paragraphs_are_those_of_the_text(text: str, paragraphs: list[str]) -> None:
    article = page_of(Report(text), []).one("article")
    assert [paragraph.text() for paragraph in article.all("p")] == paragraphs
    assert article.text() == text


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (WRAPPED, True),
        ("Killed on Monday were\nthree women of the town of Madaya,\nsaid a medic\n", False),
        (WRAPPED.replace("\n", " "), False),
    ],
)
def test_lines_flow_where_they_were_broken_for_want_of_room(text: str, wrapped: bool) -> None:
    paragraph = page_of(Report(text), []).one("article").all("p")[0]
    assert ("class" in paragraph.attributes) == wrapped

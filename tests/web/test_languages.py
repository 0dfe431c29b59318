"""The desk in Arabic: a whole catalogue, no English of the desk's own on any page, numbers and days left to right."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.web.browsing import Browser
from tests.web.walking import filled, ids_of, ways
from tests.workshop import places_cache

from marsad.config import load_settings
from marsad.model import Interval, Viewer
from marsad.ops.workshop import Workshop
from marsad.store import open_store
from marsad.web import Desk, make_app
from marsad.web.downloads import OFFERED
from marsad.web.languages import LANGUAGES, RIGHT_TO_LEFT, catalogue, chosen
from marsad.web.publishing import publish
from marsad.web.words import FILTERS, filters_of
from marsad.web.words_out import catalogue_file, extract, updated

OTHERS = [code for code in LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
TAG = re.compile(r"<[^>]+>|&\w+;")
SAID_IN_WORDS = {"ar": 3}
"""Forms of a plural that name their number in words: none, one and two."""

ASKED = {
    "/trend": "?place=Aleppo&words=most+intense+strikes+in+months&date=2016-09-22",
    "/assess": "?route=Aleppo&until=2016-09-22",
    "/": "?near=Aleppo&type=air_strike&min_killed=1",
    "/search": "?words=Aleppo",
}
"""What a page is asked for, where it says more when it is asked."""
NAMES = (
    "Marsad|marsad add|SHA-256|UTC|CSV|GeoJSON|CAP|OpenAPI|ACLED|UCDP|GED|HXL|FollowTheMoney|Aleph|OpenSanctions|"
    "at least|none|most intense strikes in months|marsad-site.json|"
    "al-Ansari|Idlib|Bab al-Hawa"
)
"""Names of programs, datasets, forms and what is made up on /components; English that the reader has to be given."""
IDS = r"\b(?:report|claim|incident|ceasefire|convoy|siege|judgement|token|root)-[\w-]+|\b[0-9a-f]{6,}\b"
LEFT_OUT = re.compile(rf"{NAMES}|{IDS}|\b(?:{'|'.join(OFFERED)})\b|(?:text/plain|\S+\.(?:txt|csv|geojson))")
WORD = re.compile(r"[A-Za-z]{2,}")
APART = ("bdi", "q", "blockquote", "code", "kbd", "script", "style", "textarea")
"""What holds words of the record or of a person, whatever their language."""
BLOCKS = frozenset(
    ("p", "div", "li", "dt", "dd", "td", "th", "tr", "ul", "ol", "dl", "h1", "h2", "h3", "section", "article", "form",
     "label", "option", "legend", "caption", "summary", "figcaption", "nav", "header", "main", "footer", "table",
     "thead", "tbody", "tfoot", "svg", "title", "text", "select", "details", "fieldset", "button", "body")
)  # fmt: skip


def messages(code: str) -> list[Message]:
    found = read_po(BytesIO(catalogue_file(code).read_bytes()), locale=code)
    return [one for one in found if one.id]


def forms(message: Message) -> tuple[str, ...]:
    found = message.string or ""
    return (found,) if isinstance(found, str) else tuple(found)


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_the_strings_of_the_desk_and_no_others(code: str) -> None:
    text = catalogue_file(code).read_text("utf-8")
    assert text == updated(text, code, extract()), "run `make words`, and translate what is empty"


@pytest.mark.parametrize("code", OTHERS)
def test_every_string_is_translated_in_all_its_forms(code: str) -> None:
    plurals = read_po(BytesIO(catalogue_file(code).read_bytes()), locale=code).num_plurals
    for one in messages(code):
        assert not one.fuzzy, one.id
        assert all(form.strip() for form in forms(one)), one.id
        assert len(forms(one)) == (1 if isinstance(one.id, str) else plurals), one.id


@pytest.mark.parametrize("code", OTHERS)
def test_placeholders_and_html_are_those_of_the_string(code: str) -> None:
    for one in messages(code):
        words = one.id if isinstance(one.id, str) else one.id[1]
        for place, form in enumerate(forms(one)):
            kept, given = (sorted(PLACEHOLDER.findall(text)) for text in (form, words))
            in_words = not isinstance(one.id, str) and place < SAID_IN_WORDS.get(code, 0)
            assert kept == given or (in_words and not kept), (one.id, form)
            assert TAG.findall(form) == TAG.findall(words), (one.id, form)


def test_a_string_that_is_new_is_empty_and_one_that_is_gone_is_dropped() -> None:
    head = catalogue_file("ar").read_text("utf-8").partition("\n\n")[0]
    old = f'{head}\n\nmsgid "Show"\nmsgstr "عرض"\n\nmsgid "Gone"\nmsgstr "ذهب"\n'
    new = updated(old, "ar", ("Show", "Unheard of", ("%(num)s truce", "%(num)s truces")))
    assert new.startswith(head)
    found = {one.id: one.string for one in read_po(BytesIO(new.encode()), locale="ar") if one.id}
    assert found == {"Show": "عرض", "Unheard of": "", ("%(num)s truce", "%(num)s truces"): ("",) * 6}


def test_what_is_put_into_a_translation_keeps_its_own_direction() -> None:
    words = catalogue("ar").gettext("Since %(when)s UTC; a large record takes minutes.")
    assert "\N{FIRST STRONG ISOLATE}%(when)s\N{POP DIRECTIONAL ISOLATE}" in words
    assert "\N{FIRST STRONG ISOLATE}" in catalogue("ar").ngettext("%(num)s claim", "%(num)s claims", 5)


def test_a_sentence_that_begins_with_a_name_runs_as_its_language_does() -> None:
    assert catalogue("ar").gettext("%(who)s denies it").startswith("\N{RIGHT-TO-LEFT MARK}")


@pytest.mark.parametrize(("number", "words"), [(0, "لا إفادات"), (1, "إفادة واحدة"), (2, "إفادتان")])
def test_few_are_told_in_words(number: int, words: str) -> None:
    assert catalogue("ar").ngettext("%(num)s claim", "%(num)s claims", number) == words


def test_a_sentence_of_an_answer_is_translated_round_its_names() -> None:
    told = filters_of(catalogue("ar"))["told"]
    words = told("the army blames a militia, Radio One denies that the militia did it")
    assert all(name in words for name in ("the army", "a militia", "Radio One"))
    assert "denies" not in words
    assert "مُسنَدة" in told("the army taking back its denial would make it fair")
    assert told("nobody foresaw this sentence") == "nobody foresaw this sentence"


@given(st.dates(), st.integers(0, 10**7), st.integers(0, 10**7))
def test_days_and_ranges_run_from_left_to_right(day: Any, low: int, more: int) -> None:
    for words in (
        FILTERS["when"](Interval(day, day, "day")),
        FILTERS["range"](low, low + 1 + more),
        FILTERS["range"](low, None),
    ):
        assert (words[0], words[-1]) == ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")


@given(st.text(), st.text(), st.text())
def test_a_language_is_always_chosen(asked: str, kept: str, accepted: str) -> None:
    assert chosen(asked, kept, accepted) in LANGUAGES


def arabic(browser: Browser, address: str) -> Any:  # Any: the client's own type of answers
    return browser.get(f"{address}{'&' if '?' in address else '?'}lang=ar")


def walked(browser: Browser, desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield every page that is got, with its text: those of routes, of what is missing, and of what is read."""
    ids = {kind: [*some[:2], some[-1]] for kind, some in ids_of(desk.store).items()}
    for way in ways(make_app(desk)):
        if way.method != "GET" or way.is_api or not way.needs:
            continue
        for address in filled(way, ids):
            answer = arabic(browser, address + ASKED.get(way.path, ""))
            if answer.headers.get("content-type", "").startswith("text/html") and way.path != "/assess/sheet":
                yield address, answer.text
    yield "/read", browser.post("/read", text="Shelling killed 3 people in Aleppo on Monday.", title="A").text
    yield "/nowhere", arabic(browser, "/nowhere").text


def told(element: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a page with the tag each stands in; what may be in any language is left out."""
    if not isinstance(element.tag, str) or is_apart(element):
        return
    for name in ("aria-label", "placeholder", "alt", "data-done", "data-busy", "data-failed"):
        if element.get(name):
            yield name, element.get(name)
    if element.text:
        yield element.tag, element.text
    for child in element:
        yield from told(child)
        if child.tail:
            yield element.tag, child.tail


def is_apart(element: Any) -> bool:
    if element.tag == "title" and element.getparent().tag == "head":
        return True  # it has the name of a report or source; what the desk calls a page is its heading too
    return element.tag in APART or (element.get("dir") is not None and element.tag != "html")


def lines(element: Any) -> Iterator[str]:
    """Yield the words of each block as one line; what is apart is a space in it, as it is to its direction."""
    line: list[str] = []

    def walk(one: Any) -> Iterator[str]:
        nonlocal line
        if not isinstance(one.tag, str):
            return
        if is_apart(one) or one.get("class") == "scale":  # a scale is laid out from left to right
            line.append(" ")
            return
        is_block = one.tag in BLOCKS
        if is_block:
            yield "".join(line)
            line = []
        line.append(one.text or "")
        for child in one:
            yield from walk(child)
            line.append(child.tail or "")
        if is_block:
            yield "".join(line)
            line = []

    yield from walk(element)


ISOLATED = re.compile("[\u2066\u2067\u2068][^\u2066-\u2069]*\u2069")
TURNED = re.compile(r"[\u0600-\u06ff][^A-Za-z]*\d{4}-\d\d-\d\d|\d\s?–\s?\d")


def english(text: str) -> list[str]:
    found = (LEFT_OUT.sub(" ", ISOLATED.sub(" ", words)) for _, words in told(html.document_fromstring(text)))
    return [words.strip() for words in found if WORD.search(words)]


def turned(text: str) -> list[str]:
    """Return lines in which a day after Arabic letters, or a range, would be read from right to left."""
    found = (ISOLATED.sub(" ", line) for line in lines(html.document_fromstring(text)))
    return [line for line in found if TURNED.search(line)]


@pytest.fixture(params=["made_record", "watched_record"])
def any_desk(request: pytest.FixtureRequest, workshop: Workshop, tmp_path: Path) -> Iterator[Desk]:
    """A desk over each of the small records."""
    record = tmp_path / "any.db"
    copy(request.getfixturevalue(request.param), record)
    with open_store(f"sqlite:///{record}") as store:
        settings = load_settings({"MARSAD_HOME": str(tmp_path), "MARSAD_CACHE": str(places_cache())})
        yield Desk(store, settings, lambda: workshop)


def test_no_page_has_english_of_the_desk_when_it_is_arabic(any_desk: Desk) -> None:
    browser = Browser(TestClient(make_app(any_desk), base_url="http://localhost", follow_redirects=False))
    seen = 0
    left: dict[str, list[str]] = {}
    for address, text in walked(browser, any_desk):
        seen += 1
        assert '<html lang="ar" dir="rtl">' in text, address
        if found := [*english(text), *turned(text)]:
            left[address] = found
    assert seen > 25
    assert not left


def test_who_has_to_sign_in_is_asked_in_arabic(team: Any) -> None:
    answer = arabic(team(Viewer.PUBLIC), "/login")
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert not english(answer.text)


def test_a_snapshot_is_arabic_as_well(any_desk: Desk, tmp_path: Path) -> None:
    folder = publish(any_desk.store, tmp_path / "site", lang="ar", title="مرصد").folder
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text("utf-8")
        assert '<html lang="ar" dir="rtl">' in text
        assert not english(text), page
        assert not turned(text), page


def test_all_that_runs_from_right_to_left_is_a_language_of_the_desk() -> None:
    assert set(LANGUAGES) >= RIGHT_TO_LEFT

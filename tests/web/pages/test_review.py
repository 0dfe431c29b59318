"""Reviewing: doubtful first, judged in one's own name, undone, and never over somebody else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.web.browsing import PASSWORDS, Browser

from marsad.model import Judgement, Viewer
from marsad.ops.review import standing
from marsad.store import Store

HIDDEN = re.compile(r'<input type="hidden" name="([\w.]+)" value="([^"]*)">')


@dataclass(frozen=True)
class Form:
    """The answering form of the first thing to judge on a page."""

    fields: dict[str, Any]

    @property
    def claims(self) -> list[str]:
        shown = self.fields["shown"]
        return shown if isinstance(shown, list) else [shown]


def form_of(page: str) -> Form:
    """The hidden fields of the first answering form of a page."""
    found = re.search(r'<form id="answer-.*?</form>', page, re.DOTALL)
    assert found, page
    fields: dict[str, Any] = {}
    for name, value in HIDDEN.findall(found[0]):
        fields[name] = [*fields.get(name, []), value] if name == "shown" else value
    return Form({name: value for name, value in fields.items() if name != "csrf"})


def judgements(store: Store) -> list[Judgement]:
    with store.view(Viewer.OWNER) as view:
        return list(view.judgements())


def claims_of(store: Store, type: str) -> list[str]:
    with store.view(Viewer.OWNER) as view:
        return [claim.id for claim in view.claims(types={type})]


def test_the_contested_strike_comes_first_with_what_both_say(own: Browser) -> None:
    page = own.get("/review").text
    assert (
        page.index("Sources contradict each other") < page.index("Are these one incident?")
        if ("Are these one incident?" in page)
        else "Sources contradict each other" in page
    )
    assert "killed 12 people" in page
    assert "did not carry out air strikes" in page
    assert "Russian defence ministry" in page
    for key in "acrsd":
        assert f'data-key="{key}"' in page


def test_an_accepted_doubt_is_gone_and_comes_back_when_it_is_undone(
    team: Callable[[Viewer], Browser], store: Store
) -> None:
    analyst = team(Viewer.ANALYST)
    form = form_of(analyst.get("/review?kind=contested").text)
    answer = analyst.post("/judgements", verdict="accept", **form.fields)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?kind=contested#doubt-contested-")
    made = judgements(store)
    assert {one.subjects[0] for one in made} == set(form.claims)
    assert {(one.author, one.reason) for one in made} == {("the-analyst", "its words say so")}
    after = analyst.get("/review?kind=contested").text
    assert "Nothing is doubtful here" in after
    undo = re.search(r"<form[^>]*data-undo>.*?</form>", after, re.DOTALL)
    assert undo
    given = HIDDEN.findall(undo[0])
    assert sorted(id for name, id in given if name == "judgement") == sorted(one.id for one in made)
    fields = {name: value for name, value in given if name not in ("judgement", "csrf")}
    ids = [id for name, id in given if name == "judgement"]
    assert analyst.post("/judgements", judgement=ids, **fields).status_code == 303
    assert [one.verdict for one in standing(judgements(store))] == ["withdraw"] * len(made)
    assert form_of(analyst.get("/review?kind=contested").text).claims == form.claims


def test_of_two_reviewers_the_second_sees_what_the_first_said_and_loses_nothing(
    team: Callable[[Viewer], Browser], store: Store
) -> None:
    first, second = team(Viewer.ANALYST), team(Viewer.EDITOR)
    (claim,) = claims_of(store, "shelling")
    forms = [form_of(one.get(f"/review?claim={claim}").text).fields for one in (first, second)]
    assert first.post("/judgements", verdict="reject", reason="an old photo", **forms[0]).status_code == 303
    late = second.post("/judgements", verdict="accept", reason="seen on the spot", **forms[1])
    assert late.status_code == 409
    assert "the-analyst" in late.text
    assert "an old photo" in late.text
    assert 'value="seen on the spot"' in late.text
    assert [one.verdict for one in judgements(store)] == ["reject"]
    again = second.post(
        "/judgements", verdict="accept", reason="seen on the spot", **form_of(late.text).fields
    )
    assert again.status_code == 303
    assert [one.verdict for one in judgements(store)] == ["reject", "accept"]


def test_a_session_that_ends_in_the_middle_keeps_the_answer(
    team: Callable[[Viewer], Browser], store: Store
) -> None:
    analyst = team(Viewer.ANALYST)
    form = form_of(analyst.get("/review?kind=contested").text)
    analyst.client.cookies.delete("marsad_session")
    ended = analyst.post("/judgements", verdict="same", reason="two reports, one raid", **form.fields)
    assert ended.status_code == 401
    kept = [(name, value) for name, value in HIDDEN.findall(ended.text) if name != "csrf"]
    assert ("kept.reason", "two reports, one raid") in kept
    fields = {
        name: [value for other, value in kept if other == name] for name in dict.fromkeys(n for n, _ in kept)
    }
    back = analyst.post("/login", name="the-analyst", password=PASSWORDS[Viewer.ANALYST], **fields)
    assert back.status_code == 200
    resent = [(name, value) for name, value in HIDDEN.findall(back.text) if name != "csrf"]
    fields = {
        name: [value for other, value in resent if other == name]
        for name in dict.fromkeys(n for n, _ in resent)
    }
    assert judgements(store) == []
    assert analyst.post("/judgements", **fields).status_code == 303
    (made,) = judgements(store)
    assert (made.verdict, made.reason, set(made.subjects)) == (
        "same",
        "two reports, one raid",
        set(form.claims),
    )


def test_a_value_is_corrected_and_what_fits_no_field_is_shown_again(own: Browser, store: Store) -> None:
    (claim,) = claims_of(store, "shelling")
    fields = form_of(own.get(f"/review?claim={claim}").text).fields
    said = {"claim": claim, "field": "killed", "reason": "the list of names", "author": "A. Analyst"}
    wrong = own.post("/judgements", verdict="correct", value="a few", **said, **fields)
    assert wrong.status_code == 422
    assert 'value="a few"' in wrong.text
    assert 'value="the list of names"' in wrong.text
    assert own.post("/judgements", verdict="correct", value="at least 4", **said, **fields).status_code == 303
    page = own.get(f"/review?claim={claim}").text
    assert "corrected to" in page
    assert "at least 4" in page


def test_a_place_is_corrected_by_its_name(own: Browser, store: Store) -> None:
    (claim,) = claims_of(store, "shelling")
    fields = form_of(own.get(f"/review?claim={claim}").text).fields
    said = {"claim": claim, "field": "place", "value": "Aleppo, Syria", "author": "A. Analyst"}
    assert own.post("/judgements", verdict="correct", **said, **fields).status_code == 303
    assert "36.2020 37.1600" in own.get(f"/review?claim={claim}").text


@pytest.mark.parametrize(
    ("verdict", "more", "words"),
    [
        ("same", {}, "two claims"),
        ("different", {"claim": ["claim-1", "claim-1"]}, "two claims"),
        ("reject", {"reason": " "}, None),
        ("grade", {"grade": "weak"}, "needs a reason"),
        ("grade", {"grade": "excellent", "reason": "so"}, "no grade"),
        ("withdraw", {"judgement": "judgement-00", "reason": "so"}, "no judgement"),
        ("withdraw", {}, "nothing is judged"),
        ("accept", {"author": ""}, "needs a name"),
        ("correct", {"field": "colour", "value": "red"}, "cannot be corrected"),
        ("correct", {"field": "killed", "value": "9" * 1500}, ""),
        ("correct", {"field": "time", "value": "99999-01-01"}, ""),
        ("alert", {"audience": "all", "reason": "so"}, ""),
        ("source", {"reason": "so"}, "own page"),
    ],
)
def test_an_answer_that_makes_no_sense_is_shown_again(
    own: Browser, store: Store, verdict: str, more: dict[str, Any], words: str | None
) -> None:
    (claim,) = claims_of(store, "shelling")
    fields = form_of(own.get(f"/review?claim={claim}").text).fields
    answer = own.post("/judgements", **{"author": "A", **fields, "verdict": verdict, **more})
    assert answer.status_code == (303 if words is None else 422)
    assert (words or "") in answer.text
    assert "This is not recorded" in answer.text or words is None


def test_what_is_no_verdict_no_kind_or_no_id_is_refused(own: Browser) -> None:
    assert own.post("/judgements", verdict="like").status_code == 422
    assert own.get("/review?kind=funny").status_code == 422
    for id in ("claim-00000000", "nonsense", "claim-%00", "%ED%A0%80", "x" * 99):
        assert own.get(f"/review?claim={id}").status_code == 404
        assert own.get(f"/review?incident={id}").status_code == 404
    for after in ("contested:incident-0", "x", "link:", ":"):
        assert own.get("/review", **{}).status_code == own.get(f"/review?after={after}").status_code == 200


def test_an_answer_leads_to_no_other_site(own: Browser, store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        incident = next(view.incidents()).id
    alert = {"incident": incident, "audience": "public", "author": "A", "reason": "so"}
    for back in ("https://example.org/", "//example.org", "/\\example.org", "\x00", "http://[", ""):
        seen = " ".join(one.id for one in judgements(store))
        answer = own.post("/judgements", verdict="alert", back=back, known=seen, **alert)
        assert answer.headers["location"] == "/review"


def test_the_owner_gives_a_name_once(own: Browser, store: Store) -> None:
    (claim,) = claims_of(store, "shelling")
    assert 'name="author"' in own.get(f"/review?claim={claim}").text
    own.post("/judgements", verdict="accept", claim=claim, author="ليلى of the desk")
    assert [one.author for one in judgements(store)] == ["ليلى of the desk"]
    own.post("/judgements", verdict="accept", claim=claims_of(store, "air_strike")[0])
    assert [one.author for one in judgements(store)] == ["ليلى of the desk"] * 2
    page = own.get("/review").text
    assert "You judge as ليلى of the desk" in page
    assert 'id="author-answer' not in page
    assert own.post("/review/name", author="Omar", back="/review?kind=toll").status_code == 303
    assert "You judge as Omar" in own.get("/review").text


def test_each_role_judges_what_it_may(team: Callable[[Viewer], Browser], store: Store) -> None:
    reader, analyst, editor = (team(role) for role in (Viewer.READER, Viewer.ANALYST, Viewer.EDITOR))
    (claim,) = claims_of(store, "shelling")
    with store.view(Viewer.OWNER) as view:
        (incident,) = (one.id for one in view.incidents() if claim in one.claims)
    assert 'name="verdict"' not in reader.get("/review").text
    assert reader.post("/judgements", verdict="accept", claim=claim).status_code == 403
    grade = {"verdict": "grade", "incident": incident, "grade": "discounted", "reason": "a hoax"}
    assert analyst.post("/judgements", **grade).status_code == 403
    assert editor.post("/judgements", **grade).status_code == 303
    assert editor.post("/judgements", verdict="lock", claim=claim, reason="names").status_code == 403
    (made,) = judgements(store)
    for cut in (made.id, made.id[:18], made.id.removeprefix("judgement-")[:6]):
        refused = analyst.post("/judgements", verdict="withdraw", judgement=cut, reason="no")
        assert refused.status_code == 403, cut
    assert [one.verdict for one in judgements(store)] == ["grade"]
    assert editor.post("/judgements", verdict="withdraw", judgement=made.id, reason="no").status_code == 303


def test_a_locked_claim_is_no_claim_to_an_analyst(team: Callable[[Viewer], Browser], store: Store) -> None:
    (locked,) = claims_of(store, "aid")
    analyst, releaser = team(Viewer.ANALYST), team(Viewer.RELEASER)
    missing = "claim-" + "0" * (len(locked) - 6)
    asks: list[Callable[[str], Any]] = [
        lambda id: analyst.get(f"/review?claim={id}"),
        lambda id: analyst.post("/judgements", verdict="accept", claim=id, shown=id),
        lambda id: analyst.post("/release", id=id, reason="it arrived"),
    ]
    for ask in asks:
        told, unknown = ask(locked), ask(missing)
        assert told.status_code == unknown.status_code >= 400
        assert told.text.replace(locked, missing) == unknown.text
    assert "locked" in releaser.get(f"/review?claim={locked}").text
    assert judgements(store) == []


def test_a_released_convoy_is_there_for_all(team: Callable[[Viewer], Browser], store: Store) -> None:
    (locked,) = claims_of(store, "aid")
    reader, releaser = team(Viewer.READER), team(Viewer.RELEASER)
    assert reader.get(f"/review?claim={locked}").status_code == 404
    assert releaser.post("/release", id=locked, reason="").status_code == 400
    answer = releaser.post("/release", id=locked, reason="it arrived", back=f"/review?claim={locked}")
    assert answer.headers["location"] == f"/review?claim={locked}"
    assert "40 trucks" in reader.get(f"/review?claim={locked}").text
    assert [(one.verdict, one.author) for one in judgements(store)] == [("release", "the-releaser")]


def test_all_judgements_are_listed_and_found(own: Browser, store: Store) -> None:
    claims = [*claims_of(store, "shelling"), *claims_of(store, "air_strike")]
    for number, claim in enumerate(claims):
        own.post(
            "/judgements", verdict="accept", claim=claim, author=f"Person {number}", reason="<i>seen</i>"
        )
    page = own.get("/judgements?author=person+1").text
    assert "<bdi>Person 1</bdi>" in page
    assert "<bdi>Person 0</bdi>" not in page
    assert "&lt;i&gt;seen" in page
    assert "Person 0" in own.get("/judgements?verdict=accept").text
    assert "No judgement is like that" in own.get("/judgements?verdict=same").text
    first = judgements(store)[0]
    own.post(
        "/judgements",
        verdict="withdraw",
        judgement=first.id,
        reason="too fast",
        author="B",
        back="/judgements",
    )
    assert "Withdrawn:" in own.get("/judgements").text
    for page_number in (0, 10**9, "x"):
        assert own.get(f"/judgements?page={page_number}").status_code == 422
    assert own.get("/judgements?page=100000").status_code == 200

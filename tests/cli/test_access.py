"""`marsad convoys` and `access`."""

import json

import pytest
from tests.cli.conftest import Run
from tests.link.telling import MONDAY
from tests.watch.aid_told import TUESDAY, apart, struck, tell, together

from marsad.cli.convoys_drawn import convoy_table, draw_access, draw_convoy
from marsad.cli.face import screen
from marsad.ops.access import Access, StateTally
from marsad.ops.convoys import Asked
from marsad.watch.access.convoys import find_convoys
from marsad.watch.access.sieges import find_sieges
from marsad.watch.access.suspensions import find_suspensions

REPORT = """Title: Convoy reaches Madaya
Publisher: Daily Page
Published: 2016-09-22

A UN convoy of 23 trucks reached the besieged town of Madaya on Thursday, the United Nations said. The trucks carried
food for 35,000 people.
"""


def drawn(thing: object) -> str:
    console = screen()
    with console.capture() as capture:
        console.print(thing)
    return capture.get()


@pytest.fixture
def aided(filled: Run) -> Run:
    assert filled("add", "-", input=REPORT).exit_code == 0
    return filled


def test_convoys_of_a_record_are_listed_and_shown(aided: Run) -> None:
    (convoy,) = json.loads(aided("convoys", "--format", "json").stdout)["convoys"]
    assert convoy["state"] in ("arrived", "completed")
    assert [one["low"] for one in convoy["trucks"]] == [23]
    listed = aided("convoys", "--place", "Madaya", "--state", convoy["state"]).stdout
    assert "1 convoys" in listed and convoy["id"][:15] in listed and "23" in listed
    shown = aided("convoys", convoy["id"][:12]).stdout
    assert convoy["id"] in shown and "23 trucks" in shown and "· locked" in shown
    same = json.loads(aided("convoys", convoy["claims"][0], "--format", "json").stdout)
    assert same["convoys"] == [convoy]
    assert same["locked"] == convoy["claims"]
    public = json.loads(aided("--as", "public", "convoys", "--format", "json").stdout)
    assert (public["convoys"], public["locked"]) == ([], [])


def test_access_is_shown_round_a_place_and_for_all(aided: Run) -> None:
    found = json.loads(aided("access", "Madaya", "--within", "10", "--format", "json").stdout)
    assert found["asked"]["near"][2] == 10
    assert [one["number"] for one in found["states"]] == [1]
    text = aided("access").stdout
    assert "Convoys" in text and "convoy-" in text
    nowhere = aided("access", "51.5,0.1", "--since", "2016-09-01").stdout
    assert "No siege and no aid kept out is told." in nowhere and "none told" in nowhere


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["convoys", "convoy-ffff"], "lists them"),
        (["convoys", "--state", "lost"], "choose one of planned"),
        (["convoys", "--since", "2016-09-20", "--until", "2016-09-19"], "swap the two"),
        (["access", "Xyzzyville"], "gazetteer search"),
        (["access", "--since", "yesterday"], "write it as"),
    ],
)
def test_a_question_that_makes_no_sense_says_what_to_do(run: Run, words: list[str], reason: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert reason in done.stderr


def test_what_is_locked_contested_or_not_known_is_marked() -> None:
    left = tell(
        "A convoy of 20 trucks left Aleppo for Madaya", "left", by="[b]UN[/x]", day=TUESDAY, published=TUESDAY
    )
    came = tell("The convoy reached Madaya", "reached", by="Council", day=MONDAY)
    strike = struck("Planes struck trucks in Madaya", "trucks", day=MONDAY)
    (convoy,) = find_convoys([together(left, came)], [strike])
    table = drawn(convoy_table([convoy], frozenset({came.id})))
    assert "contradictions, locked" in table.replace("\n", " ") or (
        "locked" in table and "contradictions" in table
    )
    assert "locked" not in drawn(convoy_table([convoy]))
    shown = drawn(draw_convoy(convoy, frozenset({came.id})))
    for words in (
        "· locked",
        "[b]UN[/x]",
        "before it set out",
        "denies the part of planes",
        "cargo   not known",
    ):
        assert words in shown, words
    undated = find_convoys(apart(tell("The convoy was seen", "seen", published=None)))
    assert "not known" in drawn(convoy_table(undated))


def test_an_answer_is_drawn_with_its_sieges_suspensions_and_convoys() -> None:
    told = (
        tell(
            "Troops besieged Madaya, where 40,000 people are trapped",
            "besieged",
            type="siege",
            actors=("Troops",),
        ),
        tell("Madaya is not besieged", "besieged", type="siege", by="Army"),
        tell("No aid has reached Madaya", "aid", phase="blocked"),
        tell("The UN suspended all aid convoys", "suspended", phase="suspended"),
    )
    happenings = apart(*told)
    found = Access(
        asked=Asked(),
        sieges=find_sieges(happenings),
        suspensions=find_suspensions(happenings),
        states=(StateTally(None, 1, ("convoy-0123456789abcdef",), (told[0].id,)),),
        notes=(),
        locked=frozenset({told[0].id}),
    )
    text = drawn(draw_access(found))
    for words in (
        "Madaya · siege",
        "besieged, contested",
        "40,000 people",
        "surrounded by armed actors: said by UN; against it Army",
        "Troops (UN)",
        "none told",
        "Aid suspended",
        "convoy-01234567 · locked",
        "denied: besieged",
        "aid kept out",
    ):
        assert words in text, words

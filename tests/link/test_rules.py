"""Roots, tolls, attributions and grades, rule by rule."""

from datetime import timedelta

import pytest
from tests.link.telling import BUSTAN, MONDAY, Dossier, Number, at_least

from marsad.link.toll import count_tolls
from marsad.model import Incident, Quantity

DAY = timedelta(days=1)


@pytest.fixture
def dossier() -> Dossier:
    return Dossier()


def strike(dossier: Dossier, *tellings: tuple[str, Number]) -> Incident:
    for number, (by, killed) in enumerate(tellings):
        dossier.tell(by=by, killed=killed, place=BUSTAN, targets="field hospital", paper=f"Paper {number}")
    return dossier.only()


@pytest.mark.parametrize(
    "names",
    [
        ("SOHR", "Rami Abdulrahman", "Syrian Observatory for Human Rights", "Britain-based monitor"),
        ("Kremlin", "Russian Defence Ministry", "Sergei Lavrov", "RIA Novosti"),
        ("SANA", "the Syrian military", "Syrian government"),
        ("Jane Doe / UNICEF", "UNICEF"),
        ("Abu Omar / Bab Relief Office", "Bab Relief Office"),
    ],
)
def test_one_body_under_many_names_is_one_root(dossier: Dossier, names: tuple[str, ...]) -> None:
    incident = strike(dossier, *((name, 5) for name in names))
    assert len(incident.roots) == 1
    assert incident.grade == "weak"


def test_the_observatory_is_the_body_that_the_report_names_elsewhere(dossier: Dossier) -> None:
    first = dossier.tell(by="Syrian Observatory for Human Rights", place=BUSTAN)
    dossier.tell(by="the Observatory", killed=7, place=BUSTAN, same_as=first)
    assert dossier.only().roots == ("Syrian Observatory for Human Rights",)


def test_unnamed_activists_of_two_papers_do_not_corroborate_each_other(dossier: Dossier) -> None:
    incident = strike(dossier, ("local activists", 5), ("local activists", 6))
    assert incident.grade == "weak"
    toll = incident.toll_of("killed")
    assert toll is not None
    assert (toll.low, toll.high) == (5, 6)


def test_agencies_of_the_united_nations_count_once(dossier: Dossier) -> None:
    assert strike(dossier, ("UNICEF", 5), ("a UN spokesman", 5)).grade == "weak"


def test_an_outlet_that_quotes_a_source_is_no_second_source(dossier: Dossier) -> None:
    headline = dossier.tell(place=BUSTAN, killed=20, paper="Wire")
    dossier.tell(by="SOHR", place=BUSTAN, killed=at_least(20), same_as=headline)
    incident = dossier.only()
    assert incident.grade == "weak"
    toll = incident.toll_of("killed")
    assert toll is not None
    assert [voice.root for voice in toll.voices] == ["Syrian Observatory for Human Rights"]


def test_a_text_printed_twice_is_told_once(dossier: Dossier) -> None:
    text = "Warplanes struck the old market of the town in the morning, and shops burnt until the evening."
    for paper in ("Post", "Times"):
        dossier.tell(place=BUSTAN, text=text, paper=paper)
    assert dossier.only().grade == "weak"


def test_two_independent_sources_make_it_fair(dossier: Dossier) -> None:
    incident = strike(dossier, ("SOHR", 5), ("the White Helmets", 6))
    assert incident.grade == "fair"
    assert incident.grade_reason == (
        "2 independent sources tell it: Syrian Observatory for Human Rights and Syria Civil Defence"
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([12, 15], (12, 12, 15)),
        ([15, 12, 15], (12, 15, 15)),
        ([at_least(12)], (12, 12, None)),
        ([at_least(12), Quantity(14, 16)], (12, 12, 16)),
        ([at_least(20), 18], (18, 18, None)),
        ([Quantity(None, 20)], (0, 20, 20)),
        ([Quantity(5, 8)], (5, 5, 8)),
    ],
)
def test_the_range_of_a_toll(
    dossier: Dossier, told: list[Number], expected: tuple[int, int, int | None]
) -> None:
    toll = strike(dossier, *((f"Witness {'ABC'[n]}", killed) for n, killed in enumerate(told))).toll_of(
        "killed"
    )
    assert toll is not None
    assert (toll.low, toll.best, toll.high) == expected


def test_a_sources_later_number_replaces_its_earlier_one(dossier: Dossier) -> None:
    for days, killed in enumerate((5, 9, 7)):
        published = MONDAY + (days + 1) * DAY
        dossier.tell(by="SOHR", place=BUSTAN, targets="field hospital", killed=killed, published=published)
    toll = dossier.only().toll_of("killed")
    assert toll is not None
    assert (toll.low, toll.best, toll.high, len(toll.voices)) == (7, 7, 7, 1)


def test_a_looser_number_in_the_same_report_replaces_nothing(dossier: Dossier) -> None:
    first = dossier.tell(by="SOHR", place=BUSTAN, killed=70)
    dossier.tell(by="SOHR", killed=at_least(2), same_as=first)
    toll = dossier.only().toll_of("killed")
    assert toll is not None
    assert (toll.low, toll.high) == (70, 70)


def test_groups_have_ranges_of_their_own_and_denials_give_no_number(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=BUSTAN, killed=9, groups={"children": 3}, actors="Russia")
    dossier.tell(by="MSF", place=BUSTAN, killed=9, groups={"children": 4}, injured=20)
    dossier.tell(by="Russia", place=BUSTAN, killed=1, actors="Russia", stance="denies")
    incident = dossier.only()
    children = incident.toll_of("killed", "children")
    assert children is not None
    assert (children.low, children.best, children.high) == (3, 3, 4)
    assert [(toll.kind, toll.group, toll.high) for toll in incident.tolls] == [
        ("killed", "", 9),
        ("killed", "children", 4),
        ("injured", "", 20),
    ]


def test_no_claims_have_no_toll() -> None:
    assert count_tolls([]) == ()


def blamed(dossier: Dossier, by: str, actor: str, **said: object) -> None:
    dossier.tell(by=by, actors=actor, place=BUSTAN, targets="field hospital", paper=f"Paper of {by}", **said)  # type: ignore[arg-type]  # other fields


def test_sources_that_blame_two_sides_make_it_contested(dossier: Dossier) -> None:
    blamed(dossier, "SOHR", "Syrian government warplanes")
    blamed(dossier, "MSF", "US-led coalition")
    incident = dossier.only()
    assert incident.grade == "contested"
    assert incident.grade_reason == (
        "Syrian Observatory for Human Rights blames Syrian government warplanes, "
        "Doctors Without Borders blames US-led coalition"
    )


def test_sources_that_blame_two_allies_do_not_contest_it(dossier: Dossier) -> None:
    blamed(dossier, "SOHR", "Syrian government warplanes")
    blamed(dossier, "MSF", "Russian warplanes")
    assert dossier.only().grade == "fair"


def test_the_blamed_sides_acceptance_confirms_it(dossier: Dossier) -> None:
    blamed(dossier, "SOHR", "US-led coalition")
    blamed(dossier, "Operation Inherent Resolve", "coalition", published=MONDAY + 3 * DAY)
    blamed(dossier, "US-led coalition", "the US-led coalition", published=MONDAY + 3 * DAY)
    incident = dossier.only()
    assert incident.grade == "confirmed"
    assert incident.grade_reason.endswith("US-led coalition accepts it")


def test_what_only_the_doer_tells_is_not_confirmed(dossier: Dossier) -> None:
    blamed(dossier, "Islamic State", "Islamic State fighters")
    assert dossier.only().grade == "weak"


def test_an_admission_after_a_denial_counts(dossier: Dossier) -> None:
    blamed(dossier, "SOHR", "Russia")
    blamed(dossier, "Kremlin", "Russia", stance="denies")
    assert dossier.only().grade == "contested"
    blamed(dossier, "Kremlin", "Russia", published=MONDAY + 5 * DAY)
    assert dossier.only().grade == "confirmed"


def test_the_two_sides_of_a_clash_are_not_blamed(dossier: Dossier) -> None:
    for by, actor in (("SOHR", "rebels"), ("MSF", "Syrian army")):
        dossier.tell("armed_clash", by=by, actors=actor, place=BUSTAN, paper=by)
    incident = dossier.only()
    assert incident.attributions == ()
    assert incident.grade == "fair"


def test_a_doubt_is_kept_and_contests_nothing(dossier: Dossier) -> None:
    blamed(dossier, "SOHR", "Russia")
    blamed(dossier, "a UN spokesman", "Russia", stance="doubts", published=MONDAY + 2 * DAY)
    incident = dossier.only()
    assert [a.relation for a in incident.attributions] == ["blames", "doubts"]
    assert incident.grade == "weak"

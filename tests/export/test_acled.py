"""ACLED's columns: its header, its values, and nothing where the record does not say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.codebook.test_loader import ACLED
from tests.export.rows import URUM, contents, record, strike, table
from tests.store.factories import incident

from marsad.export.acled import ACLED_COLUMNS, write_acled
from marsad.model import (
    Attribution,
    Captured,
    Claim,
    Incident,
    Interval,
    Means,
    Quantity,
    Span,
    Toll,
    TollVoice,
)
from marsad.store import View

COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities",
    "tags", "timestamp",
]  # fmt: skip
INTERACTIONS = {
    *range(10, 19), 20, *range(22, 29), 30, *range(33, 39), 40, *range(44, 49), 50, *range(55, 59), 60, 66, 67, 68,
    78, 80,
}  # fmt: skip
UNVERIFIED = (
    "assoc_actor_1", "assoc_actor_2", "civilian_targeting", "region", "admin2", "admin3", "source_scale", "timestamp",
)  # fmt: skip


def blamed(root: str, relation: str, party: str, actor: str = "the army") -> Attribution:
    return Attribution(root, relation, actor, party, "claim-1")  # type: ignore[arg-type]  # one of the four


def row(told: Incident, *extra: tuple[Captured, Claim]) -> dict[str, str]:
    with record([(taken, [claim]) for taken, claim in extra], [told]) as view:
        _, rows = table(view, write_acled)
    assert len(rows) == 1
    return rows[0]


@pytest.fixture
def told() -> Incident:
    """A shelling of one day at a town, that one source lays to the army and the army denies."""
    claim = strike()[1]
    made = replace(incident(claim, place=URUM), time=Interval(date(2016, 9, 19), date(2016, 9, 19)))
    voices = (TollVoice("monitor", Quantity(3, 3), claim.id), TollVoice("medic", Quantity(5, 9), claim.id))
    said = (blamed("monitor", "blames", "syria_government"), blamed("ministry", "denies", "syria_government"))
    return replace(
        made,
        grade="contested",
        tolls=(Toll("killed", 3, 3, 9, voices),),
        attributions=said,
        means=("grenade",),
    )


def test_the_header_is_acleds_in_its_order(view: View) -> None:
    assert table(view, write_acled)[0] == list(ACLED_COLUMNS) == COLUMNS
    assert len(COLUMNS) == 31


def test_what_is_known_is_filled_and_the_rest_is_empty(told: Incident) -> None:
    got = row(told, strike())
    filled = {
        "event_id_cnty": told.id,
        "event_date": "2016-09-19",
        "year": "2016",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Syrian government",
        "inter1": "1",
        "actor2": "Civilians",
        "inter2": "7",
        "interaction": "17",
        "iso": "760",
        "country": "Syria",
        "admin1": "Aleppo",
        "location": "Urum al-Kubra",
        "latitude": "36.15",
        "longitude": "36.953",
        "geo_precision": "1",
        "source": "Daily Page",
        "fatalities": "3",
        "tags": "grade=contested",
    }
    assert {column: value for column, value in got.items() if value and column != "notes"} == filled
    for words in (
        "killed 3–9 (best 3): monitor 3 [",
        "medic 5–9 [",
        "monitor blames the army [claim-1]",
        "ministry denies that it was the army [claim-1]",
        f"incident {told.id}",
        f"claims {told.claims[0]}",
        "Urum al-Kubra, Aleppo, Syria (± 3 km)",
    ):
        assert words in got["notes"]


def test_two_blamed_sides_leave_the_actor_empty_and_stand_in_the_notes(told: Incident) -> None:
    rival = replace(told, attributions=(*told.attributions, blamed("other", "blames", "russia", "Russia")))
    got = row(rival, strike())
    assert (got["actor1"], got["inter1"], got["interaction"]) == ("", "", "")
    assert "actors left empty, several are named: Syrian government; Russia" in got["notes"]


def test_a_state_abroad_is_an_external_force_and_nowhere_known_has_no_code(told: Incident) -> None:
    russia = replace(told, attributions=(blamed("monitor", "blames", "russia", "Russia"),))
    assert (row(russia, strike())["inter1"], row(russia, strike())["interaction"]) == ("8", "78")
    nowhere = row(replace(russia, place=None), strike())
    assert (nowhere["actor1"], nowhere["inter1"], nowhere["iso"]) == ("Russia", "", "")
    unknown = row(replace(told, attributions=(blamed("monitor", "blames", "", "gunmen"),)), strike())
    assert (unknown["actor1"], unknown["inter1"]) == ("gunmen", "")


def test_fatalities_are_the_least_that_anybody_says_and_empty_where_nobody_counts(told: Incident) -> None:
    assert row(replace(told, tolls=()), strike())["fatalities"] == ""
    up_to = Toll("killed", 0, 12, 12, (TollVoice("medic", Quantity(None, 12), "claim-1"),))
    assert row(replace(told, tolls=(up_to,)), strike())["fatalities"] == "0"
    sums_up = row(replace(told, covers=("incident-1",)), strike())
    assert sums_up["fatalities"] == ""
    assert "it sums up rows of their own: incident-1" in sums_up["notes"]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ((2016, 9, 20), ("2016-09-19", "2016", "2")),
        ((2016, 9, 25), ("2016-09-19", "2016", "2")),
        ((2016, 10, 15), ("2016-09-19", "2016", "3")),
        ((2016, 12, 31), ("", "2016", "")),
        ((2017, 1, 30), ("", "", "")),
    ],
)
def test_a_time_is_no_finer_than_told(
    told: Incident, end: tuple[int, int, int], expected: tuple[str, str, str]
) -> None:
    got = row(replace(told, time=Interval(date(2016, 9, 19), date(*end))), strike())
    assert (got["event_date"], got["year"], got["time_precision"]) == expected


@pytest.mark.parametrize(
    ("type", "phase", "expected"),
    [
        ("attack", "happened", ("Political violence", "Explosions/Remote violence", "Grenade")),
        ("protest", "happened", ("Demonstrations", "Protests", "")),
        ("riot", "happened", ("", "Riots", "")),
        ("territory_change", "happened", ("", "", "")),
        ("talks", "happened", ("", "", "")),
        (
            "explosion",
            "planned",
            ("Strategic developments", "Strategic developments", "Disrupted weapons use"),
        ),
    ],
)
def test_a_type_stays_open_where_the_record_does_not_decide(
    told: Incident, type: str, phase: str, expected: tuple[str, str, str]
) -> None:
    got = row(replace(told, type=type, phase=phase), strike())
    assert (got["disorder_type"], got["event_type"], got["sub_event_type"]) == expected


def test_a_rocket_grenade_is_no_hand_grenade(told: Incident) -> None:
    taken, claim = strike("Shelling hit civilians and an RPG fell.")
    start = taken.report.text.index("RPG")
    claim = replace(claim, means=(Means(Span(start, start + 3, "RPG"), "grenade"),))
    attack = replace(told, type="attack", claims=(claim.id,))
    assert row(attack, (taken, claim))["sub_event_type"] == "Attack"


def test_who_demonstrates_is_a_protester(told: Incident) -> None:
    got = row(replace(told, type="protest"), strike())
    assert (got["actor1"], got["inter1"], got["inter2"]) == ("Protesters", "6", "")


@pytest.mark.parametrize(
    "change",
    [{"phase": "threatened"}, {"phase": "planned"}, {"roots": ()}, {"grade": "discounted"}],
)
def test_what_did_not_happen_or_nobody_asserts_is_no_event(told: Incident, change: dict[str, object]) -> None:
    with record([], [replace(told, **change)]) as view:  # type: ignore[arg-type]  # any field
        assert table(view, write_acled)[1] == []


def test_an_empty_record_is_a_header() -> None:
    with record() as view:
        assert table(view, write_acled) == (COLUMNS, [])


def test_a_publisher_that_looks_like_a_formula_is_text(told: Incident) -> None:
    taken, _ = strike()
    report = replace(taken.report, publisher='=HYPERLINK("x")')
    claim = replace(strike()[1], report=report.id)
    told = replace(told, claims=(claim.id,))
    got = row(told, (replace(taken, report=report), claim))
    assert got["source"] == '\'=HYPERLINK("x")'


@settings(max_examples=40)
@given(contents())
def test_every_value_is_one_of_acleds(content: tuple[list, list[Incident]]) -> None:  # type: ignore[type-arg]
    with record(*content) as view:
        header, rows = table(view, write_acled)
    assert header == COLUMNS
    assert len(rows) <= len(content[1])
    for got in rows:
        assert not any(got[column] for column in UNVERIFIED)
        assert got["time_precision"] in ("", "1", "2", "3")
        assert bool(got["time_precision"]) == bool(got["event_date"])
        assert got["geo_precision"] in ("", "1", "2", "3")
        assert got["disorder_type"] in ("", "Political violence", "Demonstrations", "Strategic developments")
        assert got["event_type"] in ("", *ACLED)
        assert not got["sub_event_type"] or got["sub_event_type"] in ACLED[got["event_type"]]
        assert got["inter1"] in ("", *"12345678")
        assert got["inter2"] in ("", *"12345678")
        assert not got["interaction"] or int(got["interaction"]) in INTERACTIONS
        assert not got["fatalities"] or int(got["fatalities"]) >= 0
        assert got["event_id_cnty"] in got["notes"]

"""UCDP's columns: its header, its codes, and numbers in order."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.export.rows import URUM, contents, record, strike, table
from tests.store import strategies
from tests.store.factories import incident

from marsad.export.ged import GED_COLUMNS, death_range, write_ged
from marsad.model import Attribution, Incident, Interval, Place, Quantity, Toll, TollVoice
from marsad.store import View

COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
EMPTY = [
    "relid", "active_year", "code_status", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id", "adm_2", "priogrid_gid",
    "country_id", "region", "deaths_a", "deaths_b", "gwnoa", "gwnob",
]  # fmt: skip


def killed(
    *voices: tuple[int | None, int | None], low: int = 3, best: int = 3, high: int | None = None
) -> Toll:
    told = (TollVoice(f"source {at}", Quantity(*pair), "claim-1") for at, pair in enumerate(voices))
    return Toll("killed", low, best, high, tuple(told))


def rows(told: Incident, text: str = "") -> list[dict[str, str]]:
    taken, claim = strike(text)
    with record([(taken, [claim])], [told]) as view:
        return table(view, write_ged)[1]


@pytest.fixture
def told() -> Incident:
    """A shelling of a town's civilians that is laid to the army."""
    made = replace(incident(strike()[1], place=URUM), time=Interval(date(2016, 9, 19), date(2016, 9, 19)))
    said = (Attribution("monitor", "blames", "the army", "syria_government", "claim-1"),)
    return replace(made, tolls=(killed((3, 3), (5, 9), high=9),), attributions=said)


def test_the_header_is_ucdps_in_its_order(view: View) -> None:
    assert table(view, write_ged)[0] == list(GED_COLUMNS) == COLUMNS
    assert len(COLUMNS) == 49


def test_what_is_known_is_filled_and_the_rest_is_empty(told: Incident) -> None:
    got = rows(told)[0]
    assert {column: value for column, value in got.items() if value} == {
        "id": told.id,
        "year": "2016",
        "type_of_violence": "3",
        "dyad_name": "Syrian government - Civilians",
        "side_a": "Syrian government",
        "side_b": "Civilians",
        "number_of_sources": "1",
        "source_article": "Daily Page, 2016-09-04, Report 3",
        "source_office": "Daily Page",
        "source_date": "2016-09-04",
        "source_headline": "Report 3",
        "source_original": "source 0 3 [claim-1]; source 1 5–9 [claim-1]",
        "where_prec": "1",
        "where_coordinates": "Urum al-Kubra",
        "where_description": "Urum al-Kubra, Aleppo, Syria (± 3 km)",
        "adm_1": "Aleppo",
        "latitude": "36.15",
        "longitude": "36.953",
        "geom_wkt": "POINT (36.953 36.15)",
        "country": "Syria",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2016-09-19",
        "date_end": "2016-09-19",
        "deaths_unknown": "3",
        "best": "3",
        "high": "9",
        "low": "3",
    }


@pytest.mark.parametrize(
    ("toll", "expected"),
    [
        (killed((3, 3)), (3, 3, 3)),
        (killed((3, None)), (3, 3, 3)),
        (killed((3, 3), (12, None)), (3, 3, 12)),
        (killed((None, 12), low=0, best=12, high=12), (0, 12, 12)),
        (killed((3, 3), (12, None), (5, 9), low=3, best=5), (3, 5, 12)),
    ],
)
def test_an_open_high_is_the_most_that_anybody_says(toll: Toll, expected: tuple[int, int, int]) -> None:
    assert death_range(toll) == expected


def test_civilians_are_taken_out_of_the_unknown_dead(told: Incident) -> None:
    civilians = replace(killed((2, 2), low=2, best=2), group="civilians")
    got = rows(replace(told, tolls=(*told.tolls, civilians)))[0]
    assert (got["deaths_civilians"], got["deaths_unknown"]) == ("2", "1")
    more = replace(civilians, best=8)
    got = rows(replace(told, tolls=(*told.tolls, more)))[0]
    assert (got["deaths_civilians"], got["deaths_unknown"]) == ("", "3")


@pytest.mark.parametrize(
    ("text", "party", "expected"),
    [
        ("Shelling hit civilians, it said.", "syria_government", "3"),
        ("Shelling hit rebels, it said.", "syria_government", ""),
        ("Shelling hit a road, it said.", "syria_government", ""),
    ],
)
def test_the_type_of_violence_is_empty_where_the_targets_do_not_tell(
    told: Incident, text: str, party: str, expected: str
) -> None:
    said = (Attribution("monitor", "blames", "the army", party, "claim-1"),)
    claim = strike(text)[1]
    got = rows(replace(told, attributions=said, claims=(claim.id,)), text)
    assert got[0]["type_of_violence"] == expected


def test_two_sides_blamed_leave_the_side_empty(told: Incident) -> None:
    rival = Attribution("other", "blames", "Russia", "russia", "claim-1")
    got = rows(replace(told, attributions=(*told.attributions, rival)))[0]
    assert (got["side_a"], got["dyad_name"], got["side_b"]) == ("", "", "Civilians")


@pytest.mark.parametrize(
    "change",
    [
        {"tolls": ()},
        {"tolls": (killed((0, 0), low=0, best=0, high=0),)},
        {"type": "fire"},
        {"type": "protest"},
        {"phase": "threatened"},
        {"roots": ()},
        {"grade": "discounted"},
    ],
)
def test_what_is_no_deadly_organised_violence_is_left_out(told: Incident, change: dict[str, object]) -> None:
    assert rows(replace(told, **change)) == []  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    "change",
    [
        {"covers": ("incident-1",)},
        {"count": Quantity(2, None)},
        {"time": Interval(date(2016, 9, 1), date(2016, 9, 4), "days")},
    ],
)
def test_what_sums_up_several_events_is_unclear(told: Incident, change: dict[str, object]) -> None:
    assert rows(replace(told, **change))[0]["event_clarity"] == "2"  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ((2016, 9, 19), "1"),
        ((2016, 9, 24), "2"),
        ((2016, 9, 25), "3"),
        ((2016, 10, 19), "4"),
        ((2017, 9, 18), "5"),
    ],
)
def test_a_date_is_as_exact_as_its_days(told: Incident, end: tuple[int, int, int], code: str) -> None:
    got = rows(replace(told, time=Interval(date(2016, 9, 19), date(*end))))[0]
    assert got["date_prec"] == code
    assert rows(replace(told, time=Interval(date(2016, 9, 19), date(2018, 1, 1))))[0]["date_prec"] == ""
    assert rows(replace(told, time=None))[0]["date_start"] == ""


def test_a_country_is_a_centroid(told: Incident) -> None:
    syria = Place("Syria", 35.0, 38.0, 312.0, "SY", "geonames:163843", "country")
    got = rows(replace(told, place=syria))[0]
    assert (got["where_prec"], got["adm_1"], got["country"]) == ("6", "", "Syria")


def test_an_empty_record_is_a_header() -> None:
    with record() as view:
        assert table(view, write_ged) == (COLUMNS, [])


@given(strategies._tolls)
def test_low_best_and_high_are_in_order_whatever_the_toll(toll: Toll) -> None:
    low, best, high = death_range(toll)
    assert 0 <= low <= best <= high
    assert best == toll.best


@settings(max_examples=40)
@given(contents())
def test_every_value_is_one_of_ucdps(
    content: tuple[list, list[Incident]],  # type: ignore[type-arg]  # of contents()
) -> None:
    with record(*content) as view:
        header, found = table(view, write_ged)
    assert header == COLUMNS
    for got in found:
        assert not any(got[column] for column in EMPTY)
        assert int(got["low"]) <= int(got["best"]) <= int(got["high"])
        assert int(got["best"]) >= 1
        assert int(got["deaths_civilians"] or 0) + int(got["deaths_unknown"]) == int(got["best"])
        assert got["type_of_violence"] in ("", "1", "2", "3")
        assert got["where_prec"] in ("", "1", "2", "4", "6")
        assert got["date_prec"] in ("", *"12345")
        assert got["event_clarity"] in ("1", "2")

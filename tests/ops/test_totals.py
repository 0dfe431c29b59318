"""Totals of a record: what a question finds, what it cannot find, and round-ups over all of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.watch.happenings import MONDAY, URUM, happening, toll

from marsad.errors import StoreError
from marsad.model import Incident, Interval, Viewer
from marsad.ops.totals import find_totals
from marsad.store import IncidentQuery, Store
from marsad.watch.totals import Totals


def put(store: Store, *incidents: Incident) -> None:
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(incidents, basis=basis)


def totals(store: Store, query: IncidentQuery | None = None, **asked: Any) -> Totals:
    with store.view(Viewer.OWNER) as view:
        return find_totals(view, query or IncidentQuery(), **{"by": "month", **asked})


def left_out(found: Totals) -> dict[str, set[str]]:
    return {count.key: set(count.incidents) for count in found.left_out}


def test_an_empty_record_has_no_numbers(store: Store) -> None:
    found = totals(store)
    assert (found.total.incidents, found.total.people[0].best, found.rows) == ((), None, ())


def test_the_limit_of_a_question_does_not_cut_its_totals(store: Store) -> None:
    put(store, *(happening(number, tolls=(toll(1),)) for number in range(5)))
    assert totals(store, IncidentQuery(limit=2)).total.people[0].best == 5


def test_what_tells_no_day_or_place_is_said_where_days_or_places_are_asked_for(store: Store) -> None:
    dated, undated = happening(1), happening(2, time=None)
    unplaced = happening(3, place=None, place_names=())
    neither = happening(4, time=None, place=None, place_names=())
    unlocated = happening(5, place=None, place_names=("Hanano",))
    weak = happening(6, time=None, grade="weak")
    put(store, dated, undated, unplaced, neither, unlocated, weak)
    assert left_out(totals(store)) == {"weak": {weak.id}}
    assert left_out(totals(store, IncidentQuery(since=MONDAY))) == {
        "undated": {undated.id, neither.id},
    }
    near = IncidentQuery(near=(URUM.latitude, URUM.longitude, 5.0))
    assert left_out(totals(store, near)) == {
        "weak": {weak.id},
        "unplaced": {unplaced.id, neither.id, unlocated.id},
    }
    named = IncidentQuery(place="urum", until=MONDAY)
    assert left_out(totals(store, named)) == {
        "undated": {undated.id, neither.id},
        "unplaced": {unplaced.id},
    }


def test_a_round_up_is_left_out_also_where_the_question_finds_it_alone(store: Store) -> None:
    narrow = happening(1)
    week = Interval(MONDAY, date(2016, 9, 25), "week")
    roundup = happening(2, time=week, covers=(narrow.id,), tolls=(toll(40),))
    put(store, narrow, roundup)
    alone = IncidentQuery(since=date(2016, 9, 21))
    assert left_out(totals(store, alone)) == {"round-up": {roundup.id}}
    put(store, replace(narrow, grade="weak"), roundup)
    assert totals(store, alone).total.incidents == (roundup.id,)


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ({"by": "year"}, "choose one of week, month"),
        ({"by": "place", "level": "street"}, "choose one of country"),
        ({"by": "type", "level": "place"}, "by place"),
        ({"kinds": ("hurt",)}, "choose from killed"),
        ({"kinds": ()}, "choose from killed"),
    ],
)
def test_a_row_a_level_and_a_kind_that_are_none_are_refused(
    store: Store, asked: dict[str, Any], advice: str
) -> None:
    with pytest.raises(StoreError, match=advice):
        totals(store, **asked)


def test_a_kind_given_twice_is_one_column(store: Store) -> None:
    assert len(totals(store, kinds=("injured", "injured")).total.people) == 1

"""The record's own sum: what counts in it, what is left out, and that times add up."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.watch.happenings import KYIV, MONDAY, happening, records, toll

from marsad.model import Incident, Interval
from marsad.watch.counted import find_counted
from marsad.watch.totals import count_totals
from marsad.watch.war.ownsum import OwnSum, add_up, addend_of, pile


def own(*incidents: Incident, since: date | None = None, until: date | None = None) -> OwnSum:
    return add_up(pile(addend_of(one, "killed") for one in incidents), since=since, until=until)


def left_out(found: OwnSum) -> dict[str, tuple[str, ...]]:
    return {part.key: part.incidents for part in found.left_out}


def test_nothing_adds_up_to_no_number() -> None:
    found = own()
    assert (found.low, found.best, found.high, found.incidents, found.extent) == (None, None, None, (), None)


def test_well_founded_incidents_are_added_up_and_others_left_out_by_reason() -> None:
    fair, sure = happening(1, tolls=(toll(3, 4, 5),)), happening(2, grade="confirmed", tolls=(toll(10),))
    silent = happening(3)
    weak, rival = happening(4, grade="weak", tolls=(toll(7, 7, None),)), happening(5, grade="contested")
    planned, undated = happening(6, phase="planned"), happening(7, time=None, tolls=(toll(2),))
    found = own(fair, sure, silent, weak, rival, planned, undated)
    assert (found.low, found.best, found.high) == (13, 14, 15)
    assert set(found.incidents) == {fair.id, sure.id}
    assert found.untold == (silent.id,)
    assert left_out(found) == {
        "weak": (weak.id,),
        "contested": (rival.id,),
        "not happened": (planned.id,),
        "undated": (undated.id,),
    }
    part = found.left_out[0]
    assert (part.low, part.high) == (7, None)


def test_one_toll_without_a_most_leaves_the_sum_open() -> None:
    assert own(happening(1, tolls=(toll(3, 3, None),)), happening(2, tolls=(toll(2),))).high is None


def test_incidents_that_begin_on_the_days_count_and_others_are_not_there() -> None:
    before = happening(1, time=Interval(MONDAY - timedelta(days=1), MONDAY, "night"), tolls=(toll(1),))
    first, last = (
        happening(2, tolls=(toll(2),)),
        happening(3, time=Interval(MONDAY + timedelta(days=2), MONDAY + timedelta(days=5)), tolls=(toll(4),)),
    )
    found = own(before, first, last, since=MONDAY, until=MONDAY + timedelta(days=2))
    assert found.best == 6
    assert found.extent
    assert (found.extent.first, found.extent.last, found.extent.days) == (
        MONDAY,
        MONDAY + timedelta(days=2),
        2,
    )
    assert found.extent.incidents == (first.id, last.id)


def test_a_group_is_added_up_from_the_tolls_of_that_group() -> None:
    children = happening(1, tolls=(toll(9), toll(4).__class__("killed", 4, 4, 4, (), "children")))
    assert addend_of(children, "killed", "children").people.best == 4
    assert addend_of(children, "injured").people.told == 0


def doubles_of(record: list[Incident]) -> frozenset[str]:
    return frozenset(one.id for one in record if one.is_roundup) - find_counted(record)


@given(records(), st.integers(0, 40))
def test_two_times_that_follow_each_other_add_up_to_both(record: list[Incident], days: int) -> None:
    cut = MONDAY + timedelta(days=days)
    marked = [replace(one, is_roundup=bool(one.covers)) for one in record]
    dated, doubles = [one for one in marked if one.time], doubles_of(marked)
    addends = pile(addend_of(one, "killed", doubles=doubles) for one in dated)
    whole = add_up(addends, since=None, until=None)
    before = add_up(addends, since=None, until=cut - timedelta(days=1))
    after = add_up(addends, since=cut, until=None)
    for bound in ("low", "best"):
        assert (getattr(whole, bound) or 0) == sum(getattr(half, bound) or 0 for half in (before, after))
    assert set(whole.incidents) == {*before.incidents, *after.incidents}
    assert len(whole.incidents) == len(before.incidents) + len(after.incidents)


@given(records())
def test_every_incident_is_counted_or_left_out_once(record: list[Incident]) -> None:
    found = add_up(pile(addend_of(one, "killed") for one in record), since=None, until=None)
    told = [*found.incidents, *found.untold, *(id for part in found.left_out for id in part.incidents)]
    assert sorted(told) == sorted(one.id for one in record)


@given(records())
def test_the_sum_of_dated_incidents_is_the_total(record: list[Incident]) -> None:
    marked = [replace(one, is_roundup=bool(one.covers)) for one in record]
    doubles = doubles_of(marked)
    dated = [one for one in marked if one.time]
    found = add_up(pile(addend_of(one, "killed", doubles=doubles) for one in dated), since=None, until=None)
    total = count_totals(dated, by="day", counted=find_counted(marked)).total
    assert {*found.incidents, *found.untold} == set(total.incidents)
    assert (found.low, found.best, found.high) == (
        total.people[0].low,
        total.people[0].best,
        total.people[0].high,
    )


def test_the_place_is_not_decided_here() -> None:
    assert own(happening(1, place=KYIV, tolls=(toll(1),))).best == 1

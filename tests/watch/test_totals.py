"""Totals: what is in them, what is not, and that nothing is lost or counted twice."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from tests.watch.happenings import MONDAY, SYRIA, blames, happening, records, toll

from marsad.model import Incident, Interval
from marsad.watch.counted import find_counted
from marsad.watch.rows import By, Level
from marsad.watch.totals import Count, Totals, count_totals

BY = st.sampled_from(get_args(By))
LEVELS = st.sampled_from(get_args(Level))


def lines(counts: Iterable[Count]) -> dict[str, int]:
    return {count.key: len(count.incidents) for count in counts}


def range_of(count: Count) -> tuple[int | None, int | None, int | None]:
    people = count.people[0]
    return people.low, people.best, people.high


def test_numbers_add_up_and_what_gives_none_adds_nothing() -> None:
    record = [happening(1, tolls=(toll(3, 5, 9),)), happening(2, tolls=(toll(2),)), happening(3)]
    total = count_totals(record, by="week").total
    assert (len(total.incidents), len(total.people[0].incidents)) == (3, 2)
    assert range_of(total) == (5, 7, 11)


def test_where_nobody_gives_a_number_there_is_none() -> None:
    assert range_of(count_totals([happening()], by="type").total) == (None, None, None)


def test_an_open_bound_stays_open_and_names_its_incident() -> None:
    record = [happening(1, tolls=(toll(12, 12, None),)), happening(2, tolls=(toll(3),))]
    totals = count_totals(record, by="type")
    assert range_of(totals.total) == (15, 15, None)
    assert totals.total.people[0].unbounded == (record[0].id,)
    assert any("at least" in note for note in totals.notes)


def test_each_kind_of_harm_is_summed_by_itself_and_groups_are_not_added() -> None:
    women = toll(2)
    record = [
        happening(
            1, tolls=(toll(3), toll(8, kind="injured"), women.__class__("killed", 2, 2, 2, (), "women"))
        )
    ]
    total = count_totals(record, by="type", kinds=("injured", "killed")).total
    assert [(people.kind, people.best) for people in total.people] == [("injured", 8), ("killed", 3)]


def test_what_is_left_out_is_said_by_reason_with_its_range() -> None:
    weak, contested = happening(1, grade="weak", tolls=(toll(4),)), happening(2, grade="contested")
    narrow = happening(3, tolls=(toll(5),))
    roundup = happening(4, covers=(narrow.id,), tolls=(toll(90, 90, None),))
    planned, false = happening(5, phase="planned"), happening(6, grade="discounted")
    totals = count_totals([weak, contested, narrow, roundup, planned, false], by="month")
    assert totals.total.incidents == (narrow.id,)
    assert lines(totals.left_out) == {
        "weak": 1, "contested": 1, "discounted": 1, "round-up": 1, "not happened": 1,
    }  # fmt: skip
    left_out = {count.key: range_of(count) for count in totals.left_out}
    assert left_out["weak"] == (4, 4, 4)
    assert left_out["round-up"] == (90, 90, None)


def test_a_weak_incident_within_a_round_up_that_counts_is_not_missing_from_it() -> None:
    weak, elsewhere = happening(1, grade="weak"), happening(2, grade="weak")
    roundup = happening(3, covers=(weak.id,), tolls=(toll(30),))
    totals = count_totals([weak, elsewhere, roundup], by="month")
    assert range_of(totals.total) == (30, 30, 30)
    assert lines(totals.left_out) == {"weak": 1, "within a round-up": 1}


def test_a_round_up_does_not_count_where_its_incidents_lie_outside_the_question() -> None:
    narrow = happening(1)
    roundup = happening(2, covers=(narrow.id,), tolls=(toll(30),))
    totals = count_totals([roundup], by="month", counted=find_counted([narrow, roundup]))
    assert (totals.total.incidents, lines(totals.left_out)) == ((), {"round-up": 1})


def test_what_fits_no_row_is_in_the_total_and_said() -> None:
    record = [
        happening(1),
        happening(2, time=None),
        happening(3, time=Interval(MONDAY, MONDAY.replace(day=20))),
    ]
    totals = count_totals(record, by="day")
    assert (len(totals.total.incidents), lines(totals.rows)) == (3, {"2016-09-19": 1})
    assert lines(totals.in_no_row) == {"undated": 1, "several": 1}
    assert totals.in_no_row[1].label == "told of more than one day"
    country = count_totals([happening(place=SYRIA)], by="place", level="region")
    assert country.in_no_row[0].label == "no region known, only something wider"


def test_an_incident_blamed_on_two_is_in_both_rows_and_once_in_the_total() -> None:
    both = happening(attributions=(blames("russia"), blames("syria_government")), tolls=(toll(7),))
    totals = count_totals([both], by="party")
    assert [range_of(row) for row in (totals.total, *totals.rows)] == [(7, 7, 7)] * 3
    assert any("rows may add up to more than the total" in note for note in totals.notes)


def test_what_the_question_could_not_find_is_said_where_it_would_count() -> None:
    lost = [happening(1, time=None, tolls=(toll(4),)), happening(2, time=None, grade="weak")]
    totals = count_totals([happening(3)], by="month", missed={"undated": lost})
    assert {count.key: count.incidents for count in totals.left_out} == {"undated": (lost[0].id,)}


def test_rows_of_time_are_in_order_and_others_by_the_number_of_people() -> None:
    few = happening(1, type="aid", time=Interval(MONDAY, MONDAY), tolls=(toll(1),))
    later = MONDAY.replace(month=10)
    many = happening(2, type="shelling", time=Interval(later, later), tolls=(toll(9),))
    assert list(lines(count_totals([many, few], by="month").rows)) == ["2016-09", "2016-10"]
    assert list(lines(count_totals([few, many], by="type").rows)) == ["shelling", "aid"]


def test_an_empty_record_has_an_empty_total() -> None:
    totals = count_totals([], by="place", level="country")
    assert (totals.total.incidents, totals.rows, totals.in_no_row, totals.left_out) == ((), (), (), ())
    assert range_of(totals.total) == (None, None, None)


def added(*counts: Count) -> tuple[int, int, int | None, Counter[str]]:
    """The sum of lines: low, best, high, and how often each incident is in them."""
    people = [count.people[0] for count in counts if count.people[0].low is not None]
    highs = [one.high for one in people if one.high is not None]
    high = sum(highs) if len(highs) == len(people) else None
    ids = Counter(id for count in counts for id in count.incidents)
    return sum(one.low or 0 for one in people), sum(one.best or 0 for one in people), high, ids


@given(records(), BY.filter(lambda by: by != "party"), LEVELS)
def test_rows_and_what_is_in_none_add_up_to_the_total(record: list[Incident], by: By, level: Level) -> None:
    totals = count_totals(record, by=by, level=level)
    assert added(*totals.rows, *totals.in_no_row) == added(totals.total)


@given(records(), BY, LEVELS, st.data())
def test_parts_of_a_record_add_up_to_the_whole(
    record: list[Incident], by: By, level: Level, data: st.DataObject
) -> None:
    chosen = data.draw(st.sets(st.sampled_from([one.id for one in record])) if record else st.just(set()))
    parts = [one for one in record if one.id in chosen], [one for one in record if one.id not in chosen]
    counted = find_counted(record)
    whole, *halves = (count_totals(part, by=by, level=level, counted=counted) for part in (record, *parts))
    assert added(*(half.total for half in halves)) == added(whole.total)
    for key in {row.key for one in (whole, *halves) for row in one.rows}:
        assert added(*with_key(key, *halves)) == added(*with_key(key, whole))


def with_key(key: str, *totals: Totals) -> list[Count]:
    return [row for one in totals for row in one.rows if row.key == key]


@given(records(), BY, LEVELS)
def test_each_incident_is_in_the_total_or_left_out_for_one_reason(
    record: list[Incident], by: By, level: Level
) -> None:
    totals = count_totals(record, by=by, level=level)
    told = Counter(id for count in (totals.total, *totals.left_out) for id in count.incidents)
    assert told == Counter(incident.id for incident in record)
    assert {id for row in totals.rows for id in row.incidents} <= set(totals.total.incidents)


@given(records(), BY, LEVELS)
def test_every_figure_follows_from_the_incidents_that_it_names(
    record: list[Incident], by: By, level: Level
) -> None:
    known = {incident.id: incident for incident in record}
    told = json.loads(json.dumps(asdict(count_totals(record, by=by, level=level))))
    for line in (told["total"], *told["rows"], *told["in_no_row"], *told["left_out"]):
        (people,) = line["people"]
        tolls = [known[id].tolls[0] for id in people["incidents"]]
        assert people["incidents"] == [id for id in line["incidents"] if known[id].tolls]
        assert people["unbounded"] == [id for id in people["incidents"] if known[id].tolls[0].high is None]
        assert (people["low"], people["best"]) == (
            (sum(one.low for one in tolls), sum(one.best for one in tolls)) if tolls else (None, None)
        )
        is_bounded = bool(tolls) and not people["unbounded"]
        assert people["high"] == (sum(one.high or 0 for one in tolls) if is_bounded else None)
        assert not is_bounded or people["low"] <= people["best"] <= people["high"]

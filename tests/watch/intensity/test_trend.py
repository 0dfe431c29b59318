"""Trends: an area against its own past, from tallies alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watch.happenings import BUSTAN, SYRIA

from marsad.model import Grade, Heard, Sum, Tally
from marsad.watch.intensity.periods import Unit
from marsad.watch.intensity.series import Area, Gathered, Series, hear_voices, make_series
from marsad.watch.intensity.trend import days_weighed, find_rank, trend_of
from marsad.watch.intensity.trend_figures import Asked, Trend

FIRST = date(2016, 9, 1)
NOBODY = Sum(0, 0, 0, 0, 0)
AREA = Area((SYRIA,))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def tally(
    start: int, names: str = "a", *, grade: Grade = "fair", precision: str = "day", phase: str = "happened",
    strikes: int | None = None, killed: Sum = NOBODY, roundup: bool = False, length: int | None = None,
) -> Tally:  # fmt: skip
    """Incidents of a day, named by the letters of `names`."""
    days = length if length is not None else int(precision == "night")
    marks = "K" if killed.told else ""
    ids = [f"incident-{start}-{name}" for name in names]
    return Tally(
        day(start), day(start + days), precision, grade, phase, roundup, None, None, None, len(ids),
        len(ids) if strikes is None else strikes, killed, NOBODY, " ".join(id + marks for id in ids),
    )  # fmt: skip


def heard(number: int, *sources: str, phase: str = "happened") -> Heard:
    voices = {source: f"incident-{number}-{source}" for source in sources}
    return Heard(day(number), day(number), "day", phase, f"incident-{number}-heard", voices)


def gathered(*tallies: Tally, told: list[Heard] | None = None, **more: Any) -> Gathered:
    return Gathered(AREA, tallies, heard=tuple(told or ()), **more)


def trend(*tallies: Tally, told: list[Heard] | None = None, by: Unit = "day", **asked: Any) -> Trend:
    found = gathered(*tallies, told=told)
    series = hear_voices(make_series(found, by), found.heard)
    return trend_of(series, found, Asked(by=by, types=(), **asked))


def test_a_period_shows_well_founded_incidents_and_beside_them_weak_and_contested_ones() -> None:
    (period,) = trend(
        tally(0, "ab", strikes=15), tally(0, "c", grade="weak"), tally(0, "d", grade="discounted")
    ).periods
    assert (period.standing.number, period.standing.strikes) == (2, 15)
    assert (period.with_weak.number, period.with_weak.strikes) == (3, 16)
    assert period.with_weak.incidents == ("incident-0-a", "incident-0-b", "incident-0-c")


def test_a_sum_of_people_names_the_incidents_that_give_a_number_and_has_no_most_where_nobody_says_it() -> (
    None
):
    bounded, least = Sum(1, 5, 6, 7, 1), Sum(1, 10, 10, 0, 0)
    (period,) = trend(tally(0, "a", killed=bounded), tally(0, "b", killed=least), tally(0, "c")).periods
    killed = period.standing.killed
    assert (killed.low, killed.best, killed.high) == (15, 16, None)
    assert killed.incidents == ("incident-0-a", "incident-0-b")
    assert period.standing.injured.best is None


def test_a_period_of_which_nobody_told_anything_is_no_zero() -> None:
    found = trend(tally(0), tally(4), told=[heard(1, "x"), heard(3, "x"), heard(9, "x", phase="planned")])
    assert [(one.start, one.reported) for one in found.periods] == [
        (day(0), True), (day(1), True), (day(2), False), (day(3), True), (day(4), True),
    ]  # fmt: skip
    assert (found.covered.begins, found.covered.ends) == (day(0), day(4))
    assert (found.covered.periods, found.covered.reported) == (5, 4)
    assert any("no reporting" in note for note in found.notes)


def test_the_greatest_period_is_told_with_since_when_it_is_the_most() -> None:
    found = trend(tally(0, "abc"), tally(3, "ab"), tally(5, "a"), told=[heard(n, "x") for n in range(6)])
    (rank, *_) = found.ranks
    assert (rank.number, rank.place, rank.of, rank.since) == (3, 1, 6, "")
    assert rank.words == "the most in the covered period, which begins 2016-09-01"
    until_then = find_rank(
        make_series(gathered(tally(0, "a"), tally(3, "ab")), "day"),
        day(0).toordinal(),
        "incidents",
        weak=False,
    )
    assert until_then.words == "the most until then in the covered period, which begins 2016-09-01"
    series = make_series(gathered(tally(0, "abc"), tally(3, "ab"), tally(5, "ab")), "day")
    later = find_rank(series, day(5).toordinal(), "incidents", weak=False)
    assert (later.place, later.since, later.words) == (2, "2016-09-04", "the most since 2016-09-04")
    assert [one.key for one in later.as_many] == ["2016-09-04", "2016-09-01"]


def test_of_a_night_it_is_said_that_it_is_one() -> None:
    found = trend(tally(0, "a", precision="night"), tally(1, "b"), by="night")
    (period,) = found.periods
    assert (period.key, period.standing.number, period.standing.by_night) == ("2016-09-01/2016-09-02", 2, 1)


def test_a_count_far_above_its_past_stands_out_and_a_little_more_does_not() -> None:
    past = [tally(n, "ab") for n in range(20)]
    told = [heard(n, "x", "y") for n in range(22)]
    *_, above = trend(*past, tally(20, "abcdefghijklmno"), told=told[:21]).periods
    assert (above.against_past, above.because) == ("above", "more events")
    assert above.baseline and (above.baseline.periods, above.baseline.mean, above.baseline.median) == (
        20,
        2.0,
        2.0,
    )
    assert above.baseline.low and above.baseline.high and above.baseline.low < 2 < above.baseline.high
    *_, little = trend(*past, tally(20, "abc"), told=told[:21]).periods
    assert little.against_past == "within"
    *_, quiet = trend(*[tally(n, "abcdefghij") for n in range(20)], told=told[:21]).periods
    assert quiet.against_past == "below"


def test_a_count_that_rises_only_with_the_number_of_sources_is_flagged() -> None:
    past = [tally(n, "ab") for n in range(10)]
    told = [heard(n, "x") for n in range(10)]
    *_, more = trend(*past, tally(10, "abcdefgh"), told=[*told, heard(10, *"abcdef")]).periods
    assert (more.reporting.sources, more.reporting.usual, more.because) == (6, 2.0, "more reporting")
    assert len(more.reporting.incidents) == 6


def test_too_short_a_past_gives_no_baseline() -> None:
    *_, last = trend(tally(0), tally(1), tally(2, "abcdefghijk")).periods
    assert (last.baseline, last.against_past, last.because) == (None, "", "")


def test_a_change_of_rate_divides_stretches() -> None:
    found = trend(*[tally(n, "a") for n in range(20)], *[tally(20 + n, "abcdefgh") for n in range(20)])
    assert [(one.start, one.end, one.rate) for one in found.stretches] == [
        (day(0), day(19), 1.0), (day(20), day(39), 8.0),
    ]  # fmt: skip


def test_what_is_of_no_period_or_does_not_count_is_said() -> None:
    undated = tally(0, "u")._replace(start=None, end=None, precision="")
    found = trend(
        tally(0), undated, tally(0, "s", precision="days", length=3), tally(0, "p", phase="planned"),
        tally(0, "r", roundup=True),
    )  # fmt: skip
    assert {one.key: one.incidents for one in found.left_out} == {
        "several": ("incident-0-s",),
        "undated": ("incident-0-u",),
        "round-up": ("incident-0-r",),
        "not happened": ("incident-0-p",),
    }


def test_a_round_up_that_counts_is_counted() -> None:
    roundup = tally(0, "r", roundup=True)
    both = frozenset({"incident-0-r"})
    series = make_series(gathered(roundup, counting=(both, both)), "day")
    assert series.standing[day(0).toordinal()].incidents == 1
    wide = make_series(gathered(roundup, counting=(frozenset(), both)), "day")
    assert (wide.standing, wide.wide[day(0).toordinal()].incidents) == ({}, 1)


def test_an_empty_record_covers_nothing() -> None:
    found = trend()
    assert (found.periods, found.ranks, found.stretches, found.covered.begins) == ((), (), (), None)
    assert "nothing" in found.notes[0]


def test_days_before_the_first_report_are_answered_with_what_is_covered() -> None:
    found = trend(tally(0), until=date(2010, 1, 1))
    assert (found.periods, found.ranks) == ((), ())
    assert "the covered period runs from 2016-09-01 to 2016-09-01" in found.notes[0]


def test_sources_are_asked_for_as_far_back_as_they_are_weighed() -> None:
    series = make_series(gathered(*[tally(n) for n in range(100)]), "day")
    assert days_weighed(series, Asked("day", (), trailing=10)) == (day(60), day(99))
    assert days_weighed(make_series(gathered(), "day"), Asked("day", ())) is None


def test_a_wider_place_is_not_in_the_area_and_a_country_is_all_of_it() -> None:
    area = Area((BUSTAN,), within_km=3)
    assert area.holds(36.19, 37.14)
    assert not area.holds(36.3, 37.14)
    assert area.is_wider(10)
    assert not area.is_wider(3)
    assert (Area((SYRIA, BUSTAN)).circles, Area((SYRIA, BUSTAN)).whole) == ((), ("SY",))


_tallies = st.lists(
    st.builds(
        tally,
        st.integers(0, 60),
        st.sampled_from(["a", "bc", "def"]),
        grade=st.sampled_from(["fair", "confirmed", "weak", "contested", "discounted"]),
        precision=st.sampled_from(["day", "night"]),
    ),
    max_size=20,
    unique_by=lambda one: one.marked,
)


@given(_tallies, st.integers(0, 60), st.sampled_from(["night", "day", "week", "month"]))
def test_counts_of_a_record_cut_in_two_add_up_to_those_of_the_whole(
    tallies: list[Tally], cut: int, by: Unit
) -> None:
    early = [one for one in tallies if one.start and one.start < day(cut)]
    late = [one for one in tallies if one not in early]
    whole = _counts(make_series(gathered(*tallies), by))
    parts = [_counts(make_series(gathered(*some), by)) for some in (early, late)]
    for number in whole.keys() | parts[0].keys() | parts[1].keys():
        assert whole.get(number, 0) == parts[0].get(number, 0) + parts[1].get(number, 0)


def _counts(series: Series) -> dict[int, int]:
    return {number: cell.incidents for number, cell in series.wide.items()}


@given(_tallies)
def test_every_number_stands_beside_the_incidents_that_it_counts(tallies: list[Tally]) -> None:
    for period in trend(*tallies).periods:
        for figures in (period.standing, period.with_weak):
            assert len(figures.incidents) == figures.number
            assert (figures.low or 0) <= figures.number <= (figures.high or 0)


@pytest.mark.parametrize("by", ["night", "day", "week", "month"])
def test_no_period_is_counted_twice(by: Unit) -> None:
    found = trend(*[tally(n, "ab") for n in range(25)], by=by, since=FIRST)
    ids = [id for period in found.periods for id in period.standing.incidents]
    assert len(ids) == len(set(ids)) == 50

"""How often incidents are told, against the periods before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.watch.happenings import MONDAY, happening, records

from marsad.model import Incident, Interval
from marsad.watch.risk.pace import count_trend

LONG_AGO = date(2016, 1, 1)


def on(day: date, number: int = 0, **said: object) -> Incident:
    return happening(number, time=Interval(day, day), **said)


def test_the_days_stand_against_those_before_and_the_mean_of_the_periods_before_those() -> None:
    days = [0, 1, 7, 14, 14, 28]
    told = [on(MONDAY - timedelta(days=ago), number) for number, ago in enumerate(days)]
    trend = count_trend(told, MONDAY - timedelta(days=6), MONDAY, record_from=LONG_AGO)
    assert trend.before and trend.mean
    assert [trend.last.told.number, trend.before.told.number] == [2, 1]
    assert (len(trend.earlier), trend.mean.number) == (6, 0.5)
    assert set(trend.mean.incidents) == {told[3].id, told[4].id, told[5].id}


def test_days_before_the_record_are_not_known_rather_than_empty() -> None:
    trend = count_trend([on(MONDAY)], MONDAY - timedelta(days=6), MONDAY, record_from=MONDAY)
    assert (trend.before, trend.earlier, trend.mean) == (None, (), None)
    assert str(MONDAY) in trend.notes[-1]


def test_what_is_no_violence_did_not_happen_was_set_aside_or_sums_up_is_not_counted() -> None:
    out = [
        on(MONDAY, 1, type="aid"),
        on(MONDAY, 2, phase="planned"),
        on(MONDAY, 3, grade="discounted"),
        on(MONDAY, 4, is_roundup=True),
    ]
    trend = count_trend([on(MONDAY), *out], MONDAY, MONDAY, record_from=LONG_AGO)
    assert trend.last.told.incidents == (on(MONDAY).id,)


def test_what_is_weak_is_told_and_does_not_count_as_fact() -> None:
    trend = count_trend([on(MONDAY, grade="weak")], MONDAY, MONDAY, record_from=LONG_AGO)
    assert (trend.last.told.number, trend.last.counted.number) == (1, 0)


@given(records(), st.integers(0, 50))
def test_two_periods_one_after_the_other_add_up_to_both(incidents: list[Incident], split: int) -> None:
    end = MONDAY + timedelta(days=60)
    middle = MONDAY + timedelta(days=split)
    parts = [(MONDAY, middle), (middle + timedelta(days=1), end)]
    told = [set(count_trend(incidents, *days, record_from=LONG_AGO).last.told.incidents) for days in parts]
    whole = set(count_trend(incidents, MONDAY, end, record_from=LONG_AGO).last.told.incidents)
    assert told[0] | told[1] == whole
    assert not told[0] & told[1]

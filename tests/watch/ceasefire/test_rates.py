"""Rates and the intervals that few events leave open."""

from datetime import date

from marsad.watch.ceasefire.rates import find_rate


def test_days_of_which_nothing_is_told_give_no_rate() -> None:
    first, last = date(2016, 9, 1), date(2016, 9, 4)
    window, told = (
        ("before", first, last),
        [(date(2016, 9, 2), "incident-1"), (date(2016, 9, 9), "incident-2")],
    )
    for span in (None, (date(2016, 9, 9), date(2016, 9, 9))):
        assert find_rate(window, span, told, {"incident-1"}).count is None
    assert find_rate(window, (first, last), told[1:], {"incident-2"}).count is None
    rate = find_rate(window, (first, last), told, {"incident-1"})
    assert rate.count and (rate.count.number, rate.count.per_day, rate.days, rate.told) == (
        1,
        0.25,
        4,
        (told[0][0],),
    )
    none = find_rate(window, (date(2016, 9, 2), last), told, set())
    assert none.count and none.interval and none.days == 3
    assert (none.count.number, none.interval.low, none.interval.high) == (0, 0.0, 1.2296)
    assert none.interval.incidents == ("incident-1",)

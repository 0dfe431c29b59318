from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marsad.watch.intensity.trend_figures import (
    Asked,
    Baseline,
    Covered,
    Figures,
    Hurt,
    PeriodCount,
    Reporting,
    Stretch,
    Trend,
)
from marsad.web.pictures.trend import draw_trend

MONDAY = date(2016, 9, 19)
NOBODY = Hurt(None, None, None, ())


def figures(number: int) -> Figures:
    bounds = (number / 2, number * 2.0) if number else (0.0, 3.7)
    return Figures(number, number, 0, *bounds, NOBODY, NOBODY, ())


def period(day: int, number: int, base: Baseline | None = None, *, sources: int = 1) -> PeriodCount:
    start = MONDAY + timedelta(days=day)
    return PeriodCount(
        str(start), str(start), start, start, sources > 0, figures(number), figures(number + 1), base, "",
        Reporting(sources, None, None, ()), "",
    )  # fmt: skip


def trend(*periods: PeriodCount, stretches: tuple[Stretch, ...] = (), weak: bool = False) -> Trend:
    covered = Covered(None, None, None, None, len(periods), len(periods), ())
    return Trend(Asked("day", (), weak=weak), (), covered, periods, (), stretches, (), ())


def test_bars_stand_side_by_side_on_one_scale() -> None:
    found = trend(period(0, 1), period(1, 4))
    drawn = draw_trend(found, found.periods)
    assert drawn
    assert [(bar.x, bar.wide, bar.height) for bar in drawn.bars] == [(0, 50, 12.5), (50, 50, 50)]
    assert [(bar.low, bar.high) for bar in drawn.bars] == [(6.25, 25), (25, 100)]
    assert drawn.top == 8


def test_weak_ones_are_counted_where_they_were_asked_for() -> None:
    found = trend(period(0, 1), weak=True)
    drawn = draw_trend(found, found.periods)
    assert drawn
    assert drawn.bars[0].value == 2


def test_the_band_covers_the_interval_of_the_baseline_and_ends_where_there_is_none() -> None:
    base = Baseline(3, 1.0, 1.0, 0.5, 2.0, ())
    found = trend(period(0, 2, base), period(1, 1), period(2, 1, base))
    drawn = draw_trend(found, found.periods)
    assert drawn
    assert drawn.band == (
        "M0 50 L33.333 50 L33.333 87.5 L0 87.5Z",
        "M66.667 50 L100 50 L100 87.5 L66.667 87.5Z",
    )
    assert drawn.mean == ("M0 75 L33.333 75", "M66.667 75 L100 75")


def test_a_change_of_rate_stands_where_a_stretch_begins() -> None:
    stretches = (
        Stretch(MONDAY, MONDAY, 1, 1, 1.0, 0.5, 2.0, ()),
        Stretch(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1), 1, 2, 2.0, 0.5, 4.0, ()),
    )
    found = trend(period(0, 1), period(1, 2), stretches=stretches)
    drawn = draw_trend(found, found.periods)
    assert drawn
    assert [(one.start, one.end, one.is_first) for one in drawn.changes] == [(0, 50, True), (50, 100, False)]


def test_reporting_is_drawn_below_by_its_own_scale() -> None:
    found = trend(period(0, 0, sources=0), period(1, 0, sources=4), period(2, 0, sources=2))
    drawn = draw_trend(found, found.periods)
    assert drawn
    assert [bar.effort for bar in drawn.bars] == [0, 100, 50]
    assert drawn.most_sources == 4


def test_no_period_makes_no_picture() -> None:
    assert draw_trend(trend(), ()) is None


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_nothing_reaches_out_of_the_picture(numbers: list[int]) -> None:
    base = Baseline(3, 2.0, 2.0, 0.0, 10.0**7, ())
    found = trend(*(period(day, number, base) for day, number in enumerate(numbers)))
    drawn = draw_trend(found, found.periods)
    assert drawn
    for bar in drawn.bars:
        assert all(0 <= share <= 100 for share in (bar.height, bar.effort, bar.low or 0, bar.high or 0))
        assert bar.height > 0 or bar.value == 0 or bar.value / drawn.top < 0.001

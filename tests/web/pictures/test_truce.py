from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.web.watched import tell_watches

from marsad.model import Viewer
from marsad.ops.ceasefires import Watched, find_ceasefire, find_ceasefires
from marsad.store import open_store
from marsad.watch.ceasefire.breaches import DayCount, KindCount
from marsad.web.pictures.ceasefires import draw_ceasefires
from marsad.web.pictures.truce import MOST_SOURCES, draw_rates, draw_truce


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('truce') / 'record.db'}") as store:
        tell_watches(store)
        with store.view(Viewer.OWNER) as view:
            (one,) = find_ceasefires(view).ceasefires
            return find_ceasefire(view, one.id)


def test_every_step_is_a_mark_in_the_row_of_its_source(watched: Watched) -> None:
    drawn = draw_truce(watched)
    assert drawn
    assert drawn.steps
    marks = {(row.row, mark.href, mark.word) for row in drawn.steps.rows for mark in row.marks}
    assert marks == {(step.source, f"/claims/{step.claim}", step.step) for step in watched.ceasefire.history}


def test_the_days_on_which_breaches_count_are_the_ground(watched: Watched) -> None:
    drawn, period = draw_truce(watched), watched.ceasefire.period
    assert drawn
    assert period
    assert drawn.period == (drawn.days.left(period.start), drawn.days.wide(period.start, period.end))


def test_bars_are_stacked_from_below_by_kind(watched: Watched) -> None:
    day = DayCount(
        date(2016, 9, 14),
        3,
        KindCount("all", 3, ()),
        (),
        (KindCount("combat", 2, ()), KindCount("arrest", 1, ())),
        (KindCount("weak", 1, ()),),
    )
    drawn = draw_truce(replace(watched, breaches=replace(watched.breaches, per_day=(day,))))
    assert drawn
    (bar,) = drawn.bars
    assert [(part.kind, part.y, part.height) for part in bar.parts] == [
        ("combat", 50, 50),
        ("arrest", 25, 25),
        ("weak", 0, 25),
    ]
    assert drawn.most == 4


def test_sources_beyond_those_that_fit_are_named(watched: Watched) -> None:
    step = watched.ceasefire.history[0]
    many = tuple(replace(step, source=f"source {number}") for number in range(MOST_SOURCES + 2))
    drawn = draw_truce(replace(watched, ceasefire=replace(watched.ceasefire, history=many)))
    assert drawn
    assert drawn.steps
    assert (len(drawn.steps.rows), len(drawn.left_out)) == (MOST_SOURCES, 2)


def test_rates_share_one_scale_and_what_is_not_known_has_no_place_on_it(watched: Watched) -> None:
    drawn = draw_rates(watched.breaches)
    silent = replace(watched.breaches.rates[0], count=None, interval=None)
    for line in drawn.lines:
        if line.x is not None and line.low is not None and line.high is not None:
            assert 0 <= line.low <= line.x <= line.high <= 100
    (line,) = draw_rates(replace(watched.breaches, rates=(silent,))).lines
    assert (line.x, line.low, line.high) == (None, None, None)
    assert drawn.top == draw_rates(watched.breaches, with_weak=True).top


def test_days_of_several_sources_are_one_mark_that_leads_to_the_truce(watched: Watched) -> None:
    one = watched.ceasefire
    later = replace(
        one.declared[0],
        start=one.declared[0].end + timedelta(days=1),
        end=one.declared[0].end + timedelta(days=1),
    )
    again = replace(one.declared[0], claim="claim-0", source="another")
    drawn = draw_ceasefires([replace(one, declared=(one.declared[0], again, later), effective=(), ended=())])
    assert drawn
    (row,) = drawn.rows
    assert [mark.href for mark in row.marks] == [f"/truce/{one.id}", f"/claims/{later.claim}"]

"""Incidents by the days on which their time begins and ends, on each kind of database."""

from datetime import date, timedelta

import pytest
from tests.watch.happenings import MONDAY, happening

from marsad.model import Interval, Viewer
from marsad.store import Store


@pytest.mark.parametrize("lasting", [None, *(MONDAY + timedelta(days=days) for days in (-1, 0, 1, 2, 7, 8))])
def test_incidents_that_begin_on_some_days_may_be_asked_to_last(store: Store, lasting: date | None) -> None:
    ends = [MONDAY + timedelta(days=days) for days in (1, 7)]
    told = [happening(number, time=Interval(MONDAY, end)) for number, end in enumerate(ends)]
    later = happening(9, time=Interval(ends[0], ends[1]))
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents([*told, later], basis=basis)
    with store.view(Viewer.OWNER) as view:
        found = view.beginning(("air_strike",), MONDAY, MONDAY, roundups=False, lasting=lasting)
        ids = {one.id for one in found}
    expected = zip(told, ends, strict=True)
    assert ids == {one.id for one, end in expected if lasting is None or end >= lasting}

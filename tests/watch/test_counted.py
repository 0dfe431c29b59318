"""Which incidents count: well founded ones, and no happening twice."""

import pytest
from hypothesis import given
from tests.watch.happenings import happening, records

from marsad.model import Incident
from marsad.watch.counted import find_counted


@pytest.mark.parametrize(
    ("grade", "counts"),
    [("confirmed", True), ("fair", True), ("weak", False), ("contested", False), ("discounted", False)],
)
def test_only_the_well_founded_count(grade: str, counts: bool) -> None:
    assert bool(find_counted([happening(grade=grade)])) is counts


def test_what_has_not_happened_does_not_count() -> None:
    assert find_counted([happening(phase="planned"), happening(1, phase="demanded")]) == frozenset()


def test_a_round_up_counts_only_where_nothing_that_it_covers_does() -> None:
    narrow, weak = happening(1), happening(2, grade="weak")
    roundup = happening(3, covers=(narrow.id, weak.id))
    assert find_counted([roundup, narrow, weak]) == {narrow.id}
    lone = happening(3, covers=(weak.id,))
    assert find_counted([lone, narrow, weak]) == {narrow.id, lone.id}


def test_of_round_ups_that_share_an_incident_the_widest_counts() -> None:
    weak = [happening(number, grade="weak") for number in range(3)]
    week = happening(10, covers=(weak[0].id,))
    month = happening(11, covers=(weak[0].id, weak[1].id))
    other = happening(12, covers=(weak[2].id,))
    assert find_counted([week, month, other, *weak]) == {month.id, other.id}


@given(records())
def test_no_happening_counts_twice(record: list[Incident]) -> None:
    counted = find_counted(record)
    told = [id for incident in record if incident.id in counted for id in {incident.id, *incident.covers}]
    assert len(told) == len(set(told))


@given(records())
def test_the_order_of_incidents_does_not_matter(record: list[Incident]) -> None:
    assert find_counted(record) == find_counted(reversed(record))

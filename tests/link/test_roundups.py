"""What sums up several happenings, and what is one happening told vaguely."""

from datetime import timedelta
from typing import Any

import pytest
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, MONDAY, PROVINCE, URUM, Dossier

from marsad.link.facts import read_facts
from marsad.model import Interval

WEEK = Interval(MONDAY, MONDAY + timedelta(days=6), "week")


def is_roundup(text: str = "", **said: Any) -> bool:
    dossier = Dossier()
    claim = dossier.tell(text=text, **said)
    (fact,) = read_facts([claim], dossier.reports[claim.report])
    return fact.is_roundup


@pytest.mark.parametrize(
    "said",
    [
        {"place": PROVINCE, "day": WEEK, "killed": 50},
        {"place": PROVINCE, "text": "At least 50 were killed across the province:"},
        {"place": PROVINCE, "count": 40},
        {"place": ALEPPO, "count": 14},
        {"place": ALEPPO, "count": 2, "text": "The two strikes on two districts of the city:"},
        {"place": (ALEPPO, IDLIB), "killed": 30},
    ],
)
def test_days_areas_numbers_and_two_far_towns_make_a_round_up(said: dict[str, Any]) -> None:
    assert is_roundup(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"place": URUM, "killed": 12},
        {"place": ALEPPO, "count": 2},
        {"place": URUM, "day": WEEK, "targets": "convoy"},
        {"place": (BUSTAN, ALEPPO), "killed": 5},
        {"place": PROVINCE, "killed": 12},
        {"type": "siege", "place": PROVINCE, "day": WEEK},
    ],
)
def test_one_blow_is_none_however_vaguely_it_is_told(said: dict[str, Any]) -> None:
    assert not is_roundup(**said)

"""The rule of the grade in words, and what would give another grade."""

from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from tests.link.telling import MONDAY, URUM, Dossier
from tests.link.test_properties import dossiers

from marsad.link.grade import rule_in_words, would_change
from marsad.model import Grade, Incident

SYRIA = ("SY",)


@pytest.fixture
def dossier() -> Dossier:
    return Dossier()


def test_the_words_of_the_rule_tell_every_grade_once_and_contested_first() -> None:
    words = rule_in_words()
    assert words.startswith("contested: ")
    assert all(words.count(f"{grade}: ") == 1 for grade in get_args(Grade))


def test_one_source_needs_a_second_and_that_second_makes_it_fair(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM)
    told = would_change(dossier.only(), SYRIA)
    assert told == (
        "a second independent source would make it fair",
        "a source that blames a side, and that side accepting it, would make it confirmed",
        "a denial, or a source that blames a rival side, would make it contested",
    )
    dossier.tell(by="UNICEF", place=URUM, paper="Post")
    assert dossier.only().grade == "fair"
    assert "fair" not in " ".join(would_change(dossier.only(), SYRIA))


def test_a_blamed_side_that_accepts_makes_it_confirmed(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, actors="Russia")
    assert "Russia accepting it would make it confirmed" in would_change(dossier.only(), SYRIA)
    dossier.tell(by="the Russian defence ministry", place=URUM, actors="Russia", paper="Post")
    incident = dossier.only()
    assert incident.grade == "confirmed"
    assert would_change(incident, SYRIA) == (
        "a denial, or a source that blames a rival side, would make it contested",
    )


def test_a_boast_needs_somebody_else_who_blames_the_boaster(dossier: Dossier) -> None:
    dossier.tell(by="the Russian defence ministry", place=URUM, actors="Russia")
    told = would_change(dossier.only(), SYRIA)
    assert "another source that blames Russia would make it confirmed" in told


def test_a_denial_taken_back_leaves_what_the_sources_give(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, actors="Russia")
    dossier.tell(
        by="the Russian defence ministry",
        place=URUM,
        actors="Russia",
        stance="denies",
        paper="Post",
        published=MONDAY + timedelta(days=2),
    )
    incident = dossier.only()
    assert incident.grade == "contested"
    assert would_change(incident, SYRIA) == ("Russia taking back its denial would make it weak",)


def test_rival_blame_ends_where_all_blame_one_side(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, actors="Russia")
    dossier.tell(by="UNICEF", place=URUM, actors="rebels", paper="Post")
    told = would_change(dossier.only(), SYRIA)
    assert told == (
        "all sources blaming Russia alone would make it fair",
        "all sources blaming rebels alone would make it fair",
    )


def test_where_one_step_is_not_enough_it_says_what_stays_and_what_is(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, actors="Russia")
    dossier.tell(by="UNICEF", place=URUM, actors="rebels", paper="Post")
    dossier.tell(by="Kremlin", place=URUM, actors="Russia", stance="denies", paper="Star")
    told = would_change(dossier.only(), SYRIA)
    assert told[0].startswith("Russia taking back its denial would not be enough: ")
    assert "no denial left and all blaming Russia alone would make it fair" in told


def test_what_is_only_doubted_needs_two_sources(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=URUM, stance="doubts")
    assert would_change(dossier.only(), SYRIA)[0] == (
        "two independent sources that assert it would make it fair"
    )


@given(dossiers())
def test_everything_that_is_not_settled_says_what_would_change_it(dossier: Dossier) -> None:
    for incident in dossier.link():
        told = would_change(incident, SYRIA)
        assert told
        assert len(told) == len(set(told))
        assert not any(f"make it {_now(incident)}" in one for one in told)


def _now(incident: Incident) -> str:
    return incident.rule_grade or incident.grade

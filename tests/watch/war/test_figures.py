"""What a figure of a whole war counts: how many, of whom, where, by whom and of which time."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from tests.link.telling import ALEPPO, BUSTAN, at_least
from tests.watch.happenings import SYRIA
from tests.watch.saying import CAME_OUT, UKRAINE, WAR, said, sayings

from marsad.model import HARM_KINDS, Quantity
from marsad.watch.statements import Statement
from marsad.watch.war.figures import Period, Scope, area_of, figures_of


def scope(**told: Any) -> Scope:
    ((scope, _),) = figures_of(said(**told), ("killed",))
    return scope


def test_a_figure_keeps_its_day_its_bounds_its_days_and_its_words() -> None:
    statement = said(killed=at_least(300_000))
    ((_, figure),) = figures_of(statement, ("killed",))
    assert (figure.day, figure.low, figure.high) == (CAME_OUT, 300_000, None)
    assert (figure.since, figure.until) == (WAR, CAME_OUT)
    assert (figure.quote, figure.claims) == (statement.claim.evidence.quote, (statement.claim.id,))


def test_only_the_harm_that_is_asked_for_is_told() -> None:
    statement = said(killed=9, displaced=1_000)
    assert [scope.kind for scope, _ in figures_of(statement, ("displaced",))] == ["displaced"]
    assert not list(figures_of(statement, ("missing",)))


def test_a_number_that_is_all_of_one_group_is_of_that_group_alone() -> None:
    told = figures_of(said(killed=300, groups={"civilians": 300, "children": 80}), ("killed",))
    assert [(scope.group, figure.low) for scope, figure in told] == [("civilians", 300), ("children", 80)]
    part = figures_of(said(killed=600, groups={"children": 136}), ("killed",))
    assert [(scope.group, figure.low) for scope, figure in part] == [("", 600), ("children", 136)]


@pytest.mark.parametrize(
    ("place", "countries", "narrow"),
    [
        (SYRIA, ("SY",), []),
        ([SYRIA, UKRAINE], ("SY", "UA"), []),
        ([ALEPPO, SYRIA], ("SY",), ["Aleppo"]),
        ([ALEPPO, UKRAINE], ("SY", "UA"), ["Aleppo", "Ukraine"]),
        (None, ("XK",), []),
        ("Hanano", ("XK",), []),
    ],
)
def test_the_war_is_that_of_the_places_else_of_the_land_of_the_report(
    place: Any, countries: tuple[str, ...], narrow: list[str]
) -> None:
    area = scope(place=place, land="XK").area
    assert (area.countries, [one.name for one in area.places]) == (countries, narrow)
    assert area.is_whole == (not narrow and place != "Hanano")
    assert area.is_told == (place is not None)


def test_a_country_without_a_code_is_a_place_by_its_name() -> None:
    area = scope(place=replace(SYRIA, country=""), land="").area
    assert (area.countries, [one.name for one in area.places]) == ((), ["Syria"])


def test_a_figure_of_no_known_land_has_no_country() -> None:
    assert scope(place=None, land="").area.countries == ()


def test_a_sentence_about_a_war_is_not_of_a_place_that_another_sentence_names() -> None:
    elsewhere = said(place=BUSTAN, text="The war has killed")
    assert area_of(elsewhere.claim, "SY").is_whole
    assert not area_of(elsewhere.claim, "SY").is_told
    within = said(place=BUSTAN, text="The war has killed", sentence="all")
    assert [one.name for one in area_of(within.claim, "SY").places] == ["Bustan al-Qasr"]
    no_war = said(place=BUSTAN, text="Strikes have killed")
    assert not area_of(no_war.claim, "SY").is_whole


def test_a_count_up_to_the_day_it_came_out_runs_on_and_one_of_a_past_time_does_not() -> None:
    assert scope().period == Period(WAR, CAME_OUT, runs_on=True)
    assert scope(since=None).period == Period(None, None, runs_on=True)
    assert scope(since=date(2015, 1, 1), until=date(2015, 12, 31)).period.runs_on is False
    assert scope(on=None).period.runs_on is False


def test_the_month_in_which_a_war_began_is_not_the_time_of_its_dead() -> None:
    began: dict[str, Any] = {"since": date(2011, 3, 1), "until": date(2011, 3, 31)}
    assert scope(text="The conflict has left dead", sentence="text", **began).period.since is None
    assert scope(text="The conflict has left dead", **began).period.since == date(2011, 3, 1)
    assert scope(text="Strikes left dead", sentence="text", **began).period.since == date(2011, 3, 1)


def test_who_did_it_by_what_and_to_whom_narrows_a_figure() -> None:
    told = scope(actors=["Russia", "somebody"], means="air_strike", targets=["journalists", "12 people"])
    assert told.means == ("air_strike",)
    assert told.targets == ("journalists",)
    assert told.doers == ("russia", "somebody")


@pytest.mark.parametrize("word", ["people", "Syrians", "civilians", "casualties", "Syrian civilians"])
def test_words_for_anybody_narrow_nothing(word: str) -> None:
    assert scope(targets=word).targets == ()


def test_a_number_without_a_lower_bound_has_none() -> None:
    ((_, figure),) = figures_of(said(killed=Quantity(None, 400_000)), ("killed",))
    assert (figure.low, figure.high, figure.said) == (None, 400_000, 400_000)


@given(sayings())
def test_every_figure_is_one_that_its_claim_gives(told: list[Statement]) -> None:
    for statement in told:
        for scope, figure in figures_of(statement, HARM_KINDS):
            harm = statement.claim.harm_of(scope.kind)
            assert harm
            assert (figure.low, figure.high) == (harm.quantity.low, harm.quantity.high)
            assert scope.area.is_whole or scope.area.places or scope.area.unlocated

"""Sieges and places hard to reach: how they stand by whom, the three criteria, and whether aid came in."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import MONDAY
from tests.watch.aid_told import FAR, GAZA, MADAYA, THURSDAY, TUESDAY, Told, apart, tell, together

from marsad.watch.access.convoys import find_convoys
from marsad.watch.access.sieges import REST_DAYS, Siege, find_sieges
from marsad.watch.statements import Happening


def besieged(**said: Any) -> Told:
    return tell(
        "Troops have besieged Madaya, where 40,000 people are trapped",
        "besieged",
        **{"type": "siege", "actors": ("Troops",), **said},
    )


def lifted(**said: Any) -> Told:
    return tell("The siege of Madaya was lifted", "lifted", **{"type": "siege", "phase": "ended", **said})


def kept_out(**said: Any) -> Told:
    return tell("No aid has reached Madaya", "aid", **{"phase": "blocked", **said})


def find(*told: Told) -> tuple[Siege, ...]:
    happenings = apart(*told)
    return find_sieges(happenings, find_convoys(happenings))


def only(*told: Told) -> Siege:
    (siege,) = find(*told)
    return siege


def criteria(siege: Siege) -> dict[str, tuple[int, int]]:
    return {one.id: (len(one.supports), len(one.opposes)) for one in siege.criteria}


def test_a_siege_has_who_besieges_by_whose_word_and_how_many_are_inside() -> None:
    siege = only(besieged(day=MONDAY))
    assert (siege.kind, siege.name, siege.place, siege.status) == ("siege", "Madaya", MADAYA, "besieged")
    assert (siege.since, siege.until, siege.contested) == (MONDAY, None, False)
    assert [(one.name, one.source) for one in siege.by] == [("Troops", "UN")]
    assert [(one.low, one.unit, one.what) for one in siege.people_inside] == [(40000, "people", "inside")]


def test_the_criteria_hold_who_says_so_who_says_not_and_nobody() -> None:
    came = tell("A convoy arrived in Madaya", "arrived", published=TUESDAY)
    assert criteria(only(besieged(), kept_out(), came)) == {
        "surrounded": (1, 0),
        "aid_kept_out": (1, 1),
        "people_kept_in": (1, 0),
    }
    plain = tell("Troops encircled Madaya", "encircled", type="siege")
    assert criteria(only(plain)) == {"surrounded": (1, 0), "aid_kept_out": (0, 0), "people_kept_in": (0, 0)}


def test_without_a_day_told_it_is_known_only_since_when_it_is_told() -> None:
    siege = only(besieged(published=TUESDAY))
    assert (siege.since, siege.first_told) == (None, TUESDAY)


def test_a_lifted_siege_ends_on_its_day_and_a_later_one_is_another() -> None:
    siege = only(besieged(), lifted(published=TUESDAY))
    assert (siege.status, siege.until) == ("lifted", TUESDAY)
    later = TUESDAY + timedelta(days=REST_DAYS + 1)
    assert [one.status for one in find(besieged(), lifted(published=TUESDAY), besieged(published=later))] == [
        "besieged",
        "lifted",
    ]


def test_rival_words_stay_side_by_side_and_the_status_is_contested() -> None:
    siege = only(besieged(by="Monitor", published=THURSDAY), lifted(by="Army", published=TUESDAY))
    assert siege.contested
    assert {mark.source for mark in siege.history} == {"Monitor", "Army"}
    denied = tell("Madaya is not besieged", "besieged", type="siege", by="Army")
    contested = only(besieged(by="Monitor"), denied)
    assert (contested.status, contested.contested) == ("besieged", True)
    assert criteria(contested)["surrounded"] == (1, 1)
    assert [set(one.claims) for one in contested.contradictions] == [{besieged(by="Monitor").id, denied.id}]


def test_a_siege_that_is_only_denied_has_no_status() -> None:
    siege = only(tell("Madaya is not besieged", "besieged", type="siege"))
    assert (siege.kind, siege.status, siege.contested) == ("siege", None, False)


def test_a_place_that_aid_is_kept_from_is_hard_to_reach() -> None:
    siege = only(kept_out())
    assert (siege.kind, siege.status) == ("hard to reach", None)
    assert [one.quote for one in siege.kept_out] == ["No aid has reached Madaya"]


def test_convoys_that_came_in_and_were_sent_back_are_counted_with_their_ids() -> None:
    came = tell("A convoy arrived in Madaya", "arrived", published=TUESDAY)
    back = tell("The convoy to Madaya was turned back", "turned back", phase="blocked", published=MONDAY)
    siege = only(besieged(), back, came)
    assert (siege.arrived.number, siege.turned_back.number) == (1, 0)
    assert siege.arrived.claims == (came.id,)
    assert siege.last_arrival and siege.last_arrival.day == TUESDAY
    assert only(besieged(), back).turned_back.number == 1


@pytest.mark.parametrize(
    ("text", "trigger", "names"),
    [
        ("A convoy went to besieged Madaya and Zabadani", "went", {"Madaya", "Zabadani"}),
        ("A convoy arrived in Madaya, a besieged town", "arrived", {"Madaya"}),
        ("A convoy went to a besieged area of rural Aleppo", "went", set()),
        ("A convoy went to Madaya from a besieged town", "went", set()),
    ],
)
def test_words_of_siege_beside_a_name_say_so_in_claims_of_aid(
    text: str, trigger: str, names: set[str]
) -> None:
    assert {siege.name for siege in find(tell(text, trigger))} == names


def test_a_whole_region_can_be_besieged_and_a_helper_besieges_nobody() -> None:
    told = tell(
        "The UN said troops besieged the Gaza Strip", "besieged", type="siege", actors=("UN", "troops")
    )
    siege = only(told, tell("The Gaza Strip is under siege", "siege", type="siege"))
    assert siege.place == GAZA
    assert [one.name for one in siege.by] == ["troops"]


def test_a_demand_and_a_plan_say_nothing_of_how_it_stands() -> None:
    demand = tell("He demanded an end to the siege of Madaya", "siege", type="siege", phase="demanded")
    assert find(demand) == ()


def test_a_siege_of_no_place_is_not_listed() -> None:
    assert find(tell("A man was trapped for two hours", "trapped", type="siege")) == ()


MAKERS = (besieged, lifted, kept_out)


@st.composite
def records(draw: st.DrawFn, first: int = 0, last: int = 90) -> list[Told]:
    drawn = st.tuples(st.sampled_from(MAKERS), st.integers(first, last), st.sampled_from(["UN", "Army"]))
    return [
        make(published=MONDAY + timedelta(days=day), by=by, number=number)
        for number, (make, day, by) in enumerate(draw(st.lists(drawn, max_size=8)))
    ]


@given(records(), st.integers(0, 90))
def test_a_siege_of_a_far_place_changes_no_other(record: list[Told], day: int) -> None:
    far = tell(
        "Troops besieged Kaga Bandoro", "besieged", type="siege", published=MONDAY + timedelta(days=day)
    )
    after = find(*record, far)
    assert tuple(siege for siege in after if siege.place != FAR) == find(*record)
    assert len(after) == len(find(*record)) + 1


@given(records(), st.randoms())
def test_every_claim_is_in_one_siege_whatever_the_order(record: list[Told], dice: Any) -> None:
    sieges = find(*record)
    assert sorted(id for one in sieges for id in one.claims) == sorted(one.id for one in record)
    shuffled: list[Happening] = apart(*record)
    dice.shuffle(shuffled)
    assert find_sieges(shuffled, find_convoys(shuffled)) == sieges


def test_one_incident_may_tell_of_two_places() -> None:
    both = together(besieged(), tell("Zabadani is besieged", "besieged", type="siege"))
    assert {siege.name for siege in find_sieges([both])} == {"Madaya", "Zabadani"}

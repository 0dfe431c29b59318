"""Convoys: which statements are about one, how far it got by whom, and what does not fit together."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import MONDAY
from tests.watch.aid_told import THURSDAY, TUESDAY, WEDNESDAY, Told, apart, struck, tell, together

from marsad.watch.access.convoys import Convoy, find_convoys
from marsad.watch.access.journeys import NEAR_DAYS, find_journeys, left_out
from marsad.watch.statements import Happening


def planned(**said: Any) -> Told:
    return tell("The UN plans to send a convoy to Madaya", "plans", **{"phase": "planned", **said})


def left(**said: Any) -> Told:
    return tell("A convoy of 20 trucks left for Madaya with food for 3,000 people", "left", **said)


def arrived(**said: Any) -> Told:
    return tell("The convoy arrived in Madaya", "arrived", **said)


def turned_back(**said: Any) -> Told:
    return tell("The convoy to Madaya was turned back", "turned back", **{"phase": "blocked", **said})


def only(*happenings: Happening, violence: tuple[Happening, ...] = (), **known: Any) -> Convoy:
    (convoy,) = find_convoys(happenings, violence, **known)
    return convoy


def test_statements_about_one_destination_near_in_time_are_one_convoy() -> None:
    convoy = only(*apart(planned(published=MONDAY), left(published=TUESDAY), arrived(published=WEDNESDAY)))
    assert [stage.step for stage in convoy.stages] == ["planned", "departed", "arrived"]
    assert (convoy.state, convoy.since) == ("arrived", WEDNESDAY)
    assert [(stop.role, stop.name) for stop in convoy.stops] == [("destination", "Madaya")]
    assert [(one.low, one.high, one.unit) for one in convoy.trucks] == [(20, 20, "trucks")]
    assert [(one.low, one.unit, one.what) for one in convoy.people] == [(3000, "people", "meant for")]
    assert [one.name for one in convoy.cargo] == ["food"]


def test_a_place_withheld_is_the_one_that_the_same_incident_names_later() -> None:
    withheld = tell("The UN will send a convoy to a besieged area", "send", phase="planned")
    convoy = only(together(withheld, arrived(published=TUESDAY)))
    assert [stage.step for stage in convoy.stages] == ["planned", "arrived"]


def test_other_places_and_other_times_are_other_convoys() -> None:
    later = MONDAY + timedelta(days=NEAR_DAYS + 1)
    far = tell("A convoy left for Urum al-Kubra", "left")
    assert len(find_convoys(apart(left(), far))) == 2
    assert len(find_convoys(apart(left(), left(published=later)))) == 2


def test_a_plan_after_the_arrival_begins_another_convoy_and_a_look_back_does_not() -> None:
    back = tell(
        "The convoy to Madaya had been planned for weeks", "planned", phase="planned", published=THURSDAY
    )
    assert len(find_convoys(apart(arrived(), planned(published=TUESDAY)))) == 2
    assert len(find_convoys(apart(arrived(), back))) == 1
    assert len(find_convoys([together(arrived(), planned(published=MONDAY, day=THURSDAY))])) == 2


def test_a_plan_holds_from_the_day_on_which_it_is_told() -> None:
    convoy = only(*apart(planned(published=MONDAY, day=THURSDAY), left(published=TUESDAY)))
    assert (convoy.state, [stage.step for stage in convoy.stages]) == ("departed", ["planned", "departed"])


def test_a_convoy_that_arrives_before_it_departs_shows_the_contradiction() -> None:
    first, last = arrived(day=MONDAY, by="Town council"), left(day=TUESDAY, published=WEDNESDAY)
    convoy = only(*apart(first, last))
    (contradiction,) = convoy.contradictions
    assert set(contradiction.claims) == {first.id, last.id}
    assert "before it set out on 2016-09-20" in contradiction.words
    assert {stage.step for stage in convoy.stages} == {"arrived", "departed"}
    assert not only(*apart(left(day=MONDAY), arrived(day=TUESDAY, published=TUESDAY))).contradictions


@given(st.integers(0, 9), st.integers(0, 9))
def test_whether_it_arrives_before_it_departs_goes_by_the_days_alone(arriving: int, leaving: int) -> None:
    days = [MONDAY + timedelta(days=number) for number in (arriving, leaving)]
    happening = together(
        arrived(day=days[0], published=days[0], by="A"), left(day=days[1], published=days[1], by="B")
    )
    shown = any("before it set out" in one.words for one in only(happening).contradictions)
    assert shown == (arriving < leaving)


def test_arrived_by_one_and_turned_back_by_another_is_shown_and_not_resolved() -> None:
    one, other = arrived(by="Town council"), turned_back(by="Army", published=TUESDAY)
    convoy = only(*apart(one, other))
    assert {(stage.source, stage.step) for stage in convoy.by_source} == {
        ("Town council", "arrived"),
        ("Army", "turned_back"),
    }
    assert [set(one.claims) for one in convoy.contradictions] == [{one.id, other.id}]
    in_turn = only(*apart(turned_back(by="Army"), arrived(by="Town council", published=WEDNESDAY)))
    assert (in_turn.state, in_turn.contradictions) == ("arrived", ())


def test_a_denied_arrival_and_rival_numbers_stay_side_by_side() -> None:
    denied = tell("The convoy has not reached Madaya", "reached", stance="denies", by="Army")
    few = tell("The convoy of 12 trucks reached Madaya", "reached", by="Council")
    convoy = only(together(left(), few, denied))
    assert [one.claim for one in convoy.denials] == [denied.id]
    assert [one.words for one in convoy.contradictions] == [
        "it was arrived by Council; Army denies it",
        "trucks in the convoy: UN: 20 trucks; Council: 12 trucks",
    ]


def test_what_keeps_a_convoy_is_told_with_its_reason_and_constraint() -> None:
    told = turned_back(rest=" because of fighting at the checkpoint")
    convoy = only(together(told), texts={told.report.id: told.report.text})
    assert [one.quote for one in convoy.reasons] == ["because of fighting at the checkpoint"]
    assert {one.id for one in convoy.constraints} == {"movement", "hostilities"}
    assert only(together(told)).reasons == ()


def test_an_attack_at_the_place_and_day_is_a_step_with_its_blame_and_denial() -> None:
    strike = struck("Planes struck trucks of a convoy of 31 trucks to Madaya", "trucks", day=TUESDAY)
    convoy = only(together(left()), violence=(strike,))
    assert convoy.state == "attacked"
    (attack,) = convoy.attacks
    assert (attack.incident, attack.grade, attack.certain) == (strike.incident.id, "contested", True)
    assert [(one.relation, one.source) for one in attack.blames] == [
        ("blames", "Monitor"),
        ("denies", "Russia"),
    ]
    assert tuple(one.low for one in convoy.trucks) == (20, 31)


@pytest.mark.parametrize(
    ("text", "target", "day", "place"),
    [
        ("Planes struck a market in Madaya", "market", MONDAY, None),
        ("Planes struck an army convoy in Madaya", "army convoy", MONDAY, None),
        ("Planes struck trucks in Kaga Bandoro", "trucks", MONDAY, None),
        ("Planes struck trucks in Madaya", "trucks", MONDAY + timedelta(days=9), None),
    ],
)
def test_what_hits_no_aid_or_is_far_is_no_attack_on_it(
    text: str, target: str, day: date, place: None
) -> None:
    convoy = only(together(left()), violence=(struck(text, target, day=day),))
    assert (convoy.attacks, convoy.possible_attacks, convoy.state) == ((), (), "departed")


def test_an_attack_in_a_wide_place_is_possibly_on_it_and_no_step() -> None:
    told = tell("A convoy left for Aleppo", "left")
    wide = tell("x Aleppo", "x").statement.claim.places[0].resolved
    assert wide
    strike = struck("Planes struck trucks in Aleppo", "trucks", place=type(wide)(
        wide.name, wide.latitude, wide.longitude, 30.0, wide.country, wide.gazetteer_id
    ))  # fmt: skip
    convoy = only(together(told), violence=(strike,))
    assert (convoy.attacks, convoy.possible_attacks) == ((), (strike.incident.id,))
    assert convoy.state == "departed"


def test_a_delivery_without_a_truck_is_of_the_convoy_that_it_is_told_beside() -> None:
    parcels = tell("It delivered 3,000 food parcels in Madaya", "delivered", published=TUESDAY)
    assert only(together(left(), parcels)).state == "completed"
    assert find_convoys(apart(parcels)) == ()


def test_what_only_denies_demands_or_plans_aid_nowhere_is_no_convoy_and_is_named() -> None:
    denied = tell("The convoy did not reach Madaya", "reach", stance="denies")
    demanded = tell("He demanded that the convoy enter Madaya", "enter", phase="demanded")
    nowhere = tell("Food will be sent", "sent", phase="planned")
    happenings = apart(denied, demanded, nowhere)
    assert find_convoys(happenings) == ()
    assert set(left_out(happenings)) == {denied.id, demanded.id, nowhere.id}


def test_no_truck_and_aid_as_such_are_no_convoy() -> None:
    none = tell("No truck got through to Madaya", "through", phase="blocked")
    general = tell("The UN suspended all aid convoys", "suspended", phase="suspended")
    assert find_convoys(apart(none, general)) == ()


def test_who_sends_is_named_and_neither_who_stops_nor_a_truck() -> None:
    sends = tell("The Red Crescent sent a convoy to Madaya", "sent", actors=("Red Crescent",))
    stops = tell(
        "Soldiers turned back the convoy to Madaya", "turned back", phase="blocked", actors=("Soldiers",)
    )
    trucks = tell("Trucks reached Madaya", "reached", actors=("Trucks",))
    assert [one.name for one in only(together(sends, stops, trucks)).organisers] == ["Red Crescent"]


def test_a_statement_without_any_day_stands_by_itself_and_is_last() -> None:
    undated = left(published=None)
    convoys = find_convoys(apart(undated, arrived()))
    assert [convoy.since for convoy in convoys] == [MONDAY, None]


MAKERS = (planned, left, arrived, turned_back)


@st.composite
def records(draw: st.DrawFn, first: int = 0, last: int = 30) -> list[Happening]:
    drawn = st.tuples(
        st.sampled_from(MAKERS), st.integers(first, last), st.sampled_from(["UN", "Army", "Council"])
    )
    return [
        together(make(published=MONDAY + timedelta(days=day), by=by, number=number))
        for number, (make, day, by) in enumerate(draw(st.lists(drawn, max_size=8)))
    ]


@given(records(0, 10), records(40, 50))
def test_two_times_far_apart_join_to_the_whole(early: list[Happening], late: list[Happening]) -> None:
    parts = {convoy.id: convoy for part in (early, late) for convoy in find_convoys(part)}
    assert {convoy.id: convoy for convoy in find_convoys([*early, *late])} == parts


@given(records(), st.integers(0, 30))
def test_a_convoy_of_a_far_place_changes_no_other(record: list[Happening], day: int) -> None:
    far = tell("A convoy left for Kaga Bandoro", "left", published=MONDAY + timedelta(days=day))
    before = {convoy.id: convoy for convoy in find_convoys(record)}
    after = {convoy.id: convoy for convoy in find_convoys([*record, together(far)])}
    assert {id: convoy for id, convoy in after.items() if far.id not in convoy.claims} == before


@given(records(), st.randoms())
def test_every_claim_is_of_one_convoy_whatever_the_order(record: list[Happening], dice: Any) -> None:
    convoys = find_convoys(record)
    claims = [claim for convoy in convoys for claim in convoy.claims]
    assert sorted(claims) == sorted(one.incident.claims[0] for one in record)
    shuffled = list(record)
    dice.shuffle(shuffled)
    assert find_convoys(shuffled) == convoys
    assert [journey.id for journey in find_journeys(record)] == [convoy.id for convoy in convoys]

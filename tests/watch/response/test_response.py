"""The response to incidents: which claims belong to which, how far the work is, and what does not go together."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, KALASSEH, MONDAY, URUM, Dossier
from tests.watch.responding import happenings, responses

from marsad.model import Place
from marsad.watch.response.response import RESPONDING, Response, find_responses

TUESDAY = MONDAY + timedelta(days=1)
FAR = Place("Mosul", 36.34, 43.13, 5.0, "IQ", "gn-9", "city", ("Iraq",))


def only(dossier: Dossier) -> Response:
    (found,) = responses(dossier)
    return found


def test_rescue_work_near_in_place_and_days_belongs_to_the_strike_with_the_reasons() -> None:
    dossier = Dossier()
    strike = dossier.tell("air_strike", place=BUSTAN, killed=3)
    rescue = dossier.tell("rescue", place=KALASSEH, day=TUESDAY, text="White Helmets rescued 4 people alive")
    found = only(dossier)
    assert found.status == "open"
    assert found.rescued_alive and (found.rescued_alive.low, found.rescued_alive.claims) == (4, (rescue.id,))
    (tie,) = found.ties
    assert tie.claim == rescue.id
    assert tie.reasons == ("0.6 km away, within the radii of both", "1 day after")
    assert strike.id not in {one.claim for one in found.ties}


@pytest.mark.parametrize(
    ("place", "day"),
    [
        (IDLIB, MONDAY),
        (ALEPPO, MONDAY),
        (BUSTAN, MONDAY + timedelta(days=11)),
        (BUSTAN, MONDAY - timedelta(days=1)),
        (None, MONDAY),
    ],
)
def test_rescue_work_elsewhere_or_out_of_reach_is_not_of_the_strike(place: Place | None, day: date) -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=place, day=day, text="Rescuers dug for survivors")
    by_type = {one.type: one for one in responses(dossier)}
    assert by_type["air_strike"].status == "no response reported"
    assert by_type["rescue"].status == "open"  # it stands for itself


def test_of_two_strikes_the_one_told_in_the_same_report_or_fewest_days_before_is_meant() -> None:
    dossier = Dossier()
    first = dossier.tell("air_strike", place=URUM, killed=1, targets="market")
    dossier.tell("shelling", place=URUM, day=MONDAY + timedelta(days=3), killed=2, targets="school")
    dossier.tell("rescue", place=URUM, day=MONDAY + timedelta(days=4), text="Rescuers dug", by="a medic")
    dossier.tell(
        "rescue", place=URUM, day=MONDAY + timedelta(days=4), text="Firefighters worked", same_as=first
    )
    told = {one.type: [tie.reasons[0] for tie in one.ties] for one in responses(dossier)}
    assert told["air_strike"] == ["same report"]
    assert told["shelling"] == ["same place"]


def test_work_that_fits_two_incidents_equally_stands_under_both_and_says_so() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=URUM, killed=1, targets="market")
    dossier.tell("armed_clash", place=URUM, killed=2, actors="rebels")
    dossier.tell("rescue", place=URUM, day=TUESDAY, text="Rescuers dug", by="a medic")
    one, other = responses(dossier)
    assert one.ties[0].rivals == (other.incident,)
    assert other.ties[0].rivals == (one.incident,)


def test_the_work_is_open_until_somebody_says_that_all_of_it_is_contained_or_closed() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=BUSTAN, text="Firefighters brought part of the fire under control")
    assert only(dossier).status == "open"
    dossier.tell("rescue", place=BUSTAN, day=TUESDAY, text="Firefighters put out the fire", paper="Post")
    found = only(dossier)
    assert found.status == "closed"
    assert [(step.step, step.manner, step.day) for step in found.steps] == [
        ("contained", "partly", MONDAY),
        ("closed", "", TUESDAY),
    ]


def test_work_told_of_after_its_end_keeps_it_open_and_is_shown() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    end = dossier.tell("rescue", place=BUSTAN, text="The search has ended", paper="Post")
    later = dossier.tell("rescue", place=BUSTAN, day=TUESDAY, text="Rescuers are still digging")
    found = only(dossier)
    assert found.status == "open"
    (clash,) = found.contradictions
    assert clash.claims == (end.id, later.id)


def test_sources_that_count_differently_stand_side_by_side_and_are_not_added() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    low = dossier.tell("rescue", place=BUSTAN, day=None, text="Rescuers saved 3 people", paper="Post")
    high = dossier.tell("rescue", place=BUSTAN, day=None, text="Rescuers saved 9 people", paper="Herald")
    figure = only(dossier).rescued_alive
    assert figure and (figure.low, figure.high) == (3, 9)
    assert set(figure.claims) == {low.id, high.id}
    assert [set(one.claims) for one in only(dossier).contradictions] == [{low.id, high.id}]


def test_a_later_number_of_a_source_replaces_its_earlier_one() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=BUSTAN, day=None, text="Rescuers saved 3 people", published=MONDAY)
    last = dossier.tell("rescue", place=BUSTAN, day=None, text="Rescuers saved 9 people", published=TUESDAY)
    figure = only(dossier).rescued_alive
    assert figure and (figure.low, figure.high, figure.claims) == (9, 9, (last.id,))


def test_medics_among_the_dead_are_responders_hurt() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=4, groups={"medics": 4})
    (hurt,) = only(dossier).responders_hurt
    assert (hurt.kind, hurt.group, hurt.people.low) == ("killed", "medics", 4)
    named = Dossier()
    named.tell("air_strike", place=BUSTAN, injured=2, targets="two firefighters")
    (hurt,) = only(named).responders_hurt
    assert (hurt.kind, hurt.group, hurt.people.high) == ("injured", "responders", 2)


def test_a_second_strike_counts_where_its_report_has_responders_at_work() -> None:
    dossier = Dossier()
    strike = dossier.tell("air_strike", place=BUSTAN, killed=3, text="A second strike hit the street.")
    assert only(dossier).second_strike == ()
    dossier.tell("rescue", place=BUSTAN, text="Ambulances were at work", same_as=strike)
    (flag,) = only(dossier).second_strike
    assert [said.claim for said in flag.told] == [strike.id]


def test_responders_hurt_by_another_strike_within_a_day_are_flagged() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3, targets="market")
    dossier.tell("rescue", place=BUSTAN, text="Rescuers dug", paper="Post")
    second = dossier.tell(
        "shelling", place=BUSTAN, day=TUESDAY, killed=1, targets="rescue workers", paper="Post"
    )
    by_type = {one.type: one for one in responses(dossier)}
    (flag,) = by_type["air_strike"].second_strike
    assert flag.told == ()
    assert flag.incidents == (by_type["shelling"].incident,)
    assert second.id in by_type["shelling"].responders_hurt[0].people.claims


def test_an_incident_without_harm_fire_or_rubble_needs_no_response() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN)
    dossier.tell("air_strike", place=IDLIB, killed=3, phase="planned")
    dossier.tell("air_strike", place=URUM, killed=3, stance="denies")
    assert responses(dossier) == ()
    dossier.tell("fire", place=KALASSEH)
    assert [one.status for one in responses(dossier)] == ["no response reported"]


def test_open_ones_come_first_and_the_oldest_of_them_before_others() -> None:
    dossier = Dossier()
    for day, text in enumerate(("The search has ended", "Rescuers dug", "Rescuers searched", "")):
        when, place = MONDAY + timedelta(days=40 * day), (BUSTAN, URUM, IDLIB, FAR)[day]
        dossier.tell("air_strike", place=place, day=when, published=when, killed=3)
        if text:
            dossier.tell("rescue", place=place, day=when, published=when, text=text)
    found = responses(dossier)
    assert [one.status for one in found] == ["open", "open", "closed", "no response reported"]
    assert [one.place_names for one in found[:2]] == [("Urum al-Kubra",), ("Idlib",)]


TEXTS = (
    "Rescuers saved 3 people", "The search has ended", "Ambulances came", "Rescuers are still digging",
    "A second strike hit", "Nine people are under the rubble", "They took 4 people to a hospital",
)  # fmt: skip


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Strikes and rescue work in three places over a month."""
    dossier = Dossier()
    for number in range(draw(st.integers(0, 9))):
        type = draw(st.sampled_from(["air_strike", "shelling", "rescue", "rescue", "fire", "evacuation"]))
        day = MONDAY + timedelta(days=draw(st.integers(0, 30)))
        place = draw(st.sampled_from([BUSTAN, KALASSEH, URUM, ALEPPO, None]))
        said: dict[str, Any] = (
            {"killed": number} if type in ("air_strike", "shelling") and draw(st.booleans()) else {}
        )
        text = f"{draw(st.sampled_from(TEXTS))}. Report {number}."
        undated = draw(st.integers(0, 4)) == 0
        dossier.tell(type, place=place, day=None if undated else day, published=day, text=text, **said)
    return dossier


@settings(max_examples=60, deadline=None)
@given(dossiers(), st.integers(0, 30))
def test_the_answers_for_two_parts_of_time_are_the_answer_for_the_whole(dossier: Dossier, cut: int) -> None:
    """The incidents asked for are parted; all are looked at, since an earlier one may be what is meant."""
    found = happenings(dossier)
    crews = [one for one in found if one.incident.type in RESPONDING and one.incident.type != "fire"]
    rest = [one for one in found if one not in crews]
    day = MONDAY + timedelta(days=cut)
    early = {one.incident.id for one in found if one.incident.time and one.incident.time.start < day}
    late = {one.incident.id for one in found} - early
    parts = (find_responses(rest, crews, asked=part) for part in (early, late))
    assert sorted((one for part in parts for one in part), key=lambda one: one.order) == list(
        find_responses(rest, crews)
    )


@settings(max_examples=60, deadline=None)
@given(dossiers())
def test_what_happens_far_away_changes_nothing(dossier: Dossier) -> None:
    before = responses(dossier)
    dossier.tell("air_strike", place=FAR, killed=5, text="A second strike hit the rescuers.", paper="Far")
    dossier.tell("rescue", place=FAR, text="Rescuers saved 70 people", paper="Far")
    after = responses(dossier)
    far = {one.incident for one in after if one.place == FAR}
    assert [one for one in after if one.incident not in far] == list(before)

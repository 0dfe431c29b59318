"""Suspensions of aid as such: since when, until when, where, by whom and why."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import MONDAY
from tests.watch.aid_told import THURSDAY, TUESDAY, WEDNESDAY, Told, apart, tell, together

from marsad.model import Interval, Span, Time
from marsad.watch.statements import Happening
from marsad.watch.suspensions import PAUSE_DAYS, Suspension, find_suspensions


def stopped(**said: Any) -> Told:
    return tell(
        "The United Nations suspended all aid convoys in Syria",
        "suspended",
        **{"phase": "suspended", "actors": ("United Nations",), **said},
    )


def resumed(**said: Any) -> Told:
    return tell("The United Nations resumed its convoys in Syria", "resumed", **{"phase": "resumed", **said})


def only(*happenings: Happening, **known: Any) -> Suspension:
    (suspension,) = find_suspensions(happenings, **known)
    return suspension


def test_a_suspension_has_its_days_its_area_its_body_and_its_reason() -> None:
    told = stopped(rest=" after the attack on aid trucks")
    texts = {told.report.id: told.report.text}
    found = only(*apart(told, resumed(published=THURSDAY)), texts=texts)
    assert (found.since, found.until) == (MONDAY, THURSDAY)
    assert [stop.name for stop in found.area] == ["Syria"]
    assert [one.name for one in found.by] == ["United Nations"]
    assert [one.quote for one in found.reasons] == ["after the attack on aid trucks"]
    assert [one.id for one in found.constraints] == ["violence"]
    assert [one.move for one in found.notices] == ["suspended", "resumed"]


def test_what_nobody_tells_stays_open() -> None:
    found = only(together(tell("Aid convoys were halted", "halted", phase="suspended")))
    assert (found.until, found.area, found.by, found.reasons) == (None, (), (), ())


def test_a_plan_to_send_again_is_no_resumption() -> None:
    plan = tell(
        "It hopes to send further convoys to other places", "hopes", phase="planned", published=TUESDAY
    )
    found = only(*apart(stopped(), plan))
    assert ([one.move for one in found.notices], found.until) == (["suspended", "to resume"], None)


def test_the_first_since_they_were_suspended_says_both() -> None:
    both = tell(
        "It is the first since convoys were suspended",
        "suspended",
        phase="suspended",
        day=MONDAY,
        published=THURSDAY,
    )
    found = only(*apart(stopped(), both))
    assert (found.since, found.until) == (MONDAY, THURSDAY)


def test_how_long_says_nothing_of_the_day_on_which_it_began() -> None:
    told = tell("It suspended all aid for three days", "suspended", phase="suspended", published=THURSDAY)
    claim = told.statement.claim
    span = Span(claim.evidence.end - len("for three days"), claim.evidence.end, "for three days")
    lasting = replace(claim, time=Time(Interval(MONDAY, THURSDAY), span))
    found = only(together(Told(told.report, replace(told.statement, claim=lasting))))
    assert found.since == THURSDAY


def test_one_convoy_that_is_held_is_no_suspension() -> None:
    held = tell("The convoy to Madaya was suspended", "suspended", phase="suspended")
    some = tell("20 trucks were suspended at the border", "suspended", phase="suspended")
    assert find_suspensions(apart(held, some)) == ()


def test_another_body_another_area_and_another_time_are_another_suspension() -> None:
    other = tell(
        "The Red Crescent suspended all convoys in Syria",
        "suspended",
        phase="suspended",
        actors=("Red Crescent",),
    )
    town = tell("It suspended deliveries to Kaga Bandoro", "suspended", phase="suspended")
    late = stopped(published=MONDAY + timedelta(days=PAUSE_DAYS + 1))
    again = stopped(published=THURSDAY)
    assert len(find_suspensions(apart(stopped(), other))) == 2
    assert len(find_suspensions(apart(stopped(), town))) == 2
    assert len(find_suspensions(apart(stopped(), late))) == 2
    assert len(find_suspensions(apart(stopped(), resumed(published=TUESDAY), again))) == 2
    assert len(find_suspensions(apart(stopped(), stopped(published=WEDNESDAY)))) == 1


def test_still_stopped_by_one_after_sent_again_by_another_is_shown() -> None:
    still = tell(
        "Aid convoys remain suspended in Syria", "suspended", phase="suspended", by="Monitor", day=WEDNESDAY
    )
    found = find_suspensions([together(stopped(), resumed(published=TUESDAY), still)])
    assert sum(len(one.contradictions) for one in found) <= 1
    assert {claim for one in found for claim in one.claims} >= {still.id}


def test_a_denied_suspension_is_kept_as_a_denial() -> None:
    denied = tell(
        "It denied that it suspended convoys in Syria", "suspended", phase="suspended", stance="denies"
    )
    found = only(together(stopped(), denied))
    assert [one.claim for one in found.denials] == [denied.id]
    assert [one.claim for one in found.notices] == [stopped().id]


@st.composite
def records(draw: st.DrawFn, first: int, last: int) -> list[Happening]:
    drawn = st.tuples(st.sampled_from((stopped, resumed)), st.integers(first, last))
    return [
        together(make(published=MONDAY + timedelta(days=day), number=number))
        for number, (make, day) in enumerate(draw(st.lists(drawn, max_size=6)))
    ]


@given(records(0, 20), records(60, 80))
def test_two_times_far_apart_join_to_the_whole(early: list[Happening], late: list[Happening]) -> None:
    parts = {one.id: one for part in (early, late) for one in find_suspensions(part)}
    assert {one.id: one for one in find_suspensions([*early, *late])} == parts


@given(records(0, 60), st.randoms())
def test_every_claim_is_in_one_suspension_whatever_the_order(record: list[Happening], dice: Any) -> None:
    found = find_suspensions(record)
    assert sorted(id for one in found for id in one.claims) == sorted(
        one.incident.claims[0] for one in record
    )
    shuffled = list(record)
    dice.shuffle(shuffled)
    assert find_suspensions(shuffled) == found

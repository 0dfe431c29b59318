"""Access of a record: the newest convoys, one by its id, and what is round a place."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from tests.link.telling import MONDAY
from tests.ops.keeping import put
from tests.watch.aid_told import MADAYA, THURSDAY, TUESDAY, WEDNESDAY, Told, tell
from tests.watch.following import unfollowed

from marsad.errors import StoreError
from marsad.model import Viewer
from marsad.ops.access import Access, find_access
from marsad.ops.convoys import Asked, Convoys, find_convoy, find_convoys, show_convoy
from marsad.ops.linking import relink
from marsad.store import Store, View

PLANNED = tell("The UN plans to send a convoy to Madaya", "plans", phase="planned")
LEFT = tell("A convoy of 20 trucks left for Madaya with food", "left", published=TUESDAY)
ARRIVED = tell("The convoy arrived in Madaya", "arrived", day=WEDNESDAY, published=WEDNESDAY)
BESIEGED = tell("Troops have besieged Madaya", "besieged", type="siege", by="Monitor")
ELSEWHERE = tell("A convoy left for Kaga Bandoro", "left", published=THURSDAY)
STOPPED = tell(
    "The UN suspended all aid convoys in Syria",
    "suspended",
    phase="suspended",
    rest=" because of shelling",
)
FIRST_AGAIN = tell(
    "The convoy to Zabadani is the first since convoys were suspended",
    "suspended",
    phase="suspended",
    published=THURSDAY,
)
STRIKE = tell(
    "Planes struck trucks in Madaya",
    "struck",
    type="air_strike",
    day=THURSDAY,
    published=THURSDAY,
    targets=("trucks",),
)
ALL = (PLANNED, LEFT, ARRIVED, BESIEGED, ELSEWHERE, STOPPED, FIRST_AGAIN, STRIKE)
NEAR = (MADAYA.latitude, MADAYA.longitude, 25.0)


def keep(store: Store, *told: Told) -> None:
    for one in told:
        put(store, one.report, [one.statement.claim])
    relink(store)


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    keep(store, *ALL)
    with store.view(Viewer.OWNER) as view:
        yield view


def goals(found: Convoys) -> list[list[str]]:
    return [[stop.name for stop in one.stops if stop.role == "destination"] for one in found.convoys]


def test_the_newest_convoys_come_first_with_what_was_told_of_each(view: View) -> None:
    found = find_convoys(view, Asked())
    assert [*goals(found)] == [["Kaga Bandoro"], ["Madaya"]]
    (madaya,) = (one for one in found.convoys if len(one.claims) == 3)
    assert madaya.state == "attacked"
    assert [stage.step for stage in madaya.stages] == ["planned", "departed", "arrived", "attacked"]
    assert set(madaya.claims) == {PLANNED.id, LEFT.id, ARRIVED.id}


def test_convoys_are_asked_for_by_place_days_state_and_number(view: View) -> None:
    assert goals(find_convoys(view, Asked(place="Bandoro"))) == [["Kaga Bandoro"]]
    assert goals(find_convoys(view, Asked(until=MONDAY))) == [["Madaya"]]
    assert goals(find_convoys(view, Asked(since=THURSDAY + timedelta(days=9)))) == []
    assert goals(find_convoys(view, Asked(state="departed"))) == [["Kaga Bandoro"]]
    assert len(find_convoys(view, Asked(limit=1)).convoys) == 1


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"state": "lost"}, "choose one of planned"),
        ({"since": TUESDAY, "until": MONDAY}, "swap the two"),
        ({"limit": -1}, "at least 1"),
        ({"place": "?!"}, "has no word"),
    ],
)
def test_a_question_that_makes_no_sense_says_what_to_do(
    view: View, asked: dict[str, Any], reason: str
) -> None:
    with pytest.raises(StoreError, match=reason):
        find_convoys(view, Asked(**asked))


def test_a_convoy_is_found_by_its_id_by_a_claim_and_by_an_incident(view: View) -> None:
    whole = next(one for one in find_convoys(view, Asked()).convoys if ARRIVED.id in one.claims)
    for id in (whole.id, whole.id[:13], ARRIVED.id, PLANNED.id[:12], *whole.incidents):
        assert find_convoy(view, id) == whole, id
    assert show_convoy(view, whole.id).convoys == (whole,)
    for nothing in ("convoy-ffffffffffffffff", "claim-ffffffffffffffff", "incident-ffff", BESIEGED.id, "?"):
        assert find_convoy(view, nothing) is None
    with pytest.raises(StoreError, match="there is no convoy claim-ff"):
        show_convoy(view, "claim-ff")
    with pytest.raises(StoreError, match="more of its digits"):
        find_convoy(view, "convoy-")


def test_what_is_round_a_place_is_its_siege_its_convoys_and_what_holds_in_the_whole_country(
    view: View,
) -> None:
    found = find_access(view, Asked(near=NEAR))
    (siege,) = found.sieges
    assert (siege.name, siege.status, siege.arrived.number) == ("Madaya", "besieged", 1)
    assert [(one.state, one.number) for one in found.states] == [("attacked", 1)]
    (suspension,) = found.suspensions
    assert (suspension.since, suspension.until) == (MONDAY, THURSDAY)
    assert [one.quote for one in suspension.reasons] == ["because of shelling"]


def test_what_is_locked_is_named_to_who_sees_it_and_absent_for_all_others_until_two_tell_the_arrival(
    store: Store,
) -> None:
    keep(store, *ALL)
    with store.view(Viewer.OWNER) as view:
        (madaya,) = find_convoys(view, Asked(place="Madaya")).convoys
        assert find_convoys(view, Asked()).locked >= {PLANNED.id, LEFT.id, ARRIVED.id, ELSEWHERE.id}
        assert find_access(view, Asked(near=NEAR)).locked >= {PLANNED.id, LEFT.id, ARRIVED.id}
    with store.view(Viewer.PUBLIC) as view:
        assert find_convoys(view, Asked()).convoys == ()
        found = find_access(view, Asked(near=NEAR))
        assert (found.states, found.locked, found.sieges[0].arrived.number) == ((), frozenset(), 0)
        for id in (madaya.id, *madaya.claims, *madaya.incidents):
            with pytest.raises(StoreError, match=f"there is no convoy {id};"):
                show_convoy(view, id)
    keep(store, tell("The convoy reached Madaya", "reached", by="Council", day=WEDNESDAY, published=THURSDAY))
    with store.view(Viewer.PUBLIC) as view:
        (open_now,) = find_convoys(view, Asked()).convoys
        assert {PLANNED.id, LEFT.id, ARRIVED.id} < set(open_now.claims)
        assert find_convoys(view, Asked()).locked == frozenset()


def test_without_a_place_it_is_the_whole_record_and_days_narrow_it(view: View) -> None:
    found = find_access(view, Asked())
    assert sum(one.number for one in found.states) == 2
    later = find_access(view, Asked(since=THURSDAY + timedelta(days=9)))
    assert (later.sieges, later.suspensions, later.states) == ((), (), ())
    far = find_access(view, Asked(near=(51.5, 0.0, 25.0)))
    assert (far.sieges, far.states) == ((), ())


def test_an_empty_record_has_an_empty_answer(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        assert find_convoys(view, Asked()).convoys == ()
        found = find_access(view, Asked(near=NEAR))
    assert (found.sieges, found.suspensions, found.states, found.notes) == ((), (), (), ())


def test_more_than_is_looked_at_is_said_with_how_far_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [MONDAY + timedelta(days=40 * number) for number in range(6)]
    keep(
        store,
        *(tell("A convoy left for Madaya", "left", published=day, number=n) for n, day in enumerate(days)),
    )
    monkeypatch.setattr("marsad.ops.convoys.LOOKS", (2, 4))
    monkeypatch.setattr("marsad.ops.access.MOST", 3)
    with store.view(Viewer.OWNER) as view:
        found, three = find_convoys(view, Asked()), find_access(view, Asked())
        assert [one.since for one in find_convoys(view, Asked(limit=1)).convoys] == [days[-1]]
    assert [one.since for one in found.convoys] == days[:-4:-1]
    assert f"The newest 4 incidents that fit were looked at, back to {days[2]}" in found.notes[0]
    assert sum(one.number for one in three.states) == 3
    assert three.notes


def test_a_report_that_the_view_does_not_give_costs_only_what_stands_beside_the_claim(view: View) -> None:
    class Without:
        def __getattr__(self, name: str) -> Any:
            return (lambda id: None) if name == "report" else getattr(view, name)

    found = find_access(Without(), Asked())  # type: ignore[arg-type]  # all of a View but its reports
    assert [one.reasons for one in found.suspensions] == [()]
    assert [one.since for one in found.suspensions] == [MONDAY]


def test_every_figure_stands_beside_the_ids_that_it_counts(view: View) -> None:
    answers: tuple[Access | Convoys, ...] = (
        find_convoys(view, Asked()),
        find_access(view, Asked()),
        find_access(view, Asked(near=NEAR)),
    )
    assert [path for answer in answers for path in unfollowed(asdict(answer))] == []
    known = {one.id for one in view.claims()}
    for convoy in answers[0].convoys if isinstance(answers[0], Convoys) else ():
        assert {stage.claim for stage in convoy.stages} | set(convoy.claims) <= known


def test_an_unrelated_report_changes_no_answer_of_another_place(store: Store) -> None:
    keep(store, *ALL)
    with store.view(Viewer.OWNER) as view:
        before = find_access(view, Asked(near=NEAR))
        convoys = find_convoys(view, Asked(place="Madaya"))
    far = tell("A convoy of 9 trucks arrived in Kaga Bandoro", "arrived", published=date(2016, 9, 30))
    keep(store, far)
    with store.view(Viewer.OWNER) as view:
        assert find_access(view, Asked(near=NEAR)) == before
        assert find_convoys(view, Asked(place="Madaya")) == convoys

"""What linking compared with an incident and left out."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.link.telling import BUSTAN, IDLIB, KALASSEH, MONDAY, URUM, Dossier
from tests.ops.keeping import keep

from marsad.model import Claim, Incident, Viewer
from marsad.ops import left_out as left_out_module
from marsad.ops.comparing import find_comparison
from marsad.ops.left_out import LeftOut, find_left_out
from marsad.ops.review import judge
from marsad.store import Store

MADE = datetime(2016, 10, 1, tzinfo=UTC)


def holder(store: Store, claim: Claim) -> Incident:
    with store.view(Viewer.OWNER) as view:
        return next(one for one in view.incidents() if claim.id in one.claims)


def left_out(store: Store, claim: Claim, viewer: Viewer = Viewer.OWNER) -> tuple[LeftOut, ...]:
    """What was left out of the incident that holds a claim."""
    with store.view(viewer) as view:
        incident = next(one for one in view.incidents() if claim.id in one.claims)
        return find_left_out(view, incident)


@pytest.fixture
def near(store: Store) -> list[Claim]:
    """Two claims of a strike, and one of a strike a day later in the same place."""
    dossier = Dossier()
    dossier.tell(place=URUM, by="SOHR", killed=12)
    dossier.tell(place=URUM, by="UNICEF", paper="Post", killed=12)
    dossier.tell(place=URUM, by="SOHR", day=MONDAY + timedelta(days=1), paper="Times", killed=40)
    return keep(store, dossier)


def test_what_came_near_is_told_as_a_comparison_tells_it(store: Store, near: list[Claim]) -> None:
    (found,) = left_out(store, near[0])
    assert found.incident == holder(store, near[2])
    assert (found.other, found.why) == (near[2].id, "under")
    with store.view(Viewer.OWNER) as view:
        best = find_comparison(view, holder(store, near[0]).id, found.incident.id).comparison.best
    assert best
    assert (best.left, best.right) == (found.own, found.other)
    assert (best.score, best.threshold, best.reasons) == (found.score, found.threshold, found.reasons)


def test_it_is_told_from_both_sides(store: Store, near: list[Claim]) -> None:
    (here,), (there,) = left_out(store, near[0]), left_out(store, near[2])
    assert (here.own, here.other, here.score) == (there.other, there.own, there.score)


def test_who_judged_two_different_is_told(store: Store, near: list[Claim]) -> None:
    made = judge(store, "different", (near[0].id, near[1].id), author="ana", made=MADE, reason="two raids")
    found = {one.other: one for one in left_out(store, near[0])}
    assert (found[near[1].id].why, found[near[1].id].judgement) == ("judged", made)
    assert found[near[1].id].score >= found[near[1].id].threshold


def test_a_rejected_claim_stands_beside_the_incident_that_it_left(store: Store, near: list[Claim]) -> None:
    judge(store, "reject", (near[1].id,), author="ana", made=MADE, reason="a film")
    found = {one.other: one for one in left_out(store, near[0])}
    assert (found[near[1].id].why, found[near[1].id].incident) == ("rejected", None)


def test_the_pair_that_excludes_another_incident_is_named(store: Store) -> None:
    dossier = Dossier()
    dossier.tell(place=[BUSTAN, KALASSEH], by="SOHR", killed=30, targets="market")
    dossier.tell(place=BUSTAN, by="UNICEF", paper="Post", killed=30, targets="market")
    dossier.tell(place=KALASSEH, by="Abu Ali", paper="Times", killed=30, targets="market")
    claims = keep(store, dossier)
    apart = next(one for one in claims if len(holder(store, one).claims) == 1)
    (found,) = left_out(store, apart)
    assert found.why == "excluded"
    assert found.excluding
    assert {*found.excluding} & {apart.id}
    assert any(weight < 0 for _, weight in found.against)


def test_what_is_far_away_is_not_near(store: Store) -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, by="SOHR", killed=12)
    dossier.tell(place=IDLIB, by="SOHR", day=MONDAY + timedelta(days=40), paper="Times", killed=3)
    claims = keep(store, dossier)
    assert left_out(store, claims[0]) == ()


def test_of_many_the_nearest_are_told_each_incident_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left_out_module, "SHOWN", 3)
    dossier = Dossier()
    for number in range(8):
        dossier.tell(place=URUM, by=f"Abu Number{number}", paper=f"Paper {number}", killed=10 ** (number + 1))
    claims = keep(store, dossier)
    told = [left_out(store, claim) for claim in claims]
    assert max(map(len, told)) == 3
    for found in told:
        held = [one.incident.id for one in found if one.incident]
        assert len(held) == len(set(held)) == len(found)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_locked_claim_is_left_out_of_nothing_for_who_does_not_see_it(
    store: Store, near: list[Claim]
) -> None:
    judge(store, "lock", (near[2].id,), author="ana", made=MADE, reason="a witness is named")
    assert [one.other for one in left_out(store, near[0])] == [near[2].id]
    assert left_out(store, near[0], Viewer.READER) == ()

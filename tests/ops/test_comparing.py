"""Comparing things of a record."""

from datetime import UTC, datetime

import pytest
from tests.link.telling import IDLIB, MONDAY, URUM, Dossier
from tests.ops.keeping import keep

from marsad.errors import StoreError
from marsad.model import Claim, Viewer
from marsad.ops.comparing import Compared, find_comparison
from marsad.ops.review import judge
from marsad.store import Store

MADE = datetime(2016, 10, 1, tzinfo=UTC)


def compared(store: Store, left: str, right: str) -> Compared:
    with store.view(Viewer.OWNER) as view:
        return find_comparison(view, left, right)


@pytest.fixture
def three(store: Store) -> list[Claim]:
    """Two claims of one strike and one of another."""
    dossier = Dossier()
    dossier.tell(place=URUM, by="SOHR", killed=12)
    dossier.tell(place=URUM, by="UNICEF", paper="Post", killed=12)
    dossier.tell(place=IDLIB, by="SOHR", paper="Times", killed=3)
    return keep(store, dossier)


def holder(store: Store, claim: Claim) -> str:
    with store.view(Viewer.OWNER) as view:
        return next(one.id for one in view.incidents() if claim.id in one.claims)


def test_two_claims_of_one_incident_show_the_link_between_them(store: Store, three: list[Claim]) -> None:
    found = compared(store, three[0].id, three[1].id)
    assert found.outcome == f"they are one incident, {holder(store, three[0])}"
    assert [{link.left, link.right} for link in found.chain] == [{three[0].id, three[1].id}]
    assert found.comparison.fits
    assert found.commands[1] == f"marsad judge different {three[0].id} {three[1].id} --reason WHY"


def test_two_incidents_are_compared_by_all_their_claims(store: Store, three: list[Claim]) -> None:
    found = compared(store, holder(store, three[0]), holder(store, three[2])[:15])
    assert (found.outcome, found.incident, found.comparison.pairs) == ("they are not one", "", 2)
    assert found.commands[0].startswith("marsad judge same claim-")


def test_a_claim_is_compared_with_the_rest_of_its_incident(store: Store, three: list[Claim]) -> None:
    for left, right in ((three[0].id, holder(store, three[0])), (holder(store, three[0]), three[0].id)):
        found = compared(store, left, right)
        assert (found.comparison.pairs, found.incident) == (1, holder(store, three[0]))
    with pytest.raises(StoreError, match="is all that its incident tells"):
        compared(store, three[2].id, holder(store, three[2]))


def test_a_judgement_about_the_two_is_told_with_how_to_withdraw_it(store: Store, three: list[Claim]) -> None:
    ids = (three[0].id, three[1].id)
    made = judge(store, "different", ids, author="ana", made=MADE, reason="two raids")
    found = compared(store, *ids)
    assert (found.outcome, found.incident) == ("they are not one", "")
    assert "ana judged" in found.comparison.reasons[0]
    assert found.commands == (f"marsad judge withdraw {made.id} --reason WHY",)


def test_claims_that_meet_only_through_another_show_the_way(store: Store) -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, by="SOHR", killed=12, targets="aid convoy")
    dossier.tell(place=URUM, by="UNICEF", paper="Post", targets="aid convoy")
    dossier.tell(by="Abu Ali", paper="Times", day=MONDAY, targets="aid convoy")
    claims = keep(store, dossier)
    judge(store, "same", (claims[1].id, claims[2].id), author="ana", made=MADE, reason="as its author told")
    found = compared(store, claims[0].id, claims[2].id)
    assert not found.comparison.fits
    assert "by way of other claims" in found.outcome
    assert found.incident == holder(store, claims[0])
    assert [{link.left, link.right} for link in found.chain] == [
        {claims[0].id, claims[1].id},
        {claims[1].id, claims[2].id},
    ]


@pytest.mark.parametrize(
    ("left", "right", "advice"),
    [("claim-ffff", "claim-0", "marsad incidents"), ("person-1", "claim-0", "is no id")],
)
def test_an_id_of_nothing_says_where_ids_are_found(store: Store, left: str, right: str, advice: str) -> None:
    with pytest.raises(StoreError, match=advice):
        compared(store, left, right)


def test_a_report_and_one_thing_given_twice_are_refused(store: Store, three: list[Claim]) -> None:
    with pytest.raises(StoreError, match="compare claims of it"):
        compared(store, three[0].id, three[1].report)
    with pytest.raises(StoreError, match="give the ids of two"):
        compared(store, three[0].id, three[0].id[:14])

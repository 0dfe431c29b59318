"""What people decided, also what they took back."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.link.telling import URUM, Dossier
from tests.ops.keeping import keep

from marsad.model import Claim, Judgement, Viewer
from marsad.ops.history import Decided, find_history, find_standing
from marsad.ops.review import judge, withdraw
from marsad.store import Store

MADE = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def claim(store: Store) -> Claim:
    dossier = Dossier()
    dossier.tell(place=URUM, by="SOHR", killed=12)
    dossier.tell(place=URUM, by="UNICEF", paper="Post", killed=12)
    return keep(store, dossier)[0]


def history(store: Store, *subjects: str) -> tuple[Decided, ...]:
    with store.view(Viewer.OWNER) as view:
        return find_history(view, subjects)


def decided(store: Store, claim: Claim) -> tuple[Judgement, Judgement]:
    """An acceptance by ana, and its withdrawal by ben."""
    made = judge(store, "accept", (claim.id,), author="ana", made=MADE, reason="as it says")
    back = withdraw(store, made.id, author="ben", made=MADE + timedelta(1), reason="a slip")
    return made, back


def test_a_withdrawn_judgement_stays_with_who_withdrew_it(store: Store, claim: Claim) -> None:
    made, back = decided(store, claim)
    assert history(store, claim.id) == (Decided(made, back),)


def test_a_withdrawal_that_was_withdrawn_has_its_own_row(store: Store, claim: Claim) -> None:
    made, back = decided(store, claim)
    again = withdraw(store, back.id, author="ana", made=MADE + timedelta(2), reason="no slip")
    assert history(store, claim.id) == (Decided(made), Decided(back, again))


def test_those_that_stand_are_those_that_nobody_withdrew(store: Store, claim: Claim) -> None:
    made, back = decided(store, claim)
    later = judge(
        store, "reject", (claim.id,), author="ben", made=MADE + timedelta(2), reason="another place"
    )
    with store.view(Viewer.OWNER) as view:
        assert find_standing(view, {claim.id}) == (later,)
        assert find_standing(view, {made.id}) == (back,)
    again = withdraw(store, back.id, author="ana", made=MADE + timedelta(3), reason="no slip")
    with store.view(Viewer.OWNER) as view:
        assert find_standing(view, {claim.id}) == (made, later)
        assert find_standing(view, {made.id, back.id}) == (again,)


def test_judgements_about_other_things_are_left_out(store: Store, claim: Claim) -> None:
    decided(store, claim)
    assert history(store, "claim-0000000000000000") == ()
    assert history(store) == ()

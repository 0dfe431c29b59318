"""Statements of a record: as people corrected them, and no more of them than are wanted."""

from datetime import UTC, date, datetime

from tests.ops.keeping import keep
from tests.watch.truces import day, say, september

from marsad.model import Claim, Judgement, Viewer
from marsad.ops.statements import statements_of
from marsad.store import Store


def test_a_claim_is_wanted_by_what_people_have_corrected(store: Store) -> None:
    dossier = september()
    late = say(dossier, "The truce took effect later, it said", "in_force", 12, at=date(2017, 3, 1))
    claims = keep(store, dossier)
    made = datetime(2016, 10, 1, tzinfo=UTC)
    with store.writer() as writer:
        writer.add_judgement(Judgement("correct", (late.id,), "A", made, "misread", "time", str(day(12))))

    def is_of_that_day(claim: Claim) -> bool:
        return claim.time is not None and claim.time.interval.start == day(12)

    told = {claim.id for claim in claims if is_of_that_day(claim)}
    with store.view(Viewer.OWNER) as view:
        found = statements_of(view, {claim.id for claim in claims}, is_of_that_day)
        assert set(found) == {*told, late.id}
        assert set(statements_of(view, {claim.id for claim in claims})) == {claim.id for claim in claims}
        assert statements_of(view, ()) == {}

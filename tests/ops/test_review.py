"""Judgements: signed, with a reason, never contradicting what stands."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from marsad.capture import CaptureOptions
from marsad.errors import JudgementError
from marsad.model import Judgement, Verdict, Viewer
from marsad.ops.add import add
from marsad.ops.review import Decision, Signature, judge, record, record_all, standing, withdraw
from marsad.ops.workshop import Workshop
from marsad.store import Store, verify

DAY = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def filled(folder: Path, store: Store, workshop: Workshop, options: CaptureOptions) -> Iterator[Store]:
    add([str(folder)], store, workshop, options)
    yield store


def claims_of(store: Store, type: str) -> list[str]:
    with store.view(Viewer.OWNER) as view:
        return [claim.id for claim in view.claims() if claim.type == type]


def decide(store: Store, verdict: Verdict, *claims: str, day: int = 0) -> Judgement:
    return judge(store, verdict, claims, author="A. Analyst", made=DAY + timedelta(days=day), reason="seen")


def incident_of(store: Store, claim: str) -> str | None:
    with store.view(Viewer.OWNER) as view:
        return next((incident.id for incident in view.incidents() if claim in incident.claims), None)


def test_a_rejected_claim_leaves_its_incident_and_comes_back(filled: Store) -> None:
    claim = claims_of(filled, "shelling")[0]
    rejected = decide(filled, "reject", claim.removeprefix("claim-")[:10])
    assert rejected.subjects == (claim,)
    assert incident_of(filled, claim) is None
    withdraw(filled, rejected.id[:18], author="B. Chief", made=DAY + timedelta(days=1), reason="read again")
    assert incident_of(filled, claim) is not None
    with filled.view(Viewer.OWNER) as view:
        assert len(list(view.judgements())) == 2
    assert verify(filled) == []


def test_same_joins_what_different_would_part(filled: Store) -> None:
    strike, shelling = claims_of(filled, "air_strike")[0], claims_of(filled, "shelling")[0]
    assert incident_of(filled, strike) != incident_of(filled, shelling)
    joined = decide(filled, "same", strike, shelling)
    assert incident_of(filled, strike) == incident_of(filled, shelling)
    with pytest.raises(JudgementError, match=f"withdraw that first: marsad judge withdraw {joined.id}"):
        decide(filled, "different", shelling, strike, day=1)
    withdraw(filled, joined.id, author="A. Analyst", made=DAY + timedelta(days=2), reason="two towns")
    decide(filled, "different", shelling, strike, day=3)
    assert incident_of(filled, strike) != incident_of(filled, shelling)


def test_what_cannot_be_a_judgement_says_why(filled: Store) -> None:
    claim = claims_of(filled, "shelling")[0]
    with pytest.raises(JudgementError, match="no claim 'claim-ffffffffffffffff'"):
        decide(filled, "accept", "claim-ffffffffffffffff")
    with pytest.raises(JudgementError, match="about 2 id"):
        decide(filled, "same", claim, claim)
    with pytest.raises(JudgementError, match="MARSAD_AUTHOR"):
        judge(filled, "accept", [claim], author=" ", made=DAY, reason="seen")
    with pytest.raises(JudgementError, match="--reason"):
        judge(filled, "accept", [claim], author="A", made=DAY, reason="")
    with pytest.raises(JudgementError, match="no judgement of this record"):
        withdraw(filled, "judgement-12", author="A", made=DAY, reason="seen")
    with filled.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == []


def test_a_withdrawal_can_be_withdrawn_and_nothing_twice(filled: Store) -> None:
    claim = claims_of(filled, "shelling")[0]
    rejected = decide(filled, "reject", claim)
    gone = withdraw(filled, rejected.id, author="A", made=DAY + timedelta(days=1), reason="error")
    with pytest.raises(JudgementError, match="withdrawn already"):
        withdraw(filled, rejected.id, author="A", made=DAY + timedelta(days=2), reason="error")
    withdraw(filled, gone.id, author="A", made=DAY + timedelta(days=3), reason="it was right")
    assert incident_of(filled, claim) is None
    with filled.view(Viewer.OWNER) as view:
        assert [one.verdict for one in standing(view.judgements())] == ["reject", "withdraw"]


def test_what_is_locked_cannot_be_judged_or_known_by_those_without_the_right(filled: Store) -> None:
    locked, open_one = claims_of(filled, "shelling")[0], claims_of(filled, "air_strike")[0]
    lock = decide(filled, "lock", locked)
    same = judge(filled, "same", (locked, open_one), author="B. Chief", made=DAY, reason="seen")

    def answer(decision: Decision) -> str:
        with pytest.raises(JudgementError) as caught:
            record(filled, decision, Signature("C", DAY, "seen"), viewer=Viewer.ANALYST)
        return str(caught.value)

    missing = "claim-" + "0" * 16
    for verdict in ("accept", "reject"):
        assert answer(Decision(verdict, (locked,))).replace(locked, missing) == answer(
            Decision(verdict, (missing,))
        )
    pair = answer(Decision("different", (open_one, locked)))
    assert pair.replace(locked, missing) == answer(Decision("different", (open_one, missing)))
    for hidden in (lock.id, same.id):
        unknown = "judgement-" + "0" * 16
        assert answer(Decision("withdraw", (hidden,))).replace(hidden, unknown) == answer(
            Decision("withdraw", (unknown,))
        )
    with filled.view(Viewer.OWNER) as view:
        assert len(list(view.judgements())) == 2


def test_a_judgement_about_a_locked_claim_stops_nobody_who_does_not_see_it(filled: Store) -> None:
    locked, open_one = claims_of(filled, "shelling")[0], claims_of(filled, "air_strike")[0]
    decide(filled, "lock", locked)
    judge(filled, "same", (locked, open_one), author="B. Chief", made=DAY, reason="seen")
    made = record(
        filled,
        Decision("accept", (open_one,)),
        Signature("C", DAY, "seen"),
        known=(),
        viewer=Viewer.ANALYST,
    )
    with filled.view(Viewer.ANALYST) as view:
        assert [one.id for one in view.judgements()] == [made.id]


def test_one_without_the_right_can_judge_while_a_lock_is_not_yet_linked(filled: Store) -> None:
    claim, other = claims_of(filled, "shelling")[0], claims_of(filled, "air_strike")[0]
    with filled.writer() as writer:
        writer.add_judgement(Judgement("lock", (claim,), "B. Chief", DAY, "seen"))
    record(filled, Decision("accept", (other,)), Signature("C", DAY, "seen"), viewer=Viewer.ANALYST)
    with filled.view(Viewer.ANALYST) as view:
        assert view.claim(claim) is None


def test_the_decisions_of_one_answer_are_recorded_together_or_not_at_all(filled: Store) -> None:
    claims = [*claims_of(filled, "air_strike"), *claims_of(filled, "shelling")]
    every = tuple(Decision("accept", (claim,)) for claim in claims)
    signature = Signature("C", DAY, "seen")
    with pytest.raises(JudgementError, match="no claim"):
        record_all(filled, (*every, Decision("accept", ("claim-00",))), signature, known=())
    with filled.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == []
    made = record_all(filled, every, signature, known=())
    assert [one.subjects for one in made] == [(claim,) for claim in claims]
    with filled.view(Viewer.OWNER) as view:
        assert view.incidents_current()
        assert [one.id for one in view.judgements()] == [one.id for one in made]

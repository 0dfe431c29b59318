"""Judgements whose claims a better reader no longer reads: listed with their words, never lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from marsad.capture import CaptureOptions
from marsad.model import Claim, Judgement, Report, Viewer
from marsad.ops.add import add
from marsad.ops.linking import relink
from marsad.ops.orphans import find_orphans
from marsad.ops.rebuild import Rebuilt, rebuild
from marsad.ops.review import Decision, Signature, record
from marsad.ops.workshop import Workshop
from marsad.store import Store, verify

DAY = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def filled(folder: Path, store: Store, workshop: Workshop, options: CaptureOptions) -> Iterator[Store]:
    add([str(folder)], store, workshop, options)
    yield store


def claim_of(store: Store, type: str) -> Claim:
    with store.view(Viewer.OWNER) as view:
        return next(claim for claim in view.claims() if claim.type == type)


def decide(store: Store, decision: Decision, *, day: int = 0) -> Judgement:
    return record(store, decision, Signature("A", DAY + timedelta(days=day), "as the text says"))


class _Better:
    """A reader of another mind: what it reads as shelling it calls an explosion."""

    def __init__(self, workshop: Workshop, keep: int = 1) -> None:
        self._reader, self._keep = workshop.reader, keep

    def read(self, report: Report) -> tuple[Claim, ...]:
        claims = []
        for claim in self._reader.read(report):
            if claim.type != "shelling":
                claims.append(claim)
                continue
            renamed = replace(claim, type="explosion", same_as=())
            claims += [replace(renamed, phase="happened"), replace(renamed, type="fire")][: self._keep]
        return tuple(claims)


def read_anew(store: Store, workshop: Workshop, *, keep: int = 1) -> Rebuilt:
    return rebuild(store, replace(workshop, reader=_Better(workshop, keep)))  # type: ignore[arg-type]  # reads all that is asked here


def test_the_same_reader_orphans_nothing(filled: Store, workshop: Workshop) -> None:
    claim = claim_of(filled, "shelling")
    decide(filled, Decision("accept", (claim.id,)))
    decide(filled, Decision("correct", (claim.id,), "killed", "30"))
    decide(filled, Decision("source", ("sohr",), "kind", "monitor"))
    done = rebuild(filled, workshop)
    assert (done.before, done.orphaned) == (done.after, ())


def test_a_judgement_of_a_claim_that_is_no_longer_read_is_listed_with_its_words(
    filled: Store, workshop: Workshop
) -> None:
    claim, strike = claim_of(filled, "shelling"), claim_of(filled, "air_strike")
    kept = decide(filled, Decision("accept", (strike.id,)))
    made = [
        decide(filled, Decision("accept", (claim.id,)), day=1),
        decide(filled, Decision("correct", (claim.id,), "killed", "30"), day=2),
        decide(filled, Decision("different", (claim.id, strike.id)), day=3),
    ]
    done = read_anew(filled, workshop)
    assert [orphan.judgement for orphan in done.orphaned] == made
    now = claim_of(filled, "explosion")
    for orphan in done.orphaned:
        assert orphan.why == f"{claim.id} is no longer read"
        assert orphan.quotes == (claim.evidence.quote,)
        assert orphan.suggested == (now.id,)
    with filled.view(Viewer.OWNER) as view:
        assert find_orphans(view) == done.orphaned  # also later, from the record alone
        assert list(view.judgements()) == [kept, *made]
    assert read_anew(filled, workshop).orphaned == done.orphaned
    assert verify(filled) == []


def test_nothing_is_moved_to_the_claim_that_is_suggested(filled: Store, workshop: Workshop) -> None:
    decide(filled, Decision("reject", (claim_of(filled, "shelling").id,)))
    read_anew(filled, workshop)
    with filled.view(Viewer.OWNER) as view:
        assert claim_of(filled, "explosion").id in {claim for one in view.incidents() for claim in one.claims}


def test_no_claim_is_suggested_where_two_rest_on_the_words_or_none(filled: Store, workshop: Workshop) -> None:
    decide(filled, Decision("accept", (claim_of(filled, "shelling").id,)))
    for keep in (2, 0):
        (orphan,) = read_anew(filled, workshop, keep=keep).orphaned
        assert orphan.suggested == ()
        assert orphan.quotes


def test_an_orphan_is_none_any_more_where_its_claim_is_read_again_or_it_is_withdrawn(
    filled: Store, workshop: Workshop
) -> None:
    made = decide(filled, Decision("accept", (claim_of(filled, "shelling").id,)))
    assert len(read_anew(filled, workshop).orphaned) == 1
    assert rebuild(filled, workshop).orphaned == ()
    assert len(read_anew(filled, workshop).orphaned) == 1
    decide(filled, Decision("withdraw", (made.id,)), day=1)
    assert read_anew(filled, workshop).orphaned == ()


def test_words_that_nobody_kept_are_not_made_up(filled: Store) -> None:
    claim = claim_of(filled, "shelling")
    decide(filled, Decision("accept", (claim.id,)))
    with filled.writer() as writer:
        writer.replace_claims(claim.report, ())
    with filled.view(Viewer.OWNER) as view:
        (orphan,) = find_orphans(view)
    assert (orphan.quotes, orphan.suggested) == ((), ())


def test_a_correction_a_grade_and_a_source_that_apply_to_nothing_are_listed(filled: Store) -> None:
    claim = claim_of(filled, "shelling")
    with filled.view(Viewer.OWNER) as view:
        incident = next(one for one in view.incidents() if claim.id in one.claims)
    graded = decide(filled, Decision("grade", (incident.id,), value="fair"))
    party = decide(filled, Decision("correct", (claim.id,), "party:people", "russia"), day=1)
    source = decide(filled, Decision("source", ("sohr",), "kind", "monitor"), day=2)
    decide(filled, Decision("reject", (claim.id,)), day=3)
    short = replace(claim, evidence=claim.trigger)
    with filled.view(Viewer.OWNER) as view:
        others = [one for one in view.claims() if one.id != claim.id]
    with filled.writer() as writer:
        writer.replace_claims(claim.report, [short])
        for other in others:
            writer.replace_claims(other.report, ())
    relink(filled)
    with filled.view(Viewer.OWNER) as view:
        found = find_orphans(view)
    assert [(one.judgement, one.why) for one in found] == [
        (graded, "its claim is in no incident"),
        (party, found[1].why),
        (source, "no claim comes from 'sohr' any more"),
    ]
    assert "no actor 'people'" in found[1].why

"""Judgements that apply to nothing any more: kept, listed, with what they were about."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.ids import content_id
from marsad.link.corrections import corrections_of
from marsad.link.judged import Judged, read_judgements, standing
from marsad.model import Claim, Judgement, Span
from marsad.ops.voices import roots_of
from marsad.store import View, Writer

__all__ = ["LOST", "Orphan", "find_orphans", "judged_claims", "note_lost"]

LOST = "judged claims no longer read"
"""The action of a journal entry that keeps the words of claims that people judged and a new reading lacks."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A judgement that stands and applies to nothing, and why.

    `quotes` are the words it was about, where they are known. `suggested` are claims of the same reports that rest
    on the same words, each the only one there: judge those, and withdraw the orphan.
    """

    judgement: Judgement
    why: str
    quotes: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lost:
    """A claim that is no longer read, as the journal keeps it."""

    report: str
    trigger: Span
    evidence: Span


def find_orphans(view: View) -> tuple[Orphan, ...]:
    """Return the judgements that stand and apply to nothing, oldest first."""
    judgements = list(view.judgements())
    valid = standing(judgements)
    lost = dict(_lost(view))
    judged = read_judgements(valid)
    roots = {one.id for one in roots_of(view, view.reports()).values()} if judged.sources else set()
    found = (_unread(view, one, lost) or _idle(view, one, judged, roots) for one in valid)
    return tuple(orphan for orphan in found if orphan)


def judged_claims(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of the claims that standing judgements are about."""
    return frozenset(subject for one in standing(judgements) for subject in _claims(one))


def note_lost(writer: Writer, report: str, claims: Iterable[Claim]) -> None:
    """Keep the words of judged claims of a report that a new reading lacks in the journal."""
    kept = [
        {"claim": one.id, "trigger": _span(one.trigger), "evidence": _span(one.evidence)} for one in claims
    ]
    if kept:
        writer.note(LOST, report, kept)


def _claims(judgement: Judgement) -> tuple[str, ...]:
    return () if judgement.verdict in ("withdraw", "source") else judgement.subjects


def _unread(view: View, judgement: Judgement, lost: Mapping[str, _Lost]) -> Orphan | None:
    """Return a judgement of whose claims one is no longer read, with its words where the journal keeps them."""
    missing = [claim for claim in _claims(judgement) if view.claim(claim) is None]
    if not missing:
        return None
    words = [lost[claim] for claim in missing if claim in lost]
    why = f"{' and '.join(missing)} {'are' if len(missing) > 1 else 'is'} no longer read"
    near = tuple(claim for one in words if (claim := _near(view, one)))
    return Orphan(judgement, why, tuple(one.evidence.quote for one in words), near)


def _idle(view: View, judgement: Judgement, judged: Judged, roots: Collection[str]) -> Orphan | None:
    """Return a judgement whose claims are there and which changes nothing all the same."""
    why = ""
    match judgement.verdict:
        case "correct":
            claim = view.claim(judgement.subjects[0])
            is_last = judgement in judged.corrections.get(judgement.subjects[0], ())
            stands = judged if is_last else read_judgements([judgement])  # somebody has said the same since
            corrections = corrections_of(claim, stands) if claim else ()
            why = next((one.problem for one in corrections if one.judgement == judgement), "")
        case "grade" if view.incident(content_id("incident", judgement.subjects[0])) is None:
            why = "its claim is in no incident"
        case "source" if view.viewer.sees_locked and judgement.subjects[0] not in roots:
            why = f"no claim comes from {judgement.subjects[0]!r} any more"
    return Orphan(judgement, why) if why else None


def _near(view: View, lost: _Lost) -> str:
    """Return the one claim of the same report whose trigger, else whose evidence, meets the lost one's, or ""."""
    claims = list(view.claims(lost.report))
    for found in (
        [claim.id for claim in claims if claim.trigger.overlaps(lost.trigger)],
        [claim.id for claim in claims if claim.evidence.overlaps(lost.evidence)],
    ):
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _lost(view: View) -> Iterator[tuple[str, _Lost]]:
    for entry in view.journal(LOST):
        kept: list[dict[str, Any]] = json.loads(entry.body)  # Any: JSON data that `note_lost` wrote
        for one in kept:
            spans = (Span(**one[name]) for name in ("trigger", "evidence"))
            yield one["claim"], _Lost(entry.subject, *spans)


def _span(span: Span) -> dict[str, str | int]:
    return {"start": span.start, "end": span.end, "quote": span.quote}

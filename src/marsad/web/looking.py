"""What a reviewer looks at: a doubt, an incident or a claim, with its words, values and what others have said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from marsad.errors import UnknownIdError
from marsad.link.corrections import Correction, correct_claims, corrections_of
from marsad.link.fields import CORRECTABLE, said_of
from marsad.link.judged import Judged, read_judgements, standing
from marsad.link.values import NONE
from marsad.model import Claim, Incident, Judgement, Report
from marsad.ops.doubts import Doubt, DoubtKind
from marsad.ops.history import Decided, find_history, find_standing
from marsad.store import View

__all__ = [
    "MOST_CLAIMS",
    "Item",
    "Looked",
    "Typed",
    "items_of",
    "look_at",
    "look_at_claim",
    "look_at_incident",
]

MOST_CLAIMS = 12
"""Claims of one item that are shown at once, those that nobody has judged first."""
LOOKED_AT = ("accept", "reject", "correct")


@dataclass(frozen=True, slots=True)
class Looked:
    """A claim as it stands, with its report, what it tells in words, and what people have said of it."""

    claim: Claim
    report: Report | None
    told: tuple[tuple[str, str], ...]
    corrections: tuple[Correction, ...]
    history: tuple[Decided, ...]
    is_locked: bool

    @property
    def said_by(self) -> str:
        """Who says it, the outlet where no other is named."""
        if self.claim.sources:
            return self.claim.sources[0].label
        return self.report.publisher if self.report else ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person has written into the form of an item and could not be taken, with what is wrong with it."""

    claims: tuple[str, ...] = ()
    reason: str = ""
    field: str = ""
    which: str = ""
    value: str = ""
    grade: str = ""
    error: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge: a doubt, or an incident or claim that somebody asked for (`kind` "").

    `known` are the ids of the judgements that are shown, `left` counts the claims that are not.
    """

    kind: DoubtKind | str
    why: str
    incident: Incident | None
    claims: tuple[Looked, ...]
    left: int
    known: tuple[str, ...]
    typed: Typed = field(default_factory=Typed)

    @property
    def key(self) -> str:
        """A name of the item on its page."""
        parts = [self.kind or "one", *(one.claim.id.partition("-")[2][:8] for one in self.claims[:2])]
        return "-".join(parts)


def look_at(view: View, doubts: Sequence[Doubt]) -> tuple[Item, ...]:
    """Return doubts as items, in their order."""
    incidents = {one.id: one for one in view.incidents_of({doubt.incident for doubt in doubts})}
    wanted = [(doubt.kind, doubt.why, incidents.get(doubt.incident), doubt.claims) for doubt in doubts]
    return items_of(view, wanted)


def look_at_incident(view: View, id: str) -> Item:
    """Return an incident as an item; raises UnknownIdError where there is none of an id."""
    incident = view.incident(id)
    if incident is None:
        raise UnknownIdError(f"the record holds no incident {id!r}; look for it in the list of incidents")
    return items_of(view, [("", incident.grade_reason, incident, incident.claims)])[0]


def look_at_claim(view: View, id: str) -> Item:
    """Return a claim as an item; raises UnknownIdError where there is none of an id."""
    claim = view.claim(id)
    if claim is None:
        raise UnknownIdError(f"the record holds no claim {id!r}; look for it on the page of its report")
    holders = sorted(view.holders((claim.id,)))
    incident = view.incident(holders[0]) if holders else None
    return items_of(view, [("", "", incident, (claim.id,))])[0]


def items_of(
    view: View, wanted: Sequence[tuple[str, str, Incident | None, Collection[str]]]
) -> tuple[Item, ...]:
    """Return items of some kinds, whys, incidents and claims, in their order; what the View lacks is left out."""
    judged = view.judged(read_judgements)
    seen = view.judged(_looked_at)
    chosen = [sorted(claims, key=lambda id: id in seen)[:MOST_CLAIMS] for _, _, _, claims in wanted]
    ids = {id for some in chosen for id in some}
    claims = {claim.id: claim for claim in view.claims(ids=ids)}
    reports = view.reports_of({claim.report for claim in claims.values()})
    history = find_history(view, ids)
    locked = view.locked(ids)
    looked = {
        id: Looked(
            claim=_corrected(claim, judged),
            report=reports.get(claim.report),
            told=_told(_corrected(claim, judged)),
            corrections=corrections_of(claim, judged),
            history=tuple(one for one in history if id in one.judgement.subjects),
            is_locked=id in locked,
        )
        for id, claim in claims.items()
    }
    return tuple(
        Item(
            kind,
            why,
            incident,
            tuple(looked[id] for id in shown if id in looked),
            len(all_claims) - len(shown),
            tuple(one.id for one in find_standing(view, {*shown, *(incident.claims if incident else ())})),
        )
        for (kind, why, incident, all_claims), shown in zip(wanted, chosen, strict=True)
    )


def _corrected(claim: Claim, judged: Judged) -> Claim:
    return next(iter(correct_claims([claim], judged)))


def _told(claim: Claim) -> tuple[tuple[str, str], ...]:
    found = ((name, said_of(claim, name)) for name in CORRECTABLE)
    return tuple((name, words) for name, words in found if words != NONE)


def _looked_at(judgements: Sequence[Judgement]) -> frozenset[str]:
    return frozenset(one.subjects[0] for one in standing(judgements) if one.verdict in LOOKED_AT)

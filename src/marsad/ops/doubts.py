"""What a person should look at first: contested incidents, links that are hardly sure, high tolls of one source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from marsad.link.judged import standing
from marsad.link.weights import load_weights
from marsad.model import Incident, Judgement, Link
from marsad.store import View

__all__ = ["Doubt", "doubts_of", "find_doubts", "still_open"]

MARGIN = 1.0
"""Log-odds over the threshold up to which a link is doubtful: 2.7 times as likely as not."""
HIGH_TOLL = 10
"""Deaths from which on one source alone is too little."""
REASONS = 3
"""Facets of a link that are told, for and against."""

Kind = Literal["contested", "link", "toll"]
RANKS: dict[Kind, float] = {"contested": 2.0, "link": 1.0, "toll": 0.0}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: the incident, the claims that the doubt is about, and why in words.

    `score` orders the doubts: 2 and more for a contested incident, the higher its toll; 1 and more for a link, the
    nearer it is to the threshold; less for a toll, the higher it is.
    """

    kind: Kind
    incident: str
    claims: tuple[str, ...]
    why: str
    score: float


def find_doubts(view: View) -> tuple[Doubt, ...]:
    """Return what nobody has judged yet and is doubtful, the most doubtful first."""
    valid = standing(view.judgements())
    found = [doubt for incident in view.incidents() for doubt in doubts_of(incident, valid)]
    return tuple(sorted(found, key=lambda doubt: (-doubt.score, doubt.incident, doubt.claims)))


def doubts_of(incident: Incident, valid: Sequence[Judgement]) -> Iterator[Doubt]:
    """Yield the doubts about one incident that no standing judgement has settled.

    A grade given by a person settles an incident; same, different, or both claims looked at settle a link; and an
    incident is settled where all claims in doubt were accepted, rejected or corrected.
    """
    seen = {one.subjects[0] for one in valid if one.verdict in ("accept", "reject", "correct")}
    pairs = {frozenset(one.subjects) for one in valid if one.verdict in ("same", "different")}
    if incident.rule_grade is None:
        yield from (
            doubt for doubt in (*_contested(incident), *_toll(incident)) if not seen >= {*doubt.claims}
        )
    for link in incident.links:
        claims = (link.left, link.right)
        if (
            link.score <= load_weights().join + MARGIN
            and frozenset(claims) not in pairs
            and not seen >= {*claims}
        ):
            nearness = max(0.0, 1 - abs(link.score - load_weights().join) / MARGIN)
            yield _doubt("link", incident, claims, _why_linked(link), nearness)


def still_open(view: View, doubt: Doubt) -> Doubt | None:
    """Return a doubt as it stands now, None where it was settled or is gone."""
    incident = view.incident(doubt.incident)
    if incident is None:
        return None
    now = (one for one in doubts_of(incident, standing(view.judgements())) if one.kind == doubt.kind)
    return next((one for one in now if one.kind != "link" or one.claims == doubt.claims), None)


def _contested(incident: Incident) -> Iterator[Doubt]:
    if incident.grade != "contested":
        return
    said = (one.claim for one in incident.attributions if one.party or one.relation != "blames")
    claims = tuple(dict.fromkeys((*said, incident.claims[0])))  # a denial beside what it denies
    yield _doubt("contested", incident, claims, incident.grade_reason, _share(_killed(incident)))


def _toll(incident: Incident) -> Iterator[Doubt]:
    toll = incident.toll_of("killed")
    if toll is None or incident.grade != "weak" or toll.best < HIGH_TOLL:
        return
    claims = tuple(dict.fromkeys(voice.claim for voice in toll.voices))
    why = f"{toll.best} killed, and {incident.grade_reason}"
    yield _doubt("toll", incident, claims, why, _share(toll.best))


def _why_linked(link: Link) -> str:
    """Return the score of a link and the facets that weigh most, for and against."""
    by_weight = sorted(link.reasons, key=lambda reason: (-abs(reason[1]), reason[0]))
    told = [
        f"{side} {', '.join(f'{name} {weight:+.1f}' for name, weight in some)}"
        for side, some in (
            ("for", [one for one in by_weight if one[1] > 0][:REASONS]),
            ("against", [one for one in by_weight if one[1] < 0][:REASONS]),
        )
        if some
    ]
    return f"two claims are linked at {link.score:+.1f}, near {load_weights().join:+.1f}: {'; '.join(told)}"


def _doubt(kind: Kind, incident: Incident, claims: tuple[str, ...], why: str, share: float) -> Doubt:
    return Doubt(kind, incident.id, claims, why, round(RANKS[kind] + share, 4))


def _killed(incident: Incident) -> int:
    toll = incident.toll_of("killed")
    return toll.best if toll else 0


def _share(killed: int) -> float:
    """Return a number from 0 to under 1 that grows with a toll."""
    return min(killed / (killed + 100), 0.999)

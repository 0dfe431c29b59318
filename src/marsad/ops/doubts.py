"""What a person should look at first: contested incidents, links that are hardly sure, high tolls of one source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from marsad.link.judged import standing
from marsad.link.weights import load_weights
from marsad.model import Incident, Judgement, Link
from marsad.store import View

__all__ = ["KINDS", "Doubt", "DoubtKind", "Doubts", "doubts_of", "find_doubts", "next_doubts", "still_open"]

MARGIN = 1.0
"""Log-odds over the threshold up to which a link is doubtful: 2.7 times as likely as not."""
HIGH_TOLL = 10
"""Deaths from which on one source alone is too little."""
REASONS = 3
"""Facets of a link that are told, for and against."""
LOOKS = 400
"""Incidents that are looked at for one page of doubts: where that many were settled, the next page goes on."""

DoubtKind = Literal["contested", "link", "toll"]
KINDS: tuple[DoubtKind, ...] = get_args(DoubtKind)
"""Kinds of doubts in the order in which they are looked at."""
RANKS: dict[DoubtKind, float] = {"contested": 2.0, "link": 1.0, "toll": 0.0}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: the incident, the claims that the doubt is about, and why in words.

    `score` orders the doubts: 2 and more for a contested incident, the higher its toll; 1 and more for a link, the
    weaker it is; less for a toll, the higher it is.
    """

    kind: DoubtKind
    incident: str
    claims: tuple[str, ...]
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Doubts:
    """Some doubts in their order, and where the next ones begin, "" where there are none."""

    found: tuple[Doubt, ...]
    after: str


@dataclass(frozen=True, slots=True)
class _Settled:
    """What people have looked at: claims, and pairs of claims."""

    claims: frozenset[str]
    pairs: frozenset[frozenset[str]]


def find_doubts(view: View) -> tuple[Doubt, ...]:
    """Return what nobody has judged yet and is doubtful, the most doubtful first."""
    settled = view.judged(_settled)
    found = [
        doubt
        for kind in KINDS
        for incident in _candidates(view, kind)
        for doubt in _doubts_of(incident, settled)
        if doubt.kind == kind
    ]
    return tuple(sorted(found, key=lambda doubt: (-doubt.score, doubt.incident, doubt.claims)))


def next_doubts(
    view: View,
    *,
    kind: DoubtKind | None = None,
    after: str = "",
    limit: int = 20,
    looks: int = LOOKS,
) -> Doubts:
    """Return some of what is doubtful and not settled by judgements: contested incidents first.

    Contested incidents and tolls come by their dead, links by their weakness. `after` is that of the doubts before,
    "" to begin. Incidents are read from there on until `limit` doubts are found or `looks` were looked at; all doubts
    about one incident come together.
    """
    settled, found, looked, place = view.judged(_settled), list[Doubt](), 0, ""
    at, _, incident = after.partition(":")
    kinds = (kind,) if kind else KINDS[KINDS.index(at) if at in KINDS else 0 :]
    for each in kinds:
        for candidate in _candidates(view, each, incident if each == at else ""):
            if len(found) >= limit or looked >= looks:
                return Doubts(tuple(found), place or after)
            looked += 1
            found += (one for one in _doubts_of(candidate, settled) if one.kind == each)
            place = f"{each}:{candidate.id}"
    return Doubts(tuple(found), "")


def _candidates(view: View, kind: DoubtKind, after: str = "") -> Iterator[Incident]:
    """Yield the incidents among which all doubts of a kind are, as the store's columns find them."""
    match kind:
        case "contested":
            return view.deadly("contested", after=after)
        case "link":
            return view.weakly_linked(load_weights().join + MARGIN, after=after)
    return view.deadly("weak", least=HIGH_TOLL, after=after)


def doubts_of(incident: Incident, judgements: Iterable[Judgement]) -> Iterator[Doubt]:
    """Yield the doubts about one incident that no judgement which stands has settled.

    A grade given by a person settles an incident; same, different, or both claims looked at settle a link; and an
    incident is settled where all claims in doubt were accepted, rejected or corrected.
    """
    return _doubts_of(incident, _settled(judgements))


def _settled(judgements: Iterable[Judgement]) -> _Settled:
    judged = standing(judgements)
    return _Settled(
        frozenset(one.subjects[0] for one in judged if one.verdict in ("accept", "reject", "correct")),
        frozenset(frozenset(one.subjects) for one in judged if one.verdict in ("same", "different")),
    )


def _doubts_of(incident: Incident, settled: _Settled) -> Iterator[Doubt]:
    if incident.rule_grade is None:
        yield from (
            doubt
            for doubt in (*_contested(incident), *_toll(incident))
            if not settled.claims >= {*doubt.claims}
        )
    for link in incident.links:
        claims = (link.left, link.right)
        if (
            link.score <= load_weights().join + MARGIN
            and frozenset(claims) not in settled.pairs
            and not settled.claims >= {*claims}
        ):
            weakness = min(1 - (link.score - load_weights().join) / MARGIN, 0.999)
            yield _doubt("link", incident, claims, _why_linked(link), max(0.0, weakness))


def still_open(view: View, doubt: Doubt) -> Doubt | None:
    """Return a doubt as it stands now, None where it was settled or is gone."""
    incident = view.incident(doubt.incident)
    if incident is None:
        return None
    now = (one for one in _doubts_of(incident, view.judged(_settled)) if one.kind == doubt.kind)
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


def _doubt(kind: DoubtKind, incident: Incident, claims: tuple[str, ...], why: str, share: float) -> Doubt:
    return Doubt(kind, incident.id, claims, why, round(RANKS[kind] + share, 4))


def _killed(incident: Incident) -> int:
    toll = incident.toll_of("killed")
    return toll.best if toll else 0


def _share(killed: int) -> float:
    """Return a number from 0 to under 1 that grows with a toll."""
    return min(killed / (killed + 100), 0.999)

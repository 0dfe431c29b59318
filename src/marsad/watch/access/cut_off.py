"""What a claim says of a place that is cut off: how it stands, and which criteria of a siege are met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.lexicon.access import Criterion, Status, access_words, named_words, status_words
from marsad.lexicon.convoys import ARRIVED, convoy_step
from marsad.model import Claim, Stance
from marsad.watch.access.clauses import Where, is_wide, places_beside, places_of, says
from marsad.watch.access.journeys import CONVOY_TYPES
from marsad.watch.statements import Happening, Statement

__all__ = ["CUT_OFF", "Saying", "find_sayings", "is_cut_off"]

CUT_OFF: tuple[Status, ...] = ("besieged", "tightened")
"""How a place stands that is cut off."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one statement says of one place: how it stands, which criteria of a siege are met and which are not.

    "The town is not besieged" denies, whatever the stance of the claim.
    """

    where: Where
    statement: Statement
    incident: str
    status: Status | None
    stance: Stance
    supports: frozenset[Criterion]
    opposes: frozenset[Criterion]

    @property
    def claim(self) -> Claim:
        """The claim as people have corrected it."""
        return self.statement.claim

    @property
    def is_closing(self) -> bool:
        """Whether it makes the place one of this list: cut off, or aid kept out of it."""
        return self.status is not None or "aid_kept_out" in self.supports


def find_sayings(happenings: Iterable[Happening]) -> Iterator[Saying]:
    """Yield what statements of sieges, aid and evacuation say of each place that they are about."""
    for happening in happenings:
        for one in happening.statements:
            if one.claim.type == "siege" or one.claim.type in CONVOY_TYPES:
                for where in _areas(one.claim):
                    yield from _saying(one, happening.incident.id, where)


def _saying(statement: Statement, incident: str, where: Where) -> Iterator[Saying]:
    claim = statement.claim
    status, stance = _status(claim, where), claim.stance
    if status == "besieged" and says(access_words("not_cut_off"), claim.evidence.quote):
        stance = "denies"
    met, unmet = _criteria(claim)
    if is_cut_off(status, stance):
        met.add("surrounded")
    elif (status == "lifted" and stance == "asserts") or status in CUT_OFF:
        unmet.add("surrounded")
    if status or met or unmet:
        yield Saying(where, statement, incident, status, stance, frozenset(met - unmet), frozenset(unmet))


def is_cut_off(status: Status | None, stance: Stance) -> bool:
    """Tell whether it is said that a place is cut off."""
    return status in CUT_OFF and stance == "asserts"


def _areas(claim: Claim) -> tuple[Where, ...]:
    """Return the places that a claim is about: those in its words if there are any, the narrow ones among them."""
    usable = [
        place for place in places_of(claim) if place.role in ("destination", "place") or claim.type != "aid"
    ]
    narrow = [place for place in usable if not is_wide(place.place)]
    usable = narrow if narrow or claim.type != "siege" else usable
    near = [place for place in usable if place.in_clause] or usable
    return tuple(
        place
        for place in near
        if not any(
            other.place and other.name != place.name and place.name in other.place.parents for other in near
        )
    )


def _status(claim: Claim, where: Where) -> Status | None:
    """Return how a place stands by a claim; a claim of aid says so only in words beside the place's name."""
    if claim.phase in ("planned", "demanded", "threatened"):
        return "besieged" if claim.type != "siege" and _is_named_cut_off(claim, where) else None
    if claim.type != "siege":
        return "besieged" if _is_named_cut_off(claim, where) else None
    if claim.phase == "ended":
        return "lifted"
    if says(access_words("not_cut_off"), claim.evidence.quote):
        return "besieged"
    found = {status for _, _, status in status_words().find(claim.evidence.quote)}
    found |= {status for _, _, status in status_words().find(claim.trigger.quote)}
    order: tuple[Status, ...] = ("lifted", "eased", "tightened", "besieged")
    return next((status for status in order if status in found), None)


def _is_named_cut_off(claim: Claim, where: Where) -> bool:
    return any(
        name.resolved == where.place and where.name in (name.span.quote, name.resolved and name.resolved.name)
        for name in places_beside(access_words("cut_off"), claim)
    )


def _criteria(claim: Claim) -> tuple[set[Criterion], set[Criterion]]:
    """Return which criteria a claim says are met, and which are not."""
    words = claim.evidence.quote
    has = {id for _, _, ids in named_words("criteria").find(words) for id in ids}
    supports: set[Criterion] = set()
    opposes: set[Criterion] = set()
    is_open = claim.phase in ("planned", "demanded", "threatened")
    is_denied = claim.stance != "asserts"
    if "aid_kept_out" in has and not is_open:
        supports.add("aid_kept_out")
    elif claim.type == "aid" and claim.phase == "blocked":
        (opposes if is_denied else supports).add("aid_kept_out")
    elif claim.type == "aid" and not is_denied and _came(claim):
        opposes.add("aid_kept_out")
    if "people_kept_in" in has and not is_open:
        (opposes if is_denied else supports).add("people_kept_in")
    elif claim.type == "evacuation" and claim.phase == "happened" and not is_denied:
        opposes.add("people_kept_in")
    elif claim.type == "evacuation" and claim.phase == "blocked" and not is_denied:
        supports.add("people_kept_in")
    return supports, opposes


def _came(claim: Claim) -> bool:
    return convoy_step(claim) in ARRIVED

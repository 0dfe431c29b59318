"""Which claims of one report tell the same event."""

from collections.abc import Sequence
from dataclasses import replace

from marsad.model import Claim

__all__ = ["tie"]

REACH = 6
"""Claims of its type back to which a claim may belong."""


def _names(claim: Claim) -> set[str]:
    return {place.span.quote.lower() for place in claim.places}


def _conflict(claim: Claim, other: Claim) -> bool:
    """Tell whether two claims cannot be one event: other days, other places, other exact numbers of dead."""
    if claim.time and other.time and not claim.time.interval.overlaps(other.time.interval):
        return True
    if _names(claim) and _names(other) and not _names(claim) & _names(other):
        return True
    mine, theirs = claim.harm_of("killed"), other.harm_of("killed")
    if not (mine and theirs and mine.quantity.is_exact and theirs.quantity.is_exact):
        return False
    one_day = claim.time is not None and other.time is not None and claim.time.interval == other.time.interval
    rival_tolls = one_day and bool(_names(claim) & _names(other))
    return mine.quantity != theirs.quantity and not rival_tolls


def _events(claims: Sequence[Claim]) -> list[list[int]]:
    """Group claims by event: each joins the nearest earlier event of its type with which nothing conflicts."""
    events: list[list[int]] = []
    for number, claim in enumerate(claims):
        near = [event for event in reversed(events) if claims[event[-1]].type == claim.type][:REACH]
        home = next((e for e in near if not any(_conflict(claim, claims[other]) for other in e)), None)
        if home is None:
            events.append([number])
        else:
            home.append(number)
            events.sort(key=lambda event: event[-1])
    return events


def tie(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims of one report with same_as set to those that tell the same event."""
    result = list(claims)
    for event in _events(claims):
        for number in event:
            same = tuple(claims[other].id for other in event if other != number)
            result[number] = replace(claims[number], same_as=same)
    return tuple(result)

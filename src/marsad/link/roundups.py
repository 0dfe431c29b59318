"""Which claims sum up several happenings: over days, over an area, or many in a city."""

from functools import cache

from marsad.codebook import load_codebook
from marsad.lexicon.files import word_list
from marsad.lexicon.phrases import PhraseIndex
from marsad.link.spots import Spot
from marsad.model import Claim, Quantity

__all__ = ["is_roundup"]

WIDE_DAYS = 4
"""From here on a time is "this week", not a day, or so vague that only who was hit tells a single happening."""
SEVERAL = 3
"""From here on so many happenings in an area are a round-up of several."""
MANY = 5
"""From here on "14 strikes" on a city are a round-up of several."""


def is_roundup(claim: Claim, spots: tuple[Spot, ...]) -> bool:
    """Tell whether a claim sums up several happenings."""
    if load_codebook().types[claim.type].lasting:
        return False
    count = _number(claim.count.quantity) if claim.count else 1
    if claim.time and claim.time.interval.days >= WIDE_DAYS:
        return count > 1 or not claim.targets or _is_spread(claim)
    if any(spot.is_area for spot in spots):
        return count >= SEVERAL or _is_spread(claim)
    return count >= MANY and any(spot.is_city for spot in spots) and len(spots) < count


def _number(quantity: Quantity) -> int:
    return quantity.low if quantity.low is not None else (quantity.high or 0)


def _is_spread(claim: Claim) -> bool:
    """Tell whether the words say that it happened in several places ("across the province")."""
    return next(_spread().find(claim.evidence.quote), None) is not None


@cache
def _spread() -> PhraseIndex[bool]:
    return PhraseIndex.of((phrase, True) for phrase in word_list("roundups", "spread"))

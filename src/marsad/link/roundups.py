"""Which claims sum up several happenings: over days, over an area, or many in a city."""

from functools import cache
from itertools import combinations

from marsad.codebook import load_codebook
from marsad.lexicon.files import word_list
from marsad.lexicon.phrases import PhraseIndex
from marsad.link.spots import Spot, holds
from marsad.model import Claim

__all__ = ["is_roundup"]

WIDE_DAYS = 4
"""From here on a time is "this week", not a day, or so vague that only who was hit tells a single happening."""
SEVERAL = 3
"""From here on so many happenings in an area are a round-up of several."""
APART_KM = 10.0
"""Beyond the radii of two places, for a village that is not where the gazetteer has it."""
MANY = 5
"""From here on "14 strikes" on a city are a round-up of several."""


def is_roundup(claim: Claim, spots: tuple[Spot, ...]) -> bool:
    """Tell whether a claim sums up several happenings."""
    if load_codebook().types[claim.type].lasting:
        return False
    if load_codebook().types[claim.type].violent and any(_apart(*pair) for pair in combinations(spots, 2)):
        return True
    count = claim.count.quantity.said if claim.count else 1
    if claim.time and claim.time.interval.days >= WIDE_DAYS:
        return count > 1 or not claim.targets or _is_spread(claim)
    if any(spot.is_area for spot in spots):
        return count >= SEVERAL or _is_spread(claim)
    if count > 1 and _is_spread(claim):
        return True
    return count >= MANY and any(spot.is_city for spot in spots) and len(spots) < count


def _apart(one: Spot, other: Spot) -> bool:
    """Tell whether two places are too far apart for one blow."""
    if not (one.place and other.place) or holds(one, other) or holds(other, one):
        return False
    reach = one.place.radius_km + other.place.radius_km + APART_KM
    return one.place.distance_km(other.place) > reach


def _is_spread(claim: Claim) -> bool:
    """Tell whether the words say that it happened in several places ("across the province")."""
    return next(_spread().find(claim.evidence.quote), None) is not None


@cache
def _spread() -> PhraseIndex[bool]:
    return PhraseIndex.of((phrase, True) for phrase in word_list("roundups", "spread"))

"""Places as linking compares them."""

from dataclasses import dataclass
from functools import lru_cache

import h3.api.basic_str as h3

from marsad.gazetteer.names import skeleton
from marsad.lexicon.names import name_tokens
from marsad.model import Place

__all__ = ["Spot", "holds", "spot_of"]

CELL = 5
"""The resolution of the h3 cells by which places meet: some 9 km to an edge."""
KINDS = frozenset({"city", "town", "village"})
"""Words that a name has or has not."""
WIDE_KM = 30.0
"""From here on a place is an area."""
AREA_KINDS = frozenset(("country", "region"))


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim: as the text names it, and where that is, if the program is sure.

    `known_as` is the name of the place as words, else that of the text; `sounds` are both as they sound, for names
    that are spelled in many ways. `cell` is the h3 cell of the place's point, "" where it is not resolved.
    """

    quote: str
    place: Place | None
    known_as: tuple[str, ...]
    sounds: tuple[str, ...]
    cell: str = ""

    @property
    def is_area(self) -> bool:
        """Whether it is too large for two happenings in it to be one for that alone."""
        return self.place is not None and (self.place.kind in AREA_KINDS or self.place.radius_km >= WIDE_KM)

    @property
    def is_city(self) -> bool:
        """Whether it is a whole city or an area, so that several things may happen in it on one day."""
        return self.place is not None and (self.is_area or self.place.kind == "city")


# Many claims share a place: each is held once.
@lru_cache(maxsize=65536)
def spot_of(name: str, place: Place | None) -> Spot:
    """Return a place that a claim names as linking compares it."""
    words = name_tokens(name)
    if place is None:
        return Spot(name, None, words, _sounds(words))
    known_as = name_tokens(place.name)
    cell = h3.latlng_to_cell(place.latitude, place.longitude, CELL)
    return Spot(name, place, known_as, _sounds(known_as, words), cell)


def _sounds(*names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sound for words in names if (sound := _sound(words))))


def _sound(words: tuple[str, ...]) -> str:
    """Return what is equal for most spellings of a name: "Urum al-Kubra" is "Urem al-Kubra"."""
    bare = skeleton(" ".join(word for word in words if word not in KINDS) or " ".join(words))
    consonants = "".join(letter for letter in bare if letter not in "aeiou")
    return consonants if len(consonants) > 2 else bare


def holds(outer: Spot, inner: Spot) -> bool:
    """Tell whether the gazetteer puts one place inside the other."""
    if inner.place is None or outer.place is None or inner.place.country != outer.place.country:
        return False
    if outer.place.kind == "country" or outer.place.name in inner.place.parents:
        return True
    if outer.place.gazetteer_id == inner.place.gazetteer_id:  # a neighbourhood at its city's point
        return outer.place.kind == "city" != inner.place.kind
    if outer.place.kind == "region" and inner.place.parents:  # regions are no circles
        return False
    is_larger = outer.is_city and inner.place.radius_km < outer.place.radius_km
    return is_larger and inner.place.distance_km(outer.place) <= outer.place.radius_km

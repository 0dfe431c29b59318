"""Finding what is at one place with a place, without looking at all that is known."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from math import cos, radians
from typing import Generic, TypeVar

from marsad.lexicon.names import name_tokens
from marsad.model import Place
from marsad.watch.access.clauses import Where, is_wide

__all__ = ["Nearby"]

T = TypeVar("T")

CELL = 0.25
"""The side of a cell, in degrees."""
CELL_KM = 110.5 * CELL
"""Its height, in kilometres, where it is least."""
POLAR = 89.0
"""From this latitude on all longitudes are near, in degrees."""


class Nearby(Generic[T]):
    """Things by their places: finds all that may be at one place with another, and few more, oldest first."""

    def __init__(self) -> None:
        self._things: list[T] = []
        self._by_key: dict[Hashable, list[int]] = defaultdict(list)

    def add(self, thing: T, *places: Where) -> None:
        """Add a thing that is known by places; one that is there may be added with more of them."""
        self._things.append(thing)
        number = len(self._things) - 1
        for key in {key for place in places for key in _keys(place)}:
            self._by_key[key].append(number)

    def find(self, *places: Where) -> tuple[T, ...]:
        """Return the things at places that may be one of some, each once."""
        numbers = {
            number for place in places for key in _around(place) for number in self._by_key.get(key, ())
        }
        return tuple(
            {id(thing): thing for thing in (self._things[number] for number in sorted(numbers))}.values()
        )


def _keys(where: Where) -> Iterator[Hashable]:
    yield "name", name_tokens(where.name), where.place is None
    if where.place:
        yield _cell(where.place)
        yield where.place.gazetteer_id


def _around(where: Where) -> Iterator[Hashable]:
    """Yield the keys of things at one place: of its name, or within its radius."""
    yield "name", name_tokens(where.name), True
    if where.place is None:
        yield "name", name_tokens(where.name), False
        return
    yield where.place.gazetteer_id
    if is_wide(where.place):
        return
    row, column = _cell(where.place)
    rows = int(where.place.radius_km / CELL_KM) + 1
    highest, round_it = abs(where.place.latitude) + CELL * rows, int(180 / CELL)
    width = CELL_KM * cos(radians(highest)) if highest < POLAR else 0
    columns = min(int(where.place.radius_km / width) + 1, round_it) if width else round_it
    for up in range(row - rows, row + rows + 1):
        for across in range(column - columns, column + columns + 1):
            yield up, across % int(360 / CELL)


def _cell(place: Place) -> tuple[int, int]:
    return int(place.latitude // CELL), int(place.longitude // CELL) % int(360 / CELL)

"""Ceasefires under each other: when each was declared, took effect and ended, by whose word."""

from collections.abc import Iterator, Sequence

from marsad.watch.ceasefire.ceasefire import Ceasefire
from marsad.web.pictures.tracks import Kind, Put, Tracks, lay, merged

__all__ = ["draw_ceasefires"]

DAYS: dict[str, Kind] = {
    "declared": Kind("diamond", "truce"),
    "in_force": Kind("circle", "truce"),
    "over": Kind("cross", "fighting"),
}


def draw_ceasefires(found: Sequence[Ceasefire]) -> Tracks | None:
    """Return a row a ceasefire, None where nobody tells a day of any; days told by one claim lead there."""
    return lay([put for one in found for put in merged(_puts(one), f"/truce/{one.id}")], DAYS)


def _puts(one: Ceasefire) -> Iterator[Put]:
    for word, days in (("declared", one.declared), ("in_force", one.effective), ("over", one.ended)):
        for day in days:
            yield Put(one.id, word, day.start, day.end, f"/claims/{day.claim}", day.source)

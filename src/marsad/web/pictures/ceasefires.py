"""Ceasefires under each other: when each was declared, took effect and ended, by whose word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from marsad.watch.ceasefire.ceasefire import Ceasefire
from marsad.watch.ceasefire.standing import Day
from marsad.web.pictures.tracks import Kind, Put, Tracks, lay

__all__ = ["draw_ceasefires"]

DAYS: dict[str, Kind] = {
    "declared": Kind("diamond", "truce"),
    "in_force": Kind("circle", "truce"),
    "over": Kind("cross", "fighting"),
}


def draw_ceasefires(found: Sequence[Ceasefire]) -> Tracks | None:
    """Return a row a ceasefire, None where nobody tells a day of any; days told by one claim lead there."""
    return lay([put for one in found for put in _puts(one)], DAYS)


def _puts(one: Ceasefire) -> Iterator[Put]:
    for word, days in (("declared", one.declared), ("in_force", one.effective), ("over", one.ended)):
        told: dict[tuple[date, date], list[Day]] = defaultdict(list)
        for day in days:
            told[day.start, day.end].append(day)
        for (start, end), said in told.items():
            href = f"/claims/{said[0].claim}" if len(said) == 1 else f"/truce/{one.id}"
            sources = "; ".join(dict.fromkeys(day.source for day in said))
            yield Put(one.id, word, start, end, href, sources)

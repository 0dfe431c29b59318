"""Which statements of responders belong to which incident: by report, place and days."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.model import Interval, Place
from marsad.watch.statements import Happening, Statement

__all__ = ["FINE_KM", "REACH_DAYS", "Tied", "tie"]

REACH_DAYS = 10
"""How long after an incident responders may be at work on it: the last survivors of collapsed houses are found in
the second week."""
FINE_KM = 5.0
"""Up to this radius a place is a point at which responders meet what happened; a city is told apart by its name."""
CELL = 0.1
"""The size, in degrees, of the squares by which places meet; larger than two fine places together."""


@dataclass(frozen=True, slots=True)
class Tied:
    """A statement that belongs to an incident, and why; `rivals` are incidents that it fits as well."""

    statement: Statement
    reasons: tuple[str, ...]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Site:
    """An incident as statements are held against it."""

    happening: Happening

    @cached_property
    def id(self) -> str:
        return self.happening.incident.id

    @property
    def time(self) -> Interval | None:
        return self.happening.incident.time

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Return the distinct points that it is told at: its own and the narrowest of each of its claims."""
        found = [self.happening.incident.place] if self.happening.incident.place else []
        found += [place for one in self.happening.statements if (place := narrowest(one))]
        return tuple({(one.name, one.latitude, one.longitude): one for one in found}.values())

    @cached_property
    def marks(self) -> Mapping[str, tuple[int, ...]]:
        """Return where its claims stand in each report."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.happening.statements:
            found[one.claim.report].append(one.claim.trigger.start)
        return {report: tuple(starts) for report, starts in found.items()}


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a statement fits an incident: the lower the rank the better."""

    site: _Site
    rank: tuple[float, ...]
    reasons: tuple[str, ...]


def tie(
    happenings: Sequence[Happening], responding: Iterable[Happening]
) -> tuple[dict[str, list[Tied]], frozenset[str]]:
    """Return the statements of responders by incident, and the ids of the responding that are tied nowhere.

    A statement goes to the incident that it fits best: one that its own report tells before others, then the one
    with fewest days between, then the nearest. Where several fit equally it goes to each, and says so. One that
    names no place goes to an incident of its own report alone, the one told closest to it.
    """
    sites = [_Site(one) for one in happenings]
    finder = _Finder(sites)
    tied: dict[str, list[Tied]] = defaultdict(list)
    loose = set()
    for happening in responding:
        met = False
        for statement in happening.statements:
            fits = finder.fits(statement, happening)
            best = min((fit.rank for fit in fits), default=None)
            chosen = sorted((fit for fit in fits if fit.rank == best), key=lambda fit: fit.site.id)
            met = met or bool(chosen)
            for fit in chosen:
                rivals = tuple(one.site.id for one in chosen if one is not fit)
                tied[fit.site.id].append(Tied(statement, fit.reasons, rivals))
        if not met:
            loose.add(happening.incident.id)
    return tied, frozenset(loose)


def narrowest(statement: Statement) -> Place | None:
    """Return the smallest place that a claim names and the program is sure of, or None."""
    places = [one.resolved for one in statement.claim.places if one.resolved]
    return min(places, key=lambda place: place.radius_km, default=None)


class _Finder:
    """Finds the incidents that a statement may be about."""

    def __init__(self, sites: Sequence[_Site]) -> None:
        self._in_report: dict[str, list[_Site]] = defaultdict(list)
        self._in_cell: dict[tuple[int, int], list[_Site]] = defaultdict(list)
        for site in sites:
            for report in site.marks:
                self._in_report[report].append(site)
            for cell in {_cell(place) for place in site.places}:
                self._in_cell[cell].append(site)

    def fits(self, statement: Statement, happening: Happening) -> list[_Fit]:
        place = narrowest(statement) or happening.incident.place
        same_report = self._in_report[statement.claim.report]
        if place is None:
            return [fit for site in same_report if (fit := _fit_by_words(statement, site))]
        near = {site.id: site for cell in _cells_round(place) for site in self._in_cell.get(cell, ())}
        found = (_fit_by_place(statement, place, site) for site in near.values())
        return [fit for fit in found if fit]


def _fit_by_words(statement: Statement, site: _Site) -> _Fit | None:
    """Return how a statement that names no place fits an incident of its report, None where its days do not."""
    days = _days_after(statement, site)
    if statement.time and site.time and days is None:
        return None
    away = min(abs(start - statement.claim.trigger.start) for start in site.marks[statement.claim.report])
    return _Fit(site, (0.0, float(away)), ("same report", "names no place; told next to it", *_days(days)))


def _fit_by_place(statement: Statement, place: Place, site: _Site) -> _Fit | None:
    days = _days_after(statement, site)
    away = min((km for other in site.places if (km := _away(place, other)) is not None), default=None)
    if away is None:
        return None
    is_told = statement.claim.report in site.marks
    if days is None and ((statement.time and site.time) or not is_told):
        return None
    where = "same place" if away < 0.05 else f"{away:.1f} km away, within the radii of both"
    rank = (0.0 if is_told else 1.0, float(days or 0), round(away, 1))
    return _Fit(site, rank, (*(["same report"] if is_told else []), where, *_days(days)))


def _days_after(statement: Statement, site: _Site) -> int | None:
    """Return the days between an incident and what a statement tells, None where it is not within reach."""
    told, happened = statement.time, site.time
    if told is None or happened is None or told.end < happened.start:
        return None
    days = max(0, (told.start - happened.end).days)
    return days if days <= REACH_DAYS else None


def _days(days: int | None) -> Iterator[str]:
    if days is not None:
        yield "same day" if not days else f"{days} day{'s' if days > 1 else ''} after"


def _away(one: Place, other: Place) -> float | None:
    """Return the kilometres between two places that may be the same, None where they are not."""
    if one.radius_km <= FINE_KM and other.radius_km <= FINE_KM:
        km = one.distance_km(other)
        return km if km <= one.radius_km + other.radius_km else None
    if one.kind in ("country", "region") or (one.name, one.gazetteer_id) != (other.name, other.gazetteer_id):
        return None
    return 0.0


def _cell(place: Place) -> tuple[int, int]:
    return int(place.latitude // CELL), int(place.longitude // CELL)


def _cells_round(place: Place) -> Collection[tuple[int, int]]:
    north, east = _cell(place)
    width = _width(place)
    return {(north + rise, east + run) for rise in (-1, 0, 1) for run in range(-width, width + 1)}


def _width(place: Place) -> int:
    """Return over how many squares two fine places reach from west to east at a latitude."""
    from math import ceil, cos, radians

    return min(20, ceil(2 * FINE_KM / (111.0 * CELL * max(0.05, cos(radians(place.latitude))))))

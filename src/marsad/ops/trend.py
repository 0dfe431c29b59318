"""The intensity of an area over time, and whether what a source says of it holds."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain, islice

from marsad.codebook import load_codebook
from marsad.errors import ConfigError, GazetteerError
from marsad.gazetteer import Gazetteer, normalise
from marsad.lexicon.comparisons import Comparison, SinceEvent, read_comparison
from marsad.model import Heard, Place, Tally
from marsad.ops.collector import without_collector
from marsad.ops.places import place_named
from marsad.store import IncidentQuery, View
from marsad.store.search import words
from marsad.watch.counted import Countable, Founded, find_counted, has_occurred
from marsad.watch.intensity.comparison import Checked, Question, check_comparison
from marsad.watch.intensity.periods import UNITS, Unit, period_from
from marsad.watch.intensity.series import (
    MEASURES,
    WIDE_GRADES,
    Area,
    Gathered,
    hear_voices,
    id_of,
    make_series,
)
from marsad.watch.intensity.trend import days_weighed, trend_of
from marsad.watch.intensity.trend_figures import Asked, Trend

__all__ = ["area_of", "find_check", "find_trend", "gather", "told_place", "violent_types"]

MOST_LOOKED_AT = 500
"""Incidents with a name in their places among which one is looked for that is in the place of that name."""


def violent_types() -> tuple[str, ...]:
    """Return the types of the codebook in which harm is done on purpose."""
    return tuple(name for name, one in load_codebook().types.items() if one.violent)


def area_of(
    places: Sequence[str],
    gazetteer: Gazetteer,
    told: Callable[[str], Place | None],
    *,
    within_km: float | None = None,
) -> Area:
    """Return several places by name, or as "LATITUDE,LONGITUDE", as one area.

    Of several places of one name the likeliest is meant; "NAME, WHERE" says another. A name that no place index
    knows may be that of a place in the record, which `told` finds as `told_place` does. Raises GazetteerError for a
    name that is nobody's, ConfigError for no place, no distance, or a point without one.
    """
    if not places:
        raise ConfigError("no place is given; name at least one")
    if within_km is not None and not within_km > 0:
        raise ConfigError(f"a distance is more than 0 kilometres, not {within_km:g}")
    found = (_place(place, gazetteer, told, within_km) for place in places)
    return Area(tuple({(one.gazetteer_id, one.name): one for one in found}.values()), within_km)


@without_collector()
def find_trend(view: View, area: Area, asked: Asked) -> Trend:
    """Return the trend of an area; raises ConfigError for a period, measure, type or length that is none."""
    _check(asked)
    types = asked.types or violent_types()
    whole = replace(asked, types=types, within_km=area.within_km)
    gathered = gather(view, area, types, unit=asked.by)
    series = make_series(gathered, asked.by)
    if days := days_weighed(series, whole):
        queries = (replace(query, since=days[0], until=days[1]) for query in _where_heard(area))
        series = hear_voices(series, chain.from_iterable(map(view.voices, queries)))
    return trend_of(series, gathered, whole)


@without_collector()
def find_check(view: View, area: Area, said_words: str, asked: Question) -> Checked:
    """Return whether a source's comparison holds by the record; raises ConfigError for words that are not clear."""
    said = read_comparison(said_words, asked.date)
    types = asked.types or said.types or violent_types()
    _check_types(types)
    comparison = _since_event(view, area, said, said.event, asked.date) if said.event else said
    gathered = gather(view, area, types, unit=asked.by or said.unit or "day")
    return check_comparison(gathered, comparison, replace(asked, types=types, within_km=area.within_km))


def gather(view: View, area: Area, types: Collection[str], *, unit: Unit) -> Gathered:
    """Return what a record holds of an area: tallies of some types, and of which times anything is told there."""
    tallies, wider = _inside(area, _tallies(view, area, tuple(sorted(types))))
    heard = tuple(chain.from_iterable(map(view.times, _where_heard(area))))
    begins, ends = _ends(view, area, heard)
    return Gathered(
        area=area,
        tallies=tallies,
        counting=_counting(view, [one for one in tallies if one.is_roundup], unit),
        wider=tuple(sorted(id for tally in wider for id in tally.ids())),
        heard=heard,
        begins=begins,
        ends=ends,
    )


def _place(
    name: str, gazetteer: Gazetteer, told: Callable[[str], Place | None], within_km: float | None
) -> Place:
    if point := _point(name):
        if within_km is None:
            raise ConfigError(f"{name!r} is a point; say how far round it with --within KM")
        try:
            return Place(name, *point, within_km, "", f"point:{name}", "feature")
        except ValueError as error:
            raise ConfigError(f"{name!r} is no point: {error}") from None
    if "," not in name and (found := gazetteer.lookup(name.strip())):
        return place_named(f"{found[0].name}, {found[0].id}", gazetteer)
    try:
        return place_named(name, gazetteer)
    except GazetteerError:
        if known := told(name):
            return known
        raise


def _point(name: str) -> tuple[float, float] | None:
    latitude, comma, longitude = name.partition(",")
    try:
        return (float(latitude), float(longitude)) if comma else None
    except ValueError:
        return None


def told_place(view: View, name: str) -> Place | None:
    """Return the place that incidents of the record have under a name that no place index knows."""
    if not words(name):
        return None
    found = islice(view.incidents(IncidentQuery(place=name)), MOST_LOOKED_AT)
    places = (one.place for one in found if one.place)
    return next((place for place in places if normalise(place.name) == normalise(name)), None)


def _tallies(view: View, area: Area, types: tuple[str, ...]) -> Iterator[Tally]:
    for country in area.whole:
        yield from view.tallies(IncidentQuery(type=types, country=country))
    seen: set[tuple[float | None, float | None]] = set()
    for circle in area.circles:
        here = set()
        for tally in view.tallies(IncidentQuery(type=types, near=circle)):
            point = (tally.latitude, tally.longitude)
            here.add(point)
            if point not in seen:  # the box of another circle has given all of that point
                yield tally
        seen |= here


def _inside(area: Area, tallies: Iterable[Tally]) -> tuple[tuple[Tally, ...], tuple[Tally, ...]]:
    """Return those in the area, and those of its points that are known only as something wider."""
    inside: list[Tally] = []
    wider: list[Tally] = []
    holds = cache(area.holds)
    for tally in tallies:
        if tally.latitude is None or tally.longitude is None:
            inside.append(tally)
        elif holds(tally.latitude, tally.longitude):
            (wider if area.is_wider(tally.radius_km or 0) else inside).append(tally)
    return tuple(inside), tuple(wider)


def _where_heard(area: Area) -> Iterator[IncidentQuery]:
    """Yield where reporting is looked for: the countries of the area, or its circles where it lies in none."""
    yield from (IncidentQuery(country=country) for country in area.countries)
    if not area.countries:
        yield from (IncidentQuery(near=circle) for circle in area.circles)


def _ends(view: View, area: Area, heard: Iterable[Heard]) -> tuple[date | None, date | None]:
    """Return the first and the last day of what happened in the area; of whole countries what was heard tells it."""
    occurred = {name for name, phase in load_codebook().phases.items() if phase.occurred}
    days = [(one.start, one.end) for one in heard if area.whole and one.phase in occurred]
    for circle in area.circles:
        days += [
            (one.start, one.end)
            for one in view.points(IncidentQuery(near=circle), occurred)
            if area.holds(one.latitude, one.longitude) and not area.is_wider(one.radius_km)
        ]
    starts = [start for start, _ in days if start]
    ends = [end for _, end in days if end]
    return min(starts, default=None), max(ends, default=None)


def _counting(view: View, roundups: Sequence[Tally], unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
    """Return which round-ups count, beside confirmed and fair incidents, and beside weak and contested ones too.

    Only those of one period can; others are left out anyway, and are not read.
    """
    asked = frozenset(
        id_of(tally)
        for tally in roundups
        if tally.grade in WIDE_GRADES and period_from(tally.start, tally.end, tally.precision, unit)
    )
    whole = [one for one in view.incidents_of(asked) if has_occurred(one)]
    covered = {id for one in whole for id in one.covers}
    known = [Founded(id, grade, phase) for id, grade, phase in view.standings(covered)]
    candidates: list[Countable] = [*whole, *known]
    return find_counted(candidates) & asked, find_counted(candidates, grades=WIDE_GRADES) & asked


def _since_event(view: View, area: Area, said: Comparison, event: SinceEvent, day: date) -> Comparison:
    """Return the comparison since the last event of a kind that the record tells of in the area's countries."""
    found = [
        incident
        for country in area.countries
        for incident in view.incidents(IncidentQuery(type=event.type, country=country, until=day))
        if incident.phase in event.phases and incident.time and incident.grade != "discounted"
    ]
    last = max(found, key=lambda one: (one.time and one.time.start, one.id), default=None)
    if last is None or last.time is None:
        return said
    return replace(said, since=last.time.start, event=replace(event, incident=last.id))


def _check(asked: Asked) -> None:
    if asked.by not in UNITS:
        raise ConfigError(f"a trend is not counted by {asked.by!r}; choose one of {', '.join(UNITS)}")
    if asked.measure not in MEASURES:
        raise ConfigError(f"{asked.measure!r} is not measured; choose one of {', '.join(MEASURES)}")
    if asked.trailing < 1:
        raise ConfigError(f"a baseline is over at least 1 period, not {asked.trailing}")
    if asked.since and asked.until and asked.until < asked.since:
        raise ConfigError(f"no day is after {asked.since} and before {asked.until}; swap the two")
    _check_types(asked.types)


def _check_types(types: Iterable[str]) -> None:
    known = load_codebook().types
    if unknown := next((type for type in types if type not in known), None):
        raise ConfigError(f"there is no type {unknown!r}; choose from {', '.join(known)}")

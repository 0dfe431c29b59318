"""Series of an area: what its record counts in each period, and who reported in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from marsad.codebook import load_codebook
from marsad.gazetteer.entry import distance_km
from marsad.model import Grade, Heard, Place, Sum, Tally
from marsad.watch.counted import COUNTING_GRADES
from marsad.watch.intensity.periods import Period, Unit, is_night, period_from

__all__ = [
    "MEASURES",
    "WIDE_GRADES",
    "Area",
    "Cell",
    "Gathered",
    "Measure",
    "Series",
    "hear_voices",
    "id_of",
    "make_series",
]

Measure = Literal["incidents", "strikes", "killed", "injured"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
WIDE_GRADES: tuple[Grade, ...] = (*COUNTING_GRADES, "weak", "contested")
_NOBODY = Sum(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """Places that are asked for as one, each a circle: `within_km` round its point, else its own radius.

    A country is all that lies in it, whatever `within_km` says.
    """

    places: tuple[Place, ...]
    within_km: float | None = None

    @property
    def name(self) -> str:
        """The places by name."""
        return " and ".join(place.name for place in self.places)

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that the places lie in."""
        return tuple(sorted({place.country for place in self.places if place.country}))

    @property
    def circles(self) -> tuple[tuple[float, float, float], ...]:
        """Latitude, longitude and kilometres of the places that are no countries asked for as a whole."""
        whole = {place.country for place in self.places if place.kind == "country"}
        return tuple(
            (place.latitude, place.longitude, self.within_km or place.radius_km)
            for place in self.places
            if place.kind != "country" and place.country not in whole
        )

    @property
    def whole(self) -> tuple[str, ...]:
        """The codes of the countries that are asked for as a whole."""
        return tuple(
            sorted({place.country for place in self.places if place.kind == "country" and place.country})
        )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies in one of the circles."""
        return any(
            distance_km((north, east), (latitude, longitude)) <= km for north, east, km in self.circles
        )

    def is_wider(self, radius_km: float) -> bool:
        """Tell whether what is known within such a radius only may have happened outside the circles as well."""
        # A little leeway, as two place files may round one radius differently.
        return radius_km > max((km for _, _, km in self.circles), default=0) * 1.01


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a record holds of an area: tallies of incidents, and who reported in its countries at all.

    `counting` are the ids of the round-ups that count: with confirmed and fair incidents alone, and with weak and
    contested ones. `wider` are ids of incidents whose place is known only as something wider than the area.
    `heard` tells of which times anybody told anything there. `begins` and `ends` are the days of the first and
    the last incident of any type in the area itself.
    """

    area: Area
    tallies: tuple[Tally, ...] = ()
    counting: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    wider: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Cell:
    """What one period holds."""

    tallies: tuple[Tally, ...] = ()

    @cached_property
    def incidents(self) -> int:
        """How many incidents."""
        return sum(tally.incidents for tally in self.tallies)

    @cached_property
    def strikes(self) -> int:
        """How many happenings, as sources count them."""
        return sum(tally.strikes for tally in self.tallies)

    @cached_property
    def nights(self) -> int:
        """How many of the incidents are told of a night."""
        return sum(tally.incidents for tally in self.tallies if _is_of_night(tally))

    def people(self, kind: Literal["killed", "injured"]) -> Sum:
        """Return the people of one kind of harm."""
        sums = [tally.killed if kind == "killed" else tally.injured for tally in self.tallies]
        return Sum(*map(sum, zip(*sums, strict=True))) if sums else _NOBODY

    def value(self, measure: Measure) -> int:
        """Return the number that stands for the cell: of people the best count."""
        if measure == "incidents":
            return self.incidents
        return self.strikes if measure == "strikes" else self.people(measure).best

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the incidents."""
        return tuple(sorted(id for tally in self.tallies for id in tally.ids()))

    def ids_of(self, kind: Literal["killed", "injured"]) -> tuple[str, ...]:
        """Return the ids of the incidents that give a number of people of one kind of harm."""
        return tuple(sorted(id for tally in self.tallies for id in tally.ids(kind)))


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Series:
    """The cells of an area by period: of confirmed and fair incidents, and with weak and contested ones too.

    `heard` has one incident of each period of which anybody told anything in the area or its countries: another
    period has no reporting, and its counts mean nothing. `voices` are the root sources that told it, each with one
    incident, of those periods of which they were asked for. `left_out` are ids by the reason.
    """

    unit: Unit
    standing: Mapping[int, Cell]
    wide: Mapping[int, Cell]
    heard: Mapping[int, str]
    voices: Mapping[int, Mapping[str, str]]
    left_out: Mapping[str, Sequence[str]]

    @property
    def numbers(self) -> range:
        """The periods covered, from the first of which anything is told to the last."""
        told = self.heard.keys() | self.wide.keys()
        return range(min(told), max(told) + 1) if told else range(0)

    def cells(self, *, weak: bool) -> Mapping[int, Cell]:
        """Return the cells that are asked for."""
        return self.wide if weak else self.standing

    def is_reported(self, number: int) -> bool:
        """Tell whether anybody reported anything of a period."""
        return number in self.heard or number in self.wide

    def reported(self) -> list[int]:
        """Return the covered periods that anybody reported anything of, in order."""
        return [number for number in self.numbers if self.is_reported(number)]

    def witness(self, number: int) -> str:
        """Return an incident by which a period is reported."""
        return self.heard[number] if number in self.heard else self.wide[number].ids[0]

    def period(self, number: int) -> Period:
        """Return a period by its number."""
        return Period(self.unit, number)


def make_series(gathered: Gathered, unit: Unit) -> Series:
    """Return the series of what was gathered; what is of no single period, or does not count, is left out."""
    standing: dict[int, list[Tally]] = defaultdict(list)
    wide: dict[int, list[Tally]] = defaultdict(list)
    left_out: dict[str, list[str]] = defaultdict(list)
    for tally in gathered.tallies:
        period = period_from(tally.start, tally.end, tally.precision, unit)
        reason = _why_not(tally, period)
        if reason or period is None:
            left_out[reason] += tally.ids()
            continue
        beside, among = (not tally.is_roundup or id_of(tally) in counting for counting in gathered.counting)
        if among:
            wide[period.number].append(tally)
        if beside and tally.grade in COUNTING_GRADES:
            standing[period.number].append(tally)
        elif not among:
            left_out["round-up"] += tally.ids()
    if gathered.wider:
        left_out["wider"] += gathered.wider
    return Series(
        unit=unit,
        standing={number: Cell(tuple(tallies)) for number, tallies in standing.items()},
        wide={number: Cell(tuple(tallies)) for number, tallies in wide.items()},
        heard=_heard(gathered.heard, unit),
        voices={},
        left_out={reason: tuple(sorted(ids)) for reason, ids in sorted(left_out.items())},
    )


def id_of(tally: Tally) -> str:
    """Return the id of the first incident of a tally, which is a round-up's only one."""
    return next(tally.ids())


def _why_not(tally: Tally, period: Period | None) -> str:
    if not load_codebook().phases[tally.phase].occurred:
        return "not happened"
    if tally.grade not in WIDE_GRADES:
        return tally.grade
    if tally.start is None:
        return "undated"
    return "several" if period is None else ""


def _heard(heard: Iterable[Heard], unit: Unit) -> dict[int, str]:
    found: dict[int, str] = {}
    for number, one in _happened(heard, unit):
        found[number] = min(found.get(number, one.incident), one.incident)
    return found


def hear_voices(series: Series, heard: Iterable[Heard]) -> Series:
    """Return the series with the root sources that were heard."""
    voices: dict[int, dict[str, str]] = defaultdict(dict)
    for number, one in _happened(heard, series.unit):
        known = voices[number]
        for mark, id in one.voices.items():
            known[mark] = min(known.get(mark, id), id)
    return replace(series, voices=dict(voices))


def _happened(heard: Iterable[Heard], unit: Unit) -> Iterator[tuple[int, Heard]]:
    """Yield what was told of one period, with its number: plans for a day are no reports of it."""
    for one in heard:
        period = period_from(one.start, one.end, one.precision, unit)
        if period and load_codebook().phases[one.phase].occurred:
            yield period.number, one


def _is_of_night(tally: Tally) -> bool:
    return bool(tally.start and tally.end and is_night(tally.start, tally.end, tally.precision))

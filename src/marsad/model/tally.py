"""A tally: how many incidents are alike in what series count by, and what they add up to."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from marsad.model.incident import Grade

__all__ = ["HarmTally", "Heard", "Reached", "Sum", "TalliedHarm", "Tally"]

TalliedHarm = Literal["killed", "injured"]
"""Kinds of harm whose bounds a record holds in columns."""

_MARKS = {"killed": "K", "injured": "I"}


class Sum(NamedTuple):
    """People who came to one kind of harm: the sums of three bounds over `told` incidents.

    `high` is the sum over those `bounded` incidents of which somebody says how many at most.
    """

    told: int
    low: int
    best: int
    high: int
    bounded: int


class Tally(NamedTuple):
    """Incidents alike in time, grade and phase, and in point where a circle was asked for: else that is None.

    `strikes` counts each incident as often as its sources count happenings in it, else once. `marked` are the ids
    of the incidents with a space between, for there may be very many, each with the marks of the harm that it
    gives a number of: K for killed, I for injured. A round-up is a tally of its own.
    """

    start: date | None
    end: date | None
    precision: str
    grade: Grade
    phase: str
    is_roundup: bool
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    incidents: int
    strikes: int
    killed: Sum
    injured: Sum
    marked: str

    def ids(self, kind: TalliedHarm | None = None) -> Iterator[str]:
        """Yield the ids of the incidents, or of those that give a number of one kind of harm."""
        for one in self.marked.split(" "):
            if kind is None or _MARKS[kind] in one:
                yield one.rstrip("KI")


class HarmTally(NamedTuple):
    """Incidents alike in what tallies are alike in, counted for one kind of harm.

    `told` and `untold` are the ids of those that give a number of people and of those that give none.
    """

    start: date | None
    grade: Grade
    phase: str
    is_roundup: bool
    latitude: float | None
    longitude: float | None
    people: Sum
    told: tuple[str, ...]
    untold: tuple[str, ...]


class Heard(NamedTuple):
    """That somebody told of a time: one incident that does, and where they were asked for all root sources.

    `voices` are marks that are equal for equal sources, each with one incident that this one tells.
    """

    start: date | None
    end: date | None
    precision: str
    phase: str
    incident: str
    voices: dict[str, str]


class Reached(NamedTuple):
    """The first and the last day of what happened at one point, as sure as the radius says."""

    latitude: float
    longitude: float
    radius_km: float
    start: date
    end: date

"""A tally: how many incidents are alike in what series count by, and what they add up to."""

from datetime import date
from typing import NamedTuple

from marsad.model.incident import Grade

__all__ = ["Heard", "Sum", "Tally"]


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

    `strikes` counts each incident as often as its sources count happenings in it, else once. `ids` are those of
    the incidents with a space between, as there may be very many. A round-up is a tally of its own.
    """

    start: date | None
    end: date | None
    precision: str
    grade: Grade
    phase: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    incidents: int
    strikes: int
    killed: Sum
    injured: Sum
    ids: str

    def incident_ids(self) -> list[str]:
        """Return the ids of the incidents."""
        return self.ids.split(" ")


class Heard(NamedTuple):
    """Which root sources told of a time: marks that are equal for equal sources, each with one incident it tells."""

    start: date | None
    end: date | None
    precision: str
    phase: str
    voices: dict[str, str]

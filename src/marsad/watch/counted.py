"""Which incidents count in totals: well founded, and no happening twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from marsad.codebook import load_codebook
from marsad.model import Grade

__all__ = ["COUNTING_GRADES", "Countable", "Founded", "find_counted", "has_occurred"]

COUNTING_GRADES: tuple[Grade, ...] = ("confirmed", "fair")


class Countable(Protocol):
    """What counting needs of an incident."""

    @property
    def id(self) -> str:
        """The id of the incident."""

    @property
    def grade(self) -> Grade:
        """How well founded it is."""

    @property
    def phase(self) -> str:
        """How far it has got."""

    @property
    def covers(self) -> tuple[str, ...]:
        """The ids of narrower incidents that a round-up speaks of as well."""


@dataclass(frozen=True, slots=True)
class Founded:
    """What counting needs of an incident that is not read; it covers nothing."""

    id: str
    grade: Grade
    phase: str
    covers: tuple[str, ...] = ()


def find_counted(
    incidents: Iterable[Countable], *, grades: Collection[Grade] = COUNTING_GRADES
) -> frozenset[str]:
    """Return the ids of the incidents that count in totals, out of all incidents of a record.

    An incident counts that happened and is of one of the grades: confirmed or fair where nothing else is said. A
    round-up, which covers narrower incidents, counts where none of these does, and only one of several round-ups
    that speak of one narrower incident: the one that covers most (ties: the lower id).
    """
    narrow: set[str] = set()
    roundups: list[tuple[str, frozenset[str]]] = []
    for incident in incidents:
        if incident.grade not in grades or not has_occurred(incident):
            continue
        if incident.covers:
            roundups.append((incident.id, frozenset(incident.covers)))
        else:
            narrow.add(incident.id)
    chosen: set[str] = set()
    spoken_of = set(narrow)
    for id, covers in sorted(roundups, key=lambda roundup: (-len(roundup[1]), roundup[0])):
        if spoken_of.isdisjoint({id, *covers}):
            chosen.add(id)
            spoken_of |= {id, *covers}
    return frozenset(narrow | chosen)


def has_occurred(incident: Countable) -> bool:
    """Tell whether an incident took place: it is not planned, demanded, threatened or only proposed."""
    return load_codebook().phases[incident.phase].occurred

"""What the watches of aid and sieges answer with: every value beside the claims that it comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.lexicon.access import Role
from marsad.lexicon.convoys import Step
from marsad.model import Grade, Place

__all__ = ["Attack", "Blame", "Contradiction", "Label", "Name", "Number", "Stage", "Stop", "Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """Who says something, in which words; `day` is the day that it tells, or on which it came out."""

    claim: str
    source: str
    day: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a convoy, or the sending of convoys, has got, by one source on one day.

    `day` is the last day of what is told, or that on which it came out; None where an earlier plan is told of
    afterwards. `published` is the day on which it came out.
    """

    step: Step
    day: date | None
    published: date | None
    source: str
    claim: str
    incident: str
    quote: str

    @property
    def as_of(self) -> date | None:
        """The day since which it holds: a plan holds from the day on which it is told, not from the day planned."""
        if self.step == "planned" and self.day and self.published:
            return min(self.day, self.published)
        return self.day


@dataclass(frozen=True, slots=True)
class Number:
    """How many, by one source; an open bound is None.

    `unit` says of what: trucks, people, families; `what` which of them: in the convoy, meant for, reached, moved,
    inside.
    """

    unit: str
    what: str
    low: int | None
    high: int | None
    source: str
    quote: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who acts: a known body or party by its name, others in the words of the report."""

    name: str
    party: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way, in the words of the report; `role` is place where the words do not say what it is."""

    role: Role
    name: str
    words: str
    place: Place | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """An entry of a list that others have made, with the claims whose words say that it holds."""

    id: str
    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that cannot both be so, in words, with the claims that say them."""

    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blame:
    """Who says of whom that they did it, did not, or admits it."""

    relation: Literal["blames", "denies", "admits", "doubts"]
    source: str
    actor: str
    party: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True)
class Attack:
    """An incident in which aid was hit at a place and time of a convoy.

    It is `certain` where both places are so narrow that no other convoy is likely to be meant. `blames` are those
    that name a known party, and whoever denies, doubts or admits.
    """

    incident: str
    type: str
    day: date | None
    grade: Grade
    certain: bool
    blames: tuple[Blame, ...]
    claims: tuple[str, ...]

"""An incident: a view over the claims that tell one happening."""

from dataclasses import dataclass
from typing import Literal

from marsad.ids import content_id
from marsad.model.claim import HarmKind
from marsad.model.interval import Interval
from marsad.model.place import Place
from marsad.model.quantity import Quantity

__all__ = ["Attribution", "Grade", "Incident", "Link", "Toll", "TollVoice"]

Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]


@dataclass(frozen=True, slots=True)
class TollVoice:
    """What one root source counts last: the number that stands for it in the range, and the claim behind it."""

    root: str
    quantity: Quantity
    claim: str


@dataclass(frozen=True, slots=True)
class Toll:
    """How many came to one kind of harm: the range over root sources, each with its claim.

    `low` is the least that any root says, `high` the most (None: somebody says "at least" and nobody bounds
    it), `best` what most independent roots say (ties: the lower). `group` is "" for all people.
    """

    kind: HarmKind
    low: int
    best: int
    high: int | None
    voices: tuple[TollVoice, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says of whom: a root source blames a party, denies its part in it, or admits its own."""

    root: str
    relation: Literal["blames", "denies", "admits", "doubts"]
    actor: str
    party: str
    claim: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims are one incident: the facets that spoke for and against, in log-odds."""

    left: str
    right: str
    score: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening as its claims tell it; everything here is computed and can be computed again.

    `claims` runs by publication date, then position; the first gives the id, so that an incident keeps its id
    as long as its earliest claim stays in it. `covers` holds ids of narrower incidents that a vaguer one
    speaks of as well: their tolls are not added. `roots` are the independent sources, by label. Where a person
    gave the grade, `rule_grade` and `rule_reason` keep what the rule gives; else they are empty.
    """

    type: str
    claims: tuple[str, ...]
    time: Interval | None
    place: Place | None
    place_names: tuple[str, ...]
    roots: tuple[str, ...]
    grade: Grade
    grade_reason: str
    tolls: tuple[Toll, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    means: tuple[str, ...] = ()
    count: Quantity | None = None
    phase: str = "happened"
    is_roundup: bool = False
    covers: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    rule_grade: Grade | None = None
    rule_reason: str = ""

    @property
    def id(self) -> str:
        """The hash of the earliest claim's id."""
        return content_id("incident", self.claims[0])

    def toll_of(self, kind: HarmKind, group: str = "") -> Toll | None:
        """Return the toll of one kind of harm, for all people or one group, or None."""
        return next((toll for toll in self.tolls if (toll.kind, toll.group) == (kind, group)), None)

"""What watches are computed from: claims with the root source behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marsad.link.roots import Root
from marsad.model import Claim, Incident, Interval

__all__ = ["Happening", "Statement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as people have corrected it, the root source that it comes from, and the day on which it came out.

    `land` is the country (ISO alpha-2) that its report names places of most, or "".
    """

    claim: Claim
    root: Root
    published: date | None = None
    land: str = ""

    @property
    def day(self) -> date | None:
        """The last day of what it tells; where it tells none, the day on which it came out."""
        return self.claim.time.interval.end if self.claim.time else self.published

    @property
    def time(self) -> Interval | None:
        """The days of what it tells; where it tells none, the day on which it came out."""
        if self.claim.time:
            return self.claim.time.interval
        return Interval(self.published, self.published) if self.published else None

    @property
    def order(self) -> tuple[date, str, int]:
        """The place among statements: by the day on which it came out, then by report and position."""
        return self.published or date.max, self.claim.report, self.claim.trigger.start


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident with the statements that tell it, in its order."""

    incident: Incident
    statements: Sequence[Statement]

"""A judgement: what a person decides about the program's reading; withdrawn, never deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from marsad.ids import content_id

__all__ = ["Judgement", "Verdict"]

Verdict = Literal["accept", "reject", "same", "different", "withdraw"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision by one person.

    `subjects` are the ids it is about: one claim for accept and reject, two claims for same and different, one
    judgement for withdraw. `made` has a time zone.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    author: str
    made: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        needed = 2 if self.verdict in ("same", "different") else 1
        if len(set(self.subjects)) != needed or len(self.subjects) != needed:
            raise ValueError(f"{self.verdict} is about {needed} id(s), not {len(self.subjects)}")
        if self.made.tzinfo is None:
            raise ValueError("a judgement's time has a time zone")

    @property
    def id(self) -> str:
        """The content hash."""
        return content_id(
            "judgement", self.verdict, *sorted(self.subjects), self.author, self.made.isoformat(), self.reason
        )

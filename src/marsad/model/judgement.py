"""A judgement: what a person decides about the program's reading; withdrawn, never deleted."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, get_args

from marsad.ids import content_id
from marsad.model.incident import Grade

__all__ = ["Audience", "Judgement", "Verdict"]

Audience = Literal["restricted", "public"]

Verdict = Literal[
    "accept", "reject", "same", "different", "correct", "grade", "source", "lock", "release", "alert", "withdraw",
]  # fmt: skip

GIVES: dict[Verdict, tuple[bool, bool]] = {
    "correct": (True, True),
    "grade": (False, True),
    "source": (True, True),
    "alert": (False, True),
}
"""Whether a verdict gives a field and a value; the others give neither."""


@dataclass(frozen=True)  # without slots, for the id is asked for again and again and kept
class Judgement:
    """One decision by one person.

    `subjects` are the ids it is about: one claim for accept, reject and correct, two claims for same and
    different, one claim for lock and release, the earliest claim of the incident for grade and alert, the root
    source for source, one judgement for withdraw. `field` is what of the subject gets the `value` of a correct or
    source; a grade gives a value alone, and so does an alert: to whom the incident may be told as an actual alert.
    `made` has a time zone. Raises ValueError for what does not fit together so.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    author: str
    made: datetime
    reason: str = ""
    field: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        needed = 2 if self.verdict in ("same", "different") else 1
        if len(set(self.subjects)) != needed or len(self.subjects) != needed:
            raise ValueError(f"{self.verdict} is about {needed} id(s), not {len(self.subjects)}")
        for name, is_given, is_needed in zip(
            ("field", "value"),
            (bool(self.field), bool(self.value)),
            GIVES.get(self.verdict, (False, False)),
            strict=True,
        ):
            if is_given != is_needed:
                raise ValueError(f"{self.verdict} {'needs' if is_needed else 'takes no'} {name}")
        if self.verdict == "grade" and self.value not in get_args(Grade):
            raise ValueError(f"there is no grade {self.value!r}; choose one of {', '.join(get_args(Grade))}")
        if self.verdict == "alert" and self.value not in get_args(Audience):
            raise ValueError(f"an alert goes to {' or '.join(get_args(Audience))}, not {self.value!r}")
        if self.made.tzinfo is None:
            raise ValueError("a judgement's time has a time zone")

    @cached_property
    def id(self) -> str:
        """The content hash; field and value are part of it only where they are given."""
        given = (self.field, self.value) if self.value else ()
        return content_id(
            "judgement",
            self.verdict,
            *sorted(self.subjects),
            self.author,
            self.made.isoformat(),
            self.reason,
            *given,
        )

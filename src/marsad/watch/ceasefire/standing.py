"""How a truce stands: the last word of each source, and the questions that sources answer differently."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.model import Interval, Stance

__all__ = ["Contradiction", "Day", "Side", "Standing", "Step", "find_contradictions", "find_figures"]

STATES = ("proposed", "agreed", "in_force", "partially_holding", "suspended", "extended", "ended")
"""Steps that are a state, the later the more they say: that somebody breaks a truce is none."""
RUNNING = frozenset({"in_force", "partially_holding", "extended"})


@dataclass(frozen=True, slots=True)
class Step:
    """What one source says of the truce's status: `stance` is whether it asserts, denies or doubts the step.

    `start`..`end` are the days told; where `dated` is "published" none is told, and they are the day on which it came
    out. `read_by` is "words" where the words name the step, else "phase": how the claim was read. `begins` is set
    where it tells that the truce took effect, which says nothing of how it stood later.
    """

    step: str
    stance: Stance
    start: date
    end: date
    dated: Literal["told", "published"]
    claim: str
    source: str
    party: str
    published: date | None
    quote: str
    read_by: Literal["words", "phase"]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """Days that a source gives for the truce's beginning, end or declaration, and its words for them."""

    start: date
    end: date
    claim: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One reading of how it stands, and the last word of each source that has it."""

    reading: str
    said: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What is said on one side of a contradiction, and by whom."""

    says: str
    said: tuple[Step, ...] | tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A question that sources answer differently: both sides stand."""

    about: str
    sides: tuple[Side, ...]


def find_figures(history: Sequence[Step]) -> tuple[Standing, ...]:
    """Return how it stands by the last word of each source, the reading of most sources first."""
    states = [step for step in history if step.step in STATES]
    plain = [step for step in states if step.read_by == "words" or step.dated == "told"] or states
    last: dict[str, list[Step]] = defaultdict(list)
    for step in sorted(plain, key=_weight):
        told = last[step.source]
        if told and _weight(told[-1]) != _weight(step):
            told.clear()
        told.append(step)
    readings: dict[str, list[Step]] = defaultdict(list)
    for step in (step for told in last.values() for step in told):
        readings[_reading(step)].append(step)
    found = [Standing(reading, tuple(said)) for reading, said in readings.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.said), one.reading)))


def _weight(step: Step) -> tuple[date, int]:
    """Return by what the words of one source are ordered: of one day's words those that say most."""
    return step.published or step.end, STATES.index(step.step)


def _reading(step: Step) -> str:
    said = step.step.replace("_", " ")
    return {"asserts": said, "denies": f"not {said}", "doubts": f"{said}, doubted"}[step.stance]


def find_contradictions(
    days: Mapping[str, Sequence[Day]], history: Sequence[Step]
) -> Iterable[Contradiction]:
    """Yield the questions that sources answer differently."""
    ended = [
        step for step in history if step.step == "ended" and step.stance == "asserts" and _is_said_of(step)
    ]
    if ended:
        over = min(step.end for step in ended)
        # A word on the end before there was one, such as that a truce will be renewed, is against none.
        against = [
            step
            for step in history
            if step.step == "ended"
            and step.stance != "asserts"
            and max(step.end, step.published or step.end) >= over
        ]
        against += [
            step
            for step in history
            if step.step in RUNNING and step.stance == "asserts" and _is_said_of(step) and step.end >= over
        ]
        if against:
            sides = (
                Side("ended", tuple(ended)),
                Side("not ended, or in force that day or later", tuple(against)),
            )
            yield Contradiction("whether it ended", sides)
    running = [step for step in history if step.step in RUNNING and step.stance == "asserts"]
    not_running = [step for step in history if step.step in RUNNING and step.stance == "denies"]
    if running and not_running:
        sides = Side("in force", tuple(running)), Side("not in force", tuple(not_running))
        yield Contradiction("whether it was in force", sides)
    for name, about in (("declared", "was declared"), ("effective", "took effect"), ("ended", "ended")):
        if rivals := _rival_days(days[name]):
            yield Contradiction(f"when it {about}", rivals)


def _is_said_of(step: Step) -> bool:
    """Tell whether the words say that it is in force, and not only of which truce they speak."""
    return (step.read_by == "words" or step.dated == "told") and not step.begins


def _rival_days(days: Sequence[Day]) -> tuple[Side, ...]:
    """Return the days that cannot all be right, by day; none where one day fits all that are told."""
    if not days or max(day.start for day in days) <= min(day.end for day in days):
        return ()
    told: dict[Interval, list[Day]] = defaultdict(list)
    for day in days:
        told[Interval(day.start, day.end)].append(day)
    return tuple(Side(_days_words(interval), tuple(said)) for interval, said in sorted(told.items()))


def _days_words(interval: Interval) -> str:
    return str(interval.start) if interval.days == 1 else f"{interval.start} to {interval.end}"

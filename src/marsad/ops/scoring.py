"""Scores of readings against gold annotations, as docs/codebook.md and docs/commands.md define them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from marsad.codebook import load_codebook
from marsad.ops.assignment import pair

__all__ = [
    "LEAST_OVERLAP",
    "SLOTS",
    "Bounds",
    "Score",
    "Scores",
    "Told",
    "left_over",
    "likeness",
    "overlap",
    "pair_claims",
    "same_dates",
    "same_name",
    "score",
    "score_types",
]

Bounds = tuple[int | None, int | None]

PASSED_OVER = {
    *("a", "an", "the", "of", "in", "for", "its", "his", "her", "their"),
    *("mr", "mrs", "ms", "dr", "gen", "general", "col", "president", "minister", "foreign", "secretary"),
    *("spokesman", "spokeswoman", "spokesperson", "head", "director"),
}
"""Articles and titles, which make no difference between names. Fixed: it is part of the measure."""
LEAST_OVERLAP = 0.3
"""Share of the shorter quote that two claims must have in common to be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim as scoring compares it, whether a person or the program read it.

    `start` and `end` are where its quote stands in the text, `source` the names of who says it, `dates` the
    first and last day; None and empty mean that it does not say.
    """

    type: str
    quote: str
    start: int
    end: int
    phase: str = "happened"
    stance: str = "asserts"
    source: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[date, date] | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: Bounds | None = None
    injured: Bounds | None = None
    count: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """How much was right, of how much in gold and how much read."""

    hits: float
    gold: int
    read: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.hits / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was read."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.gold + other.gold, self.read + other.read)


@dataclass(frozen=True, slots=True)
class Scores:
    """Claims and slots over all documents; `exact` of `paired` claims have the very type.

    `found` are the slots of the paired claims alone: how well a claim is read once it is found.
    """

    claims: Score
    slots: Mapping[str, Score]
    found: Mapping[str, Score]
    paired: int
    exact: int

    @property
    def type_accuracy(self) -> float:
        """The share of paired claims whose type is the very same."""
        return self.exact / self.paired if self.paired else 0.0

    def at_most(self, slot: str) -> float:
        """Return what F1 of a slot would be, were all of it right in the paired claims.

        What it lacks to 1 is values of claims that were missed, or read where there are none.
        """
        found, told = self.found[slot], self.slots[slot]
        return Score(found.gold, told.gold, told.read - found.read + found.gold).f1

    @property
    def mean_slot_f1(self) -> float:
        """The mean over the slots that gold fills at least once."""
        filled = [slot.f1 for slot in self.slots.values() if slot.gold]
        return sum(filled) / len(filled) if filled else 0.0


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean one thing: one's words hold the other's, or half of the longer one's."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return False
    return left <= right or right <= left or 2 * len(left & right) >= max(len(left), len(right))


@cache
def _words(name: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w+", name.lower().replace("’", "'").replace("'s", "")))
    return words - PASSED_OVER or words


def _any_same(gold: Sequence[str], read: Sequence[str]) -> bool:
    return any(same_name(one, other) for one in gold for other in read)


def left_over(gold: Sequence[str], read: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the gold names without a read name of their own, and the read names without a gold one."""
    missed, left = [], list(read)
    for name in gold:
        if (found := next((other for other in left if same_name(name, other)), None)) is not None:
            left.remove(found)
        else:
            missed.append(name)
    return tuple(missed), tuple(left)


def _matched(gold: Sequence[str], read: Sequence[str]) -> int:
    """Return how many gold names have a read name of their own."""
    return len(gold) - len(left_over(gold, read)[0])


def same_dates(gold: tuple[date, date] | None, read: tuple[date, date] | None) -> bool:
    """Tell whether two intervals overlap and neither is over twice as long; two days are as good as one."""
    if gold is None or read is None:
        return False
    (first, last), (start, end) = ((day, max(day, until)) for day, until in (gold, read))
    shorter, longer = sorted(((last - first).days + 1, (end - start).days + 1))
    return max(first, start) <= min(last, end) and longer <= max(2, 2 * shorter)


@dataclass(frozen=True, slots=True)
class _Slot:
    """How many values a claim has in a slot, and how many of two paired claims agree."""

    size: Callable[[Told], int]
    agreed: Callable[[Told, Told], int]


def _names(field: str) -> _Slot:
    return _Slot(
        lambda told: len(getattr(told, field)),
        lambda gold, read: _matched(getattr(gold, field), getattr(read, field)),
    )


def _number(field: str) -> _Slot:
    return _Slot(
        lambda told: getattr(told, field) is not None,
        lambda gold, read: getattr(gold, field) is not None and getattr(gold, field) == getattr(read, field),
    )


def _unusual(field: str, usual: str) -> _Slot:
    """A slot that counts only where its value is not the usual one."""
    return _Slot(
        lambda told: getattr(told, field) != usual,
        lambda gold, read: getattr(gold, field) != usual and getattr(gold, field) == getattr(read, field),
    )


SLOTS: Mapping[str, _Slot] = {
    "source": _Slot(lambda told: bool(told.source), lambda gold, read: _any_same(gold.source, read.source)),
    "places": _names("places"),
    "dates": _Slot(
        lambda told: told.dates is not None, lambda gold, read: same_dates(gold.dates, read.dates)
    ),
    "actors": _names("actors"),
    "targets": _names("targets"),
    "killed": _number("killed"),
    "injured": _number("injured"),
    "count": _number("count"),
    "stance": _unusual("stance", "asserts"),
    "phase": _unusual("phase", "happened"),
}


def score(documents: Iterable[tuple[Sequence[Told], Sequence[Told]]]) -> Scores:
    """Return the scores over documents, each its gold claims and its read claims, paired by `pair_claims`."""
    claims = Score(0, 0, 0)
    slots = dict.fromkeys(SLOTS, Score(0, 0, 0))
    found = dict(slots)
    paired = exact = 0
    for gold, read in documents:
        pairs = pair_claims(gold, read)
        claims += Score(sum(_type_score(g.type, r.type) for g, r in pairs), len(gold), len(read))
        paired, exact = paired + len(pairs), exact + sum(g.type == r.type for g, r in pairs)
        for field, slot in SLOTS.items():
            hits = sum(slot.agreed(g, r) for g, r in pairs)
            slots[field] += Score(hits, sum(map(slot.size, gold)), sum(map(slot.size, read)))
            found[field] += Score(
                hits, sum(slot.size(g) for g, _ in pairs), sum(slot.size(r) for _, r in pairs)
            )
    return Scores(claims, slots, found, paired, exact)


def score_types(documents: Iterable[tuple[Sequence[Told], Sequence[Told]]]) -> dict[str, Score]:
    """Return how well the claims of each type are found; here a pair counts only where both have that type."""
    hits: Counter[str] = Counter()
    gold_types: Counter[str] = Counter()
    read_types: Counter[str] = Counter()
    for gold, read in documents:
        hits.update(g.type for g, r in pair_claims(gold, read) if g.type == r.type)
        gold_types.update(one.type for one in gold)
        read_types.update(one.type for one in read)
    return {kind: Score(hits[kind], gold_types[kind], read_types[kind]) for kind in gold_types | read_types}


def pair_claims(gold: Sequence[Told], read: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Return the claims of one document paired one to one for the greatest likeness; see `likeness`."""
    pairs = pair([[likeness(one, other) for other in read] for one in gold])
    return [(gold[g], read[r]) for g, r in pairs]


def _type_score(gold: str, read: str) -> float:
    """Return 1 for the same type, a half for two of one family, else 0."""
    if gold == read:
        return 1.0
    types = load_codebook().types
    return 0.5 if gold in types and read in types and load_codebook().same_family(gold, read) else 0.0


def overlap(one: Told, other: Told) -> float:
    """Return the share of the shorter quote that two claims of one text have in common."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(1, min(one.end - one.start, other.end - other.start)) if shared > 0 else 0.0


def likeness(gold: Told, read: Told) -> float:
    """Return how well two claims go together; 0 where they cannot be one.

    The type counts 1, the share of the shorter quote in common 0.3, and each of killed, injured, count, a
    source and a place that agree 0.1.
    """
    kind, shared = _type_score(gold.type, read.type), overlap(gold, read)
    if not kind or shared < LEAST_OVERLAP:
        return 0.0
    agreed = sum(SLOTS[field].agreed(gold, read) for field in ("killed", "injured", "count"))
    agreed += _any_same(gold.source, read.source) + _any_same(gold.places, read.places)
    return kind + 0.3 * shared + 0.1 * agreed

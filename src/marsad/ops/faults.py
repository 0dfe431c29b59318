"""What a reading got wrong, by cause: for whoever makes the reader better.

    faults = find_faults("a-01", text, gold, read)
    for cause in report_faults(faults, examples=3).causes: ...

Claims are compared that are missing or invented; of the claims that both have, the type and each slot. What a
claim without a partner would have had in its slots is no fault of its own.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from marsad.lexicon.parties import resolve_party
from marsad.lexicon.sources import is_generic, resolve_source
from marsad.lexicon.triggers import trigger_index
from marsad.model import Quantity
from marsad.ops.scoring import (
    LEAST_OVERLAP,
    SLOTS,
    Told,
    left_over,
    likeness,
    overlap,
    pair_claims,
    same_dates,
    same_name,
)

__all__ = [
    "FIELDS",
    "KINDS",
    "Cause",
    "Confusion",
    "Fault",
    "FaultReport",
    "Kind",
    "find_faults",
    "report_faults",
]

Kind = Literal["missing", "invented", "wrong"]
KINDS: tuple[Kind, ...] = ("missing", "invented", "wrong")
NAMES = ("source", "places", "actors", "targets")
NUMBERS = ("killed", "injured", "count")
FIELDS = ("claim", "type", *SLOTS)

SENTENCE_END = re.compile(r"""(?<=[.!?…])(?<![A-Z]\.)["'”’)\]]*\s+|\n+""")
POINTING = {"it", "this", "that", "these", "those", "they", "he", "she", "who", "which", "there"}
"""First words by which a claim points back to what was told before. Fixed: it is part of the measure."""
NOWHERE = "nowhere in that form"
OTHER_TYPE = "read as a type outside its family"


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: in which field, of which kind, and why as far as the two readings show it.

    `field` is "claim", "type" or a slot. `missing` is what gold has and the reading has not, `invented` the
    other way round, `wrong` where both have something else. `gold` and `read` are the two values in words;
    for a claim, its type.
    """

    document: str
    field: str
    kind: Kind
    why: str
    quote: str
    gold: str
    read: str


@dataclass(frozen=True, slots=True)
class Cause:
    """How many faults have one cause, their share of all, and the first of them."""

    field: str
    kind: Kind
    why: str
    count: int
    share: float
    examples: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a type of gold is read as another, in pairs and in words without a pair."""

    gold: str
    read: str
    count: int


@dataclass(frozen=True, slots=True)
class FaultReport:
    """Faults counted by field, by the type of a claim that is missing or invented, and by cause."""

    total: int
    fields: Mapping[str, Mapping[Kind, int]]
    types: Mapping[str, Mapping[Kind, int]]
    confusions: tuple[Confusion, ...]
    causes: tuple[Cause, ...]


def report_faults(faults: Sequence[Fault], *, examples: int) -> FaultReport:
    """Return faults counted; fields and types in their order, causes and confusions with the most first.

    `examples` is how many faults each cause shows, the first ones.
    """
    fields = Counter((fault.field, fault.kind) for fault in faults)
    claims = [fault for fault in faults if fault.field == "claim"]
    types = Counter((one.gold if one.kind == "missing" else one.read, one.kind) for one in claims)
    confusions = tuple(_confusions(faults))
    return FaultReport(
        total=len(faults),
        fields=_by_kind(fields, FIELDS),
        types=_by_kind(types, sorted({name for name, _ in types} | {one.gold for one in confusions})),
        confusions=confusions,
        causes=_causes(faults, examples),
    )


def _by_kind(counts: Mapping[tuple[str, Kind], int], names: Iterable[str]) -> dict[str, dict[Kind, int]]:
    return {name: {kind: counts.get((name, kind), 0) for kind in KINDS} for name in names}


def _confusions(faults: Iterable[Fault]) -> Iterator[Confusion]:
    pairs = Counter(
        (fault.gold, fault.read) for fault in faults if fault.field == "type" or fault.why == OTHER_TYPE
    )
    for (gold, read), count in sorted(pairs.items(), key=lambda one: (-one[1], one[0])):
        yield Confusion(gold, read, count)


def _causes(faults: Sequence[Fault], examples: int) -> tuple[Cause, ...]:
    groups: dict[tuple[str, Kind, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.field, fault.kind, fault.why), []).append(fault)
    causes = [
        Cause(*key, len(group), len(group) / len(faults), tuple(group[:examples]))
        for key, group in groups.items()
    ]
    return tuple(sorted(causes, key=lambda one: (FIELDS.index(one.field), KINDS.index(one.kind), -one.count)))


def find_faults(document: str, text: str, gold: Sequence[Told], read: Sequence[Told]) -> tuple[Fault, ...]:
    """Return what differs between the gold claims of a text and the claims that were read in it."""
    pairs = pair_claims(gold, read)
    paired = frozenset(id(told) for both in pairs for told in both)
    starts = (0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text) + 1)
    page = _Page(document, text, gold, read, paired, starts)
    faults = [_missing_claim(page, one) for one in gold if id(one) not in paired]
    faults += [_invented_claim(page, one) for one in read if id(one) not in paired]
    for one, other in pairs:
        if one.type != other.type:
            why = f"{one.type} read as {other.type}"
            faults.append(Fault(document, "type", "wrong", why, one.quote, one.type, other.type))
        faults += _slot_faults(page, one, other)
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class _Page:
    """A text with its two readings: who is paired, by `id`, and where sentences start."""

    document: str
    text: str
    gold: Sequence[Told]
    read: Sequence[Told]
    paired: frozenset[int]
    starts: Sequence[int]

    def sentence(self, claim: Told) -> tuple[int, int]:
        """Return where the sentences begin and end that a claim's quote touches."""
        last = max(claim.start, claim.end - 1)
        return (
            self.starts[bisect_right(self.starts, claim.start) - 1],
            self.starts[bisect_right(self.starts, last)],
        )

    def where(self, words: str, claim: Told) -> str:
        """Return in words where a value's words stand, seen from its claim."""
        start, end = self.sentence(claim)
        places = (
            (claim.quote, "in the quote"),
            (self.text[start:end], "in the rest of its sentence"),
            (self.text, "in another sentence"),
        )
        sought = re.compile(rf"(?<![\w,]){re.escape(_plain(words))}(?!\w|,\d)")
        return next((name for piece, name in places if sought.search(_plain(piece))), NOWHERE)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


# Claims


def _missing_claim(page: _Page, claim: Told) -> Fault:
    here = _beside(page, claim, page.read)
    as_type = here.type if here else ""
    if here and any(likeness(claim, other) for other in page.read):
        why = "read once, as another claim of its family"
    elif here:
        why = "read once, as another claim outside its family" if id(here) in page.paired else OTHER_TYPE
    elif not page.text[: claim.start].strip():
        why = "the headline, or the first words of the text"
    elif next(trigger_index().find(claim.quote), None) is None:
        points = _plain(claim.quote).split(" ", 1)[0] in POINTING
        why = "no trigger word in it" + (", it points back" if points else "")
    else:
        start, end = page.sentence(claim)
        beside = any(start <= other.start < end for other in page.read)
        why = f"{'another claim' if beside else 'nothing'} is read in its sentence"
    return Fault(page.document, "claim", "missing", why, claim.quote, claim.type, as_type)


def _invented_claim(page: _Page, claim: Told) -> Fault:
    here = _beside(page, claim, page.gold)
    of_type = here.type if here else ""
    start, end = page.sentence(claim)
    if here and any(likeness(other, claim) for other in page.gold):
        why = "a second reading of one claim"
    elif here and id(here) in page.paired:
        why = "beside a claim outside its family that is read too"
    elif here:
        why = "gold has a type outside its family there"
    elif any(start <= other.start < end for other in page.gold):
        why = "gold has other words of its sentence"
    else:
        why = "gold has nothing in its sentence"
    return Fault(page.document, "claim", "invented", why, claim.quote, of_type, claim.type)


def _beside(page: _Page, claim: Told, others: Sequence[Told]) -> Told | None:
    """Return the claim of the other reading whose quote shares most with this one's, one unpaired before others."""
    sharing = [other for other in others if overlap(claim, other) >= LEAST_OVERLAP]
    return max(sharing, key=lambda one: (id(one) not in page.paired, overlap(claim, one)), default=None)


# Slots


def _slot_faults(page: _Page, gold: Told, read: Told) -> Iterator[Fault]:
    for field, slot in SLOTS.items():
        sizes = slot.size(gold), slot.size(read)
        if slot.agreed(gold, read) == max(sizes):
            continue
        kind: Kind = "wrong" if all(sizes) else "missing" if sizes[0] else "invented"
        if field in NAMES:
            why = _why_names(page, field, kind, gold, read)
        elif field in NUMBERS:
            why = _why_number(page, field, kind, gold, read)
        elif field == "dates":
            why = _why_dates(page, kind, gold, read)
        else:
            why = f"{getattr(gold, field)} read as {getattr(read, field)}"
        values = (_in_words(getattr(told, field)) for told in (gold, read))
        yield Fault(page.document, field, kind, why, gold.quote, *values)


def _in_words(value: Any) -> str:  # Any: what any slot holds
    if not value or isinstance(value, str):
        return value or ""
    if all(isinstance(one, date) for one in value):
        return " to ".join(map(str, dict.fromkeys(value)))
    return "; ".join(value) if isinstance(value[0], str) else str(Quantity(*value))


def _why_names(page: _Page, field: str, kind: Kind, gold: Told, read: Told) -> str:
    wanted, given = left_over(getattr(gold, field), getattr(read, field))
    if kind == "missing":
        return f"its words stand {page.where(wanted[0], gold)}"
    if kind == "invented":
        return f"its words stand {page.where(given[0], read)}"
    if field == "source" and (why := _why_source(gold.source, read.source)):
        return why
    if not given:
        return "one of several is missing"
    if not wanted:
        return "one too many"
    return f"another, whose words stand {page.where(given[0], read)}"


def _why_source(wanted: Sequence[str], given: Sequence[str]) -> str:
    """Return how a read source differs in kind from the one that is wanted, "" where that is not known."""
    name = given[0]
    if name == name.lower() != wanted[0] or (is_generic(name) and not is_generic(wanted[0])):
        return "a general word, where a name stands"
    right, read = _speaker(wanted), _speaker(given)
    return f"{read}, where {right} speaks" if right and read and right != read else ""


def _speaker(source: Sequence[str]) -> str:
    """Return what is known of who speaks: a person (with a body, or as one of its heads), a body, or ""."""
    body = resolve_source(source[0])
    if len(source) > 1 or (body and any(same_name(source[0], head) for head in body.heads)):
        return "a person"
    return "a body" if body or resolve_party(source[0]) else ""


def _why_number(page: _Page, field: str, kind: Kind, gold: Told, read: Told) -> str:
    wanted, given = getattr(gold, field), getattr(read, field)
    if kind == "missing":
        figures = {str(n) for bound in wanted if bound for n in (bound, f"{bound:,}")}
        found = (page.where(figure, gold) for figure in sorted(figures))
        where = next((one for one in found if one != NOWHERE), "")
        return f"its figures stand {where}" if where else "not in figures"
    if kind == "wrong" and set(wanted) & set(given) - {None}:
        return "the number is right, its bounds are not"
    if given in (getattr(gold, other) for other in NUMBERS if other != field):
        return "the number of another field"
    if given in (getattr(other, field) for other in page.gold if other is not gold):
        return "the number of another claim"
    return "a number that gold has nowhere"


def _why_dates(page: _Page, kind: Kind, gold: Told, read: Told) -> str:
    if kind == "missing":
        known = any(same_dates(gold.dates, other.dates) for other in page.read)
        return "another claim is read with its days" if known else "no claim is read with its days"
    if kind == "wrong" and gold.dates and read.dates and (why := _why_days(gold.dates, read.dates)):
        return why
    others = any(same_dates(other.dates, read.dates) for other in page.gold if other is not gold)
    return "the days of another claim" if others else "days that gold has nowhere"


def _why_days(gold: tuple[date, date], read: tuple[date, date]) -> str:
    """Return how two stretches of days lie to each other, "" where they are apart."""
    (first, last), (start, end) = gold, read
    if max(abs((start - first).days), abs((end - last).days)) <= 1:
        return "one day off"
    if start <= first and last <= end:
        return "too wide"
    if first <= start and end <= last:
        return "too narrow"
    return "they overlap" if max(first, start) <= min(last, end) else ""

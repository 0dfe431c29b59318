"""A claim: one source says one thing about one happening, in one report, at one place in its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from marsad.ids import content_id
from marsad.model.interval import Interval
from marsad.model.place import Place
from marsad.model.quantity import Quantity

__all__ = [
    "HARM_KINDS",
    "Actor",
    "Claim",
    "Count",
    "Damage",
    "Harm",
    "HarmKind",
    "Means",
    "PlaceName",
    "SourceName",
    "Span",
    "Stance",
    "Time",
]

HarmKind = Literal["killed", "injured", "missing", "displaced", "detained"]
HARM_KINDS: tuple[HarmKind, ...] = ("killed", "injured", "missing", "displaced", "detained")
Stance = Literal["asserts", "denies", "doubts"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a report's text: `report.text[start:end] == quote`, always."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"span {self.start}..{self.end} does not fit its quote {self.quote!r}")

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourceName:
    """Who says it, in the text's words; `body` is what the person speaks for, `kind` a source kind or ""."""

    span: Span
    body: Span | None = None
    kind: str = ""

    @property
    def label(self) -> str:
        """The person and the body, as people write it."""
        return f"{self.span.quote} / {self.body.quote}" if self.body else self.span.quote


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as the text names it, and where that is, where the program is sure."""

    span: Span
    resolved: Place | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted on, in the text's words; `party` is the id of a known party or ""."""

    span: Span
    party: str = ""


@dataclass(frozen=True, slots=True)
class Means:
    """A weapon or platform in the text's words; `kind` is the lexicon's word for it."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Time:
    """When, as days, and the words that say so (they may stand in another clause of the report)."""

    interval: Interval
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """How many such happenings, and the words that say so."""

    quantity: Quantity
    span: Span


@dataclass(frozen=True, slots=True)
class Harm:
    """How many people came to one kind of harm; `groups` are parts of that number."""

    kind: HarmKind
    quantity: Quantity
    span: Span
    groups: tuple[tuple[str, Quantity, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Damage:
    """Things hit: what, how many, and the words that say so."""

    what: Span
    quantity: Quantity
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one source says about one happening; every value carries its words.

    `sources` runs from the one nearest the event outwards and is empty where the outlet speaks itself.
    `same_as` holds the ids of other claims in this report that tell the same event.
    The fields are those of the codebook (docs/codebook.md).
    """

    report: str
    type: str
    trigger: Span
    evidence: Span
    phase: str = "happened"
    stance: Stance = "asserts"
    sources: tuple[SourceName, ...] = ()
    places: tuple[PlaceName, ...] = ()
    time: Time | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    means: tuple[Means, ...] = ()
    count: Count | None = None
    harm: tuple[Harm, ...] = ()
    damage: tuple[Damage, ...] = ()
    same_as: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """The hash of what makes it this claim: report, type, stance and the place of its trigger.

        Values read into its fields are left out, so that a better reader keeps the ids that people judged.
        """
        return content_id("claim", self.report, self.type, self.stance, self.trigger.start, self.trigger.end)

    def harm_of(self, kind: HarmKind) -> Harm | None:
        """Return the harm of one kind, or None."""
        return next((harm for harm in self.harm if harm.kind == kind), None)

    def spans(self) -> Iterator[Span]:
        """Yield every span that a value of this claim rests on."""
        yield self.evidence
        yield self.trigger
        for source in self.sources:
            yield source.span
            if source.body:
                yield source.body
        yield from (place.span for place in self.places)
        yield from (actor.span for actor in (*self.actors, *self.targets))
        yield from (means.span for means in self.means)
        if self.time:
            yield self.time.span
        if self.count:
            yield self.count.span
        for harm in self.harm:
            yield harm.span
            yield from (span for _, _, span in harm.groups)
        for damage in self.damage:
            yield damage.what
            yield damage.span

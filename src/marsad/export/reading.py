"""A reading as JSON: a report and its claims, every value with the place of its words in the text."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from marsad.model import (
    HARM_KINDS,
    Actor,
    Claim,
    Damage,
    Harm,
    HarmKind,
    PlaceName,
    Precision,
    Quantity,
    Report,
    SourceName,
    Stance,
)
from marsad.model import Span as TextSpan
from marsad.model import Time as ToldTime

__all__ = ["ClaimOut", "Reading", "claim_out", "reading_of"]


class Out(BaseModel):
    """What all parts of a reading share: `start` and `end` count characters of the report's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Out):
    """A piece of the text: `text[start:end]` is `quote`."""

    start: int
    end: int
    quote: str


class ReportOut(Out):
    """The report, its text exactly as it was read."""

    id: str
    title: str
    publisher: str
    published: date | None
    language: str
    url: str
    text: str


class SourceOut(Out):
    """Who says it: `name`, at `start` to `end`, and the `body` that a person speaks for, or null."""

    name: str
    body: str | None
    kind: str
    start: int
    end: int
    body_start: int | None
    body_end: int | None


class ResolvedOut(Out):
    """Where a place is: degrees (WGS 84), and a radius in kilometres that holds it."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    country: str
    gazetteer_id: str
    kind: str
    parents: tuple[str, ...]


class PlaceOut(Out):
    """A place as the text names it; `resolved` is null where the program is not sure which place is meant."""

    name: str
    start: int
    end: int
    resolved: ResolvedOut | None


class TimeOut(Out):
    """The first and the last day, and the words that say so, at `quote_start` to `quote_end`."""

    start: date
    end: date
    precision: Precision
    quote: str
    quote_start: int
    quote_end: int


class ActorOut(Out):
    """Somebody who acts or is acted on; `party` is the id of a known party or empty."""

    name: str
    party: str
    start: int
    end: int


class MeansOut(Out):
    """A weapon or platform in the text's words, and the word that the lexicon has for it."""

    name: str
    kind: str
    start: int
    end: int


class NumberOut(Words):
    """A number between two bounds, both included; null is unbounded."""

    low: int | None
    high: int | None


class HarmOut(NumberOut):
    """How many people came to one kind of harm; `groups` are parts of that number."""

    groups: dict[str, NumberOut]


class DamageOut(NumberOut):
    """Things hit: `what`, at `what_start` to `what_end`, and how many."""

    what: str
    what_start: int
    what_end: int


class ClaimOut(Out):
    """One thing that one source says about one happening; the values are those of the codebook."""

    id: str
    type: str
    phase: str
    stance: Stance
    evidence: Words
    trigger: Words
    sources: tuple[SourceOut, ...]
    places: tuple[PlaceOut, ...]
    time: TimeOut | None
    actors: tuple[ActorOut, ...]
    targets: tuple[ActorOut, ...]
    means: tuple[MeansOut, ...]
    count: NumberOut | None
    harm: dict[HarmKind, HarmOut]
    damage: tuple[DamageOut, ...]
    same_as: tuple[str, ...]
    confidence: float


class Reading(Out):
    """A report and what it claims, in the order of its text."""

    report: ReportOut
    claims: tuple[ClaimOut, ...]


def reading_of(report: Report, claims: Sequence[Claim]) -> Reading:
    """Return a report and its claims as they are printed."""
    return Reading(
        report=ReportOut(
            id=report.id,
            title=report.title,
            publisher=report.publisher,
            published=report.published,
            language=report.language,
            url=report.url,
            text=report.text,
        ),
        claims=tuple(claim_out(claim) for claim in claims),
    )


def claim_out(claim: Claim) -> ClaimOut:
    """Return a claim as it is printed; nothing of it is lost but the report's id."""
    return ClaimOut(
        id=claim.id,
        type=claim.type,
        phase=claim.phase,
        stance=claim.stance,
        evidence=_words(claim.evidence),
        trigger=_words(claim.trigger),
        sources=tuple(_source(source) for source in claim.sources),
        places=tuple(_place(place) for place in claim.places),
        time=_time(claim.time) if claim.time else None,
        actors=tuple(_actor(actor) for actor in claim.actors),
        targets=tuple(_actor(target) for target in claim.targets),
        means=tuple(
            MeansOut(name=one.span.quote, kind=one.kind, start=one.span.start, end=one.span.end)
            for one in claim.means
        ),
        count=_number(claim.count.quantity, claim.count.span) if claim.count else None,
        harm={kind: _harm(harm) for kind in HARM_KINDS if (harm := claim.harm_of(kind))},
        damage=tuple(_damage(damage) for damage in claim.damage),
        same_as=claim.same_as,
        confidence=claim.confidence,
    )


def _words(span: TextSpan) -> Words:
    return Words(start=span.start, end=span.end, quote=span.quote)


def _source(source: SourceName) -> SourceOut:
    body = source.body
    return SourceOut(
        name=source.span.quote,
        body=body.quote if body else None,
        kind=source.kind,
        start=source.span.start,
        end=source.span.end,
        body_start=body.start if body else None,
        body_end=body.end if body else None,
    )


def _place(place: PlaceName) -> PlaceOut:
    where = place.resolved
    resolved = (
        None
        if where is None
        else ResolvedOut(
            name=where.name,
            latitude=where.latitude,
            longitude=where.longitude,
            radius_km=where.radius_km,
            country=where.country,
            gazetteer_id=where.gazetteer_id,
            kind=where.kind,
            parents=where.parents,
        )
    )
    return PlaceOut(name=place.span.quote, start=place.span.start, end=place.span.end, resolved=resolved)


def _time(time: ToldTime) -> TimeOut:
    return TimeOut(
        start=time.interval.start,
        end=time.interval.end,
        precision=time.interval.precision,
        quote=time.span.quote,
        quote_start=time.span.start,
        quote_end=time.span.end,
    )


def _actor(actor: Actor) -> ActorOut:
    return ActorOut(name=actor.span.quote, party=actor.party, start=actor.span.start, end=actor.span.end)


def _number(quantity: Quantity, span: TextSpan) -> NumberOut:
    return NumberOut(low=quantity.low, high=quantity.high, start=span.start, end=span.end, quote=span.quote)


def _harm(harm: Harm) -> HarmOut:
    groups = {group: _number(quantity, span) for group, quantity, span in harm.groups}
    return HarmOut(groups=groups, **_number(harm.quantity, harm.span).model_dump())


def _damage(damage: Damage) -> DamageOut:
    what = damage.what
    number = _number(damage.quantity, damage.span).model_dump()
    return DamageOut(what=what.quote, what_start=what.start, what_end=what.end, **number)

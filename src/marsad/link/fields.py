"""The fields of a claim that a person may correct: what is said in them, and how a value is put in."""

import re
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from marsad.errors import JudgementError
from marsad.lexicon.names import name_tokens
from marsad.link import values
from marsad.link.values import NONE
from marsad.model import (
    HARM_KINDS,
    Actor,
    Claim,
    Count,
    Harm,
    HarmKind,
    Place,
    PlaceName,
    Quantity,
    Span,
    Time,
)

__all__ = ["CORRECTABLE", "Corrected", "canonical", "opened", "place_words", "put", "said_of"]

CORRECTABLE = ("type", "phase", "stance", *HARM_KINDS, "count", "time", "place", "party", "source")
"""The fields of a claim that a person may correct; place and party take the words meant: `place:Aleppo`."""

Named = TypeVar("Named", PlaceName, Actor)


@dataclass(frozen=True, slots=True)
class Corrected(Claim):
    """A claim with values of people in it; `read_as` is the id of the claim as read, which stays its id.

    A value of a person that the text has no words for rests on the whole evidence. `told_by` is the source that
    a person names.
    """

    read_as: str = ""
    told_by: str = ""

    @property
    def id(self) -> str:
        """The id of the claim as read, whatever was corrected."""
        return self.read_as


def opened(claim: Claim) -> Corrected:
    """Return a claim as one that values can be put into."""
    if isinstance(claim, Corrected):
        return claim
    return Corrected(**{field.name: getattr(claim, field.name) for field in fields(Claim)}, read_as=claim.id)


def canonical(name: str, value: str) -> str:
    """Return the value of a field as a judgement keeps it; raises JudgementError for what fits no such field."""
    if not value.strip():
        raise JudgementError(f"{name} has no value; give one, or {NONE} where the claim does not tell it")
    if value.strip().lower() == NONE and name not in ("type", "phase", "stance"):
        return NONE
    match name:
        case "type":
            return values.read_type(value)
        case "phase":
            return values.read_phase(value)
        case "stance":
            return values.read_stance(value)
        case "time":
            interval = values.read_interval(value)
            return str(interval.start) if interval.days == 1 else f"{interval.start}/{interval.end}"
        case "place":
            return values.place_text(values.read_place(value))
        case "party":
            return values.party_id(value)
        case "source":
            return " ".join(value.split())
    return str(values.read_quantity(value))


def put(claim: Corrected, field: str, value: str) -> Corrected:
    """Return a claim with one field as a person has it; raises JudgementError where it does not fit."""
    name, _, which = field.partition(":")
    match name:
        case "type":
            return replace(claim, type=values.read_type(value))
        case "phase":
            return replace(claim, phase=values.read_phase(value))
        case "stance":
            return replace(claim, stance=values.read_stance(value))
        case "count":
            return _put_count(claim, value)
        case "time":
            return _put_time(claim, value)
        case "place":
            return _put_place(claim, which, value)
        case "party":
            return _put_party(claim, which, value)
        case "source":
            return _put_source(claim, value)
    return _put_harm(claim, _harm_kind(name), value)


def said_of(claim: Claim, field: str) -> str:
    """Return what a claim says in a field, in words; raises JudgementError where it has no such words."""
    name, _, which = field.partition(":")
    match name:
        case "type" | "phase" | "stance":
            return str(getattr(claim, name))
        case "count":
            return str(claim.count.quantity) if claim.count else NONE
        case "time":
            return _days(claim.time) if claim.time else NONE
        case "source":
            return claim.sources[0].label if claim.sources else "the outlet"
        case "place":
            if not which and len(claim.places) != 1:
                return "; ".join(map(_where, claim.places)) or NONE
            return _where(_named(claim.places, which, "place"))
        case "party":
            if not which and len(claim.actors) != 1:
                return "; ".join(map(_who, claim.actors)) or NONE
            actor = next((actor for actor in claim.actors if _is(actor, which) or not which), None)
            return _who(actor) if actor else NONE
    harm = claim.harm_of(_harm_kind(name))
    return str(harm.quantity) if harm else NONE


def place_words(place: Place) -> str:
    """Return a place in words: its name, its point in degrees, its radius."""
    return f"{place.name}, {place.latitude:.4f} {place.longitude:.4f} ± {place.radius_km:g} km"


def _put_source(claim: Corrected, value: str) -> Corrected:
    if value == NONE:
        return replace(claim, sources=(), told_by="")
    if not claim.told_by and claim.sources and claim.sources[0].label == value:
        return claim
    return replace(claim, told_by=value)


def _put_count(claim: Corrected, value: str) -> Corrected:
    if value == NONE:
        return replace(claim, count=None)
    span = claim.count.span if claim.count else claim.evidence
    return replace(claim, count=Count(values.read_quantity(value), span))


def _put_time(claim: Corrected, value: str) -> Corrected:
    if value == NONE:
        return replace(claim, time=None)
    interval = values.read_interval(value)
    if claim.time and (claim.time.interval.start, claim.time.interval.end) == (interval.start, interval.end):
        return claim  # the words may tell it more finely: a night
    return replace(claim, time=Time(interval, claim.time.span if claim.time else claim.evidence))


def _put_harm(claim: Corrected, kind: HarmKind, value: str) -> Corrected:
    """Put a number of people harmed; groups that are larger than it are left out."""
    read = claim.harm_of(kind)
    others = tuple(harm for harm in claim.harm if harm.kind != kind)
    if value == NONE:
        return replace(claim, harm=others)
    quantity = values.read_quantity(value)
    if read is None:
        return replace(claim, harm=(*others, Harm(kind, quantity, claim.evidence)))
    if quantity == read.quantity:
        return claim
    groups = tuple(group for group in read.groups if _fits(group[1], quantity))
    put = Harm(kind, quantity, read.span, groups)
    return replace(claim, harm=tuple(put if harm is read else harm for harm in claim.harm))


def _fits(part: Quantity, whole: Quantity) -> bool:
    least = part.low if part.low is not None else part.high
    return whole.high is None or (least or 0) <= whole.high


def _put_place(claim: Corrected, which: str, value: str) -> Corrected:
    place = None if value == NONE else values.read_place(value)
    if not claim.places and not which:
        return claim if place is None else replace(claim, places=(PlaceName(claim.evidence, place),))
    meant = _named(claim.places, which, "place")
    kept = []
    for name in claim.places:
        if name is not meant:
            kept.append(name)
        elif place is not None:
            same = name_tokens(name.span.quote) == name_tokens(place.name)
            is_there = name.resolved is not None and name_tokens(name.resolved.name) == name_tokens(
                place.name
            )
            kept.append(PlaceName(name.span if same or is_there else claim.evidence, place))
    return replace(claim, places=tuple(kept))


def _put_party(claim: Corrected, which: str, value: str) -> Corrected:
    """Put the party of an actor; words of the quote that are no actor yet become one."""
    if not claim.actors and not which:
        raise JudgementError(
            "the claim names no actor; give the words of its quote that do, such as party:'government planes'"
        )
    if which and not any(_is(actor, which) for actor in claim.actors):
        words = re.search(re.escape(which.strip()), claim.evidence.quote, re.IGNORECASE)
        if words is None or not words[0] or value == NONE:
            raise JudgementError(
                f"the claim's quote has no actor {which!r}; {_choices(claim.actors, 'party')}"
            )
        begin = claim.evidence.start + words.start()
        span = Span(begin, begin + len(words[0]), words[0])
        return replace(claim, actors=(*claim.actors, Actor(span, value)))
    meant = _named(claim.actors, which, "party")
    put = () if value == NONE else (Actor(meant.span, value),)
    actors: tuple[Actor, ...] = ()
    for actor in claim.actors:
        actors += put if actor is meant else (actor,)
    return replace(claim, actors=actors)


def _named(named: tuple[Named, ...], which: str, field: str) -> Named:
    """Return the one that is meant: the only one, or the one of these words."""
    found = [one for one in named if _is(one, which)] if which else list(named)
    if not found or (len(found) > 1 and not which):
        raise JudgementError(f"say which {field} is meant; {_choices(named, field)}")
    return found[0]


def _is(one: PlaceName | Actor, which: str) -> bool:
    return one.span.quote.casefold() == which.strip().casefold()


def _choices(named: tuple[Named, ...], field: str) -> str:
    quotes = dict.fromkeys(f"{field}:{one.span.quote!r}" for one in named)
    return (
        f"the claim has {', '.join(quotes)}"
        if quotes
        else f"it names no {'actor' if field == 'party' else field}"
    )


def _harm_kind(name: str) -> HarmKind:
    kind = next((kind for kind in HARM_KINDS if kind == name), None)
    if kind is None:
        raise JudgementError(f"{name!r} cannot be corrected; choose one of {', '.join(CORRECTABLE)}")
    return kind


def _where(name: PlaceName) -> str:
    return (
        f"{name.span.quote} = {place_words(name.resolved)}"
        if name.resolved
        else f"{name.span.quote} (not located)"
    )


def _who(actor: Actor) -> str:
    return f"{actor.span.quote} = {actor.party}" if actor.party else f"{actor.span.quote} (no known party)"


def _days(time: Time) -> str:
    start, end = time.interval.start, time.interval.end
    return str(start) if start == end else f"{start} to {end}"

"""Find where the places of a report's claims are, by the report's own geography."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.gazetteer import Entry, Gazetteer, normalise
from marsad.lexicon.abbreviations import full_name
from marsad.locate.cues import Mention, Relation, listed, read_mention, relation, sentence_of
from marsad.locate.geography import Geography, read_geography
from marsad.locate.names import candidates, expand
from marsad.locate.resolve import Name, resolve
from marsad.model import Claim, Place, PlaceName, Report, Span

__all__ = ["locate"]

BEYOND_KM = 25.0
"""How much further than a town its countryside or "north of" it reaches."""
REGION_KM = 50.0
"""Radius of a province that the gazetteer knows by its town alone."""
SETTLEMENTS = frozenset({"city", "town", "village"})

NAME_AFTER = re.compile(r", ((?:[A-Z]\.? ?){2}(?=\W)|[A-Z]\w*(?:[ -][A-Z]\w*)*)")

Found = Mapping[Span, Entry]


@dataclass(frozen=True, slots=True)
class Whole:
    """A name that the text puts another one in or beside, and where it stands if it was read itself."""

    name: str
    span: Span | None = None
    how: Relation = "in"


def locate(claims: Sequence[Claim], report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """Return the claims of one report, each place that the report makes sure resolved to a point and radius.

    A name is read by what else the report names: countries, regions, cities, its dateline. A name that may be
    two far-apart places stays unresolved. A part of a city that the gazetteer lacks takes the city's point
    and radius and keeps its name. A place that only says where another of its claim lies is left out.
    """
    spans = sorted({place.span for claim in claims for place in claim.places})
    if not spans:
        return tuple(claims)
    geography = read_geography(report, gazetteer)
    beside = [span for span, _ in geography.cities if not any(span.overlaps(other) for other in spans)]
    read = {
        span: candidates(read_mention(report.text, span), report.text, gazetteer)
        for span in sorted((*spans, *beside))
    }
    mentions = {span: mention for span, (mention, _) in read.items()}
    known = {span: entries for span, (_, entries) in read.items()}
    wholes = {span: _wholes(report.text, mentions, span) for span in mentions}
    found = _resolve(mentions, known, wholes, geography)
    places: dict[Span, Place] = {span: _place(found[span], mentions[span]) for span in spans if span in found}
    for span in spans:
        if span in found:
            continue
        if whole := _whole_of(mentions[span], known[span], found, report.text, wholes[span]):
            places[span] = _part(mentions[span], *whole)
    return tuple(replace(claim, places=_placed(claim, places, report.text)) for claim in claims)


def _wholes(text: str, mentions: Mapping[Span, Mention], span: Span) -> tuple[Whole, ...]:
    """Return what the text says the place of a span lies in or beside."""
    own = full_name(mentions[span].whole, behind_place=True)
    inner = own[0] if own else mentions[span].whole
    stated = (Whole(inner), *(Whole(name) for name in _named_after(text, span)))
    around = tuple(
        Whole(mention.core, other, how)
        for other, mention in mentions.items()
        if (how := relation(text, span, other))
    )
    return (*around, *(whole for whole in stated if whole.name))


def _named_after(text: str, span: Span) -> tuple[str, ...]:
    """Return the capitalised name straight after a comma: the Texas of "Paris, Texas"."""
    match = NAME_AFTER.match(text, span.end)
    if not match or relation(text, span, Span(match.start(1), match.end(1), match[1])) != "in":
        return ()
    short = expand(text, *match.span(1))
    return (short[0] if short else match[1],)


def _resolve(
    mentions: Mapping[Span, Mention],
    known: Mapping[Span, tuple[Entry, ...]],
    wholes: Mapping[Span, tuple[Whole, ...]],
    geography: Geography,
) -> dict[Span, Entry]:
    """Resolve each name once for the whole report."""
    groups: dict[tuple[str, bool], list[Span]] = defaultdict(list)
    for span, mention in mentions.items():
        groups[normalise(mention.core), mention.cue == "region"].append(span)
    names = [
        Name(
            [mentions[span] for span in spans],
            known[spans[0]],
            frozenset(normalise(whole.name) for span in spans for whole in wholes[span]),
        )
        for spans in groups.values()
    ]
    settled = zip(groups.values(), resolve(names, geography), strict=True)
    return {span: entry for spans, entry in settled if entry for span in spans}


def _whole_of(
    mention: Mention, known: tuple[Entry, ...], found: Found, text: str, wholes: tuple[Whole, ...]
) -> tuple[Entry, Relation] | None:
    """Return what an unknown name lies in or beside: what the text says, else the only city of its sentence.

    A name that is known to be a town's, but not surely this one's, lies nowhere unless the words say so, and
    a town or region is no part of a city; one said to be a part of one may take the only city of the report.
    """
    by_name = {normalise(entry.name): entry for entry in found.values() if entry.kind != "country"}
    for whole in wholes:
        entry = found.get(whole.span) if whole.span else by_name.get(normalise(whole.name))
        if entry and entry.kind != "country":
            return entry, whole.how
    elsewhere = any(entry.kind in SETTLEMENTS for entry in known)
    if mention.cue in ("settlement", "region") or (elsewhere and mention.cue != "part"):
        return None
    start, end = sentence_of(text, mention.span.start)
    cities = [(span, entry) for span, entry in found.items() if entry.kind in SETTLEMENTS]
    here = {e.id: e for span, e in cities if start <= span.start < end}
    if any(listed(text, mention.span, span) for span, _ in cities):
        return None
    if not here and mention.cue == "part":
        here = {entry.id: entry for _, entry in cities}
    return (next(iter(here.values())), "in") if len(here) == 1 else None


def _place(entry: Entry, mention: Mention) -> Place:
    """Return the place of an entry, as wide as the words beside its name make it."""
    radius, kind = entry.radius_km, entry.kind
    if mention.cue == "region" and kind in SETTLEMENTS:
        radius, kind = REGION_KM, "region"
    elif mention.cue == "around" and kind in SETTLEMENTS:
        radius += BEYOND_KM
    here = entry.latitude, entry.longitude
    return Place(entry.name, *here, radius, entry.country, entry.id, kind, entry.parents)


def _part(mention: Mention, whole: Entry, how: Relation) -> Place:
    """Return a place known only by what it lies in or beside: its own name, the other's point, radius."""
    within = how == "in" and whole.kind in SETTLEMENTS
    radius = whole.radius_km if how == "in" else whole.radius_km + BEYOND_KM
    parents = tuple(dict.fromkeys((whole.name, *whole.parents) if how == "in" else whole.parents))
    here, kind = (whole.latitude, whole.longitude), "neighbourhood" if within else "feature"
    return Place(mention.core, *here, radius, whole.country, whole.id, kind, parents)


def _placed(claim: Claim, places: Mapping[Span, Place], text: str) -> tuple[PlaceName, ...]:
    """Return a claim's places with what was found, less those that only say where another of them lies.

    A place that the claim names twice ("Sudan", "Sudanese") is told once, by the first of its names.
    """
    found = [replace(place, resolved=places.get(place.span, place.resolved)) for place in claim.places]
    once: dict[Place | Span, PlaceName] = {}
    for place in found:
        once.setdefault(place.resolved or place.span, place)
    named = once.values()
    return tuple(outer for outer in named if not any(_lies_in(inner, outer, text) for inner in named))


def _lies_in(inner: PlaceName, outer: PlaceName, text: str) -> bool:
    if not (inner.resolved and outer.resolved):
        return False
    same = inner.resolved.gazetteer_id == outer.resolved.gazetteer_id
    return (same or outer.resolved.name in inner.resolved.parents) and bool(
        relation(text, inner.span, outer.span)
    )

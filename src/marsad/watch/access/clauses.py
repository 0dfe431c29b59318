"""What the words of a claim say of aid on the move: places and their part, numbers, cargo, reasons."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from marsad.extract.quantity import find_quantities, read_number
from marsad.lexicon.access import (
    Role,
    access_words,
    cargo_words,
    load_constraints,
    named_words,
    people_words,
    role_words,
)
from marsad.lexicon.files import word_list
from marsad.lexicon.names import name_tokens
from marsad.lexicon.phrases import PhraseIndex, fold
from marsad.lexicon.sources import resolve_source
from marsad.model import Actor, Claim, Place, PlaceName, Quantity, Span

__all__ = [
    "Where",
    "constraints_in",
    "is_general",
    "is_one_place",
    "is_wide",
    "name_of",
    "people_in",
    "places_beside",
    "places_of",
    "reasons_in",
    "same_place",
    "says",
    "sentence_of",
    "things_in",
    "trucks_in",
    "within_km",
]

REACH = 80
"""Characters before a place in which the word stands that says what it is to a convoy."""
LONGEST = 600
"""Characters of a sentence on either side of a claim's words: longer ones are lists, not sentences."""
ADJECTIVES = 3
KM_A_DEGREE = 110.5
"""Kilometres in a degree of latitude where it is shortest."""

_END = re.compile(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9])|\n\s*\n|\n(?=[A-Z-])")
_SHORT = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Sgt|Sept|Oct|Nov|Dec|Jan|Feb|Aug|No|vs)\.$")
_CLAUSE_END = re.compile(r"[,;:.!?”\"]|\s[-–—]\s|\bsaid\b|\bsays\b|\baccording to\b")
_COMPOUND = re.compile(r"\b(\d{1,4}|[a-z]+)-(?:truck|lorry|vehicle|bus)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a claim names: what it is to the convoy, its name, the words, and where that is."""

    role: Role
    name: str
    words: str
    place: Place | None
    in_clause: bool


def sentence_of(claim: Claim, text: str | None) -> Span:
    """Return the sentence that a claim stands in; the claim's own words where the report's text is not given."""
    own = claim.evidence
    if text is None or text[own.start : own.end] != own.quote:
        return own
    start, end = max(0, own.start - LONGEST), min(len(text), own.end + LONGEST)
    for match in _ends(text, start, own.start):
        start = match
    after = next(_ends(text, own.end - 1, end), end)
    words = text[start : max(after, own.end)]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()), words.strip()) if words.strip() else own


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    for match in _END.finditer(text, start, end):
        if not _SHORT.search(text, max(0, match.start() - 6), match.start() + 1):
            yield match.end()


def places_of(claim: Claim, sentence: Span | None = None) -> tuple[Where, ...]:
    """Return the places of a claim; words before a name say what it is to a convoy, else nothing does."""
    found: list[Where] = []
    last: tuple[int, Role] | None = None
    for name in sorted(claim.places, key=lambda one: one.span.start):
        frame = next((one for one in (claim.evidence, sentence) if one and _holds(one, name.span)), None)
        role, words = _role(name, frame, last) if frame else ("place", name.span.quote)
        last = name.span.end, role
        label = name.resolved.name if name.resolved else name.span.quote
        found.append(Where(role, label, words, name.resolved, _holds(claim.evidence, name.span)))
    return tuple(found)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _role(name: PlaceName, frame: Span, last: tuple[int, Role] | None) -> tuple[Role, str]:
    """Return what a place is by the words before its name, and its words with those that belong to it."""
    at, end = name.span.start - frame.start, name.span.end - frame.start
    if (
        last
        and frame.start <= last[0] <= name.span.start
        and _is_list(frame.quote[last[0] - frame.start : at])
    ):
        return last[1], name.span.quote
    before = frame.quote[max(0, at - REACH) : at]
    after = _WORD.match(frame.quote, end + 1)
    is_border = bool(after) and bool(_only(access_words("border"), after.group())) if after else False
    matches = list(role_words().find(before))
    if not matches or not _is_between(before[matches[-1][1] :]):
        return "place", name.span.quote
    _, stop, role = matches[-1]
    words = (before[stop:] + name.span.quote + (f" {after.group()}" if is_border and after else "")).strip()
    if is_border and role == "destination":
        role = "route"
    return role, words


def _is_list(text: str) -> bool:
    return bool(text.strip()) and all(word in word_list("access", "list_between") for word in _tokens(text))


def _is_between(text: str) -> bool:
    return "," not in text and ";" not in text and all(map(_is_plain, _tokens(text)))


@cache
def _between() -> frozenset[str]:
    return frozenset(token for word in word_list("access", "between") for token in word.split())


def _is_plain(word: str) -> bool:
    return word in _between() or read_number(word) is not None


def _tokens(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _only(index: PhraseIndex[str], text: str) -> bool:
    return any(end - start == len(text) for start, end, _ in index.find(text))


def places_beside(index: PhraseIndex[str], claim: Claim) -> tuple[PlaceName, ...]:
    """Return the places of which some words say something themselves: "besieged X and Y", "X, a besieged town"."""
    found: list[PlaceName] = []
    for name in sorted(claim.places, key=lambda one: one.span.start):
        if not _holds(claim.evidence, name.span):
            continue
        is_listed = bool(found) and found[-1].span.end <= name.span.start
        between = claim.evidence.quote[found[-1].span.end - claim.evidence.start :] if is_listed else ""
        between = between[: name.span.start - found[-1].span.end] if is_listed else ""
        if _is_beside(index, claim.evidence, name.span) or (is_listed and _is_list(between)):
            found.append(name)
    return tuple(found)


def _is_beside(index: PhraseIndex[str], frame: Span, name: Span) -> bool:
    before, after = frame.quote[: name.start - frame.start], frame.quote[name.end - frame.start :]
    if any(_is_between(before[end:]) for _, end, _ in index.find(before)):
        return True
    first = next(index.find(after), None)
    return first is not None and " ".join(_tokens(after[: first[0]])) in ("", *word_list("access", "beside"))


def is_wide(place: Place | None) -> bool:
    """Tell whether a place is a region or a country: two that go there need not go to one place."""
    return place is not None and place.kind in ("region", "country")


def same_place(one: Where, other: Where) -> bool:
    """Tell whether two are one place: one name of one point, or each within the radius of the other."""
    if one.place and other.place:
        if is_wide(one.place) or is_wide(other.place):
            return False
        if one.place.gazetteer_id == other.place.gazetteer_id:
            return one.place.name == other.place.name
        return within_km(one.place, other.place, min(one.place.radius_km, other.place.radius_km))
    if one.place or other.place:
        return not (is_wide(one.place) or is_wide(other.place)) and _same_name(one.name, other.name)
    return _same_name(one.name, other.name)


def is_one_place(one: Where, other: Where) -> bool:
    """Tell whether two are one place by name: two towns side by side are two, and a region is one with itself."""
    if one.place and other.place:
        return (one.place.gazetteer_id, one.name) == (other.place.gazetteer_id, other.name)
    return same_place(one, other)


def within_km(one: Place, other: Place, km: float) -> bool:
    """Tell whether two points are no farther apart; most are told apart by their latitudes alone."""
    return abs(one.latitude - other.latitude) * KM_A_DEGREE <= km and one.distance_km(other) <= km


def _same_name(one: str, other: str) -> bool:
    return name_tokens(one) == name_tokens(other)


def trucks_in(text: str, *, whole: bool = False) -> Iterator[tuple[Quantity, str]]:
    """Yield how many trucks a text counts, with the words; with `whole` only where it tells the size of the whole."""
    for match in _COMPOUND.finditer(text):
        if quantity := read_number(match[1]):
            yield quantity, match[0]
    for quantity, start, end in _counted(text, access_words("vehicles")):
        if not whole or re.search(r"\bof(?:\sthe)?\s+$", text[:start]):
            yield quantity, text[start:end]


def people_in(text: str, *, any_number: bool = False) -> Iterator[tuple[Quantity, str, str]]:
    """Yield (how many, unit, words) of people whom aid is for; with `any_number` of all people counted."""
    for quantity, start, end in _counted(text, people_words()):
        before = _tokens(text[:start])[-1:]
        if any_number or (before and before[0] in word_list("access", "people_before")):
            (unit, *_) = (unit for _, _, unit in people_words().find(text[start:end]))
            yield quantity, unit, text[start:end]


def _counted(text: str, nouns: PhraseIndex[str]) -> Iterator[tuple[Quantity, int, int]]:
    """Yield (quantity, start, end) of numbers that stand before a noun, with few adjectives between."""
    found = [(start, end) for start, end, _ in nouns.find(text)]
    for number in find_quantities(text) if found else ():
        start, end = next(((s, e) for s, e in found if s >= number.end), (None, None))
        if start is None or end is None or not re.fullmatch(r"[\w\s-]*", text[number.end : start]):
            continue
        between = _tokens(text[number.end : start])
        between = between[1:] if between[:1] == ["of"] else between
        if number.quantity.high != 0 and len(between) <= ADJECTIVES and not any(map(_parts, between)):
            yield number.quantity, number.start, end


def _parts(word: str) -> bool:
    """Tell whether a word between a number and a noun says that the number counts something else, or a part."""
    return word in word_list("access", "part_words") or read_number(word) is not None


def things_in(text: str) -> tuple[str, ...]:
    """Return what a text says is on board, each under the name that it is listed under."""
    return tuple(dict.fromkeys(name for _, _, name in cargo_words().find(text)))


def reasons_in(claim: Claim, sentence: Span) -> str:
    """Return the words of a sentence that say why, or ""; they stand behind the claim's trigger."""
    at = max(0, min(claim.trigger.end, sentence.end) - sentence.start)
    for start, end, word in access_words("reasons").find(sentence.quote):
        following = sentence.quote[end:].lstrip()
        if (
            start < at
            or _begins(access_words("no_reason"), following)
            or read_number(following.split(" ")[0])
        ):
            continue
        stop = _CLAUSE_END.search(sentence.quote, end)
        words = sentence.quote[start : stop.start() if stop else len(sentence.quote)].strip()
        if len(words) > len(word) or word in word_list("access", "whole_reasons"):
            return words
    return ""


def _begins(index: PhraseIndex[str], text: str) -> bool:
    return any(start == 0 for start, _, _ in index.find(text[:40]))


def constraints_in(text: str) -> Mapping[str, str]:
    """Return the constraints to access that a text's words say, name by short name."""
    known = load_constraints()
    return {id: known[id].name for _, _, ids in named_words("constraints").find(text) for id in ids}


def says(index: PhraseIndex[str], text: str) -> bool:
    """Tell whether a text holds one of some words."""
    return next(index.find(text), None) is not None


def is_general(text: str) -> bool:
    """Tell whether a text speaks of aid as such, or of convoys in the plural and uncounted, and of no single one."""
    found = [end for _, end, _ in access_words("general").find(text)]
    counted = {end for _, _, end in _counted(text, access_words("general"))} if found else set()
    return any(end not in counted for end in found)


def name_of(actor: Actor) -> str:
    """Return what an actor is called: a known body by its name, others in the words of the report."""
    body = resolve_source(actor.span.quote)
    return body.name if body else actor.span.quote

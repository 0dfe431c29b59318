"""What one statement says of a truce: the step, who arranged it, what it covers, whom it leaves out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from marsad.extract.quantity import find_quantities, read_number
from marsad.lexicon.ceasefires import load_truce_words
from marsad.lexicon.parties import load_parties, resolve_party
from marsad.lexicon.sources import resolve_source
from marsad.model import Claim, Quantity, Stance

__all__ = [
    "Said",
    "TermSaid",
    "find_excluded",
    "find_number",
    "find_terms",
    "is_broker",
    "party_of",
    "read_step",
]

STEPS = (
    "proposed", "agreed", "in_force", "partially_holding", "violated", "suspended", "extended", "ended",
)  # fmt: skip
OPEN = frozenset({"happened", "resumed", "proposed", "agreed", "in_force", "extended", "blocked"})
"""Phases that the words beside them may correct: a truce that "had come to an end" is read as in force, too."""
UNREAL = frozenset({"planned", "demanded", "threatened"})
REACH = 5
"""Words between a word of a step and what denies it or calls it so."""
NEAR = 30
"""Characters between the length of a truce and the truce."""
NAMES = 90
"""Characters beside words such as "brokered by" in which the names stand."""
STATE_OF = {"happened": "in_force", "resumed": "in_force"}

_CLAUSE = re.compile(r"[.;:,!?]")
_TIMES = re.compile(r"\btimes\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Said:
    """The step that a statement tells and how: by its own words, else by the phase that it was read with.

    `begins` is set where the day that it tells is the day on which the truce took effect, `declares` where that is
    the day on which somebody made it known. `step` is "" where it tells none.
    """

    step: str
    stance: Stance = "asserts"
    read_by: Literal["words", "phase"] = "phase"
    begins: bool = False
    declares: bool = False


@dataclass(frozen=True, slots=True)
class TermSaid:
    """A clause of a truce in the words of a report: its kind, and where it stands in the evidence."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    start: int
    end: int
    denied: bool


def read_step(claim: Claim) -> Said:
    """Return the step that a claim of type ceasefire tells, by its words where they say otherwise than its phase."""
    text = claim.evidence.quote
    cues = tuple(_cues(text))
    names = {cue.name for cue in cues}
    if "salvage" in names or ("ended" in names and _is_reserved(text)):
        return Said("ended", "doubts", "words")
    if claim.phase in UNREAL:
        denied = any(cue.name == "ended" and cue.denied for cue in cues)
        return Said("ended", "denies", "words") if denied else Said("")
    if find_excluded(claim):
        return Said("")
    cue = _chosen(cues, claim)
    if cue is None:
        step = STATE_OF.get(claim.phase, claim.phase)
        return Said(step if step in STEPS and claim.stance != "denies" else "", claim.stance)
    begins = not cue.denied and cue.name == "begins"
    step = "in_force" if cue.name == "begins" else cue.name
    declares = step == "agreed" or (step in ("in_force", "proposed") and _has("declares", text))
    return Said(step, "denies" if cue.denied else claim.stance, "words", begins, declares)


def find_terms(claim: Claim) -> Iterator[TermSaid]:
    """Yield the clauses of the truce that a claim quotes, each as long as the words between two marks."""
    text = claim.evidence.quote
    for start, end, kind in load_truce_words().terms.find(text):
        yield TermSaid(kind, *_clause(text, start, end))
    yield from (TermSaid("duration", start, end) for start, end in _lengths(text))


def is_broker(claim: Claim, start: int, end: int) -> bool:
    """Tell whether a name at these characters of the report is that of somebody who arranged the truce."""
    text, offset = claim.evidence.quote, claim.evidence.start
    for first, last, side in load_truce_words().brokers.find(text):
        between = (last, start - offset) if side == "after" else (end - offset, first)
        if 0 <= between[0] <= between[1] < between[0] + NAMES and not re.search(
            r"[.;:]", text[between[0] : between[1]]
        ):
            return True
    return False


def find_excluded(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the parties that a claim says the truce does not cover."""
    return _excluded(claim.evidence.quote, _countries(claim))


def find_number(claim: Claim) -> Quantity | None:
    """Return how many breaches a claim of phase violated tells of, or None: by its count, else by its words."""
    if claim.count:
        return claim.count.quantity
    # "Times" is a measure to the numbers' own words; here it counts breaches.
    text = _TIMES.sub("items", claim.evidence.quote)
    for found in find_quantities(text):
        following = _WORD.findall(text[found.end : found.end + 30].casefold())[:2]
        if not load_truce_words().breaches.isdisjoint(following):
            return found.quantity
    return None


def party_of(name: str, party: str, countries: Sequence[str]) -> str:
    """Return the id of the party that somebody is or speaks for, or ""."""
    if party:
        return party
    body = resolve_source(name)
    return (body.party if body else "") or resolve_party(name, countries)


def _cues(text: str) -> Iterator[_Cue]:
    """Yield the words of steps; those that need others beside them only where these are there."""
    words = load_truce_words()
    for start, end, name in words.steps.find(text):
        before = _before(text, start)
        if name == "over":
            if words.calls.isdisjoint(before):
                continue
            name = "ended"
        if name == "in_force" and not words.partly.isdisjoint(before[-3:]):
            name = "partially_holding"
        yield _Cue(name, start, end, name != "salvage" and _has("negations", " ".join(before)))


def _before(text: str, start: int) -> list[str]:
    """Return the last words of the clause before a place, in lower case."""
    clause = _CLAUSE.split(text[:start])[-1]
    return [word.casefold().replace("’", "'") for word in _WORD.findall(clause)][-REACH:]


def _chosen(cues: Sequence[_Cue], claim: Claim) -> _Cue | None:
    """Return the words that go with the phase, else those nearest the trigger where words may correct it."""
    usable = [cue for cue in cues if cue.name != "salvage"]
    own = {claim.phase} | ({"begins", "partially_holding"} if claim.phase == "in_force" else set())
    fitting = [cue for cue in usable if cue.name in own]
    if not fitting and claim.phase not in OPEN:
        return None
    if (
        not fitting
        and claim.phase in ("proposed", "blocked")
        and {cue.name for cue in usable} == {"in_force"}
    ):
        return None
    at = claim.trigger.start - claim.evidence.start
    return min(
        fitting or usable,
        key=lambda cue: (
            cue.name == "in_force" and claim.phase == "in_force",
            abs(cue.start - at),
            cue.start,
        ),
        default=None,
    )


def _is_reserved(text: str) -> bool:
    """Tell whether the words leave it to somebody to say so: "only they could declare it over"."""
    return _has("only", text) and _has("may", text)


def _has(group: str, text: str) -> bool:
    return next(load_truce_words().plain[group].find(text), None) is not None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause round some words starts and ends, without the spaces at its ends."""
    first = max((mark.end() for mark in _CLAUSE.finditer(text, 0, start)), default=0)
    mark = _CLAUSE.search(text, end)
    last = mark.start() if mark else len(text)
    return first + len(text[first:last]) - len(text[first:last].lstrip()), len(text[:last].rstrip())


def _lengths(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the length of a truce is told: "for three days", "a 72-hour truce", not "two days after"."""
    words = load_truce_words()
    known = words.durations
    truces = [start for start, _, _ in words.plain["truces"].find(text)]
    for match in _length_pattern().finditer(text):
        if match["number"] and not read_number(match["number"]):
            continue
        following = [word.casefold() for word in _WORD.findall(text[match.end() :])[:1]]
        before = _before(text, match.start())[-1:]
        is_beside = any(0 <= start - match.end() < NEAR for start in truces)
        if known.not_after.isdisjoint(following) and (is_beside or not known.before.isdisjoint(before)):
            yield match.start(), match.end()


@cache
def _length_pattern() -> re.Pattern[str]:
    units = "|".join(sorted(load_truce_words().durations.units))
    lengths = rf"(?P<number>(?!an?\b)\w+)[\s-]+(?:{units})s?(?:[\s-]+long)?|(?:{units})[\s-]+long"
    return re.compile(rf"(?<![\w-])(?:{lengths})(?![\w-])", re.IGNORECASE)


def _countries(claim: Claim) -> tuple[str, ...]:
    return tuple(sorted({name.resolved.country for name in claim.places if name.resolved}))


@lru_cache(maxsize=4096)
def _excluded(text: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for start, end, side in load_truce_words().excluded.find(text):
        names = text[end : end + NAMES] if side == "after" else text[max(0, start - NAMES) : start]
        pieces = re.split(r"[.;:]", names)
        for name in re.split(r",| and | or |/", pieces[0] if side == "after" else pieces[-1]):
            party = resolve_party(name.strip(), countries)
            if party in load_parties():
                found[party] = None
    return tuple(found)

"""What one statement tells of responders: their tasks, how far they are, whom they reached and what they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.codebook import load_codebook
from marsad.extract.people import PeopleSpan, find_listed_people
from marsad.extract.quantity import QuantitySpan, find_quantities
from marsad.lexicon.responses import ResponseWords, load_responses
from marsad.model import Claim, Quantity
from marsad.watch.statements import Statement

__all__ = ["RESPONDING", "People", "Work", "is_responding", "read_work"]

RESPONDING = ("rescue", "fire", "evacuation", "aid")
"""The types of claims that can tell the work of responders; of aid only what is one of their tasks."""

NEAR = 60
"""How far a number or a facility may stand from the word that it belongs to, in characters."""
BEFORE = 30
"""How far before a word its denial, or "part of", may stand, in characters."""

Hit = tuple[int, int, str]
Counted = tuple[int, int, Quantity]


@dataclass(frozen=True, slots=True)
class People:
    """People whom responders reached, or did not yet, and how many (None: no number is told).

    `kind` is rescued, recovered, evacuated, taken or buried; `facility` is where they came to, or "".
    """

    kind: str
    quantity: Quantity | None
    facility: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What a statement tells of responders; `steps` holds (step, manner), the manner being "", partly or still.

    `strikes_again` is whether it says that the place was struck another time, `names_crews` whether it speaks of
    responders at all.
    """

    statement: Statement
    tasks: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    people: tuple[People, ...] = ()
    needs: bool = False
    hindered: bool = False
    strikes_again: bool = False
    names_crews: bool = False

    @property
    def tells_response(self) -> bool:
        """Whether it shows that somebody responded."""
        return bool(self.steps or self.teams or any(one.kind != "buried" for one in self.people))


def is_responding(claim: Claim) -> bool:
    """Tell whether a claim is about the work of responders."""
    if claim.type != "aid":
        return claim.type in RESPONDING
    return next(load_responses().task.find(claim.evidence.quote), None) is not None


def read_work(statement: Statement) -> Work:
    """Return what the words of a statement tell of responders; a denial or a doubt tells nothing."""
    claim, words = statement.claim, load_responses()
    text = claim.evidence.quote
    if claim.stance != "asserts" or not (claim.type in RESPONDING or words.speaks_of_response(text)):
        return Work(statement)
    crews = words.has("responders", text)
    responds = is_responding(claim)
    occurred = load_codebook().phases[claim.phase].occurred
    steps = tuple(dict.fromkeys(_steps(claim, words))) if responds and occurred else ()
    is_work = responds and (claim.type != "fire" or crews or bool(steps))
    return Work(
        statement,
        tasks=tuple(dict.fromkeys(_tasks(text, words))) if is_work and occurred else (),
        teams=tuple(dict.fromkeys(_teams(statement, words))) if is_work and occurred else (),
        steps=steps,
        people=tuple(dict.fromkeys(_people(text, words))) if occurred else (),
        needs=(is_work or crews) and words.has("needs", text),
        hindered=(is_work or crews)
        and (words.has("hindered", text) or (claim.phase == "blocked" and not steps)),
        strikes_again=_strikes_again(text, words),
        names_crews=crews or is_work,
    )


def _tasks(text: str, words: ResponseWords) -> Iterator[str]:
    found = {task for _, _, task in words.task.find(text)}
    yield from (task for task in words.tasks if task in found)


def _teams(statement: Statement, words: ResponseWords) -> Iterator[str]:
    """Yield who responds: an outlet that is a team, else the actors named so, else the word for them itself."""
    claim = statement.claim
    named = [actor.span.quote for actor in claim.actors if words.has("responders", actor.span.quote)]
    if _is_team(statement, named, words):
        yield statement.root.label
    elif named:
        yield from (" ".join(name.split()) for name in named)
    else:
        text = claim.evidence.quote
        yield from (
            " ".join(text[start:end].split()) for start, end, _ in words.signs["responders"].find(text)
        )


def _is_team(statement: Statement, named: Sequence[str], words: ResponseWords) -> bool:
    """Tell whether the outlet is the team itself, whose own report tells of its work: no other one is named."""
    label = statement.root.label
    if not statement.root.outlet or not words.has("responders", label):
        return False
    return all(name.casefold() in label.casefold() or len(name.split()) == 1 for name in named)


def _steps(claim: Claim, words: ResponseWords) -> Iterator[tuple[str, str]]:
    text = claim.evidence.quote
    still = "still" if words.has("ongoing", text) else ""
    found = False
    for start, end, step in words.step.find(text):
        before = text[max(0, start - BEFORE) : start]
        if words.has("denied", before):
            found = True
        elif claim.phase != "blocked" or step == "dispatched":
            found = True
            partly = "partly" if words.has("partly", text[max(0, start - BEFORE) : end]) else ""
            yield step, partly if step in ("contained", "closed") else still if step == "on_site" else ""
    if not found and claim.type == "rescue" and claim.phase in ("happened", "resumed", "ended"):
        yield ("closed", "") if claim.phase == "ended" else ("on_site", still)


def _strikes_again(text: str, words: ResponseWords) -> bool:
    """Tell whether a place is said to be struck another time, or aircraft are said to come back."""
    told = any(
        not words.has("denied", text[max(0, start - BEFORE) : start])
        for start, _, _ in words.signs["again"].find(text)
    )
    return told or any(
        words.has("aircraft", text[max(0, start - BEFORE) : start])
        for start, _, _ in words.signs["returning"].find(text)
    )


def _people(text: str, words: ResponseWords) -> Iterator[People]:
    """Yield the people whom a text says responders reached, each number with the nearest word it may belong to."""
    hits = sorted(_hits(text, words))
    if not hits:
        return
    numbers = _numbers(text, words, [hit[0] for hit in hits])
    taken: dict[int, list[Quantity]] = {}
    for number in numbers:
        nearest = min(range(len(hits)), key=lambda place: _gap(number, hits[place]))
        if _gap(number, hits[nearest]) <= NEAR and not _apart(text, number, hits[nearest], words):
            taken.setdefault(nearest, []).append(number[2])
    found = []
    for place, (start, end, kind) in enumerate(hits):
        if words.has("denied", text[max(0, start - BEFORE) : start]):
            continue
        facility = _facility(text, end, words) if kind in ("evacuated", "taken") else ""
        told = taken.get(place, [])
        found.append(People(kind, told[0] if len(told) == 1 else None, facility))
    counted = {(one.kind, one.facility) for one in found if one.quantity}
    yield from (one for one in found if one.quantity or (one.kind, one.facility) not in counted)


def _hits(text: str, words: ResponseWords) -> Iterator[Hit]:
    """Yield the words that tell what became of people, with the kind."""
    alive, dead = words.has("alive", text), words.has("dead", text)
    found: list[Hit] = []
    for kind in ("rescued", "recovered", "evacuated"):
        found += [(start, end, kind) for start, end, _ in words.signs[kind].find(text)]
    if alive != dead:
        kind = "rescued" if alive else "recovered"
        found += _apart_from(found, words, "pulled", kind, text)
    going = [
        hit for hit in _apart_from(found, words, "taken", "taken", text) if _facility(text, hit[1], words)
    ]
    found += going
    if not any(kind in ("rescued", "recovered") for _, _, kind in found):
        found += _apart_from(found, words, "buried", "buried", text)
    yield from found


def _apart_from(found: Sequence[Hit], words: ResponseWords, sign: str, kind: str, text: str) -> list[Hit]:
    """Return the hits of a sign that overlap none of those found before."""
    return [
        (start, end, kind)
        for start, end, _ in words.signs[sign].find(text)
        if all(end <= other[0] or other[1] <= start for other in found)
    ]


def _facility(text: str, end: int, words: ResponseWords) -> str:
    """Return the kind of the first facility that people come to, as a word that ends at `end` tells, or ""."""
    behind = text[end : end + NEAR]
    start, kind = next(((start, kind) for start, _, kind in words.facility.find(behind)), (0, ""))
    last = {
        sign: max((place for place, _, _ in words.signs[sign].find(behind[:start])), default=-1)
        for sign in ("leading", "not_leading")
    }
    return kind if last["leading"] >= last["not_leading"] else ""


def _numbers(text: str, words: ResponseWords, starts: Sequence[int]) -> list[Counted]:
    """Return the numbers that count people other than responders, where they stand."""
    quantities = find_quantities(text)
    people = find_listed_people(text)
    found = [
        (span.start, span.end, span.quantity)
        for span in people
        if _is_counted(span, quantities) and not words.has("responders", text[span.start : span.end])
    ]
    for one in quantities:
        inside = any(span.start < one.end and one.start < span.end for span in people)
        if not inside and _counts_people(text, one.end, words, starts):
            found.append((one.start, one.end, one.quantity))
    return found


def _is_counted(span: PeopleSpan, quantities: Sequence[QuantitySpan]) -> bool:
    """Tell whether people have a number or an article: a plural alone gives none."""
    return span.quantity.high is not None or any(
        span.start <= one.start and one.end <= span.end for one in quantities
    )


def _counts_people(text: str, end: int, words: ResponseWords, starts: Sequence[int]) -> bool:
    """Tell whether a number without a noun may count people, by what follows it."""
    behind = text[end:].lstrip(" ")
    if not behind or not behind[0].isalnum():
        return True
    if any(end <= start <= end + 2 for start in starts):
        return True
    return next((start for start, _, _ in words.signs["number_after"].find(behind)), -1) == 0


def _gap(number: Counted, hit: Hit) -> int:
    return max(hit[0] - number[1], number[0] - hit[1], 0)


def _apart(text: str, number: Counted, hit: Hit, words: ResponseWords) -> bool:
    """Tell whether a word of death stands between a number and what was done with people."""
    between = text[min(number[1], hit[1]) : max(number[0], hit[0])]
    return hit[2] != "recovered" and words.has("apart", between)

"""Annotated reports as the network learns from them: pages, and for each claim its trigger and its words."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marsad.extract.learned.network import ROLES, load_pieces
from marsad.extract.learned.page import Page, make_page
from marsad.extract.people import PeopleSpan
from marsad.extract.quantity import QuantitySpan
from marsad.lexicon.files import word_list
from marsad.lexicon.triggers import trigger_index
from marsad.model import HARM_KINDS
from marsad.ops.scoring import same_dates

__all__ = ["Example", "Gold", "Lesson", "examples", "lesson", "placed", "read_golds"]

Gold = Mapping[str, Any]
NEAR = 250
"""Characters around a claim in which a part of a name stands for the name ("the Observatory")."""
BESIDE = 400
"""Characters around a claim in which its number may stand outside its quote."""
SMALL = frozenset(
    [
        *word_list("naming", "before"),
        *word_list("naming", "loose"),
        "as",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
    ]
)
"""Words that tell no event, so that a trigger is none of them where there is another."""
LOOSE = frozenset(word_list("naming", "loose"))
SIDES = frozenset({"Syrian", "Russian", "US"})
"""Words too common to stand for the name that they end."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One annotated report: its page, and its claims with the place of each quote under `offset`."""

    id: str
    page: Page
    claims: Sequence[Gold]


@dataclass(frozen=True, slots=True)
class Example:
    """One claim to learn: its trigger, its type, phase and stance, and the words of each role, by number.

    `others` are the words of its quote that may tell its type as well, by the lexicon.
    """

    trigger: int
    kind: str
    phase: str
    stance: str
    roles: Mapping[str, frozenset[int]]
    others: frozenset[int]


def read_golds(folder: Path) -> Iterator[Gold]:
    """Yield the annotated reports of a folder (docs/codebook.md), in the order of their files' names."""
    yield from (json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json")))


def lesson(gold: Gold) -> Lesson:
    """Return an annotated report as the network learns from it."""
    published = date.fromisoformat(gold["published"]) if gold.get("published") else None
    return Lesson(gold["id"], make_page(gold["text"], published, load_pieces()), tuple(placed(gold)))


def placed(gold: Gold) -> Iterator[Gold]:
    """Yield the claims of a report with the place of each quote; a quote told again means its next occurrence."""
    last: dict[str, int] = {}
    for claim in gold["claims"]:
        if "offset" in claim:
            yield claim
            continue
        quote = claim["quote"]
        at = gold["text"].find(quote, last.get(quote, -1) + 1)
        last[quote] = at = at if at >= 0 else gold["text"].find(quote)
        if at < 0:
            raise ValueError(f"the text of {gold.get('id')} does not hold {quote!r}: mend the quote")
        yield {**claim, "offset": at}


def _stem(word: str) -> str:
    word = word.lower()
    ending = next(
        (end for end in ("ing", "ed", "es", "s") if word.endswith(end) and len(word) > len(end) + 3), ""
    )
    return word.removesuffix(ending)


class _Triggers:
    """How much a word speaks for a type: what annotators marked, what quotes hold, what the lexicon knows."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        told = Counter[tuple[str, str]]()
        words, types = Counter[str](), Counter[str]()
        marked = Counter[tuple[str, str]]()
        for lesson in lessons:
            for claim in lesson.claims:
                types[claim["type"]] += 1
                for word in {_stem(word) for word in re.findall(r"\w+", claim["quote"])} - SMALL:
                    told[word, claim["type"]] += 1
                    words[word] += 1
                for word in {_stem(word) for word in re.findall(r"\w+", claim.get("trigger") or "")} - SMALL:
                    marked[word, claim["type"]] += 1
        total = types.total()
        self._weight = {
            key: 0.5 * math.log((count + 0.5) / (words[key[0]] * types[key[1]] / total + 0.5))
            for key, count in told.items()
            if count > 1
        }
        for key, count in marked.items():
            self._weight[key] = self._weight.get(key, 0.0) + 3 * count / (count + 2)

    def of(self, page: Page, claim: Gold, phrases: Mapping[int, Sequence[Sequence[str]]]) -> int:
        """Return the word of a claim's quote, or of its marked trigger, that speaks most for its type."""
        start, end = claim["offset"], claim["offset"] + len(claim["quote"])
        marked = claim.get("trigger")
        at = page.words.written.find(marked, start, end) if marked else -1
        under = page.words.under(at, at + len(marked)) if marked and at >= 0 else page.words.under(start, end)
        back = 1 if at >= 0 else -1
        return max(under, key=lambda word: (self._score(page, claim["type"], word, phrases), back * word))

    def _score(
        self, page: Page, kind: str, number: int, phrases: Mapping[int, Sequence[Sequence[str]]]
    ) -> float:
        word = page.words[number]
        score = self._weight.get((_stem(word), kind), 0.0)
        score -= 5 if not word[0].isalnum() else 1 if word.lower() in SMALL else 0
        for senses in phrases.get(number, ()):
            score += 2 if senses[0] == kind else 1 if kind in senses else 0
        return score


def examples(lessons: Sequence[Lesson]) -> list[list[Example]]:
    """Return the claims to learn of each report."""
    triggers = _Triggers(lessons)
    return [
        [_example(lesson.page, claim, triggers, phrases) for claim in lesson.claims]
        for lesson, phrases in ((lesson, _phrases(lesson.page)) for lesson in lessons)
    ]


def _example(
    page: Page, claim: Gold, triggers: _Triggers, phrases: Mapping[int, Sequence[Sequence[str]]]
) -> Example:
    trigger, roles = triggers.of(page, claim, phrases), _roles(page, claim)
    telling = {
        word for word in roles["quote"] if any(claim["type"] in senses for senses in phrases.get(word, ()))
    }
    return Example(
        trigger,
        claim["type"],
        claim.get("phase") or "happened",
        claim.get("stance") or "asserts",
        roles,
        frozenset(telling - {trigger}),
    )


def _phrases(page: Page) -> dict[int, list[list[str]]]:
    """Return what the lexicon's phrases can tell, by the number of their first word."""
    found: dict[int, list[list[str]]] = {}
    for start, end, entries in trigger_index().find(page.words.text):
        senses = list(dict.fromkeys(sense for entry in entries for sense in entry.types))
        found.setdefault(page.words.under(start, end).start, []).append(senses)
    return found


def _roles(page: Page, claim: Gold) -> dict[str, frozenset[int]]:
    start, end = claim["offset"], claim["offset"] + len(claim["quote"])
    names = {
        "source": [name for name in (claim.get("source") or "").split(" / ") if name],
        **{role: claim.get(field) or [] for role, field in FIELDS.items()},
    }
    roles = {role: frozenset(_named(page, claim, told)) for role, told in names.items()}
    roles["quote"] = frozenset(page.words.under(start, end))
    roles["time"] = frozenset(_dated(page, claim))
    for kind in ("count", *HARM_KINDS):
        roles[kind] = frozenset(_counted(page, claim, kind))
    assert set(roles) == set(ROLES)
    return roles


FIELDS = {"place": "places", "actor": "actors", "target": "targets"}


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _named(page: Page, claim: Gold, names: Sequence[str]) -> Iterator[int]:
    """Yield the words that name something: every mention, and near the claim parts of the name as well."""
    text = page.words.written
    start, end = claim["offset"], claim["offset"] + len(claim["quote"])
    low, high = max(0, start - NEAR), min(len(text), end + NEAR)
    for name in names:
        whole = [at for at in _occurrences(text, name) if _stands_alone(text, at, at + len(name))]
        for at in whole:
            yield from page.words.under(at, at + len(name))
        if any(low < at + len(name) and at < high for at in _occurrences(text, name)):
            continue
        told = [word for word in re.findall(r"\w+", name) if word.lower() not in LOOSE]
        last = next((word for word in reversed(told) if word[0].isupper()), "")
        found = list(_occurrences(text[low:high], last)) if last and last not in SIDES else []
        for at in found:
            yield from page.words.under(low + at, low + at + len(last))
        if not (whole or found):
            near = page.words.under(low, high)
            written = ((number, page.words.span(number, number + 1).quote) for number in near)
            yield from (number for number, word in written if word in told and len(word) > 2)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum())


def _dated(page: Page, claim: Gold) -> Iterator[int]:
    """Yield the words of the times that mean the days of a claim."""
    if not claim.get("start"):
        return
    first, last = (date.fromisoformat(claim[end] or claim["start"]) for end in ("start", "end"))
    for time in page.times:
        read = (time.interval, time.forward)
        if any(days and same_dates((first, last), (days.start, days.end)) for days in read):
            yield from page.words.under(time.start, time.end)


def _counted(page: Page, claim: Gold, kind: str) -> Iterator[int]:
    """Yield the words of the numbers that are that of a claim, in its quote or, failing that, the nearest."""
    wanted = claim.get(kind)
    if not wanted or wanted == [None, None]:
        return
    start, end = claim["offset"], claim["offset"] + len(claim["quote"])
    numbers: list[PeopleSpan | QuantitySpan] = [*page.people, *page.numbers]
    same = [one for one in numbers if [one.quantity.low, one.quantity.high] == list(wanted)]
    inside = [one for one in same if one.start < end + 2 and start - 2 < one.end]
    near = [one for one in same if start - BESIDE < one.start < end + BESIDE]
    near.sort(key=lambda one: min(abs(one.start - start), abs(one.start - end)))
    for one in inside or near[:1]:
        yield from page.words.under(one.start, one.end)

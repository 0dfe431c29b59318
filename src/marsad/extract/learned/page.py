"""A report's text as the network sees it: words, their pieces, what the rules know of them, and windows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from marsad.codebook import load_codebook
from marsad.extract.learned.words import Words, split_words
from marsad.extract.people import PeopleSpan, find_listed_people
from marsad.extract.quantity import QuantitySpan, find_quantities
from marsad.extract.time import TimeSpan, find_dateline, find_times
from marsad.lexicon.files import word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex, verb_forms
from marsad.lexicon.triggers import trigger_index

__all__ = ["CASES", "MARKS", "WINDOW", "Page", "Pieces", "Window", "make_page"]

LONGEST = 6
"""Pieces of one word that are looked at: the rest of a very long word tells nothing more."""
WINDOW = 460
"""Pieces in one look of the network; it was trained on 512 with its own marks."""
OVERLAP = 80
"""Pieces that two looks at a long text share, so that every word is seen with what surrounds it."""
HEAD = 40
"""Pieces of the head of a text that every look begins with: it holds the dateline and names the event."""
UNKNOWN = 100
"""The piece for a word that the tokenizer drops whole, such as a control character."""
BESIDE = 2
"""Words before a trigger in which another may take its sense away, as the lexicon says ("a general strike")."""
OBJECT = 3
"""Words after a verb in which its object may take its sense away ("fought a huge fire")."""
CASES = 6


class Pieces(Protocol):
    """What splits words into the pieces that the network knows."""

    def __call__(self, words: Sequence[str]) -> list[list[int]]:
        """Return the pieces of each word, by their numbers."""


@dataclass(frozen=True, slots=True)
class Window:
    """One look at a text: the words it shows, and of these the ones whose claims it finds, `start`..`stop`."""

    words: tuple[int, ...]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text with all that is known of its words before the network looks.

    `marks` has a row a word and a column for each of MARKS; `cases` says how a word is written. `other_senses` are
    the words that the lexicon knows to mean something else here, each with the types that it does not tell: all of
    them ("a general strike"), or those of its verb ("fought the fire" may tell a rescue).
    """

    words: Words
    pieces: tuple[tuple[int, ...], ...]
    cases: NDArray[np.int64]
    marks: NDArray[np.float32]
    people: tuple[PeopleSpan, ...]
    numbers: tuple[QuantitySpan, ...]
    times: tuple[TimeSpan, ...]
    windows: tuple[Window, ...]
    other_senses: Mapping[int, frozenset[str]]

    def is_marked(self, numbers: range, mark: str) -> bool:
        """Tell whether any of some words has a mark."""
        return bool(self.marks[numbers, _columns()[mark]].any())

    def days(self, window: Window) -> list[int]:
        """Return the places in a window where words tell a day."""
        told: list[int] = np.flatnonzero(self.marks[list(window.words), _columns()["day"]]).tolist()
        return told


@cache
def _types() -> tuple[str, ...]:
    return tuple(load_codebook().types)


def _mark_names() -> Iterator[str]:
    senses = (*_types(), "harm", "act")
    yield from (f"tells {sense}" for sense in senses)
    yield from (f"may tell {sense}" for sense in senses)
    yield from ("people", "number", "day", "time", "dateline", "speech")
    yield from ("negation", "condition", "denial", "doubt")
    yield from (f"cue {phase}" for phase in word_lists("factuality", "governors"))


MARKS = 68
"""Columns of marks: what the lexicon and the rules say of a word."""


@cache
def _columns() -> dict[str, int]:
    return {name: column for column, name in enumerate(_mark_names())}


@cache
def _cues() -> PhraseIndex[tuple[str, ...]]:
    """Return the words that tell speech, denial, doubt, negation, condition and phase, in all regular forms."""
    told: dict[str, list[str]] = {}
    for verb in (*word_list("speech", "verbs"), *word_list("speech", "forms")):
        told.setdefault("speech", []).append(verb)
    told["denial"] = [*word_list("speech", "denying")]
    told["doubt"] = [*word_list("factuality", "doubting"), *word_list("speech", "doubting")]
    told["negation"] = [*word_list("factuality", "negations")]
    told["condition"] = [*word_list("factuality", "conditions")]
    for kind in ("governors", "auxiliaries"):
        for phase, words in word_lists("factuality", kind).items():
            told.setdefault(f"cue {phase}", []).extend(words)
    marks: dict[str, list[str]] = {}
    for mark, listed in told.items():
        for word in listed:
            for form in verb_forms(word) if word.isalpha() and len(word) > 3 else (word,):
                marks.setdefault(form, []).append(mark)
    return PhraseIndex.of((form, tuple(found)) for form, found in marks.items())


def _case(word: str) -> int:
    """Return how a word is written: lower, Capital, UPPER, miXed, digits or a mark."""
    if word.isdigit():
        return 4
    if not word[0].isalnum():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() else 3


def make_page(text: str, published: date | None, pieces: Pieces) -> Page:
    """Return a text as the network sees it; days count from its dateline, else from its publication."""
    words = split_words(text)
    text = words.text
    dateline = find_dateline(words.written, published)
    people, numbers = find_listed_people(text), find_quantities(text)
    times = find_times(text, (dateline.date if dateline else None) or published, years=True)
    split = tuple(
        tuple(found[:LONGEST]) or (UNKNOWN,) for found in pieces([words[n] for n in range(len(words))])
    )
    marks = np.zeros((len(words), MARKS), np.float32)
    _mark_triggers(words, marks)
    _mark_spans(words, marks, "people", people)
    _mark_spans(words, marks, "number", numbers)
    _mark_spans(words, marks, "day", [time for time in times if time.interval])
    _mark_spans(words, marks, "time", [time for time in times if not time.interval])
    _mark_spans(words, marks, "dateline", [dateline] if dateline else [])
    cases = np.array([_case(words[n]) for n in range(len(words))], np.int64)
    for start, end, told in _cues().find(text):
        for mark in told:
            if mark in _columns():
                marks[words.under(start, end), _columns()[mark]] = 1
    windows = tuple(_windows([len(found) for found in split]))
    return Page(words, split, cases, marks, people, numbers, times, windows, dict(_other_senses(words)))


def _other_senses(words: Words) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the words of phrases whose sense of an event is taken away by a word beside them, or by their object."""
    for start, end, entries in trigger_index().find(words.text):
        under = words.under(start, end)
        before = {words[number].lower() for number in range(max(0, under.start - BESIDE), under.start)}
        after = set(_object(words, under.stop))
        taken = {sense for one in entries if one.pos == "VERB" and one.unless & after for sense in one.types}
        if any(entry.unless & before for entry in entries):
            taken = {*load_codebook().types}
        if taken:
            yield from ((number, frozenset(taken)) for number in under)


def _object(words: Words, start: int) -> Iterator[str]:
    """Yield the words after a verb that may be its object, up to a mark or a word that parts them."""
    for number in range(start, min(start + OBJECT, len(words))):
        word = words[number].lower()
        if not word[0].isalnum() or word in word_list("roles", "parting"):
            return
        yield word


def _mark_triggers(words: Words, marks: NDArray[np.float32]) -> None:
    columns = _columns()
    for start, end, entries in trigger_index().find(words.text):
        senses = dict.fromkeys(sense for entry in entries for sense in entry.types)
        under = words.under(start, end)
        for rank, sense in enumerate(senses):
            known = sense if f"tells {sense}" in columns else "act"
            marks[under, columns[f"{'may tell' if rank else 'tells'} {known}"]] = 1


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _mark_spans(words: Words, marks: NDArray[np.float32], mark: str, spans: Sequence[_Spanned]) -> None:
    for span in spans:
        marks[words.under(span.start, span.end), _columns()[mark]] = 1


def _windows(lengths: Sequence[int]) -> Iterator[Window]:
    """Yield the looks at a text whose words have so many pieces; a short text needs one."""
    total = len(lengths)
    if sum(lengths) <= WINDOW:
        yield Window(tuple(range(total)), 0, total)
        return
    head = _reach(lengths, 0, HEAD)
    looks: list[tuple[int, int]] = []
    start = stop = 0
    while stop < total:
        stop = _reach(lengths, start, WINDOW - (sum(lengths[:head]) if start else 0))
        looks.append((start, stop))
        start = max(_reach_back(lengths, stop, OVERLAP), start + 1)
    begin = 0
    for number, (start, stop) in enumerate(looks):
        end = (looks[number + 1][0] + stop) // 2 if number + 1 < len(looks) else total
        shown = range(start, stop) if start == 0 else (*range(min(head, start)), *range(start, stop))
        yield Window(tuple(shown), begin, end)
        begin = end


def _reach(lengths: Sequence[int], start: int, most: int) -> int:
    """Return how far words from `start` go that together have at most so many pieces."""
    end, pieces = start, 0
    while end < len(lengths) and pieces + lengths[end] <= most:
        pieces += lengths[end]
        end += 1
    return end


def _reach_back(lengths: Sequence[int], stop: int, least: int) -> int:
    """Return the word from which those before `stop` have so many pieces."""
    start, pieces = stop, 0
    while start > 0 and pieces < least:
        start -= 1
        pieces += lengths[start]
    return start

"""Names as marked words give them: trimmed, each thing once, at their fullest where that is asked for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from marsad.extract.learned.finding import Marked
from marsad.extract.learned.words import Words
from marsad.lexicon.files import word_list

__all__ = ["Named", "Names", "distinct", "places_in"]

LONGEST = 9
"""Words in the longest name of a person or a body."""
BRACKETS = {"(": ")", "[": "]"}
EITHER_BRACKET = frozenset({*BRACKETS, *BRACKETS.values()})
JOINED = 2
"""Small words between two capitalised ones of a name, at most: "Centre for the Study"."""


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(word_list("naming", name))


@dataclass(frozen=True, slots=True)
class Named:
    """Words first..stop that name something, and the chance that they are meant."""

    first: int
    stop: int
    chance: float


def _content(words: Words, first: int, stop: int) -> frozenset[str]:
    """Return what tells a name from another: its words without articles, titles and marks."""
    told = [words[number].lower().replace("’", "'").removesuffix("'s") for number in range(first, stop)]
    kept = [word for word in told if word[0].isalnum() and word not in _group("loose")]
    return frozenset(kept or told)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one or 2 * len(one & other) >= max(len(one), len(other))


def _trimmed(words: Words, run: Marked) -> Named | None:
    """Drop marks and small words from the ends of a run."""
    first, stop = run.first, run.stop
    while first < stop and (not words[first][0].isalnum() or words[first].lower() in _group("before")):
        first += 1
    while first < stop and (not words[stop - 1][0].isalnum() or words[stop - 1].lower() in _group("after")):
        stop -= 1
    if stop < len(words) and first < (opened := _opened(words, first, stop)):
        stop += words[stop] == BRACKETS[words[opened]]
    return Named(first, stop, run.chance) if first < stop else None


def distinct(words: Words, runs: Sequence[Marked], most: int) -> list[Named]:
    """Return what runs of words name, each thing once, likeliest first; of two names for one the fuller stands."""
    kept: list[tuple[Named, frozenset[str]]] = []
    for run in runs:
        named = _trimmed(words, run)
        if named is None:
            continue
        content = _content(words, named.first, named.stop)
        home = next((n for n, (_, other) in enumerate(kept) if _same(content, other)), None)
        if home is None:
            kept.append((named, content))
        elif kept[home][1] < content:
            kept[home] = (Named(named.first, named.stop, kept[home][0].chance), content)
    return [named for named, _ in kept[:most]]


def places_in(words: Words, named: Named) -> list[Named]:
    """Return the names of places in marked words: "town of Madaya in northern Syria" names Madaya.

    Where two names are joined by "and", both are places; of names nested by a comma or "in" it is the first, which
    is the narrowest. Words without a capital stay as they are.
    """
    start = named.first
    for number in range(named.first + 1, named.stop - 1):
        if words[number].lower() == "of" and words[number - 1].islower() and words[number + 1][0].isupper():
            start = number + 1
            break
    runs: list[tuple[int, int]] = []
    for number in range(start, named.stop):
        if not words[number][0].isupper():
            continue
        between = [words[n].lower() for n in range(runs[-1][1], number)] if runs else []
        if runs and all(word in _group("inside") for word in between):
            runs[-1] = (runs[-1][0], number + 1)
        elif not runs or between == ["and"]:
            runs.append((number, number + 1))
        else:
            break
    return [Named(first, _whole(words, stop), named.chance) for first, stop in runs] or [named]


def _whole(words: Words, stop: int) -> int:
    """Return where a name ends that goes on behind its marked words: "Urum" of "Urum al-Kubra"."""
    end = stop
    while end < len(words) and words[end].lower() in _group("inside") - frozenset("'’."):
        end += 1
    return end + 1 if stop < end < len(words) and words[end][0].isupper() else stop


class Names:
    """The names of a text: its runs of capitalised words, small joining words between them included.

    Initials in a bracket behind a name belong to it: "the RSF" is the Rapid Support Forces (RSF).

    `days` are the numbers of words that tell a time; they are no part of a name ("on Thursday the Observatory said").
    """

    def __init__(self, words: Words, days: Collection[int] = ()) -> None:
        self._words = words
        self._holding: dict[str, list[tuple[int, int]]] = {}
        for first, last in _runs(words, days):
            stop = _with_initials(words, first, last)
            for word in _content(words, first, stop) if last - first <= LONGEST else ():
                self._holding.setdefault(word, []).append((first, stop))

    def fullest(self, named: Named) -> Named:
        """Return the fullest name in the text that holds all words of a name, or the name itself."""
        content = _content(self._words, named.first, named.stop)
        if not any(self._words[n][0].isupper() for n in range(named.first, named.stop)):
            return named
        holders = [
            run for run in self._holding.get(min(content), ()) if content <= _content(self._words, *run)
        ]
        first, stop = max(
            holders,
            key=lambda run: (len(_content(self._words, *run)), -run[0]),
            default=(named.first, named.stop),
        )
        return Named(first, stop, named.chance) if stop - first > named.stop - named.first else named


def _opened(words: Words, first: int, stop: int) -> int:
    """Return the word of a name that opens a bracket which is not closed in the name, or -1."""
    marks = (number for number in reversed(range(first, stop)) if words[number] in EITHER_BRACKET)
    last = next(marks, -1)
    return last if last >= 0 and words[last] in BRACKETS else -1


def _with_initials(words: Words, first: int, stop: int) -> int:
    """Return where a name ends with its initials in a bracket, if there are some; "Beirut (AFP)" tells none."""
    told = [words[number] for number in range(stop, min(stop + 3, len(words)))]
    if len(told) < 3 or told[0] not in BRACKETS or told[2] != BRACKETS[told[0]] or not told[1].isupper():
        return stop
    letters = (words[number][0].upper() for number in range(first, stop))
    return stop + 3 if all(letter in letters for letter in told[1]) else stop


def _runs(words: Words, days: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield first and stop of each run of capitalised words, small joining words inside it included."""
    first = last = -1
    for number in range(len(words)):
        if not words[number][0].isupper() or number in days:
            continue
        between = range(last + 1, number)
        joined = len(between) <= JOINED and all(words[n].lower() in _group("joining") for n in between)
        if first >= 0 and not joined:
            yield first, last + 1
        first = first if first >= 0 and joined else number
        last = number
    if first >= 0:
        yield first, last + 1

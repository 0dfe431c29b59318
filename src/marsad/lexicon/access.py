"""Words of access: the place of a place in a convoy's journey, cargo, reasons, sieges and constraints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar, get_args

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words, word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex

__all__ = [
    "CRITERIA",
    "ROLES",
    "STATUSES",
    "Criterion",
    "Named",
    "Role",
    "Status",
    "access_words",
    "cargo_words",
    "leaves_behind",
    "load_constraints",
    "load_criteria",
    "named_words",
    "people_words",
    "role_words",
    "status_words",
]

T = TypeVar("T")

Role = Literal["destination", "staging", "route", "place"]
"""What a place is to a convoy; `place` where the words do not say."""
ROLES: tuple[Role, ...] = get_args(Role)

Status = Literal["besieged", "tightened", "eased", "lifted"]
STATUSES: tuple[Status, ...] = get_args(Status)

Criterion = Literal["surrounded", "aid_kept_out", "people_kept_in"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a list that others have made: its name there, and the words that say it here."""

    name: str
    words: tuple[str, ...]


@cache
def access_words(group: str) -> PhraseIndex[str]:
    """Return the index of a plain list of words of `access.yaml`; each word stands for itself."""
    return PhraseIndex.of((word, word) for word in word_list("access", group))


@cache
def role_words() -> PhraseIndex[Role]:
    """Return the words before a place that say what it is to a convoy; raises LexiconError for another role."""
    lists = word_lists("access", "roles")
    _check("roles", lists, ROLES)
    return PhraseIndex.of((word, role) for role in ROLES for word in lists[role])


@cache
def status_words() -> PhraseIndex[Status]:
    """Return the words for how a place that is cut off stands; raises LexiconError for another status."""
    lists = word_lists("access", "status")
    _check("status", lists, STATUSES)
    return PhraseIndex.of((word, status) for status in STATUSES for word in lists[status])


@cache
def cargo_words() -> PhraseIndex[str]:
    """Return the words for what is on board, each with the name that it is listed under."""
    return _index(word_lists("access", "cargo"))


@cache
def people_words() -> PhraseIndex[str]:
    """Return the words for people who are reached, each with the unit that they are counted in."""
    return _index(word_lists("access", "people"))


@cache
def load_criteria() -> Mapping[Criterion, Named]:
    """Return the criteria of the United Nations for a besieged area; raises LexiconError where one is missing."""
    named = _named("criteria")
    _check("criteria", named, CRITERIA)
    return {criterion: named[criterion] for criterion in CRITERIA}


@cache
def load_constraints() -> Mapping[str, Named]:
    """Return OCHA's constraints to access by their short names here."""
    return _named("constraints")


@cache
def named_words(group: Literal["criteria", "constraints"]) -> PhraseIndex[tuple[str, ...]]:
    """Return the index of the words of a list of names, each with the entries that it stands for."""
    entries: dict[str, tuple[str, ...]] = {}
    for id, entry in _named(group).items():
        for word in entry.words:
            entries[word] = (*entries.get(word, ()), id)
    return PhraseIndex.of(entries.items())


def leaves_behind(before: str) -> bool:
    """Tell whether the words before a place make it one that a convoy leaves or passes, as in "left the port of"."""
    text = before.rstrip()
    while (role := _last(role_words(), text)) is None:
        between = _last(access_words("between"), text)
        if between is None:
            return False
        text = text[: between[0]].rstrip()
    return role[1] in ("staging", "route")


def _last(words: PhraseIndex[T], text: str) -> tuple[int, T] | None:
    """Return where the words begin that a text ends with, and what they stand for."""
    return next(((start, value) for start, end, value in words.find(text) if end == len(text)), None)


def _index(lists: Mapping[str, Iterable[str]]) -> PhraseIndex[str]:
    return PhraseIndex.of((word, name) for name, words in lists.items() for word in words)


@cache
def _named(group: str) -> Mapping[str, Named]:
    try:
        return {
            id: Named(one["name"], tuple(one["words"])) for id, one in read_words("access")[group].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(f"access.yaml: {group} lacks or misspells {error}: mend the entry") from error


def _check(group: str, given: Iterable[str], wanted: Iterable[str]) -> None:
    if set(given) != set(wanted):
        raise LexiconError(f"access.yaml: the {group} are {', '.join(wanted)}")

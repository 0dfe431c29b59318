"""Words of truces: steps, brokers, terms, those whom a truce leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from marsad.errors import LexiconError
from marsad.lexicon.files import word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex

__all__ = ["STATES", "Durations", "TruceWords", "load_truce_words"]

_FILE = "ceasefires"
_STEPS = {
    "proposed", "agreed", "in_force", "partially_holding", "violated", "suspended", "extended", "ended",
}  # fmt: skip
_SIDES = {"after", "before"}
_PLAIN = ("declares", "only", "may", "truces", "nationwide", "negations")
STATES = ("begins", "salvage", "over")
"""Groups that are looked for together with the words of steps, so that the longest words win."""


@dataclass(frozen=True, slots=True)
class Durations:
    """Units of time, words before a number that make it a truce's length, and words after that do not."""

    units: frozenset[str]
    before: frozenset[str]
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class TruceWords:
    """The words as they are looked for; ceasefires.yaml tells what each group is.

    `steps` finds the name of a step or one of STATES, `terms` the kind of a clause, `brokers` and `excluded` on
    which side of the words the names stand, `plain` the words of the groups that have no names within.
    """

    steps: PhraseIndex[str]
    terms: PhraseIndex[str]
    brokers: PhraseIndex[str]
    excluded: PhraseIndex[str]
    plain: Mapping[str, PhraseIndex[str]]
    calls: frozenset[str]
    partly: frozenset[str]
    durations: Durations
    venues: frozenset[str]
    host_countries: frozenset[str]
    breaches: frozenset[str]


@cache
def load_truce_words(language: str = "en") -> TruceWords:
    """Return the words of truces of a language; raises LexiconError where the file is broken."""

    def words(group: str) -> tuple[str, ...]:
        return word_list(_FILE, group, language)

    states = {group: words(group) for group in STATES}
    lengths = _named("durations", {"units", "before", "not_after"}, language)
    return TruceWords(
        steps=_index(states | dict(_named("steps", _STEPS, language))),
        terms=_index(word_lists(_FILE, "terms", language)),
        brokers=_index(_named("brokers", _SIDES, language)),
        excluded=_index(_named("excluded", _SIDES, language)),
        plain={group: _index({group: words(group)}) for group in _PLAIN},
        calls=frozenset(words("calls")),
        partly=frozenset(words("partly")),
        durations=Durations(**{name: frozenset(found) for name, found in lengths.items()}),
        venues=frozenset(name.casefold() for name in words("venues")),
        host_countries=frozenset(words("host_countries")),
        breaches=frozenset(words("breaches")),
    )


def _index(named: Mapping[str, tuple[str, ...]]) -> PhraseIndex[str]:
    return PhraseIndex.of((phrase, name) for name, phrases in named.items() for phrase in phrases)


def _named(group: str, names: set[str], language: str) -> Mapping[str, tuple[str, ...]]:
    """Return a group of lists; raises LexiconError where it has not just the names that the program knows."""
    found = word_lists(_FILE, group, language)
    if set(found) != names:
        raise LexiconError(f"{_FILE}.yaml ({language}): {group} must have {', '.join(sorted(names))}")
    return found

"""The words of rescue work: `responses.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words, word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex

__all__ = ["STEPS", "ResponseWords", "Task", "load_responses"]

STEPS = ("dispatched", "on_site", "contained", "closed")
"""How far the work of responders can be, in order."""

_SIGNS = (
    "partly", "ongoing", "denied", "hindered", "needs", "responders", "alive", "dead", "number_after",
    "again", "returning", "aircraft", "buried", "taken", "pulled", "apart",
    "leading", "not_leading",
)  # fmt: skip
_MOVES = ("rescued", "recovered", "evacuated")
_TELLING = (*_MOVES, "pulled", "taken", "buried", "responders", "again", "returning")


@dataclass(frozen=True, slots=True)
class Task:
    """A task of civil defence by its id, and its name in article 61(a) of Additional Protocol I."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ResponseWords:
    """The words of a language by what they tell; an index gives the name of the group that a word stands in.

    `signs` has an index for each group of plain words.
    """

    tasks: Mapping[str, Task]
    task: PhraseIndex[str]
    step: PhraseIndex[str]
    facility: PhraseIndex[str]
    signs: Mapping[str, PhraseIndex[str]]
    any_sign: PhraseIndex[str]

    def speaks_of_response(self, text: str) -> bool:
        """Tell whether a text has any word of responders, of people whom they reach, or of another strike."""
        return next(self.any_sign.find(text), None) is not None

    def has(self, sign: str, text: str) -> bool:
        """Tell whether a text has a word of a group of plain words."""
        return next(self.signs[sign].find(text), None) is not None


@cache
def load_responses(language: str = "en") -> ResponseWords:
    """Return the words of rescue work; raises LexiconError where the file lacks or misspells a group."""
    tasks = read_words("responses", language).get("tasks", {})
    steps = word_lists("responses", "steps", language)
    if tuple(steps) != STEPS:
        raise LexiconError(f"responses.yaml ({language}): steps are {', '.join(STEPS)}, in this order")
    return ResponseWords(
        tasks={id: Task(id, _entry(id, entry, "name")) for id, entry in tasks.items()},
        task=_index({id: _entry(id, entry, "words") for id, entry in tasks.items()}),
        step=_index(steps),
        facility=_index(word_lists("responses", "facilities", language)),
        signs={
            group: _index({group: word_list("responses", group, language)}) for group in (*_SIGNS, *_MOVES)
        },
        any_sign=_index({group: word_list("responses", group, language) for group in _TELLING}),
    )


def _entry(id: str, entry: Any, key: str) -> Any:
    """Return one value of a task as the file has it."""
    if not isinstance(entry, dict) or set(entry) != {"name", "words"}:
        raise LexiconError(f"responses.yaml: the task {id} has a name and words, and nothing else")
    return entry[key]


def _index(groups: Mapping[str, Iterable[str]]) -> PhraseIndex[str]:
    return PhraseIndex.of((word, group) for group, words in groups.items() for word in words)

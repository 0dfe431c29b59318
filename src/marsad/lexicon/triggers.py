"""The words that can tell an event: `triggers.yaml`."""

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words
from marsad.lexicon.phrases import PhraseIndex, noun_forms, spellings, verb_forms

__all__ = ["NO_TYPE", "TriggerWord", "load_triggers", "trigger_index"]

NO_TYPE = ("harm", "act")
"""Groups whose words tell that something happened, but not of which type."""


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """An entry: its word, every form it matches, the types it can tell, and what it must or must not be."""

    word: str
    group: str
    types: tuple[str, ...]
    forms: tuple[str, ...]
    pos: str
    unless: frozenset[str]
    beside: frozenset[str]
    example: str


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    noun: str | None = None
    verb: str | None = None
    words: str | None = None
    forms: list[str] = []
    pos: str = ""
    types: list[str] = []
    unless: list[str] = []
    beside: list[str] = Field([], alias="with")
    example: str

    def entry(self, group: str) -> TriggerWord:
        word = self.noun or self.verb or self.words
        if not word or sum(map(bool, (self.noun, self.verb, self.words))) != 1:
            raise LexiconError(f"triggers.yaml, {group}: an entry has one of noun, verb and words: {self}")
        if self.noun:
            forms = [*self.forms] if word in self.forms else [*noun_forms(word), *self.forms]
        elif self.verb and not self.forms:
            forms = [*verb_forms(word)]
        else:
            forms = [word, *self.forms]
        written = tuple(dict.fromkeys(spelling for form in forms for spelling in spellings(form)))
        types = tuple(self.types) or (group,)
        return TriggerWord(
            word,
            group,
            types,
            written,
            self.pos,
            frozenset(self.unless),
            frozenset(self.beside),
            self.example,
        )


@cache
def load_triggers(language: str = "en") -> tuple[TriggerWord, ...]:
    """Return the entries of a language in the order of the file.

    Raises LexiconError naming the entry that is broken.
    """
    entries: list[TriggerWord] = []
    for group, rows in read_words("triggers", language).items():
        for row in rows:
            try:
                entries.append(_Row.model_validate(row).entry(group))
            except ValidationError as error:
                raise LexiconError(f"triggers.yaml ({language}), {group}, {row}: {error}") from error
    return tuple(entries)


@cache
def trigger_index(language: str = "en") -> PhraseIndex[tuple[TriggerWord, ...]]:
    """Return the index of every form; a form shared by entries (noun and verb) stands for all of them."""
    shared: dict[str, list[TriggerWord]] = {}
    for entry in load_triggers(language):
        for form in entry.forms:
            shared.setdefault(form, []).append(entry)
    return PhraseIndex.of((form, tuple(entries)) for form, entries in shared.items())

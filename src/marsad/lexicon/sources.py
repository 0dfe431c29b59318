"""The bodies that speak of wars, and the names and people by which reports quote them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words, word_lists
from marsad.lexicon.names import NameTable, name_parts, name_tokens

__all__ = ["Body", "is_generic", "load_sources", "resolve_source", "source_kind"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that speaks: its names, the people who speak for it, and the party it speaks for or "".

    `loose_names` mean it only in a report that names it elsewhere; `kind` is a source kind of the codebook.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    heads: tuple[str, ...] = ()
    loose_names: tuple[str, ...] = ()
    party: str = ""


@cache
def load_sources() -> Mapping[str, Body]:
    """Return the known bodies by id; raises LexiconError where the list is broken."""
    bodies = {}
    for id, entry in read_words("sources")["bodies"].items():
        try:
            bodies[id] = Body(
                id=id,
                name=entry["name"],
                names=(entry["name"], *entry["names"]),
                kind=entry["kind"],
                heads=tuple(entry.get("heads", ())),
                loose_names=tuple(entry.get("loose_names", ())),
                party=entry.get("party", ""),
            )
        except (KeyError, TypeError) as error:
            raise LexiconError(f"sources.yaml: {id} lacks or misspells {error}: mend the entry") from error
    return bodies


@lru_cache(maxsize=65536)
def resolve_source(name: str) -> Body | None:
    """Return the body that `name` means in any report, whether it names the body or who speaks for it."""
    found = {body for part in name_parts(name) if (body := _match(part))}
    return load_sources()[found.pop()] if len(found) == 1 else None


def is_generic(name: str) -> bool:
    """Tell whether a voice is a crowd without a name, such as "local activists" or "a military source"."""
    return set(name_tokens(name)) <= _words("generic_words")


def _match(part: str) -> str:
    return next((body for body, rest in _table().matches(part) if rest <= _words("speaker_words")), "")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(read_words("sources")[group].split())


@cache
def _table() -> NameTable[str]:
    names: dict[tuple[str, ...], str] = {}
    for body in load_sources().values():
        for name in (*body.names, *body.heads):
            names.setdefault(name_tokens(name), body.id)
    return NameTable(names, _words("speaker_words"))


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in word_lists("speech", "kinds").items() for word in words}


def source_kind(name: str) -> str:
    """Return the kind of source that a name's own words tell ("a medic" → medic), or ""."""
    return next((_kinds()[word] for word in reversed(name.lower().split()) if word in _kinds()), "")

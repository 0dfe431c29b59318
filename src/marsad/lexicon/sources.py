"""The bodies that speak of wars, and the names and people by which reports quote them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from marsad.errors import LexiconError
from marsad.lexicon.files import read_words, word_lists
from marsad.lexicon.names import NameTable, name_parts, name_tokens
from marsad.lexicon.parties import load_parties, resolve_party

__all__ = [
    "Body",
    "has_rivals",
    "is_generic",
    "load_sources",
    "organ_of",
    "resolve_source",
    "source_kind",
    "without_speaker",
]


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


@lru_cache(maxsize=65536)
def is_generic(name: str) -> bool:
    """Tell whether a voice is a crowd without a name, such as "local activists" or "a military source"."""
    return set(name_tokens(name)) <= _words("generic_words")


def without_speaker(name: str) -> str:
    """Return a name without the words for whoever speaks ("a source in the Saudi-led coalition")."""
    return " ".join(word for word in name_tokens(name) if word not in _words("speaker_words"))


@lru_cache(maxsize=65536)
def organ_of(name: str) -> str | None:
    """Return the country (ISO alpha-2) whose state speaks where a ministry, an army or the country itself does.

    It is "" where the name does not say of which state it is the organ, None where it is none.
    """
    known = _words("organ_words") | _words("organ_kinds") | _words("generic_words") | _words("speaker_words")
    words = set(name_tokens(name))
    rest = words - known
    countries = {_country_of(word) for word in rest}
    if len(countries) > 1 or "" in countries or (not rest and words.isdisjoint(_words("organ_words"))):
        return None
    if rest and len(words) > len(rest) and words.isdisjoint(_words("organ_words")):
        return None  # "Syrian activists"
    return countries.pop() if countries else ""


def has_rivals(name: str, countries: Collection[str]) -> bool:
    """Tell whether one of the countries has rival governments, so that "the health ministry" may be either's."""
    words = set(name_tokens(name))
    rivals = read_words("sources")["rival_governments"]
    return any(not words.isdisjoint(rivals[country].split()) for country in countries if country in rivals)


@cache
def _country_of(word: str) -> str:
    """Return the ISO code of the country whose name or adjective a word is, or ""."""
    party = resolve_party(f"{word} army")
    countries = load_parties()[party].countries if party else ()
    return countries[0] if len(countries) == 1 else ""


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

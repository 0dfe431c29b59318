"""Compare names of people, bodies and parties: tokens, and the name inside a longer phrase."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import Generic, TypeVar

from marsad.lexicon.files import read_words

__all__ = ["NameTable", "name_parts", "name_tokens"]

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’ʼ]s?\b")
_BRACKETS = re.compile(r"[()\[\]]|, ")


# Names come again and again.
@lru_cache(maxsize=65536)
def name_tokens(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, diacritics, dots, possessives, articles and prepositions."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = _TOKEN.findall(_POSSESSIVE.sub("", plain).replace(".", ""))
    return tuple(word for word in words if word not in _fillers()) or tuple(words)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(read_words("parties")["filler_words"].split())


def name_parts(name: str) -> tuple[str, ...]:
    """Return the whole name, then what stands in, before and after its brackets and commas."""
    parts = tuple(part.strip() for part in _BRACKETS.split(name) if part.strip())
    return (name, *parts) if len(parts) > 1 else (name,)


class NameTable(Generic[T]):
    """Names with what they stand for; finds the longest name in a phrase."""

    def __init__(self, names: Mapping[tuple[str, ...], T], words: Collection[str]) -> None:
        self._names = names
        self._longest = max(map(len, names), default=0)
        self._known = {token for name in names for token in name} | set(words)

    def matches(self, phrase: str) -> Iterator[tuple[T, frozenset[str]]]:
        """Yield what each name in the phrase stands for, with the words left over, the longest name first."""
        tokens = tuple(map(self._canonical, name_tokens(phrase)))
        for length in range(min(len(tokens), self._longest), 0, -1):
            for start in range(len(tokens) - length + 1):
                found = self._names.get(tokens[start : start + length])
                if found is not None:
                    yield found, frozenset(tokens[:start] + tokens[start + length :])

    def _canonical(self, token: str) -> str:
        """Mend a possessive that lost its apostrophe ("Syrias army")."""
        return (
            token[:-1]
            if token not in self._known and token[:-1] in self._known and token[-1] == "s"
            else token
        )

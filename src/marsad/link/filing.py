"""What linking knows of a claim as text, to be kept between two linkings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from pydantic import TypeAdapter

from marsad.ids import canonical_json, sha256_hex
from marsad.link.facts import Facts
from marsad.link.keys import filed, hashed
from marsad.link.locks import convoy_keys
from marsad.link.roots import Root

__all__ = ["Filed", "keys_of", "linker", "read_filed", "read_filing", "write_filing"]

FORM = 1
"""Goes up with every change of code by which claims are filed, meet or are tied otherwise."""


def write_filing(fact: Facts) -> str:
    """Return what linking knows of a claim as JSON."""
    return _adapter().dump_json(fact).decode()


def read_filing(body: str) -> Facts:
    """Return what `write_filing` wrote; raises ValueError where the text is nothing of that kind."""
    return _adapter().validate_json(body)


@dataclass(frozen=True, slots=True)
class Filed:
    """The part of what linking knows of a claim that tells whose it is."""

    root: Root
    published: date | None
    land: str = ""


def read_filed(body: str) -> Filed:
    """Return whose claim it is from what `write_filing` wrote: a quarter of the time of `read_filing`."""
    return _slim().validate_json(body)


def keys_of(fact: Facts) -> tuple[int, ...]:
    """Return the keys under which claims of other reports and of its convoy find it, as numbers of 64 bits."""
    keys = chain((key for key in filed(fact) if key[0] != "report"), convoy_keys(fact))
    return tuple(sorted({hashed(key) for key in keys}))


@cache
def linker() -> str:
    """Return what names this program where it links: what another has filed may have other keys, ties and fields.

    It is a hash of what a claim is filed as, and of the words, types and weights that decide.
    """
    known = [canonical_json(_adapter().json_schema()), str(FORM)]
    for package in ("marsad.lexicon", "marsad.codebook", "marsad.link"):
        known += (text.read_text("utf-8") for text in _data(files(package)))
    return sha256_hex("\0".join(known).encode())[:16]


def _data(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _data(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


@cache
def _slim() -> TypeAdapter[Filed]:
    return TypeAdapter(Filed)


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)

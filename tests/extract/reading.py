"""The real parser and the real reader over a small place index, for the tests of reading."""

from datetime import date

from spacy.tokens import Doc
from tests.workshop import small_workshop

from marsad.extract.parse import parse
from marsad.extract.reader import read_claims
from marsad.extract.scene import Scene, look_at
from marsad.gazetteer import Entry
from marsad.model import Claim, Report

PUBLISHED = date(2016, 9, 20)
"""A Tuesday."""


def lookup(name: str) -> tuple[Entry, ...]:
    """What the small place index knows by a name."""
    return tuple(small_workshop().gazetteer.lookup(name))


def parsed(text: str) -> Doc:
    """The text as the parser sees it."""
    return parse(text, small_workshop().reader.nlp)


def scene(text: str) -> Scene:
    """What a text mentions."""
    return look_at(Report(text=text, published=PUBLISHED), parsed(text), lookup)


def read(text: str, *, published: date | None = PUBLISHED) -> tuple[Claim, ...]:
    """The claims of a text."""
    return read_claims(Report(text=text, published=published), small_workshop().reader)


def claim(text: str, kind: str, *, published: date | None = PUBLISHED) -> Claim:
    """The first claim of one type; fails where there is none."""
    found = read(text, published=published)
    first = next((one for one in found if one.type == kind), None)
    assert first is not None, f"no {kind} among {[one.type for one in found]}"
    return first

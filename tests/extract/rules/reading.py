"""The real parser and the rule reader over a small place index, for the tests of reading."""

from datetime import date
from functools import cache

from spacy.tokens import Doc
from tests.workshop import PIPELINE, places_cache

from marsad.extract.rules.parse import parse
from marsad.extract.rules.reader import RuleReader, open_rule_reader
from marsad.extract.rules.scene import Scene, look_at
from marsad.gazetteer import Entry, Gazetteer, open_gazetteer
from marsad.model import Claim, Report
from marsad.ops.places import index_file

PUBLISHED = date(2016, 9, 20)
"""A Tuesday."""


@cache
def gazetteer() -> Gazetteer:
    """The small place index, opened once for all tests of a process."""
    return open_gazetteer(index_file(places_cache()))


@cache
def reader() -> RuleReader:
    """The rule reader, loaded once for all tests of a process."""
    return open_rule_reader(lookup, pipeline=PIPELINE)


def lookup(name: str) -> tuple[Entry, ...]:
    """What the small place index knows by a name."""
    return tuple(gazetteer().lookup(name))


def parsed(text: str) -> Doc:
    """The text as the parser sees it."""
    return parse(text, reader().nlp)


def scene(text: str) -> Scene:
    """What a text mentions."""
    return look_at(Report(text=text, published=PUBLISHED), parsed(text), lookup)


def read(text: str, *, published: date | None = PUBLISHED) -> tuple[Claim, ...]:
    """The claims of a text."""
    return reader().read(Report(text=text, published=published))


def claim(text: str, kind: str, *, published: date | None = PUBLISHED) -> Claim:
    """The first claim of one type; fails where there is none."""
    found = read(text, published=published)
    first = next((one for one in found if one.type == kind), None)
    assert first is not None, f"no {kind} among {[one.type for one in found]}"
    return first

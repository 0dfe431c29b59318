"""The learned reader over a small place index, for the tests of reading."""

from datetime import date

from tests.workshop import small_workshop

from marsad.model import Claim, Report

PUBLISHED = date(2016, 9, 20)
"""A Tuesday."""


def read(text: str, *, published: date | None = PUBLISHED) -> tuple[Claim, ...]:
    """The claims of a text."""
    return small_workshop().reader.read(Report(text=text, published=published))


def claim(text: str, kind: str, *, published: date | None = PUBLISHED) -> Claim:
    """The first claim of one type; fails where there is none."""
    found = read(text, published=published)
    first = next((one for one in found if one.type == kind), None)
    assert first is not None, f"no {kind} among {[one.type for one in found]}"
    return first

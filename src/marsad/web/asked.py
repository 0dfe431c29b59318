"""Parameters of addresses as forms send them: a field left empty asks for nothing."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BeforeValidator

from marsad.errors import ConfigError

__all__ = ["Day", "Kilometres", "Limit", "Number", "PageNumber", "PlaceNames", "Words", "day_of", "places_in"]

MOST_PLACES = 20
LONGEST = 20_000
"""Kilometres: half round the earth."""


def day_of(given: object) -> object:
    """Return a day, None for an empty field; raises ValueError for what is no day."""
    if given is None or isinstance(given, date):
        return given
    words = str(given).strip()
    return date.fromisoformat(words) if words else None


def _or_none(given: object) -> object:
    return None if isinstance(given, str) and not given.strip() else given


Day = Annotated[date | None, BeforeValidator(day_of), Query()]
Words = Annotated[str, Query(max_length=200)]
Kilometres = Annotated[float | None, BeforeValidator(_or_none), Query(gt=0, le=LONGEST, allow_inf_nan=False)]
Number = Annotated[int | None, BeforeValidator(_or_none), Query(ge=1, le=10_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
PlaceNames = Annotated[str, Query(max_length=2_000)]


def places_in(given: str) -> tuple[str, ...]:
    """Return the places of one field, which a semicolon or a new line parts: a comma stands inside of some.

    Raises ConfigError for too many.
    """
    parts = (part.strip() for line in given.splitlines() for part in line.split(";"))
    found = tuple(part for part in parts if part)
    if len(found) > MOST_PLACES:
        raise ConfigError(f"{len(found)} places are given; give at most {MOST_PLACES}")
    return found

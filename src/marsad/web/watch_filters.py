"""What the watches are asked for in an address, beside what `filters` has; a field left empty asks for nothing."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from marsad.errors import ConfigError
from marsad.web.filters import given, writable

__all__ = ["Limit", "Number", "PageNumber", "PlaceNames", "Reach", "places_in"]

MOST_PLACES = 20

Reach = Annotated[
    Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)] | None, BeforeValidator(given)
]
"""Kilometres; None where the field is empty, which leaves a place its own radius."""
Number = Annotated[Annotated[int, Field(ge=1, le=10_000)] | None, BeforeValidator(given)]
Limit = Annotated[int, BeforeValidator(lambda value: value or 20), Field(ge=1, le=200)]
PageNumber = Annotated[int, Field(ge=1, le=100_000)]
PlaceNames = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(writable)]
"""Places by name, parted by semicolons or lines."""


def places_in(names: str) -> tuple[str, ...]:
    """Return the places of one field, which a semicolon or a new line parts: a comma stands inside of some.

    Raises ConfigError for too many.
    """
    parts = (part.strip() for line in names.splitlines() for part in line.split(";"))
    found = tuple(part for part in parts if part)
    if len(found) > MOST_PLACES:
        raise ConfigError(f"{len(found)} places are given; give at most {MOST_PLACES}")
    return found

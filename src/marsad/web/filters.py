"""What incidents are asked for by in an address: the parameters, and the query that they make."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from marsad.codebook import load_codebook
from marsad.errors import ConfigError
from marsad.model import Grade
from marsad.ops.places import point_of
from marsad.store import IncidentQuery, Order
from marsad.web.desk import Desk

__all__ = ["WRITABLE", "Asked", "Day", "Filters", "Kilometres", "Text", "given", "point_near", "writable"]


def writable(words: str) -> str:
    """Return words that can be stored and looked for; raises ValueError for others."""
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in words):
        raise ValueError("is not valid text; write it in UTF-8 without NUL characters")
    return words


def given(value: Any) -> Any:  # Any: what a form sends
    """Return None for a field of a form that was left empty."""
    return None if value == "" else value


def _day(value: Any) -> Any:  # Any: as above
    """Refuse what is no day and would be taken for one, such as seconds since 1970."""
    if isinstance(value, str) and value and not WRITTEN_DAY.fullmatch(value):
        raise ValueError("a day is written as 2016-09-19")
    return given(value)


WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
WRITABLE = r"^[^\x00]*$"
Text = Annotated[
    str,
    StringConstraints(max_length=200, strip_whitespace=True, pattern=WRITABLE),
    AfterValidator(writable),
]
"""Words of one line."""
Day = Annotated[date | None, BeforeValidator(_day)]
"""A day, YYYY-MM-DD; none where the field is empty."""
Least = Annotated[int, BeforeValidator(lambda value: value or 0), Field(ge=0, le=10**9)]
"""The least number of people; 0 asks for nothing."""
Kilometres = Annotated[float, BeforeValidator(lambda value: value or 25.0), Field(gt=0, le=20_000)]
"""How far round a place."""


class Filters(BaseModel):
    """The conditions of `marsad incidents`, by the names of its options; what is left empty asks for nothing."""

    type: list[Text] = Field([], max_length=40, description="Of one of these types of the codebook.")
    since: Day = Field(None, description="On this day or later.")
    until: Day = Field(None, description="On this day or earlier.")
    near: Text = Field("", description="Round a place: a name or LATITUDE,LONGITUDE.")
    within: Kilometres = Field(25.0, description="How far round it, in kilometres.")
    place: Text = Field("", description="Where a place's name has these words.")
    party: Text = Field("", description="Where somebody speaks of this party, by its id.")
    source: Text = Field("", description="What a source tells whose name has these words.")
    text: Text = Field("", description="Where one report has all these words.")
    grade: Annotated[Grade | None, BeforeValidator(given)] = Field(None, description="Of this grade.")
    min_killed: Least = Field(0, description="Where so many were killed, by the best count.")
    min_injured: Least = Field(0, description="Where so many were injured, by the best count.")
    min_missing: Least = Field(0, description="Where so many are missing, by the best count.")
    min_displaced: Least = Field(0, description="Where so many were displaced, by the best count.")
    min_detained: Least = Field(0, description="Where so many were detained, by the best count.")
    sort: Order = Field("newest", description="Which come first: by day, or by the best count of killed.")

    def query(self, desk: Desk, *, limit: int | None = None) -> IncidentQuery:
        """Return the query; raises ConfigError, GazetteerError or StoreError for a value that makes no sense."""
        types = tuple(type for type in self.type if type)
        known = load_codebook().types
        if unknown := next((type for type in types if type not in known), ""):
            raise ConfigError(f"there is no type {unknown!r}; choose from {', '.join(known)}")
        return IncidentQuery(
            type=types,
            since=self.since,
            until=self.until,
            near=point_near(desk, self.near, self.within),
            place=self.place,
            party=self.party,
            source=self.source,
            text=self.text,
            grade=self.grade,
            killed=self.min_killed,
            injured=self.min_injured,
            missing=self.min_missing,
            displaced=self.min_displaced,
            detained=self.min_detained,
            sort=self.sort,
            limit=limit,
        )

    def given(self) -> dict[str, Any]:  # Any: values of every kind
        """Return what is asked for, by the names of the parameters; what asks for nothing is left out."""
        told = self.model_dump(mode="json", exclude_defaults=True)
        if not self.near:
            told.pop("within", None)
        return {name: value for name, value in told.items() if value not in ("", None, [], [""])}


def point_near(desk: Desk, place: str, within: float) -> tuple[float, float, float] | None:
    """Return the point of a place with the kilometres round it, None where no place is asked for.

    Raises GazetteerError for a name that is nobody's.
    """
    return (*point_of(place, desk.places()), within) if place else None


Asked = Annotated[Filters, Query()]
"""Filters as the parameters of a route."""

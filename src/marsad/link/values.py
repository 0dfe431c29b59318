"""The values that people may put in place of what was read: from words to values, and back to words."""

import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from marsad.codebook import load_codebook
from marsad.errors import JudgementError
from marsad.lexicon.parties import load_parties
from marsad.model import Grade, Interval, Place, Quantity, Stance

__all__ = [
    "NONE",
    "party_id",
    "place_text",
    "read_grade",
    "read_interval",
    "read_phase",
    "read_place",
    "read_quantity",
    "read_source_kind",
    "read_stance",
    "read_type",
]

NONE = "none"
"""The value that takes away what was read: the claim does not tell it."""

_DASHES = re.compile("[–—−‑]")
MOST_DIGITS = 15
"""Digits of the largest number that is taken from a person: a slip of the hand is no count."""
_BOUNDS = re.compile(r"(\d+)(?:-(\d*))?|at least (\d+)|(\d+)\+|(?:up to |at most )(\d+)")
_COUNTRY = re.compile(r",\s*([A-Z]{2})$")
# A point that a person gives has no kind; linking goes by how wide a place of each kind is at most.
_KIND_OF_RADIUS_KM = ((1.0, "neighbourhood"), (3.0, "town"), (30.0, "city"))


def read_quantity(value: str) -> Quantity:
    """Return the number in "12", "12-20", "at least 12" (also "12+" or "12-") or "up to 20".

    Raises JudgementError for anything else.
    """
    found = _BOUNDS.fullmatch(_DASHES.sub("-", value.strip().lower()))
    if not found:
        raise JudgementError(
            f"{value!r} is no number; give 12, 12-20, 'at least 12', 'up to 20', or {NONE} where nobody counts"
        )
    if any(number and len(number) > MOST_DIGITS for number in found.groups()):
        raise JudgementError(f"{value[:40]!r} is no number of people or things; look at its digits again")
    low, high, least, more, most = found.groups()
    try:
        if most is not None:
            return Quantity(None, int(most))
        if high is None and low is not None:
            return Quantity.exactly(int(low))
        return Quantity(int(low or least or more), int(high) if high else None)
    except ValueError as error:
        raise JudgementError(f"{value!r} is no number: {error}; give the lower bound first") from None


def read_interval(value: str) -> Interval:
    """Return the days in "2016-09-19", "2016-09-19/2016-09-21" or "2016-09-19 to 2016-09-21"."""
    first, _, last = value.replace(" to ", "/").partition("/")
    try:
        start = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip()) if last.strip() else start
        return Interval(start, end, "day" if start == end else "days")
    except ValueError as error:
        raise JudgementError(
            f"{value!r} is no day ({error}); give YYYY-MM-DD, YYYY-MM-DD/YYYY-MM-DD, or {NONE}"
        ) from None


def read_place(value: str) -> Place:
    """Return the place in "LATITUDE,LONGITUDE,RADIUS_KM[,NAME[,COUNTRY]]", or in what `place_text` writes.

    `COUNTRY` is two capital letters (ISO 3166). Without a name the place is called by its point.
    """
    if value.startswith("{"):
        return _stored_place(value)
    try:
        latitude, longitude, radius, *rest = value.split(",", maxsplit=3)
        north, east, km = (float(part) for part in (latitude, longitude, radius))
        name = rest[0].strip() if rest else ""
        country = _COUNTRY.search(name)
        return Place(
            name=_COUNTRY.sub("", name) or f"{north:g}, {east:g}",
            latitude=north,
            longitude=east,
            radius_km=_finite(km),
            country=country[1] if country else "",
            gazetteer_id="",
            kind=next((kind for most, kind in _KIND_OF_RADIUS_KM if km <= most), "region"),
        )
    except ValueError as error:
        raise JudgementError(
            f"{value!r} is no place ({error}); give LATITUDE,LONGITUDE,RADIUS_KM[,NAME[,COUNTRY]], a name that "
            f"`marsad gazetteer search` finds once, or {NONE}"
        ) from None


def place_text(place: Place) -> str:
    """Return a place as the value of a judgement, with all that the gazetteer knows of it."""
    return json.dumps(asdict(place), sort_keys=True, ensure_ascii=False)


def read_type(value: str) -> str:
    """Return an event type of the codebook."""
    return _one_of("type", value, load_codebook().types)


def read_phase(value: str) -> str:
    """Return a phase of the codebook."""
    return _one_of("phase", value, load_codebook().phases)


def read_stance(value: str) -> Stance:
    """Return a stance."""
    stances: tuple[Stance, ...] = get_args(Stance)
    named = _one_of("stance", value, stances)
    return next(stance for stance in stances if stance == named)


def read_grade(value: str) -> Grade:
    """Return a grade."""
    grades: tuple[Grade, ...] = get_args(Grade)
    named = _one_of("grade", value, grades)
    return next(grade for grade in grades if grade == named)


def read_source_kind(value: str) -> str:
    """Return a kind of source of the codebook."""
    return _one_of("kind of source", value, load_codebook().source_kinds)


def party_id(value: str) -> str:
    """Return the id of the party of an id or name; raises JudgementError for a party that nobody knows."""
    wanted = value.strip().casefold()
    for party in load_parties().values():
        if wanted in {party.id.casefold(), *(name.casefold() for name in (party.name, *party.names))}:
            return party.id
    raise JudgementError(
        f"no party is called {value!r}; give an id of lexicon/en/parties.yaml, such as russia, or {NONE}"
    )


def _one_of(what: str, value: str, known: Any) -> str:  # Any: whatever holds names
    named = value.strip().lower().replace(" ", "_")
    if named not in known:
        raise JudgementError(f"there is no {what} {value!r}; choose one of {', '.join(known)}")
    return named


def _stored_place(value: str) -> Place:
    try:
        fields: dict[str, Any] = json.loads(value)  # Any: JSON data, checked by the model
        return Place(
            name=str(fields["name"]),
            latitude=float(fields["latitude"]),
            longitude=float(fields["longitude"]),
            radius_km=_finite(float(fields["radius_km"])),
            country=str(fields["country"]),
            gazetteer_id=str(fields["gazetteer_id"]),
            kind=str(fields["kind"]),
            parents=tuple(str(parent) for parent in fields["parents"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise JudgementError(
            f"{value!r} is no place ({error}); give LATITUDE,LONGITUDE,RADIUS_KM[,NAME]"
        ) from None


def _finite(km: float) -> float:
    if km in (float("inf"), float("-inf")):
        raise ValueError("the radius has no end")
    return km

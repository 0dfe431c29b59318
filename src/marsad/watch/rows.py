"""The rows of totals: in which week, month, day, place, party or type an incident is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from marsad.gazetteer.countries import country_name
from marsad.lexicon.parties import load_parties
from marsad.model import Incident, Place, shifted

__all__ = ["By", "Level", "NoRow", "Row", "find_rows"]

By = Literal["week", "month", "day", "place", "party", "type"]
Level = Literal["country", "region", "place"]
NoRow = Literal["undated", "several", "unplaced", "wider", "nobody"]


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A row: its key for programs, its label for people."""

    key: str
    label: str


def find_rows(incident: Incident, by: By, level: Level = "region") -> tuple[Row, ...] | NoRow:
    """Return the rows that an incident is counted in, one unless `by` is party, or why it is in none.

    A time goes to a row that holds all of its days; a night to the day on which it begins. Weeks run from
    Monday to Sunday and are numbered as in ISO 8601. A place goes to the row of the country or region that it
    lies in as far as the gazetteer tells, and to a row of its own at level "place" unless it is a region or a
    country itself.
    """
    return _FINDERS[by](incident) if by != "place" else _by_place(incident, level)


def _by_time(incident: Incident, row_of: Callable[[date], Row]) -> tuple[Row, ...] | NoRow:
    time = incident.time
    if time is None:
        return "undated"
    end = time.start if time.precision == "night" else time.end
    row = row_of(time.start)
    return (row,) if row_of(end) == row else "several"


def _day(day: date) -> Row:
    return Row(day.isoformat(), day.isoformat())


def _week(day: date) -> Row:
    year, week, weekday = day.isocalendar()
    first, last = (shifted(day, days) for days in (1 - weekday, 7 - weekday))
    return Row(f"{year:04}-W{week:02}", f"{first} to {last}")


def _month(day: date) -> Row:
    return Row(f"{day:%Y-%m}", f"{day:%Y-%m}")


def _by_type(incident: Incident) -> tuple[Row, ...]:
    return (Row(incident.type, incident.type.replace("_", " ")),)


def _by_party(incident: Incident) -> tuple[Row, ...] | NoRow:
    parties = load_parties()
    blamed = {
        one.party for one in incident.attributions if one.relation in ("blames", "admits") and one.party
    }
    rows = (Row(id, parties[id].name if id in parties else id) for id in sorted(blamed))
    return tuple(rows) or "nobody"


def _by_place(incident: Incident, level: Level) -> tuple[Row, ...] | NoRow:
    place = incident.place
    if place is None:
        return "unplaced"
    country = (country_name(place.country) or place.country) if place.country else ""
    if level == "country":
        return (Row(place.country, country),) if place.country else "wider"
    inside = place.parents[:-1] if place.parents[-1:] == (country,) else place.parents
    if level == "region":
        region = _region(place, inside)
        return (Row(f"{place.country}/{region}", _joined(region, country)),) if region else "wider"
    if place.kind in ("country", "region"):
        return "wider"
    key = "/".join((place.country, *reversed(inside), place.name))
    return (Row(key, _joined(place.name, *inside, country)),)


def _region(place: Place, inside: tuple[str, ...]) -> str:
    """Return the outermost place inside the country that holds the place, or is the place, or ""."""
    if place.kind == "country" or not place.country:
        return ""
    return inside[-1] if inside else place.name if place.kind == "region" else ""


def _joined(*names: str) -> str:
    return ", ".join(name for name in names if name)


_FINDERS: Mapping[str, Callable[[Incident], tuple[Row, ...] | NoRow]] = {
    "week": partial(_by_time, row_of=_week),
    "month": partial(_by_time, row_of=_month),
    "day": partial(_by_time, row_of=_day),
    "party": _by_party,
    "type": _by_type,
}

"""One incident as one row: what a table, a map and a list of the command line show of it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from marsad.model import HARM_KINDS, Incident

__all__ = ["COLUMNS", "Cell", "Summary", "summarise"]

Cell = str | int | float | date | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The columns of an incident; `_low`, `_best` and `_high` bound a toll, None means that nobody says.

    `open_ended` names the tolls whose high is unbounded: somebody says "at least" and nobody says how many at
    most. `blamed`, `denied` and `admitted` read "who: whom".
    """

    id: str
    type: str
    phase: str
    start: date | None
    end: date | None
    precision: str
    place: str
    places: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    country: str
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    missing_low: int | None
    missing_best: int | None
    missing_high: int | None
    displaced_low: int | None
    displaced_best: int | None
    displaced_high: int | None
    detained_low: int | None
    detained_best: int | None
    detained_high: int | None
    open_ended: tuple[str, ...]
    grade: str
    grade_reason: str
    blamed: tuple[str, ...]
    denied: tuple[str, ...]
    admitted: tuple[str, ...]
    doubted: tuple[str, ...]
    sources: tuple[str, ...]
    means: tuple[str, ...]
    covers: tuple[str, ...]
    claims: tuple[str, ...]

    def cells(self) -> dict[str, Cell]:
        """Return the values by column, in the order of COLUMNS."""
        return {column: getattr(self, column) for column in COLUMNS}


COLUMNS = tuple(field.name for field in fields(Summary))


def summarise(incident: Incident) -> Summary:
    """Return the row of an incident."""
    place, time = incident.place, incident.time
    return Summary(
        id=incident.id,
        type=incident.type,
        phase=incident.phase,
        start=time.start if time else None,
        end=time.end if time else None,
        precision=time.precision if time else "",
        place=place.name if place else "",
        places=incident.place_names,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        radius_km=place.radius_km if place else None,
        country=place.country if place else "",
        **_tolls(incident),
        open_ended=tuple(toll.kind for toll in incident.tolls if not toll.group and toll.high is None),
        grade=incident.grade,
        grade_reason=incident.grade_reason,
        blamed=_said(incident, "blames"),
        denied=_said(incident, "denies"),
        admitted=_said(incident, "admits"),
        doubted=_said(incident, "doubts"),
        sources=incident.roots,
        means=incident.means,
        covers=incident.covers,
        claims=incident.claims,
    )


def _tolls(incident: Incident) -> dict[str, int | None]:
    bounds: dict[str, int | None] = {}
    for kind in HARM_KINDS:
        toll = incident.toll_of(kind)
        bounds |= {f"{kind}_{bound}": getattr(toll, bound, None) for bound in ("low", "best", "high")}
    return bounds


def _said(incident: Incident, relation: str) -> tuple[str, ...]:
    return _distinct(
        f"{one.root}: {one.actor or 'the event'}" for one in incident.attributions if one.relation == relation
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

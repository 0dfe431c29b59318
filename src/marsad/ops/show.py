"""Finding one thing of a record by its id, with all that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from marsad.errors import StoreError
from marsad.model import Claim, Incident, Report
from marsad.store import View

__all__ = ["Shown", "find", "most_argued"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One incident, claim or report; `claims` are an incident's or a report's, `reports` where they stand."""

    thing: Incident | Claim | Report
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]


def find(view: View, start: str) -> Shown:
    """Return the incident, claim or report whose id begins so; the kind may be left out.

    Raises StoreError where nothing or more than one thing has such an id.
    """
    kind, dash, _ = start.partition("-")
    kinds = {"incident": view.incident, "claim": view.claim, "report": view.report}
    if dash and kind not in kinds:
        raise StoreError(f"{start!r} is no id; ids begin with {', '.join(kinds)}")
    asked = [kinds[kind]] if dash else list(kinds.values())
    found = [thing for look_up in asked if (thing := look_up(start)) is not None]
    if not found:
        raise StoreError(f"the record holds nothing with the id {start!r}; `marsad incidents` lists ids")
    if len(found) > 1:
        raise StoreError(f"{start!r} begins more than one id; write {' or '.join(one.id for one in found)}")
    return _with_claims(view, found[0])


def most_argued(view: View) -> Incident | None:
    """Return the incident of whose doer most sources speak, a contested one where there is any, or None."""
    incidents = sorted(view.incidents(), key=lambda incident: incident.id)
    return max(incidents, key=_argued, default=None)


def _argued(incident: Incident) -> tuple[bool, int, int]:
    voices = {said.root for said in incident.attributions}
    return incident.grade == "contested", len(voices), len(incident.claims)


def _with_claims(view: View, thing: Incident | Claim | Report) -> Shown:
    if isinstance(thing, Report):
        return Shown(thing, tuple(view.claims(thing.id)), {thing.id: thing})
    claims = tuple(view.claims(incident=thing.id)) if isinstance(thing, Incident) else (thing,)
    reports = (view.report(report) for report in {claim.report for claim in claims})
    return Shown(thing, claims, {report.id: report for report in reports if report})

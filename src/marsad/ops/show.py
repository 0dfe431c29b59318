"""Finding one thing of a record by its id, with all that belongs to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.errors import StoreError, UnknownIdError
from marsad.link.corrections import Correction, correct_claims, corrections_of
from marsad.link.grade import rule_in_words, would_change
from marsad.link.judged import read_judgements
from marsad.model import Claim, Grade, Incident, Judgement, Report
from marsad.ops.history import find_standing
from marsad.ops.voices import roots_of
from marsad.store import View

__all__ = ["Grading", "Shown", "find", "most_argued"]


@dataclass(frozen=True, slots=True)
class Grading:
    """The grade of an incident: what the rule gives and why, what a person gave, and what would change it."""

    grade: Grade
    reason: str
    given: Judgement | None
    rule: str
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One incident, claim or report; `claims` are an incident's or a report's, `reports` where they stand.

    The claims are as they were read. `judgements` are those that stand about them, oldest first, and `corrections`
    what people put in place of what was read; `grading` is an incident's. `locked` are the ids of claims that are
    absent for viewers without the right to them.
    """

    thing: Incident | Claim | Report
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    grading: Grading | None = None
    locked: frozenset[str] = frozenset()


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
        raise UnknownIdError(f"the record holds nothing with the id {start!r}; `marsad incidents` lists ids")
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
        return _with_judged(view, thing, tuple(view.claims(thing.id)), {thing.id: thing})
    claims = tuple(view.claims(incident=thing.id)) if isinstance(thing, Incident) else (thing,)
    return _with_judged(view, thing, claims, view.reports_of({claim.report for claim in claims}))


def _with_judged(
    view: View, thing: Incident | Claim | Report, claims: tuple[Claim, ...], reports: Mapping[str, Report]
) -> Shown:
    """Put what people decided about claims beside what was read and computed."""
    judged = view.judged(read_judgements)
    ids = {claim.id for claim in claims}
    if judged.sources:
        roots = roots_of(view, reports.values())
        ids |= {roots[claim.id].id for claim in claims if claim.id in roots}
    about = find_standing(view, ids)
    corrections = tuple(found for claim in claims for found in corrections_of(claim, judged))
    grading = _grading(thing, correct_claims(claims, judged), about) if isinstance(thing, Incident) else None
    return Shown(thing, claims, reports, about, corrections, grading, view.locked(ids))


def _grading(incident: Incident, claims: Iterable[Claim], about: tuple[Judgement, ...]) -> Grading:
    countries = {name.resolved.country for one in claims for name in one.places if name.resolved}
    given = [one for one in about if one.verdict == "grade"]
    return Grading(
        incident.rule_grade or incident.grade,
        incident.rule_reason if incident.rule_grade else incident.grade_reason,
        given[-1] if given else None,
        rule_in_words(),
        would_change(incident, countries),
    )

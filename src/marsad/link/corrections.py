"""Values of people in place of what was read: the claim in the store stays as it is, linking goes by the value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from marsad.codebook import load_codebook
from marsad.errors import JudgementError
from marsad.link import values
from marsad.link.fields import CORRECTABLE, Corrected, canonical, opened, place_words, put, said_of
from marsad.link.judged import Judged
from marsad.link.roots import Root, root_named
from marsad.link.values import NONE
from marsad.model import Claim, Incident, Judgement, Report

__all__ = [
    "SOURCE_FIELDS",
    "Correction",
    "correct_claims",
    "corrected_value",
    "corrections_of",
    "give_grades",
    "source_value",
    "stand_roots",
    "value_words",
]

SOURCE_FIELDS = ("kind", "party")
"""What a person may say of a source."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of a claim in words: as it was read, and as a person has it.

    `problem` says why it does not apply any more, "" where it does.
    """

    claim: str
    field: str
    read: str
    corrected: str
    judgement: Judgement
    problem: str = ""


def correct_claims(claims: Iterable[Claim], judged: Judged) -> Iterator[Claim]:
    """Yield the claims with what people have corrected; a correction that does not fit any more changes nothing."""
    if (
        not judged.corrections
    ):  # an id is a hash, which takes a tenth of the time that a claim takes to be read
        yield from claims
        return
    for claim in claims:
        corrected: Claim = claim
        for judgement in judged.corrections.get(claim.id, ()):
            try:
                corrected = put(opened(corrected), judgement.field, judgement.value)
            except JudgementError:
                continue  # `corrections_of` tells of it
        yield corrected


def corrections_of(claim: Claim, judged: Judged) -> tuple[Correction, ...]:
    """Return what people have corrected in a claim as read, each with the value as read, oldest first."""
    found = []
    corrected: Claim = claim
    for judgement in judged.corrections.get(claim.id, ()):
        problem, read = "", ""
        try:
            read = said_of(claim, judgement.field)
            corrected = put(opened(corrected), judgement.field, judgement.value)
        except JudgementError as error:
            problem = str(error)
        words = value_words(judgement.field, judgement.value)
        found.append(Correction(claim.id, judgement.field, read, words, judgement, problem))
    return tuple(found)


def corrected_value(claim: Claim, field: str, value: str) -> str:
    """Return a value as a judgement keeps it: one text for one value.

    Raises JudgementError where the field cannot be corrected, the value fits no such field, the claim has no such
    words, or says so already.
    """
    name, _, which = field.partition(":")
    if name not in CORRECTABLE or (which and name not in ("place", "party")):
        raise JudgementError(f"{field!r} cannot be corrected; choose one of {', '.join(CORRECTABLE)}")
    kept = canonical(name, value)
    corrected = put(opened(claim), field, kept)
    if corrected == opened(claim):
        raise JudgementError(
            f"the claim says so already: {field} is {said_of(claim, field)}; accept it instead"
        )
    if name in ("type", "phase"):
        _check_phase(corrected)
    return kept


def source_value(field: str, value: str) -> str:
    """Return what a person says of a source as a judgement keeps it; raises JudgementError as above."""
    if field == "kind":
        return values.read_source_kind(value)
    if field == "party":
        if value.strip().lower() == NONE:
            raise JudgementError(
                "a source on no side needs no judgement; withdraw the one that puts it on a side"
            )
        return values.party_id(value)
    raise JudgementError(
        f"{field!r} is nothing that can be said of a source; choose {' or '.join(SOURCE_FIELDS)}"
    )


def stand_roots(
    claims: Iterable[Claim], roots: Mapping[str, Root], report: Report | None, judged: Judged
) -> dict[str, Root]:
    """Return the root source of each claim of one report, with what people say of sources.

    A source that stands on a side counts once with that side and all who stand there, and what it admits is
    admitted by the side; its own numbers stay its own.
    """
    stood = {}
    for claim in claims:
        root = roots[claim.id]
        if isinstance(claim, Corrected) and claim.told_by:
            root = root_named(claim.told_by, report.publisher if report else "", _countries(claim))
        for judgement in judged.sources.get(root.id, ()):
            if judgement.field == "party":
                root = replace(root, party=judgement.value, crowd=judgement.value)
            else:
                root = replace(root, kind=judgement.value)
        stood[claim.id] = root
    return stood


def give_grades(incidents: Iterable[Incident], judged: Judged) -> tuple[Incident, ...]:
    """Return the incidents with the grades that people gave; what the rule gives is kept beside it.

    A grade belongs to the incident that holds the claim it was given to; where several do, the latest counts.
    """
    return tuple(_graded(incident, judged) for incident in incidents)


def value_words(field: str, value: str) -> str:
    """Return the value of a judgement in words, or as it is where it makes no sense."""
    if field.partition(":")[0] == "place" and value != NONE:
        try:
            return place_words(values.read_place(value))
        except JudgementError:
            return value
    return value.replace("/", " to ") if field == "time" else value


def _check_phase(claim: Claim) -> None:
    allowed = load_codebook().types[claim.type].phases
    if claim.phase not in allowed:
        raise JudgementError(
            f"a claim of type {claim.type} is never {claim.phase}, only {', '.join(allowed)}; correct the other first"
        )


def _graded(incident: Incident, judged: Judged) -> Incident:
    given = [judged.grades[claim] for claim in incident.claims if claim in judged.grades]
    if not given:
        return incident
    last = max(given, key=lambda judgement: (judgement.made, judgement.id))
    return replace(
        incident,
        grade=values.read_grade(last.value),
        grade_reason=f"{last.author} judged it {last.value}: {last.reason}",
        rule_grade=incident.grade,
        rule_reason=incident.grade_reason,
    )


def _countries(claim: Claim) -> set[str]:
    return {name.resolved.country for name in claim.places if name.resolved and name.resolved.country}

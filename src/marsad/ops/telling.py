"""Answers as JSON data: the same for a command, a page and the API."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from marsad.export.reading import claim_out, reading_of
from marsad.export.records import record_of
from marsad.model import Claim, Incident, Judgement
from marsad.ops.access import Access
from marsad.ops.ceasefires import Ceasefires
from marsad.ops.comparing import Compared
from marsad.ops.convoys import Convoys
from marsad.ops.orphans import Orphan
from marsad.ops.response import Responses
from marsad.ops.review import standing
from marsad.ops.show import Shown

__all__ = [
    "aid_json",
    "ceasefires_json",
    "compared_json",
    "incidents_json",
    "judged_json",
    "judgements_json",
    "orphans_json",
    "responses_json",
    "shown_json",
]

Json = dict[str, Any]  # Any: JSON data
IN_LIST = (
    "id", "countries", "area", "parties", "brokers", "exclusions", "declared", "effective", "ended", "period",
    "current", "contradictions",
)  # fmt: skip
"""What a list tells of a ceasefire."""


def incidents_json(incidents: Iterable[Incident], locked: Collection[str]) -> list[Json]:
    """Return incidents, each with which of its claims are locked."""
    held = frozenset(locked)
    return [{**record_of(one), "locked": sorted(held.intersection(one.claims))} for one in incidents]


def shown_json(shown: Shown) -> Json:
    """Return an incident, a claim or a report with what belongs to it."""
    if isinstance(shown.thing, Incident):
        claims = [
            {"report": claim.report, **claim_out(claim).model_dump(mode="json")} for claim in shown.claims
        ]
        return {"incident": record_of(shown.thing), "claims": claims, **judged_json(shown)}
    if isinstance(shown.thing, Claim):
        claim = {"report": shown.thing.report, **claim_out(shown.thing).model_dump(mode="json")}
        return {"claim": claim, **judged_json(shown)}
    return reading_of(shown.thing, shown.claims).model_dump(mode="json")


def judged_json(shown: Shown) -> Json:
    """Return the grade by the rule and by people, values as read and as corrected, and every standing judgement."""
    told: Json = {
        "corrections": [
            {
                "claim": one.claim,
                "field": one.field,
                "read": one.read,
                "corrected": one.corrected,
                "author": one.judgement.author,
                "made": one.judgement.made.isoformat(),
                "reason": one.judgement.reason,
                "judgement": one.judgement.id,
                "problem": one.problem,
            }
            for one in shown.corrections
        ],
        "judgements": [record_of(one) for one in shown.judgements],
        "locked": sorted(shown.locked),
    }
    if grading := shown.grading:
        told["grading"] = {
            "grade": grading.grade,
            "reason": grading.reason,
            "given": record_of(grading.given) if grading.given else None,
            "rule": grading.rule,
            "would_change": list(grading.would_change),
        }
    return told


def judgements_json(judgements: Iterable[Judgement]) -> list[Json]:
    """Return judgements, each with whether it stands."""
    every = list(judgements)
    valid = {one.id for one in standing(every)}
    return [record_of(one) | {"stands": one.id in valid} for one in every]


def orphans_json(orphans: Iterable[Orphan]) -> list[Json]:
    """Return judgements that apply to nothing."""
    return [
        {
            "judgement": record_of(one.judgement),
            "why": one.why,
            "quotes": list(one.quotes),
            "suggested": list(one.suggested),
        }
        for one in orphans
    ]


def compared_json(compared: Compared) -> Json:
    """Return how two things compare."""
    told = asdict(compared)
    told["comparison"]["judgements"] = [record_of(one) for one in compared.comparison.judgements]
    return told


def aid_json(found: Access | Convoys) -> Json:
    """Return what is told of access, or convoys."""
    return {**asdict(found), "locked": sorted(found.locked)}


def ceasefires_json(found: Ceasefires) -> Json:
    """Return a list of ceasefires, each in short."""
    short = [{key: asdict(one)[key] for key in IN_LIST} for one in found.ceasefires]
    return {**asdict(found), "ceasefires": short}


def responses_json(found: Responses, asked: Mapping[str, object]) -> Json:
    """Return what responders report, with what was asked for."""
    return {"asked": dict(asked), **asdict(found)}

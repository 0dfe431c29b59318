"""What is doubtful, and what people decide."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from marsad.export.records import record_of
from marsad.model import Verdict
from marsad.ops.doubts import find_doubts
from marsad.ops.orphans import find_orphans
from marsad.ops.review import Decision
from marsad.ops.telling import judgements_json, orphans_json
from marsad.web.api.answering import MOST, Json, Jsons, json_answer, judgement_model
from marsad.web.asking import AtDesk, Judge, Look
from marsad.web.filters import WRITABLE, Text
from marsad.web.judging import Said, author_of, decide

__all__ = ["router"]

router = APIRouter(tags=["reviewing"])

Skip = Annotated[int, Query(ge=0, le=10**9, description="So many are passed over.")]
Id = Annotated[str, Field(min_length=1, max_length=200, pattern=WRITABLE)]


class Judged(BaseModel):
    """What somebody decides: a verdict, what it is about, and why.

    `known` are the ids of the judgements that they have seen: where another stands by now about the same, nothing is
    recorded and the answer is 409. `author` is for the owner alone: users judge in their own name.
    """

    verdict: Verdict
    subjects: Annotated[list[Id], Field(min_length=1, max_length=2)]
    reason: Annotated[str, Field(min_length=1, max_length=5000, pattern=WRITABLE)]
    field: Text = ""
    value: Annotated[str, Field(max_length=1000, pattern=WRITABLE)] = ""
    known: Annotated[list[Id], Field(max_length=10_000)] | None = None
    author: Text = ""


@router.get("/doubts", response_model=Jsons)
def doubts(
    desk: AtDesk, caller: Look, limit: Annotated[int, Query(ge=1, le=MOST)] = 50, skip: Skip = 0
) -> Response:
    """List what is doubtful, the most doubtful first."""
    with desk.view(caller) as view:
        found = desk.answers.of(view, "doubts", find_doubts)
    return json_answer([asdict(doubt) for doubt in found[skip : skip + limit]])


@router.get("/judgements", response_model=list[judgement_model()])  # type: ignore[misc]  # made of the model's fields
def judgements(
    desk: AtDesk, caller: Look, limit: Annotated[int, Query(ge=1, le=MOST)] = MOST, skip: Skip = 0
) -> Response:
    """List judgements, oldest first, each with whether it stands."""
    with desk.view(caller) as view:
        found = judgements_json(tuple(view.judgements()))
    return json_answer(found[skip : skip + limit])


@router.get("/judgements/orphaned", response_model=Jsons)
def orphaned(desk: AtDesk, caller: Look) -> Response:
    """List the judgements that apply to nothing any more, and why."""
    with desk.view(caller) as view:
        found = desk.answers.of(view, "orphans", find_orphans)
    return json_answer(orphans_json(found))


@router.post("/judgements", response_model=Json, status_code=201)
def judge(desk: AtDesk, caller: Judge, judged: Judged) -> Response:
    """Record a judgement and link anew; what each verdict needs is told in docs/desk.md."""
    decision = Decision(judged.verdict, tuple(judged.subjects), judged.field, judged.value)
    said = Said(author_of(desk, caller, judged.author), judged.reason, judged.known)
    (made,) = decide(desk, caller, [decision], said)
    with desk.view(caller) as view:
        seen = next((one for one in tuple(view.judgements()) if one.id == made.id), None)
    return json_answer(record_of(seen) if seen else {"id": made.id}, 201)

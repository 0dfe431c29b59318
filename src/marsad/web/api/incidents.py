"""Incidents and claims: lists, one with all that belongs to it, and why two are one or are not."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from marsad.errors import UnknownIdError
from marsad.model import Claim, Incident
from marsad.ops.comparing import find_comparison
from marsad.ops.show import find
from marsad.ops.telling import compared_json, incidents_json, shown_json
from marsad.web.api.answering import MOST, AnyId, Json, incident_model, json_answer
from marsad.web.asking import AtDesk, Look
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.filters import Asked, Text

__all__ = ["router", "thing_of"]

router = APIRouter(tags=["incidents"])


@router.get("/incidents", response_model=list[incident_model()])  # type: ignore[misc]  # made of the model's fields
def incidents(
    desk: AtDesk,
    caller: Look,
    filters: Asked,
    limit: Annotated[int, Query(ge=1, le=MOST, description="At most so many, the first.")] = 50,
) -> Response:
    """List incidents, newest first, with their ranges and grades."""
    query = filters.query(desk, limit=limit)
    with desk.view(caller) as view:
        found = list(view.incidents(query))
        locked = view.locked({claim for incident in found for claim in incident.claims})
    return json_answer(incidents_json(found, locked))


@router.get("/incidents/{id}", response_model=Json)
def incident(desk: AtDesk, caller: Look, id: AnyId) -> Response:
    """Return one incident with its claims, judgements and grade; an id that was merged leads to what holds it now."""
    return json_answer(thing_of(desk, caller, "incident", id))


@router.get("/claims/{id}", response_model=Json)
def claim(desk: AtDesk, caller: Look, id: AnyId) -> Response:
    """Return one claim with what was judged of it."""
    return json_answer(thing_of(desk, caller, "claim", id))


@router.get("/compare", response_model=Json)
def compare(
    desk: AtDesk,
    caller: Look,
    left: Annotated[Text, Query(min_length=1, description="The id of an incident or claim.")],
    right: Annotated[Text, Query(min_length=1, description="The id of another.")],
) -> Response:
    """Tell why two incidents or claims are one or are not: what speaks for it, and what against."""
    with desk.view(caller) as view:
        return json_answer(compared_json(find_comparison(view, left, right)))


def thing_of(desk: Desk, caller: Caller, kind: str, id: str) -> Json:
    """Return what a caller is shown of one thing of a kind; raises UnknownIdError where there is none."""
    start = id if id.partition("-")[0] == kind else f"{kind}-{id}"
    with desk.view(caller) as view:
        shown = find(view, start)
        is_kind = {"incident": Incident, "claim": Claim}.get(kind)
        if is_kind is not None and not isinstance(shown.thing, is_kind):
            raise UnknownIdError(f"the record holds no {kind} with the id {id!r}")
        return shown_json(shown)

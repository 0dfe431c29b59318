"""Incidents."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from marsad.export.records import record_of
from marsad.store import IncidentQuery
from marsad.web.asking import AtDesk, Look

__all__ = ["router"]

router = APIRouter(tags=["incidents"])


@router.get("/incidents")
def incidents(
    desk: AtDesk, caller: Look, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> list[dict[str, Any]]:  # Any: JSON data
    """List incidents, newest first, with their ranges and grades."""
    with desk.view(caller) as view:
        return [record_of(incident) for incident in view.incidents(IncidentQuery(limit=limit))]

"""/: map, timeline, filters and list of incidents."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from marsad.model import Incident
from marsad.store import IncidentQuery
from marsad.web.asking import AtDesk, Look
from marsad.web.rendering import render

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Overview:
    """The content of the page."""

    incidents: tuple[Incident, ...]


@router.get("/")
def overview(request: Request, desk: AtDesk, caller: Look) -> HTMLResponse:
    """Show the newest incidents."""
    with desk.view(caller) as view:
        page = Overview(tuple(view.incidents(IncidentQuery(limit=50))))
        head = view.head()
    return render(request, "overview.html", page, title="Overview", head=head)

"""/response: incidents with harm, fire or rubble, what responders report, and one handed on as an alert."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from marsad.ops.alerting import give_alert
from marsad.ops.response import Responses, find_response
from marsad.store import IncidentQuery
from marsad.watch.response.response import Response as Told
from marsad.web.asking import AtDesk, Export, Look
from marsad.web.filters import Day, Kilometres, Text, point_near
from marsad.web.languages import N_
from marsad.web.pages.access import WITHIN_KM
from marsad.web.permissions import GRANTS
from marsad.web.pictures.responses import draw_responses
from marsad.web.pictures.tracks import Tracks
from marsad.web.rendering import part, render
from marsad.web.watch_filters import PageNumber

__all__ = ["router"]

router = APIRouter()
SHOWN = 20
"""Incidents on one page, of those with a response and of those without."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a list: which of its pages, of how many, and how many entries there are in all."""

    those: tuple[Told, ...]
    page: int
    pages: int
    number: int


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked, as it was typed."""

    near: str
    within: float
    place: str
    since: date | None
    until: date | None
    only_open: bool


@dataclass(frozen=True, slots=True)
class ResponseTold:
    """What /response tells; `last` is the last day of the record."""

    form: Form
    found: Responses
    told: Part
    silent: Part
    picture: Tracks | None
    last: date | None


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """The content of the page."""

    told: Markup


@router.get("/response")
def response(
    request: Request,
    desk: AtDesk,
    caller: Look,
    near: Text = "",
    within: Kilometres = WITHIN_KM,
    place: Text = "",
    since: Day = None,
    until: Day = None,
    only_open: Annotated[bool, Query(alias="open")] = False,
    page: PageNumber = 1,
    silent: PageNumber = 1,
) -> HTMLResponse:
    """Show what responders report: open incidents first, oldest first."""
    around = point_near(desk, near, within)
    query = IncidentQuery(near=around, place=place, since=since, until=until)
    form = Form(near, within, place, since, until, only_open)
    language, may = request.state.language, GRANTS[caller.role]

    def tell(found: Responses) -> Markup:
        those = _part(found.responses, page)
        told = ResponseTold(
            form, found, those, _part(found.unreported, silent), draw_responses(those.those, last), last
        )
        return part(language, "response_told.html", told, may)

    with desk.view(caller) as view:
        span, head = view.span(), view.head()
        last = span[1] if span else None
        _, told = desk.answers.made_of(
            view,
            ("response", query, only_open),
            partial(find_response, query=query, open_only=only_open),
            (language, may, form, page, silent, last),
            tell,
        )
    return render(request, "response.html", ResponsePage(told), title=N_("Response"), head=head)


@router.get("/response/{incident}/alert.xml")
def alert(
    desk: AtDesk,
    caller: Export,
    incident: str,
    sender: Annotated[str, Query(min_length=1, max_length=200)] = "marsad",
    with_locked: bool = False,
) -> Response:
    """Give one incident as an alert of CAP 1.2 and note that in the journal.

    It is a restricted draft unless a person has said otherwise. What is locked is in it for those alone who may see
    it and ask for it.
    """
    data, done = give_alert(
        desk.store,
        incident,
        sender=sender,
        viewer=caller.viewer_outside(with_locked=with_locked),
        by=caller.name,
    )
    name = f"{done.incident}.xml"
    shown = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/cap+xml", headers=shown)


def _part(those: tuple[Told, ...], page: int) -> Part:
    pages = max(1, -(-len(those) // SHOWN))
    page = min(page, pages)
    return Part(those[(page - 1) * SHOWN : page * SHOWN], page, pages, len(those))

"""/assess: what reports tell of a route or an area, and the sheet of it to print."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse

from marsad.errors import RouteError
from marsad.export.sheet import sheet_html, sheet_policy
from marsad.ops.assess import Question, route_through, sheet_of
from marsad.watch.risk.route import Route
from marsad.watch.risk.routefile import read_route
from marsad.watch.risk.sheet import Sheet
from marsad.web.asking import AtDesk, Export, Look
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.filters import Day
from marsad.web.languages import N_
from marsad.web.rendering import render, to
from marsad.web.watch_filters import PlaceNames, places_in

__all__ = ["router"]

router = APIRouter()
MOST_KM = 500.0

Days = Annotated[int, Query(ge=1, le=3660)]
Within = Annotated[float, Query(gt=0, le=MOST_KM, allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class AssessPage:
    """The content of the page; `sheet` is None where no route was asked for, `href` leads to the sheet to print."""

    route: str
    days: int
    within: float
    until: date | None
    stretch: float
    sheet: Sheet | None
    href: str
    sees_locked: bool


@router.get("/assess")
def assess(
    request: Request,
    desk: AtDesk,
    caller: Look,
    route: PlaceNames = "",
    days: Days = 7,
    within: Within = 10.0,
    until: Day = None,
    stretch: Within = 5.0,
) -> HTMLResponse:
    """Ask for a route through places, and show the first facts of it."""
    places = places_in(route)
    with desk.view(caller) as view:
        sheet = None
        if places:
            question = Question(route_through(places, desk.places()), days, within, until, stretch)
            asked = ("sheet", caller.role, question)
            sheet = desk.answers.of(view, asked, partial(sheet_of, question=question))
        head = view.head()
    href = to("/assess/sheet", route=route, days=days, within=within, until=until, stretch=stretch)
    page = AssessPage(route, days, within, until, stretch, sheet, href, caller.role.sees_locked)
    return render(request, "assess.html", page, title=N_("Assess a route"), head=head)


@router.get("/assess/sheet")
def sheet(
    desk: AtDesk,
    caller: Export,
    route: PlaceNames = "",
    days: Days = 7,
    within: Within = 10.0,
    until: Day = None,
    stretch: Within = 5.0,
    with_locked: bool = False,
) -> HTMLResponse:
    """Give the sheet of a route through places, to print."""
    found = route_through(places_in(route), desk.places())
    return _sheet(desk, caller, Question(found, days, within, until, stretch), with_locked=with_locked)


@router.post("/assess/sheet")
def sheet_of_file(
    desk: AtDesk,
    caller: Export,
    geojson: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
    days: Annotated[int, Form(ge=1, le=3660)] = 7,
    within: Annotated[float, Form(gt=0, le=MOST_KM, allow_inf_nan=False)] = 10.0,
    until: Annotated[Day, Form()] = None,
    stretch: Annotated[float, Form(gt=0, le=MOST_KM, allow_inf_nan=False)] = 5.0,
    with_locked: Annotated[bool, Form()] = False,
) -> HTMLResponse:
    """Give the sheet of a route that was pasted or sent as GeoJSON; it is stored nowhere."""
    found = _route(geojson, file)
    return _sheet(desk, caller, Question(found, days, within, until, stretch), with_locked=with_locked)


def _route(geojson: str, file: UploadFile | None) -> Route:
    """Return the route of a file, or of the pasted text where none was sent; raises RouteError for what is none."""
    data = file.file.read() if file else b""
    if not data:
        if not geojson.strip():
            raise RouteError("no route is given; paste GeoJSON or choose a file, or name places instead")
        return read_route(geojson, "the pasted text")
    try:
        return read_route(data.decode("utf-8-sig"), "the file")
    except UnicodeDecodeError:
        raise RouteError("the file is no text in UTF-8: export it again as GeoJSON") from None


def _sheet(desk: Desk, caller: Caller, question: Question, *, with_locked: bool) -> HTMLResponse:
    viewer = caller.viewer_outside(with_locked=with_locked)
    with desk.store.view(viewer) as view:
        asked = ("sheet", viewer, question)
        found = desk.answers.of(view, asked, partial(sheet_of, question=question))
    return HTMLResponse(sheet_html(found), headers={"content-security-policy": sheet_policy()})

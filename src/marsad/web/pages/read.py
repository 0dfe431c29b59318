"""/read: a text or a link, its reading before anything is stored, and adding what was seen."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError, ExtractError, MarsadError, UnavailableError
from marsad.export.html import Marked, mark
from marsad.ops.trying import MOST_CHARACTERS, Tried, Wanted, add_tried, capture_one
from marsad.web.asking import Add, AtDesk, Read
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.forms import LongForms
from marsad.web.languages import N_
from marsad.web.rendering import render, to
from marsad.web.security import MOST_BYTES

__all__ = ["router"]

router = APIRouter(route_class=LongForms)


class Given(BaseModel):
    """What the form holds; `seen` is the id of the report whose reading was shown."""

    text: str = ""
    url: Annotated[str, Field(max_length=4000)] = ""
    title: Annotated[str, Field(max_length=1000)] = ""
    publisher: Annotated[str, Field(max_length=300)] = ""
    published: date | None = None
    seen: Annotated[str, Field(max_length=100)] = ""

    def wanted(self) -> Wanted:
        """Return what is to be read."""
        return Wanted(self.text, self.url, self.title, self.publisher, self.published)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The content of the page: what was given, its reading, and what went wrong.

    `known` tells that the record has the report; `added` is the id of one that was just added, `has_added` whether
    this person can open it; `is_other` that it is no more what was seen before.
    """

    given: Given
    marked: Marked | None = None
    notice: str = ""
    known: bool = False
    error: str = ""
    added: str = ""
    has_added: bool = False
    is_other: bool = False
    most: int = MOST_CHARACTERS


@router.get("/read")
def ask(
    request: Request, desk: AtDesk, caller: Read, added: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Ask for a text or a link, and say of one that was just added where it is."""
    with desk.view(caller) as view:
        page = ReadPage(Given(), added=added, has_added=bool(added) and view.has_report(added))
        head = view.head()
    return render(request, "read.html", page, title=N_("Read"), head=head)


@router.post("/read")
def read(request: Request, desk: AtDesk, caller: Read, given: Annotated[Given, Form()]) -> Response:
    """Show what is read in a text or at a link; nothing is stored."""
    try:
        tried = _tried(desk, given)
    except (CaptureError, ExtractError, UnavailableError) as error:
        return _refused(request, given, error)
    return _shown(request, desk, caller, given, tried)


@router.post("/read/add")
def add(request: Request, desk: AtDesk, caller: Add, given: Annotated[Given, Form()]) -> Response:
    """Add the report whose reading was shown; where it is another by now, show that instead."""
    try:
        tried = desk.readings.kept(given.seen) or _tried(desk, given)
    except (CaptureError, ExtractError, UnavailableError) as error:
        return _refused(request, given, error)
    report = tried.captured.report
    if report.id != given.seen:
        return _shown(request, desk, caller, given, tried, status=409)
    add_tried(desk.store, tried)
    return RedirectResponse(to("/read", added=report.id), 303)


def _tried(desk: Desk, given: Given) -> Tried:
    options = CaptureOptions(
        today=date.today(), max_bytes=MOST_BYTES, allow_private=desk.settings.allow_private
    )
    captured = capture_one(given.wanted(), options)
    return desk.readings.of(captured, desk.workshop())


def _shown(
    request: Request, desk: Desk, caller: Caller, given: Given, tried: Tried, *, status: int = 200
) -> Response:
    report = tried.captured.report
    with desk.view(caller) as view:
        known, head = view.has_report(report.id), view.head()
    page = ReadPage(
        given,
        marked=mark(report, tried.claims),
        notice=tried.notice.reason if tried.notice else "",
        known=known,
        is_other=status == 409,
    )
    return render(request, "read.html", page, title=N_("Read"), head=head, status=status)


def _refused(request: Request, given: Given, error: MarsadError) -> Response:
    """Return the form with what was written in it and why it was not read."""
    status = 503 if isinstance(error, UnavailableError) else 422
    page = ReadPage(given, error=str(error))
    return render(request, "read.html", page, title=N_("Read"), status=status)

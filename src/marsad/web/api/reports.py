"""Reports: one with its claims, its original, finding them by words, reading and adding them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from marsad.capture import CaptureOptions
from marsad.capture.read import read_bytes
from marsad.errors import CaptureError, UnknownIdError
from marsad.export.reading import Reading, reading_of
from marsad.model import Captured, Issue
from marsad.ops.add import AddSummary
from marsad.ops.trying import Tried, add_tried
from marsad.web.api.answering import AnyId, Json, Jsons, json_answer
from marsad.web.api.incidents import thing_of
from marsad.web.asking import Add, AtDesk, Look, Read
from marsad.web.desk import Desk
from marsad.web.filters import WRITABLE, Day, Text

__all__ = ["LONGEST", "router"]

router = APIRouter(tags=["reports"])
LONGEST = 200_000
"""Characters of a text that is read while somebody waits: half a minute of one core."""


class Told(BaseModel):
    """A report as somebody sends it."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=WRITABLE)]
    title: Annotated[str, Field(max_length=1000, pattern=WRITABLE)] = ""
    publisher: Annotated[str, Field(max_length=1000, pattern=WRITABLE)] = ""
    published: Day = None
    url: Annotated[str, Field(max_length=2000, pattern=WRITABLE)] = ""


@router.get("/search", response_model=Jsons)
def search(
    desk: AtDesk,
    caller: Look,
    words: Annotated[Text, Query(min_length=1, description="Text that all stand in the report.")],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Find reports by their words; case and diacritics do not matter."""
    with desk.view(caller) as view:
        hits = view.search_text(words, limit=limit)
    return json_answer([{name: getattr(hit, name) for name in hit.__slots__} for hit in hits])


@router.get("/reports/{id}", response_model=Reading)
def report(desk: AtDesk, caller: Look, id: AnyId) -> Response:
    """Return one report with its claims."""
    return json_answer(thing_of(desk, caller, "report", id))


@router.get(
    "/reports/{id}/original",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The bytes as captured"}},
)
def original(desk: AtDesk, caller: Look, id: AnyId) -> Response:
    """Return the bytes that a report was captured from, to be kept and never to be shown as a page."""
    with desk.view(caller) as view:
        found = view.report(id)
        kept = view.original(found.original) if found else None
    if kept is None:
        raise UnknownIdError(f"the record holds no original of a report with the id {id!r}")
    name = quote(kept.name.rpartition("/")[2] or "original", safe="")
    return Response(
        kept.data,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=utf-8''{name}"},
    )


@router.post("/read", response_model=Reading)
def read(desk: AtDesk, caller: Read, told: Told) -> Response:
    """Read a text without storing it: what it says, each value with its words."""
    tried = _tried(desk, told)
    return json_answer(reading_of(tried.captured.report, tried.claims).model_dump(mode="json"))


@router.post("/reports", response_model=Json, status_code=201, responses={200: {"model": Json}})
def add(desk: AtDesk, caller: Add, told: Told) -> Response:
    """Take a report into the record: read, locate, link. What is there already is known, and nothing changes.

    A report that is there and that the caller does not see is told of as a new one.
    """
    tried = _tried(desk, told)
    id = tried.captured.report.id
    with desk.view(caller) as view:
        is_known = view.has_report(id)
    add_tried(desk.store, tried)
    done = AddSummary(
        added=int(not is_known),
        known=int(is_known),
        claims=0 if is_known else len(tried.claims),
        incidents=0,
        issues=(),
        notices=(tried.notice,) if tried.notice and not is_known else (),
    )
    with desk.view(caller) as view:  # how many there are for this caller
        counted = view.counts("incidents")
    return json_answer({**asdict(done), **counted, "report": id}, 200 if is_known else 201)


def _tried(desk: Desk, told: Told) -> Tried:
    (captured,) = _captured(told)
    return desk.readings.of(captured, desk.workshop())


def _captured(told: Told) -> Iterator[Captured]:
    """Yield the report of what was sent, its original being the object that was sent; raises CaptureError."""
    given = {name: value for name, value in told.model_dump(mode="json").items() if value}
    for found in read_bytes(json.dumps(given).encode(), "report.json", CaptureOptions(today=date.today())):
        if isinstance(found, Issue):
            raise CaptureError(found.reason)
        yield found

"""Reports: one with its claims, its original, finding them by words, reading and adding them."""

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from marsad.capture import CaptureOptions
from marsad.errors import UnknownIdError
from marsad.export.reading import Reading, reading_of
from marsad.ops.trying import Tried, Wanted, add_tried, capture_one
from marsad.web.api.answering import AnyId, Json, Jsons, json_answer
from marsad.web.api.incidents import thing_of
from marsad.web.asking import Add, AtDesk, Look, Read
from marsad.web.desk import Desk
from marsad.web.filters import WRITABLE, Day, Text
from marsad.web.security import MOST_BYTES

__all__ = ["router"]

router = APIRouter(tags=["reports"])


class Told(BaseModel):
    """A report as somebody sends it: its text, or the address where it is, and what is known of it."""

    text: Annotated[str, Field(max_length=MOST_BYTES, pattern=WRITABLE)] = ""
    url: Annotated[str, Field(max_length=4000, pattern=WRITABLE)] = ""
    title: Annotated[str, Field(max_length=1000, pattern=WRITABLE)] = ""
    publisher: Annotated[str, Field(max_length=300, pattern=WRITABLE)] = ""
    published: Day = None


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
    """Read a text or an address without storing it: what it says, each value with its words."""
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
    notice = tried.notice.reason if tried.notice and not is_known else ""
    answer = {
        "report": id,
        "is_new": not is_known,
        "claims": 0 if is_known else len(tried.claims),
        "notice": notice,
    }
    return json_answer(answer, 200 if is_known else 201)


def _tried(desk: Desk, told: Told) -> Tried:
    options = CaptureOptions(
        today=date.today(), max_bytes=MOST_BYTES, allow_private=desk.settings.allow_private
    )
    wanted = Wanted(told.text, told.url, told.title, told.publisher, told.published)
    return desk.readings.of(capture_one(wanted, options), desk.workshop())

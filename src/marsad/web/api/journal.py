"""The journal: its entries and head, and checking the record against it."""

from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from marsad.web.api.answering import MOST, Json, json_answer
from marsad.web.asking import Administer, AtDesk, Look
from marsad.web.entries import hidden_from
from marsad.web.filters import Text

__all__ = ["router"]

router = APIRouter(tags=["journal"])


class EntryOut(BaseModel):
    """One entry, with its hash."""

    seq: int
    time: str
    action: str
    subject: str
    body: str
    previous: str
    hash: str


class Page(BaseModel):
    """A page of the journal, newest first; `before` asks for the next, None at the end."""

    head: str
    entries: list[EntryOut]
    before: int | None


class JournalAsked(BaseModel):
    """Which entries."""

    action: Text = ""
    before: Annotated[int, Query(ge=1, le=2**62)] | None = None
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100


@router.get("/journal", response_model=Page)
def journal(desk: AtDesk, caller: Look, asked: Annotated[JournalAsked, Query()]) -> Response:
    """List entries of the journal, newest first, and the hash of its newest."""
    with desk.view(caller) as view:
        found = view.entries(action=asked.action, before=asked.before, without=hidden_from(caller))
        entries = [{**asdict(entry), "hash": entry.hash} for entry in islice(found, asked.limit)]
        head = view.head()
    last: Any = entries[-1]["seq"] if len(entries) == asked.limit else None
    return json_answer({"head": head, "entries": entries, "before": last})


@router.get("/verify", response_model=Json)
def checked(desk: AtDesk, caller: Administer) -> Response:
    """Return how far the check of the record is, and what it found."""
    return json_answer(asdict(desk.verifying.state))


@router.post("/verify", response_model=Json, status_code=202)
def verify(desk: AtDesk, caller: Administer) -> Response:
    """Begin to check the record against itself, unless that is running; it may take minutes."""
    return json_answer(asdict(desk.verifying.start(desk.store)), 202)

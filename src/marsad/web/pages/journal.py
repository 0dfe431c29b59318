"""/journal: what was done with the record, entry by entry, and checking the record against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from marsad.store import ACCOUNT_ACTIONS, JOURNAL_ACTIONS, Entry
from marsad.web.asking import Administer, AtDesk, Look
from marsad.web.caller import Caller
from marsad.web.entries import hidden_from
from marsad.web.filters import Text
from marsad.web.languages import N_
from marsad.web.permissions import Permission
from marsad.web.rendering import code_of, render, to
from marsad.web.verifying import State

__all__ = ["router"]

router = APIRouter()
SHOWN = 50
"""Entries of one page."""
PAGES = {"report": "/reports/", "incident": "/incidents/", "claim": "/claims/"}


class JournalAsked(BaseModel):
    """Which entries: of one action, before one."""

    action: Text = ""
    before: Annotated[int, Query(ge=1, le=2**62)] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with the page of what it is about, "" where there is none."""

    entry: Entry
    href: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The content of the page: entries, where the next are, what can be chosen, how far the check is."""

    lines: tuple[Line, ...]
    action: str
    choices: list[tuple[str, str]]
    newer: str
    older: str
    check: State
    may_check: bool


@router.get("/journal")
def journal(
    request: Request, desk: AtDesk, caller: Look, asked: Annotated[JournalAsked, Query()]
) -> HTMLResponse:
    """Show entries, newest first."""
    with desk.view(caller) as view:
        found = view.entries(action=asked.action, before=asked.before, without=hidden_from(caller))
        entries = tuple(islice(found, SHOWN + 1))
        head = view.head()
    shown = entries[:SHOWN]
    older = to("/journal", action=asked.action, before=shown[-1].seq) if len(entries) > SHOWN else ""
    page = Journal(
        lines=tuple(Line(entry, _page_of(entry.subject)) for entry in shown),
        action=asked.action,
        choices=[(action, code_of(request, action)) for action in _actions(caller)],
        newer=to("/journal", action=asked.action) if asked.before else "",
        older=older,
        check=desk.verifying.state,
        may_check=caller.may(Permission.ADMINISTER),
    )
    return render(request, "journal.html", page, title=N_("Journal"), head=head)


@router.post("/journal/verify")
def verify(desk: AtDesk, caller: Administer) -> RedirectResponse:
    """Begin to check the record; the page of the journal tells how far that is."""
    desk.verifying.start(desk.store)
    return RedirectResponse("/journal#check", 303)


def _page_of(subject: str) -> str:
    kind, dash, _ = subject.partition("-")
    return f"{PAGES[kind]}{subject}" if dash and kind in PAGES else ""


def _actions(caller: Caller) -> Iterator[str]:
    """Yield the actions that a caller may choose from."""
    yield from sorted(JOURNAL_ACTIONS)
    if caller.role.sees_locked:
        yield from ("export", "alert")
    if caller.may(Permission.ADMINISTER):
        yield from sorted(ACCOUNT_ACTIONS)

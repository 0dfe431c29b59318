"""/reports/{id}: a report beside what is read in it; /claims/{id} leads there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from marsad.errors import UnknownIdError
from marsad.export.html import Marked, mark
from marsad.link.corrections import Correction
from marsad.model import Incident, Report
from marsad.ops.copies import Copies, find_copies
from marsad.ops.history import Decided, find_history
from marsad.ops.show import find
from marsad.ops.voices import counted_as
from marsad.store import View
from marsad.web.asking import AtDesk, Look
from marsad.web.desk import Desk
from marsad.web.languages import N_
from marsad.web.rendering import render

__all__ = ["Id", "router"]

router = APIRouter()
Id = Annotated[str, Path(max_length=80)]
"""An id or the beginning of one."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes that a report came in: name, media type, how many, and their SHA-256."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The content of the page; mappings are by claim id.

    `incidents` are those that hold the claims, `voices` the sources that these count for, `history` what people
    decided about them.
    """

    report: Report
    marked: Marked
    capture: Capture | None
    copies: Copies
    incidents: Mapping[str, Incident]
    voices: Mapping[str, str]
    corrections: Mapping[str, tuple[Correction, ...]]
    history: Mapping[str, tuple[Decided, ...]]
    locked: frozenset[str]


@router.get("/reports/{id}")
def report(request: Request, desk: AtDesk, caller: Look, id: Id) -> Response:
    """Show a report, its claims, the original and copies of it."""
    with desk.view(caller) as view:
        page = _page(desk, view, id)
        head = view.head()
    if page.report.id != id:
        return RedirectResponse(f"/reports/{page.report.id}", 301)
    return render(request, "report.html", page, title=page.report.title or N_("Report"), head=head)


@router.get("/reports/{id}/original")
def original(desk: AtDesk, caller: Look, id: Id) -> Response:
    """Hand out the bytes as they were captured, to be saved and not shown."""
    with desk.view(caller) as view:
        report = _report(view, id)
        found = view.original(report.original)
    if found is None:
        raise UnknownIdError(f"the record keeps no original of {report.id}; its text is on its page")
    return Response(
        found.data,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{_file_name(found.name, report)}"},
    )


@router.get("/claims/{id}")
def claim(desk: AtDesk, caller: Look, id: Id) -> Response:
    """Lead to a claim in its report."""
    with desk.view(caller) as view:
        found = view.claim(id)
        has_report = found is not None and view.has_report(found.report)
    if found is None:
        raise UnknownIdError(
            f"the record holds no claim {id!r}; an incident's page names the ids of its claims"
        )
    if not has_report:  # withheld from this reader, but not the claim
        return RedirectResponse(f"/review?claim={found.id}", 302)
    return RedirectResponse(f"/reports/{found.report}#{found.id}", 302)


def _page(desk: Desk, view: View, id: str) -> ReportPage:
    shown = find(view, f"report-{id.lower().removeprefix('report-')}")
    report = shown.thing
    if not isinstance(report, Report):
        raise TypeError(f"{id} is no report")
    ids = [claim.id for claim in shown.claims]
    holders = tuple(view.holders(ids).values())
    about = view.about_original(report.original) if report.original else None
    history = find_history(view, ids)
    return ReportPage(
        report=report,
        marked=mark(report, shown.claims),
        capture=Capture(*about, report.original) if about else None,
        copies=desk.answers.of(
            view, ("copies", report.id), partial(find_copies, report=report, incidents=holders)
        ),
        incidents={claim: incident for incident in holders for claim in incident.claims},
        voices={claim: root.label for claim, root in counted_as(view, ids).items()},
        corrections={id: tuple(one for one in shown.corrections if one.claim == id) for id in ids},
        history={id: tuple(one for one in history if id in one.judgement.subjects) for id in ids},
        locked=shown.locked,
    )


def _report(view: View, id: str) -> Report:
    found = view.report(id)
    if found is None:
        raise UnknownIdError(f"the record holds no report {id!r}; search finds reports by their words")
    return found


def _file_name(name: str, report: Report) -> str:
    """Return the last part of the name that bytes came under, as a header may hold it."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2].partition("?")[0]
    return quote(last[-120:] or f"{report.id}.bin", safe="", errors="replace")

"""/exports: the record in every format, as files."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse

from marsad.web.asking import AtDesk, Export
from marsad.web.downloads import OFFERED, Offer, download
from marsad.web.languages import N_
from marsad.web.rendering import render

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Exports:
    """The content of the page: the formats, and whether this reader may take what is locked out."""

    offers: tuple[Offer, ...]
    sees_locked: bool


@router.get("/exports")
def exports(request: Request, desk: AtDesk, caller: Export) -> HTMLResponse:
    """Offer every format."""
    with desk.view(caller) as view:
        head = view.head()
    page = Exports(tuple(OFFERED.values()), caller.role.sees_locked)
    return render(request, "exports.html", page, title=N_("Exports"), head=head)


@router.get("/exports/{format}")
def export(
    desk: AtDesk, caller: Export, format: str, with_locked: Annotated[bool, Query()] = False
) -> FileResponse:
    """Hand out the record in a format, and note that in its journal."""
    return download(desk, caller, format, with_locked=with_locked)

"""/components: every component of the pages, for whoever designs them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from marsad.web.asking import Enter
from marsad.web.languages import N_
from marsad.web.rendering import render

__all__ = ["router"]

router = APIRouter()


@router.get("/components")
def components(request: Request, caller: Enter) -> HTMLResponse:
    """Show every component with examples that are no part of any record."""
    return render(request, "components.html", None, title=N_("Components"))

"""/tokens: what programs sign in with, one's own."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from marsad.model import ROLES, Token, Viewer
from marsad.web.asking import AtDesk, Look
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.languages import N_
from marsad.web.own_tokens import drop_own, make_own, own_tokens
from marsad.web.rendering import code_of, render

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The content of the page; `secret` is that of a token that was made just now, shown this once."""

    tokens: tuple[Token, ...]
    roles: tuple[tuple[str, str], ...]
    made: Token | None = None
    secret: str = ""


@router.get("/tokens")
def tokens(request: Request, desk: AtDesk, caller: Look) -> HTMLResponse:
    """List one's tokens, and offer to make one."""
    return _page(request, desk, caller)


@router.post("/tokens")
def make(
    request: Request,
    desk: AtDesk,
    caller: Look,
    label: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[Viewer, Form()] = Viewer.READER,
    days: Annotated[int, Form(ge=1, le=3660)] = 90,
) -> HTMLResponse:
    """Make a token and show its secret, which is not kept: this answer is no redirect."""
    secret, token = make_own(desk, caller, role=role, label=label, days=days)
    return _page(request, desk, caller, made=token, secret=secret)


@router.post("/tokens/drop")
def drop(desk: AtDesk, caller: Look, id: Annotated[str, Form(max_length=64)] = "") -> RedirectResponse:
    """Take a token away."""
    drop_own(desk, caller, id)
    return RedirectResponse("/tokens", 303)


def _page(
    request: Request, desk: Desk, caller: Caller, *, made: Token | None = None, secret: str = ""
) -> HTMLResponse:
    most = len(ROLES) if caller.role is Viewer.OWNER else ROLES.index(caller.role) + 1
    roles = tuple((str(role), code_of(request, role)) for role in ROLES[:most])
    page = Tokens(own_tokens(desk, caller), roles, made, secret)
    return render(request, "tokens.html", page, title=N_("Tokens"))

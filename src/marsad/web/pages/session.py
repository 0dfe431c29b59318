"""Signing in and out, and sending again what was written when a session had ended."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from marsad.model import User, Viewer
from marsad.model.account import is_user_name
from marsad.ops.accounts import SESSION, check_password, note_refusal, sign_in, sign_out
from marsad.web.asking import AtDesk, Enter
from marsad.web.caller import SESSION_COOKIE
from marsad.web.desk import LOG_INS, Desk
from marsad.web.faults import Fault, Pending
from marsad.web.forms import LongForms
from marsad.web.languages import N_
from marsad.web.rendering import own_address, render, text_of
from marsad.web.security import cookie

__all__ = ["router"]

router = APIRouter(route_class=LongForms)
KEPT = "kept."
"""What the fields of a form that waits are prefixed with on the log-in page."""


@router.get("/login")
def login(request: Request, caller: Enter, next: str = "/") -> Response:
    """Ask for name and password."""
    if caller.role is not Viewer.PUBLIC:
        return RedirectResponse(own_address(next), 303)
    return render(request, "login.html", Fault(200, "", next=own_address(next)), title=N_("Sign in"))


@router.post("/login")
async def enter(
    request: Request,
    desk: AtDesk,
    caller: Enter,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
    action: Annotated[str, Form()] = "",
) -> Response:
    """Sign in; a form that waited is shown to be sent again, elsewhere the page that was asked for."""
    form = await request.form()
    fields = tuple(
        (field.removeprefix(KEPT), value)
        for field, value in form.multi_items()
        if field.startswith(KEPT) and isinstance(value, str)
    )
    pending = Pending(own_address(action), fields) if action else None
    user, fault, status = await run_in_threadpool(_checked, request, desk, name, password)
    if user is None:
        page = Fault(status, text_of(request, fault), pending=pending, next=own_address(next), name=name)
        return render(request, "login.html", page, title=N_("Sign in"), status=status)
    secret = await run_in_threadpool(sign_in, desk.store, user)
    if pending:
        request.state.caller = type(caller)(user.name, user.role)
        answer: Response = render(request, "resend.html", pending, title=N_("Send again what you wrote"))
    else:
        answer = RedirectResponse(own_address(next), 303)
    is_secure = request.url.scheme == "https"
    value = cookie(SESSION_COOKIE, secret, seconds=int(SESSION.total_seconds()), is_secure=is_secure)
    answer.headers.append("set-cookie", value)
    return answer


@router.post("/logout")
def leave(request: Request, desk: AtDesk, caller: Enter) -> Response:
    """Sign out."""
    if secret := request.cookies.get(SESSION_COOKIE, ""):
        sign_out(desk.store, secret)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def _checked(request: Request, desk: Desk, name: str, password: str) -> tuple[User | None, str, int]:
    """Return the user, or why there is none and the status that says so."""
    address = request.client.host if request.client else ""
    # What can be no name may be long.
    keys = (("address", address), ("name", name.casefold() if is_user_name(name) else ""))
    with desk.entering:
        if not all(desk.refused.test(LOG_INS, *key) for key in keys):
            return None, N_("Too many tries; wait a minute, then try again."), 429
        user = check_password(desk.store, name, password)
        if user is None:
            for key in keys:
                desk.refused.hit(LOG_INS, *key)
    if user is None:
        note_refusal(desk.store, name, address)
        return None, N_("No user has this name and password; try again, or ask an admin of this desk."), 401
    return user, "", 200

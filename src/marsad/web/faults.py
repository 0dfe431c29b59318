"""What goes wrong, as an answer: one shape of JSON for programs, a page that says what to do for people."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from marsad.errors import (
    AccountError,
    DatabaseError,
    MarsadError,
    NotAllowedError,
    NotSignedInError,
    OtherSiteError,
    StaleError,
    TamperError,
    TooLargeError,
    UnavailableError,
    UnknownIdError,
)
from marsad.web.languages import N_
from marsad.web.rendering import render, text_of, to
from marsad.web.security import headers

__all__ = ["Fault", "FaultOut", "add_handlers", "fault_answer", "writable"]

STATUS: Sequence[tuple[type[MarsadError], int, str]] = (
    (NotSignedInError, 401, "not_signed_in"),
    (NotAllowedError, 403, "not_allowed"),
    (OtherSiteError, 403, "other_site"),
    (TooLargeError, 413, "too_large"),
    (UnknownIdError, 404, "not_found"),
    (StaleError, 409, "judged_meanwhile"),
    (UnavailableError, 503, "unavailable"),
    (TamperError, 500, "does_not_verify"),
    (AccountError, 400, "account"),
    (MarsadError, 400, "refused"),
)
"""The status and the code of each error, the narrower first."""
TITLES: Mapping[int, str] = {
    400: N_("This cannot be done"),
    401: N_("Sign in"),
    403: N_("Not allowed"),
    404: N_("Not found"),
    405: N_("Not allowed"),
    409: N_("Judged meanwhile"),
    413: N_("Too large"),
    422: N_("This cannot be done"),
    429: N_("Too many tries"),
    500: N_("Something went wrong"),
    503: N_("The record does not answer"),
}
RETRY_S = 5
NO_ANSWER = (
    "the database of this record does not answer; try again, or tell who runs this desk to read its log"
)
LOG = logging.getLogger("marsad.web")


class FieldFault(BaseModel):
    """What is wrong with one value of a request."""

    where: str
    problem: str


class FaultBody(BaseModel):
    """What went wrong: a code for programs, and a message that says what to do."""

    code: str
    message: str
    fields: list[FieldFault] = []


class FaultOut(BaseModel):
    """The one shape of every error."""

    error: FaultBody


@dataclass(frozen=True, slots=True)
class Pending:
    """A form that could not be taken, to be sent again: where it goes and its fields."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The fields that may be read over somebody's shoulder."""
        return tuple((name, value) for name, value in self.fields if "password" not in name)


@dataclass(frozen=True, slots=True)
class Fault:
    """The content of an error page."""

    status: int
    message: str
    fields: tuple[tuple[str, str], ...] = ()
    pending: Pending | None = None
    next: str = "/"
    name: str = ""
    details: tuple[str, ...] = field(default=())


def add_handlers(app: FastAPI) -> None:
    """Have an application answer errors so."""
    app.add_exception_handler(MarsadError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)


def fault_answer(
    request: Request, status: int, code: str, message: str, fields: Sequence[tuple[str, str]] = ()
) -> Response:
    """Return an error as JSON where a program asked, as a page elsewhere."""
    extra = {"retry-after": str(RETRY_S)} if status == 503 else {}
    message = writable(message)
    if _is_program(request):
        told = [{"where": where, "problem": problem} for where, problem in fields]
        body = {"error": {"code": code, "message": message, "fields": told}}
        return JSONResponse(body, status, headers=extra)
    page = render(
        request,
        "fault.html",
        Fault(status, text_of(request, message), tuple(fields)),
        title=TITLES.get(status, N_("This cannot be done")),
        status=status,
    )
    page.headers.update(extra)
    return page


def writable(words: str) -> str:
    """Return words of an error as text that can be sent: it may tell of characters that are none."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


async def _on_error(request: Request, error: Exception) -> Response:
    status, code = next((status, code) for kind, status, code in STATUS if isinstance(error, kind))
    if status == 401 and not _is_program(request):
        return await _sign_in(request)
    message = str(error)
    if isinstance(error, DatabaseError):  # it names files and servers
        LOG.warning("%s", writable(message))
        message = NO_ANSWER
    return fault_answer(request, status, code, message)


async def _on_invalid(request: Request, error: Exception) -> Response:
    found: Sequence[Mapping[str, Any]] = error.errors() if isinstance(error, RequestValidationError) else ()
    fields = [(writable(".".join(map(str, one["loc"]))), writable(str(one["msg"]))) for one in found]
    return fault_answer(request, 422, "invalid", N_("some values are not as they have to be"), fields)


async def _on_http(request: Request, error: Exception) -> Response:
    if isinstance(error.__cause__, MarsadError):  # raised while the body of a request came in
        return await _on_error(request, error.__cause__)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return fault_answer(
            request, 404, "not_found", N_("there is no such page; the address may have been cut short")
        )
    words = error.detail if isinstance(error, HTTPException) else ""
    code = "wrong_method" if status == 405 else "refused"
    answer = fault_answer(request, status, code, f"{words}; look at the address and the way it is asked")
    answer.headers.update((error.headers or {}) if isinstance(error, HTTPException) else {})
    return answer


async def _on_fault(request: Request, error: Exception) -> Response:
    """Answer a fault of the program itself, which the server logs; nothing of it goes outside."""
    answer = fault_answer(
        request,
        500,
        "fault",
        N_("the desk failed here, and has written down why; try again, or tell its admin"),
    )
    answer.headers.update(headers())  # this answer passes by the guard
    return answer


async def _sign_in(request: Request) -> Response:
    """Lead to the log-in; a form that was sent goes along, so that nothing that was written is lost."""
    if request.method in ("GET", "HEAD"):
        here = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        if "hx-request" in request.headers:  # a part of a page: it stays, and says that one has to sign in
            return render(request, "login.html", Fault(401, "", next=here), title=N_("Sign in"), status=401)
        return RedirectResponse(to("/login", next=here), 303)
    form = await request.form()
    fields = tuple(
        (name, value) for name, value in form.multi_items() if isinstance(value, str) and name != "csrf"
    )
    page = Fault(401, "", pending=Pending(request.url.path, fields))
    return render(request, "login.html", page, title=N_("Sign in"), status=401)


def _is_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")

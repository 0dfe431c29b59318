"""What guards every request: its size, host and origin, who makes it, and the headers of every answer."""

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.errors import ConfigError, OtherSiteError, StoreError, TooLargeError
from marsad.model import Viewer
from marsad.store import Store
from marsad.web.answers import AsOf, asked_as_of
from marsad.web.caller import Caller, caller_of
from marsad.web.languages import chosen

__all__ = [
    "CSRF_COOKIE",
    "MOST_BYTES",
    "Guard",
    "check_form",
    "csrf_of",
    "headers",
    "holds_form",
]

CSRF_COOKIE = "marsad_form"
LANGUAGE_COOKIE = "marsad_language"
MOST_BYTES = 8 * 2**20
"""Bytes of the largest request that is taken in."""
OWN_ALONE = (
    "This desk has no users: it answers at 127.0.0.1 and localhost alone, and to nobody behind a proxy.\n"
    "Add the first with `marsad user add NAME --role admin`.\n"
)
TOO_LARGE = f"this is more than {MOST_BYTES // 2**20} MB; send it in parts, or add it with `marsad add`"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HOSTS = re.compile(r"([\w.-]+|\[[0-9a-f:.]+\])?(:\d{1,5})?", re.ASCII | re.IGNORECASE)
OWN_HOSTS = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers by which a proxy says that it asks for somebody elsewhere."""
YEAR_S = 365 * 24 * 3600
# Addresses of stylesheets and scripts change with what is in them.
FOR_EVER = f"public, max-age={YEAR_S}, immutable"


class Guard:
    """ASGI middleware: puts who asks, in which language and with which form token into the state of a request."""

    def __init__(self, app: ASGIApp, *, store: Store, tiles: str = "") -> None:
        self.app = app
        self.store = store
        self.headers = headers(tiles)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the application, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        state = scope.setdefault("state", {})
        state["older"] = asked_as_of()
        cookies: dict[str, str] = {}
        kept = connection.cookies.get(CSRF_COOKIE, "")
        state["csrf"] = kept if re.fullmatch(r"[\w-]{43}", kept) else secrets.token_urlsafe(32)
        if state["csrf"] != kept:
            cookies[CSRF_COOKIE] = state["csrf"]
        size = connection.headers.get("content-length", "")
        is_large = size.isdigit() and int(size) > MOST_BYTES
        asked = connection.query_params.get("lang", "")
        state["language"] = chosen(
            asked, connection.cookies.get(LANGUAGE_COOKIE, ""), connection.headers.get("accept-language", "")
        )
        if asked == state["language"]:
            cookies[LANGUAGE_COOKIE] = asked
        is_asset = scope["path"].startswith("/static/") and scope["path"].endswith(
            (".css", ".js", ".svg", ".json")
        )
        keep = FOR_EVER if is_asset else "no-store"
        host = connection.headers.get("host", "")
        answer = self._send(send, cookies, keep, state["older"], is_secure=scope["scheme"] == "https")
        state["caller"] = Caller("", Viewer.PUBLIC)
        state["fault"] = TooLargeError(TOO_LARGE) if is_large else None
        if not HOSTS.fullmatch(host):
            await PlainTextResponse("The Host of this request is none.\n", 400)(scope, receive, answer)
            return
        if not scope["path"].startswith("/static/"):
            try:
                state["caller"] = await run_in_threadpool(caller_of, connection, self.store)
            except StoreError as error:
                state["fault"] = error
            if state["caller"].role is Viewer.OWNER and not _is_own(connection.headers):
                await PlainTextResponse(OWN_ALONE, 421)(scope, receive, answer)
                return
        await self.app(scope, _limited(receive), answer)

    def _send(
        self, send: Send, cookies: Mapping[str, str], keep: str, older: Sequence[AsOf], *, is_secure: bool
    ) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    given.setdefault(name, value)
                # What is not there may be there tomorrow.
                given.setdefault("cache-control", keep if message["status"] < 400 else "no-store")
                if older:  # pages tell it in words
                    given["x-marsad-as-of"] = f"{older[0].head} {older[0].time}"
                for name, value in cookies.items():
                    given.append("set-cookie", cookie(name, value, seconds=YEAR_S, is_secure=is_secure))
            await send(message)

        return with_headers


def headers(tiles: str = "") -> Mapping[str, str]:
    """Return the headers of every answer; `tiles` is the address of map tiles on another host, "" for none.

    Nothing inline runs or styles, nobody frames a page, and addresses of pages reach no other site.
    """
    parts = urlsplit(tiles.removeprefix("pmtiles://"))
    origin = f" {parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{origin}; "
        f"connect-src 'self'{origin}; worker-src 'self' blob:; font-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }


def cookie(name: str, value: str, *, seconds: int, is_secure: bool) -> str:
    """Return a Set-Cookie header that scripts cannot read and other sites do not send."""
    made: SimpleCookie = SimpleCookie({name: value})
    attributes = {"path": "/", "max-age": str(seconds), "httponly": "1", "samesite": "Lax"}
    made[name].update({**attributes, "secure": "1"} if is_secure else attributes)
    return made[name].OutputString()


def csrf_of(request: Request) -> str:
    """Return the token that forms of this browser carry."""
    token: str = request.state.csrf
    return token


def holds_form(request: Request) -> bool:
    """Tell whether a request holds a form; raises ConfigError for one that says it is in another encoding than UTF-8.

    Some encodings hold what is no text, and some fail at it.
    """
    kind, _, options = request.headers.get("content-type", "").lower().partition(";")
    if "charset" in options and "utf-8" not in options:
        raise ConfigError("this is not in UTF-8; send it in UTF-8")
    return kind.strip() in FORMS


async def check_form(request: Request) -> None:
    """Refuse a change that no page of this desk asked for: by Sec-Fetch-Site, Origin, and the token of its forms.

    A program that carries its own token has no cookies that another site could use. Raises OtherSiteError.
    """
    if fault := request.state.fault:
        raise fault
    if request.method in SAFE or request.state.caller.by_token:
        return
    origin = request.headers.get("origin", "").lower()
    host = request.headers.get("host", "").lower()
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none") or (
        origin and origin not in (f"http://{host}", f"https://{host}")
    ):
        raise OtherSiteError("another site asked for this; nothing was changed")
    given = request.headers.get("x-csrf-token", "")
    if not given and holds_form(request):
        form = await request.form()
        given = str(form.get("csrf", ""))
    if not hmac.compare_digest(given.encode(), csrf_of(request).encode()):
        raise OtherSiteError("this page is too old to be sent; load it again, your words are still in it")


def _is_own(headers: Mapping[str, str]) -> bool:
    """Tell whether the owner asks from their own machine: by its name, and not through a proxy for others."""
    return bool(OWN_HOSTS.fullmatch(headers.get("host", ""))) and not any(
        name in headers for name in FORWARDED
    )


def _limited(receive: Receive) -> Receive:
    """Count what comes in, and stop at too much of it, whatever the request says of its length."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TooLargeError(TOO_LARGE)
        return message

    return counted

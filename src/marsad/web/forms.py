"""Forms that hold whole reports."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from marsad.web.security import MOST_BYTES, holds_form

__all__ = ["LongForms"]


class LongForms(APIRoute):
    """A route whose fields may be as long as a request may: elsewhere a field ends at one megabyte."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what handles a request: its form is read here, and found by all who ask for it later."""
        handle = super().get_route_handler()

        async def handle_long(request: Request) -> Response:
            if holds_form(request):
                await request.form(max_part_size=MOST_BYTES)
            return await handle(request)

        return handle_long

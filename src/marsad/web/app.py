"""The application: routes, guards and errors put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi.responses import RedirectResponse
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from marsad.web import api, pages
from marsad.web.assets import STATIC
from marsad.web.desk import Desk
from marsad.web.faults import add_handlers
from marsad.web.pages import overview
from marsad.web.security import Guard, check_form

__all__ = ["make_app"]

SMALL = 600
"""Bytes under which an answer is not compressed."""
LEVEL = 6
"""How hard pages are compressed: the hardest, 9, takes twice the time for a hundredth of the bytes."""


def make_app(desk: Desk) -> FastAPI:
    """Return the application that serves a desk; the desk is closed when it stops."""

    @asynccontextmanager
    async def serving(app: FastAPI) -> AsyncIterator[None]:
        if desk.other:
            overview.prepare(desk)
        yield
        desk.close()

    app = FastAPI(
        title="Marsad",
        summary="A sourced record of a war: claims with their words, incidents with honest ranges.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(check_form)],
        lifespan=serving,
        separate_input_output_schemas=False,
    )
    app.state.desk = desk
    app.include_router(pages.router, include_in_schema=False)  # first: most requests are for pages
    app.include_router(api.router, prefix="/api")
    app.mount("/static", StaticFiles(directory=STATIC, follow_symlink=False), name="static")
    app.add_middleware(Guard, store=desk.store, tiles=desk.settings.tiles)
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=LEVEL)
    add_handlers(app)

    @app.get("/favicon.ico", include_in_schema=False)
    def icon() -> RedirectResponse:
        return RedirectResponse("/static/icon.svg", 301)

    return app

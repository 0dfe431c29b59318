"""The pages of the desk, one module a page: each asks `ops`, makes a frozen context, and renders its template."""

from fastapi import APIRouter

from marsad.web.pages import (
    access,
    assess,
    components,
    exports,
    figures,
    incidents,
    journal,
    overview,
    reports,
    response,
    session,
    sources,
    tokens,
    trend,
    truce,
    users,
)

__all__ = ["router"]

router = APIRouter()
for module in (overview, incidents, reports, sources, exports, journal, users, tokens, session, components):
    router.include_router(module.router)
for watch in (truce, access, trend, response, figures, assess):
    router.include_router(watch.router)

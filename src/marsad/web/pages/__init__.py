"""The pages of the desk, one module a page: each asks `ops`, makes a frozen context, and renders its template."""

from fastapi import APIRouter

from marsad.web.pages import (
    components,
    exports,
    incidents,
    journal,
    overview,
    reports,
    session,
    sources,
    tokens,
    users,
)

__all__ = ["router"]

router = APIRouter()
for module in (overview, incidents, reports, sources, exports, journal, users, tokens, session, components):
    router.include_router(module.router)

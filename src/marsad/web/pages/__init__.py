"""The pages of the desk, one module a page: each asks `ops`, makes a frozen context, and renders its template."""

from fastapi import APIRouter

from marsad.web.pages import (
    access,
    assess,
    components,
    figures,
    incidents,
    overview,
    reports,
    response,
    session,
    sources,
    trend,
    truce,
)

__all__ = ["router"]

router = APIRouter()
for module in (overview, session, components, incidents, reports, sources):
    router.include_router(module.router)
for watch in (truce, access, trend, response, figures, assess):
    router.include_router(watch.router)

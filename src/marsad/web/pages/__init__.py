"""The pages of the desk, one module a page: each asks `ops`, makes a frozen context, and renders its template."""

from fastapi import APIRouter

from marsad.web.pages import (
    components,
    incidents,
    judgements,
    overview,
    read,
    reports,
    review,
    session,
    sources,
)

__all__ = ["router"]

router = APIRouter()
for module in (overview, session, components, incidents, judgements, read, reports, review, sources):
    router.include_router(module.router)

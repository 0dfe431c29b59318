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
    judgements,
    overview,
    read,
    reports,
    response,
    review,
    session,
    sources,
    tokens,
    trend,
    truce,
    users,
)

__all__ = ["router"]

router = APIRouter()
for module in (
    overview,
    read,
    review,
    judgements,
    incidents,
    reports,
    sources,
    exports,
    journal,
    users,
    tokens,
):
    router.include_router(module.router)
for module in (session, components):
    router.include_router(module.router)
for watch in (truce, access, trend, response, figures, assess):
    router.include_router(watch.router)

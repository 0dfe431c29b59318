"""The API: what the pages show, as JSON; one module a group of routes."""

from fastapi import APIRouter

from marsad.web.api import counting, exporting, incidents, journal, reports, reviewing, tokens, watches
from marsad.web.faults import FaultOut

__all__ = ["router"]

router = APIRouter(
    responses={
        status: {"model": FaultOut, "description": words}
        for status, words in {
            400: "What was asked makes no sense",
            401: "Nobody has signed in",
            403: "The role may not do this",
            404: "Nothing has this id, or nothing that this role sees",
            409: "Somebody else has judged meanwhile",
            413: "More than is taken in",
            422: "A value is not as it has to be",
            503: "The record does not answer",
        }.items()
    }
)
for module in (incidents, reports, counting, watches, reviewing, exporting, journal, tokens):
    router.include_router(module.router)

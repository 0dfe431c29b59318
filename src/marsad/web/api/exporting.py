"""Exports: the formats, and the record in each of them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import FileResponse

from marsad.web.api.answering import Jsons, json_answer
from marsad.web.asking import AtDesk, Export
from marsad.web.downloads import OFFERED, download

__all__ = ["router"]

router = APIRouter(tags=["exports"])


@router.get("/exports", response_model=Jsons)
def formats(caller: Export) -> Response:
    """List the formats."""
    return json_answer([asdict(offer) for offer in OFFERED.values()])


@router.get(
    "/exports/{format}",
    response_class=FileResponse,
    responses={
        200: {
            "content": {offer.media_type.partition(";")[0]: {} for offer in OFFERED.values()},
            "description": "The file",
        }
    },
)
def export(
    desk: AtDesk,
    caller: Export,
    format: Annotated[str, Path(max_length=32, pattern=r"^[a-z]+$")],
    with_locked: Annotated[bool, Query(description="What is locked too, for those who see it.")] = False,
) -> FileResponse:
    """Return the record in a format, and note that in its journal."""
    return download(desk, caller, format, with_locked=with_locked)

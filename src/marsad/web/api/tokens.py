"""The tokens of whoever asks."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

from marsad.model import Viewer
from marsad.web.api.answering import Json, Jsons, json_answer
from marsad.web.asking import AtDesk, Look
from marsad.web.filters import WRITABLE
from marsad.web.own_tokens import drop_own, make_own, own_tokens

__all__ = ["router"]

router = APIRouter(tags=["tokens"])


class TokenAsked(BaseModel):
    """What a token is for, in which role, and for how many days; without days it lasts until it is dropped."""

    label: Annotated[str, Field(min_length=1, max_length=100, pattern=WRITABLE)]
    role: Viewer = Viewer.READER
    days: Annotated[int, Field(ge=1, le=3660)] | None = 90


@router.get("/tokens", response_model=Jsons)
def tokens(desk: AtDesk, caller: Look) -> Response:
    """List the tokens of whoever asks, the newest first; the owner sees all."""
    return json_answer([asdict(one) for one in own_tokens(desk, caller)])


@router.post("/tokens", response_model=Json, status_code=201)
def make(desk: AtDesk, caller: Look, asked: TokenAsked) -> Response:
    """Make a token of a role not above one's own; its secret is told this once. A token makes no tokens."""
    secret, token = make_own(desk, caller, role=asked.role, label=asked.label, days=asked.days)
    return json_answer({"secret": secret, **asdict(token)}, 201)


@router.delete("/tokens/{id}", response_model=Json)
def drop(
    desk: AtDesk, caller: Look, id: Annotated[str, Path(max_length=64, pattern=r"^token-[0-9a-f]+$")]
) -> Response:
    """Take a token of one's own away."""
    drop_own(desk, caller, id)
    return json_answer({"dropped": id})

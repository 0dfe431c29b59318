"""How much the record tells: totals, sources, and what sources say that a war has cost."""

from dataclasses import asdict
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from marsad.errors import UnavailableError
from marsad.model import HarmKind
from marsad.ops.figures import find_figures
from marsad.ops.sources import find_sources
from marsad.ops.totals import find_totals
from marsad.watch.rows import By, Level
from marsad.watch.war.war_figures import FiguresAsked
from marsad.web.api.answering import MOST, Json, Jsons, json_answer
from marsad.web.asking import AtDesk, Look
from marsad.web.filters import Day, Filters, Text

__all__ = ["router"]

router = APIRouter(tags=["counting"])
KILLED: list[HarmKind] = ["killed"]


class TotalsAsked(Filters):
    """What is counted, and into which rows."""

    by: By = Field(default="month", description="What a row is.")
    kind: list[HarmKind] = Field(default=KILLED, max_length=5, description="People of this harm.")
    level: Level | None = Field(default=None, description="How wide a row by place is; region where none.")


class WarAsked(BaseModel):
    """Which standing figures."""

    country: Text = Field(default="", description="By name or two-letter code.")
    place: Text = Field(default="", description="Of places in whose names these words are.")
    since: Day = Field(default=None, description="What came out on this day or later.")
    until: Day = Field(default=None, description="What came out on this day or earlier.")
    kind: list[HarmKind] = Field(default=KILLED, max_length=5, description="People of this harm.")
    limit: Annotated[int, Field(ge=1, le=MOST)] = Field(default=10, description="At most so many lines.")


@router.get("/totals", response_model=Json)
def totals(desk: AtDesk, caller: Look, asked: Annotated[TotalsAsked, Query()]) -> Response:
    """Count incidents and people harmed, and say what the count leaves out."""
    query, kinds = asked.query(desk), tuple(dict.fromkeys(asked.kind))
    with desk.view(caller) as view:
        found = desk.answers.of(
            view,
            ("totals", query, asked.by, kinds, asked.level),
            partial(find_totals, query=query, by=asked.by, kinds=kinds, level=asked.level),
        )
    return json_answer(asdict(found))


@router.get("/sources", response_model=Jsons)
def sources(desk: AtDesk, caller: Look, limit: Annotated[int, Query(ge=1, le=MOST)] = 50) -> Response:
    """List the root sources: how much each tells, how often alone, and how often it is contradicted."""
    with desk.view(caller) as view:
        found = desk.answers.soon(view, "sources", find_sources)
    if found is None:
        raise UnavailableError("the sources are being counted, which takes minutes; ask again then")
    return json_answer([asdict(voice) for voice in found[:limit]])


@router.get("/figures", response_model=Json)
def figures(desk: AtDesk, caller: Look, asked: Annotated[WarAsked, Query()]) -> Response:
    """Return what sources say that a whole war has cost, next to what the record itself adds up."""
    question = FiguresAsked(
        kinds=tuple(dict.fromkeys(asked.kind)),
        country=asked.country,
        place=asked.place,
        since=asked.since,
        until=asked.until,
        limit=asked.limit,
    )
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("figures", question), partial(find_figures, asked=question))
    return json_answer(asdict(found))

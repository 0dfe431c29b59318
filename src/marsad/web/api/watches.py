"""The watches: truces, access, intensity, response and the risk sheet."""

import json
from dataclasses import asdict
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from marsad.errors import ConfigError
from marsad.lexicon.convoys import Step
from marsad.ops.access import find_access
from marsad.ops.assess import Question as SheetAsked
from marsad.ops.assess import find_sheet, route_through
from marsad.ops.ceasefires import find_ceasefire, find_ceasefires
from marsad.ops.convoys import Asked as AidAsked
from marsad.ops.convoys import find_convoys, show_convoy
from marsad.ops.response import find_response
from marsad.ops.telling import aid_json, ceasefires_json, responses_json
from marsad.ops.trend import find_check, find_trend
from marsad.store import IncidentQuery
from marsad.watch.intensity.comparison import Question
from marsad.watch.intensity.periods import Unit
from marsad.watch.intensity.series import Measure
from marsad.watch.intensity.trend import TRAILING
from marsad.watch.intensity.trend_figures import Asked as TrendAsked
from marsad.watch.risk.route import Route
from marsad.watch.risk.routefile import read_route
from marsad.web.api.answering import MOST, AnyId, Json, json_answer
from marsad.web.asking import AtDesk, Look
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.filters import Day, Kilometres, Text, point_near

__all__ = ["router"]

router = APIRouter(tags=["watches"])

Some = Annotated[int, Field(ge=1, le=MOST)]
Places = Annotated[list[Text], Field(min_length=1, max_length=20)]


class Days(BaseModel):
    """Days between which something is asked for, both included."""

    since: Day = Field(default=None, description="On this day or later, YYYY-MM-DD.")
    until: Day = Field(default=None, description="On this day or earlier, YYYY-MM-DD.")


class TrucesAsked(Days):
    """Which ceasefires."""

    place: Text = Field(default="", description="Where the name of a place of it has these words.")
    limit: Some = Field(default=20, description="At most so many, those spoken of last.")


class ConvoysAsked(Days):
    """Which convoys."""

    place: Text = Field(default="", description="Where a place's name has these words.")
    state: Step | None = Field(default=None, description="In this state, such as arrived.")
    limit: Some = Field(default=20, description="At most so many, the newest.")


class RoundAsked(Days):
    """What is asked round a place; everywhere where none is given."""

    place: Text = Field(default="", description="Round a place: a name or LATITUDE,LONGITUDE.")
    within: Kilometres = Field(default=25.0, description="How far round it, in kilometres.")


class ResponseAsked(Days):
    """Which incidents responders are asked about."""

    place: Text = Field(default="", description="Where a place's name has these words.")
    near: Text = Field(default="", description="Round a place: a name or LATITUDE,LONGITUDE.")
    within: Kilometres = Field(default=25.0, description="How far round it, in kilometres.")
    open: bool = Field(default=False, description="Where nobody says that the work is contained or closed.")


class IntensityAsked(Days):
    """Which area is counted, and how."""

    place: Places = Field(description="One area: a place, or several.")
    by: Unit = Field(default="day", description="What a period is.")
    type: list[Text] = Field(default=[], max_length=100, description="Of one of these types of the codebook.")
    within: Kilometres | None = Field(
        default=None, description="How far round each; its own radius where none."
    )
    measure: Measure = Field(default="incidents", description="What is compared with the past.")
    trailing: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="Reported periods that are a baseline; 28, or 12 by week and month."
    )
    with_weak: bool = Field(default=False, description="Compare weak and contested incidents too.")


class CheckAsked(BaseModel):
    """What a source says of an area, and of which day."""

    words: Annotated[Text, Field(min_length=1)] = Field(
        description="Such as: most intense strikes in months."
    )
    place: Places = Field(description="Of which place; several are one area.")
    date: Day = Field(description="Of which day; of a night the day that follows.")
    kind: Measure | None = Field(default=None, description="What is meant where the words leave it open.")
    by: Unit | None = Field(default=None, description="What is compared; as the words say, else day.")
    type: list[Text] = Field(default=[], max_length=100, description="Of one of these types of the codebook.")
    within: Kilometres | None = Field(
        default=None, description="How far round each; its own radius where none."
    )


class Corridor(BaseModel):
    """Over which days and how wide a route is looked at."""

    days: Annotated[int, Field(ge=1, le=3660)] = Field(default=7, description="Up to the last one.")
    within: Annotated[float, Field(gt=0, le=1000)] = Field(
        default=10.0, description="Kilometres from the route."
    )
    until: Day = Field(default=None, description="The last day; that of the newest report where none.")
    stretch: Annotated[float, Field(gt=0, le=1000)] = Field(
        default=5.0, description="Kilometres of a stretch."
    )


class RouteAsked(Corridor):
    """The same with places that the route goes through."""

    place: Places = Field(description="Places that the route goes through; one is an area.")


@router.get("/ceasefires", response_model=Json)
def ceasefires(desk: AtDesk, caller: Look, asked: Annotated[TrucesAsked, Query()]) -> Response:
    """List ceasefires: where, between whom, since when, and who says how each stands."""
    given = {"since": asked.since, "until": asked.until, "place": asked.place, "limit": asked.limit}
    with desk.view(caller) as view:
        found = desk.answers.of(
            view,
            ("ceasefires", *given.values()),
            partial(
                find_ceasefires, since=asked.since, until=asked.until, place=asked.place, limit=asked.limit
            ),
        )
    return json_answer(ceasefires_json(found))


@router.get("/ceasefires/{id}", response_model=Json)
def ceasefire(desk: AtDesk, caller: Look, id: AnyId) -> Response:
    """Return one ceasefire: who says what of it, step by step, and what breaks it, by day and by party."""
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("ceasefire", id), partial(find_ceasefire, start=id))
    return json_answer(asdict(found))


@router.get("/convoys", response_model=Json)
def convoys(desk: AtDesk, caller: Look, asked: Annotated[ConvoysAsked, Query()]) -> Response:
    """List aid convoys with how far each has got and by whose word."""
    question = AidAsked(
        place=asked.place, since=asked.since, until=asked.until, state=asked.state or "", limit=asked.limit
    )
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("convoys", question), partial(find_convoys, asked=question))
    return json_answer(aid_json(found))


@router.get("/convoys/{id}", response_model=Json)
def convoy(desk: AtDesk, caller: Look, id: AnyId) -> Response:
    """Return one convoy, by its id or that of a claim or incident of it."""
    with desk.view(caller) as view:
        return json_answer(aid_json(show_convoy(view, id)))


@router.get("/access", response_model=Json)
def access(desk: AtDesk, caller: Look, asked: Annotated[RoundAsked, Query()]) -> Response:
    """Tell which places are cut off, where aid was stopped and why, and how many convoys got how far."""
    near = point_near(desk, asked.place, asked.within)
    question = AidAsked(near=near, since=asked.since, until=asked.until)
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("access", question), partial(find_access, asked=question))
    return json_answer(aid_json(found))


@router.get("/response", response_model=Json)
def response(desk: AtDesk, caller: Look, asked: Annotated[ResponseAsked, Query()]) -> Response:
    """Tell what responders report for incidents with harm, fire or rubble: open ones first, oldest first."""
    near = point_near(desk, asked.near, asked.within)
    query = IncidentQuery(place=asked.place, near=near, since=asked.since, until=asked.until)
    with desk.view(caller) as view:
        found = desk.answers.of(
            view,
            ("response", query, asked.open),
            partial(find_response, query=query, open_only=asked.open),
        )
    told = asked.model_dump(mode="json", include={"place", "near", "within", "since", "until", "open"})
    return json_answer(responses_json(found, told))


@router.get("/trend", response_model=Json)
def trend(desk: AtDesk, caller: Look, asked: Annotated[IntensityAsked, Query()]) -> Response:
    """Count incidents, strikes and people of an area by night or day, against its own past."""
    question = TrendAsked(
        by=asked.by,
        types=tuple(asked.type),
        measure=asked.measure,
        since=asked.since,
        until=asked.until,
        trailing=asked.trailing or TRAILING[asked.by],
        weak=asked.with_weak,
    )
    with desk.view(caller) as view:
        area = desk.area(view, asked.place, asked.within)
        found = desk.answers.of(
            view, ("trend", area, question), partial(find_trend, area=area, asked=question)
        )
    return json_answer(asdict(found))


@router.get("/check", response_model=Json)
def check(desk: AtDesk, caller: Look, asked: Annotated[CheckAsked, Query()]) -> Response:
    """Check what a source says of an area against the past: it holds, it does not, or it cannot be told."""
    if asked.date is None:
        raise ConfigError("no day is given; write it as 2016-09-22")
    question = Question(date=asked.date, types=tuple(asked.type), measure=asked.kind, by=asked.by)
    with desk.view(caller) as view:
        area = desk.area(view, asked.place, asked.within)
        found = desk.answers.of(
            view,
            ("check", area, asked.words, question),
            partial(find_check, area=area, said_words=asked.words, asked=question),
        )
    return json_answer(asdict(found))


@router.get("/assess", response_model=Json)
def assess(desk: AtDesk, caller: Look, asked: Annotated[RouteAsked, Query()]) -> Response:
    """State what reports tell of a route through places, or of one place's area, and how much is not known."""
    return _sheet(desk, caller, route_through(asked.place, desk.places()), asked)


@router.post("/assess", response_model=Json)
def assess_route(desk: AtDesk, caller: Look, route: Json, asked: Annotated[Corridor, Query()]) -> Response:
    """State the same of the lines and areas of a GeoJSON object."""
    return _sheet(desk, caller, read_route(json.dumps(route), "the route"), asked)


def _sheet(desk: Desk, caller: Caller, route: Route, asked: Corridor) -> Response:
    question = SheetAsked(route, asked.days, asked.within, asked.until, asked.stretch)
    return json_answer(asdict(find_sheet(desk.store, caller.role, question)))

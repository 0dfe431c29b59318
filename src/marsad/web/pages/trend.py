"""/trend: how intense it is in an area against its past, and whether what a source says of that holds."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from marsad.codebook import load_codebook
from marsad.ops.trend import find_check, find_trend
from marsad.store import View
from marsad.watch.intensity.comparison import Checked, Question
from marsad.watch.intensity.periods import UNITS, Unit
from marsad.watch.intensity.series import MEASURES, Area, Measure
from marsad.watch.intensity.trend import TRAILING, widest
from marsad.watch.intensity.trend_figures import Asked, PeriodCount, Trend
from marsad.web.asking import AtDesk, Look
from marsad.web.desk import Desk
from marsad.web.filters import Day, Text
from marsad.web.languages import N_
from marsad.web.pictures.trend import TrendDrawing, draw_trend
from marsad.web.rendering import part, render
from marsad.web.watch_filters import Number, PlaceNames, Reach, places_in

__all__ = ["router"]

router = APIRouter()
MOST_PERIODS = 366
"""Periods on one page, the last ones; days ask for others."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was asked for, as it was typed; lists are what can be chosen."""

    place: str
    by: str
    within: float | None
    since: date | None
    until: date | None
    measure: str
    trailing: int | None
    weak: bool
    types: tuple[str, ...]
    words: str
    date: date | None
    kind: str
    units: tuple[str, ...]
    measures: tuple[str, ...]
    known_types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrendTold:
    """What /trend tells; `trend` and `check` are None where nothing was asked.

    `periods` are those shown, `earlier` how many are not. `area` is the area in words.
    """

    form: Form
    trend: Trend | None
    area: str
    periods: tuple[PeriodCount, ...]
    earlier: int
    picture: TrendDrawing | None
    check: Checked | None


@dataclass(frozen=True, slots=True)
class TrendPage:
    """The content of the page."""

    told: Markup


@router.get("/trend")
def trend(
    request: Request,
    desk: AtDesk,
    caller: Look,
    place: PlaceNames = "",
    by: Unit = "day",
    within: Reach = None,
    since: Day = None,
    until: Day = None,
    measure: Measure = "incidents",
    trailing: Number = None,
    weak: bool = False,
    type: Annotated[list[str] | None, Query(max_length=60)] = None,
    words: Text = "",
    date: Day = None,
    kind: Text = "",
) -> HTMLResponse:
    """Show the trend of an area, and check what a source says of it where that is asked."""
    types = tuple(one for one in type or () if one)
    form = Form(
        place, by, within, since, until, measure, trailing, weak, types, words, date, kind,
        UNITS, MEASURES, tuple(load_codebook().types),
    )  # fmt: skip
    asked = Asked(by, types, measure, since, until, trailing or TRAILING[by], weak)
    with desk.view(caller) as view:
        told = _told(desk, view, request.state.language, form, asked)
        head = view.head()
    return render(request, "trend.html", TrendPage(told), title=N_("Trend"), head=head)


def _told(desk: Desk, view: View, language: str, form: Form, asked: Asked) -> Markup:
    places = places_in(form.place)
    if not places:
        return part(language, "trend_told.html", TrendTold(form, None, "", (), 0, None, None))
    area = desk.area(view, places, form.within)
    check = _checked(desk, view, form, area)

    def tell(found: Trend) -> Markup:
        periods = found.periods[-MOST_PERIODS:]
        told = TrendTold(
            form=form,
            trend=found,
            area=widest(Area(found.place, found.asked.within_km)),
            periods=periods,
            earlier=len(found.periods) - len(periods),
            picture=draw_trend(found, periods),
            check=check,
        )
        return part(language, "trend_told.html", told)

    question, find = ("trend", area, asked), partial(find_trend, area=area, asked=asked)
    if check:  # an answer of its own, of another moment
        return tell(desk.answers.of(view, question, find))
    _, told = desk.answers.made_of(view, question, find, (language, form), tell)
    return told


def _checked(desk: Desk, view: View, form: Form, area: Area) -> Checked | None:
    """Return the answer to what a source says; None where no words and no day are given."""
    if not (form.words.strip() and form.date):
        return None
    measure = next((one for one in MEASURES if one == form.kind), None)
    question = replace(Question(form.date, form.types, measure))
    asked = ("check", area, form.words, question)
    return desk.answers.of(view, asked, partial(find_check, area=area, said_words=form.words, asked=question))

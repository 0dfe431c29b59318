"""/figures: what sources say that a whole war has cost, next to what the record adds up."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import BeforeValidator

from marsad.model import HARM_KINDS, HarmKind
from marsad.ops.figures import find_figures
from marsad.watch.war.titles import line_title
from marsad.watch.war.war_figures import FiguresAsked, WarFigures
from marsad.web.asking import AtDesk, Look
from marsad.web.filters import Day, Text
from marsad.web.languages import N_
from marsad.web.pictures.figures import FigureLine, draw_line
from marsad.web.rendering import part, render, to

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The content of the page; `shown` are its lines."""

    asked: FiguresAsked
    country: str
    kinds: tuple[str, ...]
    found: WarFigures
    shown: Markup


@dataclass(frozen=True, slots=True)
class FigureLines:
    """The content of the lines with their titles; `whole` is the address of all of it as JSON."""

    found: WarFigures
    lines: tuple[tuple[str, FigureLine], ...]
    whole: str


@router.get("/figures")
def figures(
    request: Request,
    desk: AtDesk,
    caller: Look,
    country: Text = "",
    place: Text = "",
    since: Day = None,
    until: Day = None,
    kind: Annotated[list[HarmKind] | None, Query(max_length=10)] = None,
    limit: Annotated[int, BeforeValidator(lambda value: value or 10), Query(ge=1, le=100)] = 10,
) -> HTMLResponse:
    """Show standing figures, each with the record's own sum and why the two differ."""
    kinds = tuple(dict.fromkeys(kind or ("killed",)))
    asked = FiguresAsked(kinds, country, place, since, until, limit)
    with desk.view(caller) as view:
        found, shown = desk.answers.made_of(
            view,
            ("figures", asked),
            partial(find_figures, asked=asked),
            ("lines", request.state.language, country),
            lambda found: _lines(request, found, country),
        )
        head = view.head()
    page = FiguresPage(asked, country, tuple(HARM_KINDS), found, shown)
    return render(request, "figures.html", page, title=N_("Figures"), head=head)


def _lines(request: Request, found: WarFigures, country: str) -> Markup:
    asked = found.asked
    whole = to(
        "/api/figures",
        country=country,
        place=asked.place,
        since=asked.since,
        until=asked.until,
        kind=asked.kinds,
        limit=asked.limit,
    )
    lines = tuple((line_title(line), draw_line(line)) for war in found.wars for line in war.lines)
    return part(request.state.language, "figure_lines.html", FigureLines(found, lines, whole))

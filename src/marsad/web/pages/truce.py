"""/truce: which ceasefires there were, and one with who says what of it and what breaks it."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from marsad.ops.ceasefires import Ceasefires, Watched, find_ceasefire, find_ceasefires
from marsad.watch.ceasefire.standing import Step
from marsad.web.asking import AtDesk, Look
from marsad.web.filters import Day, Text
from marsad.web.languages import N_
from marsad.web.pictures.ceasefires import draw_ceasefires
from marsad.web.pictures.tracks import Tracks
from marsad.web.pictures.truce import KINDS, Rates, TruceDrawing, draw_rates, draw_truce
from marsad.web.rendering import render
from marsad.web.watch_filters import Limit

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Truces:
    """The content of the list."""

    place: str
    since: date | None
    until: date | None
    limit: int
    found: Ceasefires
    picture: Tracks | None


@dataclass(frozen=True, slots=True)
class Truce:
    """The content of the page of one ceasefire."""

    found: Watched
    picture: TruceDrawing | None
    rates: Rates
    all_rates: Rates
    kinds: tuple[str, ...]
    others: tuple[Step, ...]


@router.get("/truce")
def truces(
    request: Request,
    desk: AtDesk,
    caller: Look,
    place: Text = "",
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
) -> Response:
    """List ceasefires, those that were spoken of last first."""
    asked = partial(find_ceasefires, since=since, until=until, place=place, limit=limit)
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("ceasefires", since, until, place, limit), asked)
        head = view.head()
    page = Truces(place, since, until, limit, found, draw_ceasefires(found.ceasefires))
    return render(request, "truces.html", page, title=N_("Truce"), head=head)


@router.get("/truce/{id}")
def truce(request: Request, desk: AtDesk, caller: Look, id: str) -> Response:
    """Show one ceasefire; a short id, or that of one that has become part of another, leads to its whole id."""
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("truce", id), partial(find_ceasefire, start=id))
        head = view.head()
    one = found.ceasefire
    if one.id != id:
        return RedirectResponse(f"/truce/{one.id}", 303)
    page = Truce(
        found=found,
        picture=draw_truce(found),
        rates=draw_rates(found.breaches),
        all_rates=draw_rates(found.breaches, with_weak=True),
        kinds=KINDS,
        others=(*one.calls, *one.talks, *one.others),
    )
    return render(request, "truce.html", page, title=N_("Ceasefire"), head=head)

"""/truce: which ceasefires there were, and one with who says what of it and what breaks it."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from marsad.ops.ceasefires import Ceasefires, Watched, find_ceasefire, find_ceasefires
from marsad.watch.ceasefire.standing import Step
from marsad.web.asking import AtDesk, Look
from marsad.web.filters import Day, Text
from marsad.web.languages import N_
from marsad.web.pictures.ceasefires import draw_ceasefires
from marsad.web.pictures.tracks import Tracks
from marsad.web.pictures.truce import KINDS, Rates, TruceDrawing, draw_rates, draw_truce
from marsad.web.rendering import part, render
from marsad.web.watch_filters import Limit

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Truces:
    """What the list tells."""

    place: str
    since: date | None
    until: date | None
    limit: int
    found: Ceasefires
    picture: Tracks | None


@dataclass(frozen=True, slots=True)
class Truce:
    """What the page of one ceasefire tells."""

    found: Watched
    picture: TruceDrawing | None
    rates: Rates
    all_rates: Rates
    kinds: tuple[str, ...]
    others: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TrucePage:
    """The content of both pages; `names` are those of the places of one ceasefire."""

    told: Markup
    names: tuple[str, ...] = ()


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
    language = request.state.language

    def tell(found: Ceasefires) -> Markup:
        told = Truces(place, since, until, limit, found, draw_ceasefires(found.ceasefires))
        return part(language, "truces_told.html", told)

    with desk.view(caller) as view:
        question = ("ceasefires", since, until, place, limit)
        _, told = desk.answers.made_of(view, question, asked, language, tell)
        head = view.head()
    return render(request, "truces.html", TrucePage(told), title=N_("Truce"), head=head)


@router.get("/truce/{id}")
def truce(request: Request, desk: AtDesk, caller: Look, id: str) -> Response:
    """Show one ceasefire; a short id, or that of one that has become part of another, leads to its whole id."""
    language = request.state.language

    def tell(found: Watched) -> Markup:
        one = found.ceasefire
        told = Truce(
            found=found,
            picture=draw_truce(found),
            rates=draw_rates(found.breaches),
            all_rates=draw_rates(found.breaches, with_weak=True),
            kinds=KINDS,
            others=(*one.calls, *one.talks, *one.others),
        )
        return part(language, "truce_told.html", told)

    with desk.view(caller) as view:
        asked = partial(find_ceasefire, start=id)
        found, told = desk.answers.made_of(view, ("truce", id), asked, language, tell)
        head = view.head()
    one = found.ceasefire
    if one.id != id:
        return RedirectResponse(f"/truce/{one.id}", 303)
    return render(request, "truce.html", TrucePage(told, one.names), title=N_("Ceasefire"), head=head)

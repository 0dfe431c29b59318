"""/access: whether aid gets in, which places are cut off, and one convoy in full."""

from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from marsad.lexicon.convoys import Step
from marsad.ops.access import Access, find_access
from marsad.ops.convoys import Asked, Convoys, find_convoys, show_convoy
from marsad.store import View
from marsad.watch.access.convoys import Convoy
from marsad.web.asking import AtDesk, Look
from marsad.web.filters import Day, Kilometres, Text, point_near
from marsad.web.languages import N_
from marsad.web.pictures.convoys import draw_convoys, draw_steps
from marsad.web.pictures.tracks import Tracks
from marsad.web.rendering import part, render
from marsad.web.watch_filters import Limit

__all__ = ["WITHIN_KM", "router"]

router = APIRouter()
WITHIN_KM = 25.0


@dataclass(frozen=True, slots=True)
class AccessTold:
    """What /access tells; `near` is the place asked for by name, `states` those that a convoy can be in."""

    asked: Asked
    near: str
    within: float
    states: tuple[str, ...]
    convoys: Convoys
    access: Access
    picture: Tracks | None


@dataclass(frozen=True, slots=True)
class AccessPage:
    """The content of the page."""

    told: Markup


@dataclass(frozen=True, slots=True)
class ConvoyPage:
    """The content of the page of one convoy; `locked` are claims that not everybody sees."""

    convoy: Convoy
    locked: frozenset[str]
    picture: Tracks | None

    @property
    def is_locked(self) -> bool:
        """Whether anything of it waits to be released."""
        return bool(self.locked)


@router.get("/access")
def access(
    request: Request,
    desk: AtDesk,
    caller: Look,
    near: Text = "",
    within: Kilometres = WITHIN_KM,
    place: Text = "",
    since: Day = None,
    until: Day = None,
    state: Text = "",
    limit: Limit = 20,
) -> Response:
    """Show the newest convoys with how far each has got, suspensions of aid, and places that are cut off."""
    around = point_near(desk, near, within)
    asked = Asked(place, around, since, until, state, limit)
    language = request.state.language

    def tell(found: tuple[Convoys, Access]) -> Markup:
        convoys, access = found
        picture = draw_convoys(convoys.convoys)
        told = AccessTold(asked, near, within, get_args(Step), convoys, access, picture)
        return part(language, "access_told.html", told)

    with desk.view(caller) as view:
        _, told = desk.answers.made_of(
            view, ("access page", asked), partial(_find, asked=asked), (language, near, within), tell
        )
        head = view.head()
    return render(request, "access.html", AccessPage(told), title=N_("Access"), head=head)


@router.get("/access/convoys/{id}")
def convoy(request: Request, desk: AtDesk, caller: Look, id: str) -> Response:
    """Show one convoy; the id of one of its claims or incidents leads to its own."""
    with desk.view(caller) as view:
        found = desk.answers.of(view, ("convoy", id), partial(show_convoy, id=id))
        head = view.head()
    (one,) = found.convoys
    if one.id != id:
        return RedirectResponse(f"/access/convoys/{one.id}", 303)
    page = ConvoyPage(one, found.locked, draw_steps(one))
    return render(request, "convoy.html", page, title=N_("Convoy"), head=head)


def _find(view: View, asked: Asked) -> tuple[Convoys, Access]:
    """Return the newest convoys, and what all of them together say of access."""
    return find_convoys(view, asked), find_access(view, replace(asked, state="", limit=None))

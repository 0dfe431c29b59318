"""/: map, timeline, filters and list of incidents, and what has changed; the points of the map, and search."""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from gzip import compress, decompress
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from marsad.codebook import load_codebook
from marsad.export.sheet.map import shape_of
from marsad.model import Incident, Viewer
from marsad.ops.overview import Changes, Spread, find_changes, find_page, find_spread
from marsad.store import AtPlace, Hit, IncidentQuery, View
from marsad.web.asking import AtDesk, Look
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.filters import Asked, Filters, Text
from marsad.web.languages import N_, catalogue, in_words
from marsad.web.pictures.lands import Box
from marsad.web.pictures.map import Drawing, box_of, draw_map, family_of
from marsad.web.pictures.timeline import Bar, draw_timeline, step_of
from marsad.web.rendering import code_of, part, render, text_of, to
from marsad.web.security import cookie

__all__ = ["router"]

router = APIRouter()
SIZE = 50
MOST_PAGES = 20
MOST_POINTS = 5_000
SEEN_COOKIE = "marsad_seen"
YEAR_S = 365 * 24 * 3600
PageNumber = Annotated[int, Query(ge=1, le=MOST_PAGES)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """How incidents lie in time and space: how many, in pictures, and as points of the map in packed JSON."""

    number: int
    undated: int
    unplaced: int
    pictures: Markup
    points: bytes


@dataclass(frozen=True, slots=True)
class Pictures:
    """The content of the pictures: the timeline, and the map with its box and where its points are."""

    step: str
    bars: tuple[Bar, ...]
    drawing: Drawing
    box: Box
    points: str
    tiles: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The content of the page: what is asked, how it is spread, a page of the list, and what has changed.

    `chips` are the conditions as links to the view without them.
    """

    filters: Filters
    types: tuple[tuple[str, str], ...]
    chips: tuple[tuple[str, str], ...]
    drawn: Drawn
    incidents: tuple[Incident, ...]
    locked: frozenset[str]
    before: str
    after: str
    number: int
    changes: Changes
    here: str


@dataclass(frozen=True, slots=True)
class Found:
    """The content of the page of a search."""

    words: str
    hits: tuple[Hit, ...]


@router.get("/")
def overview(
    request: Request, desk: AtDesk, caller: Look, filters: Asked, page: PageNumber = 1
) -> HTMLResponse:
    """Show what the filters find on a map, over time and as a list."""
    asked = filters.given()
    query = filters.query(desk)
    with desk.view(caller) as view:
        drawn = _drawn(desk, view, query, asked, request.state.language)
        incidents, more = desk.answers.of(
            view, ("page", query, page), partial(find_page, query=query, page=page, size=SIZE)
        )
        locked = view.locked({claim for one in incidents for claim in one.claims})
        since = _seen(request, desk, caller)
        changes = desk.answers.of(view, ("changes", since), partial(find_changes, since=since))
        head = view.head()
    shown = {**asked, "page": page if page > 1 else None}
    content = Overview(
        filters=filters,
        types=tuple((type, code_of(request, type)) for type in load_codebook().types),
        chips=tuple(_chips(request, asked)),
        drawn=drawn,
        incidents=incidents,
        locked=locked,
        before=to("/", **{**asked, "page": page - 1 if page > 2 else None}) if page > 1 else "",
        after=to("/", **{**asked, "page": page + 1}) if more and page < MOST_PAGES else "",
        number=page,
        changes=changes,
        here=to("/", **shown),
    )
    return render(request, "overview.html", content, title=N_("Overview"), head=head)


@router.get("/map.json")
def points(request: Request, desk: AtDesk, caller: Look, filters: Asked) -> Response:
    """Return what the filters find as the points of the moving map."""
    query, asked = filters.query(desk), filters.given()
    with desk.view(caller) as view:
        packed = _drawn(desk, view, query, asked, request.state.language).points
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            packed,
            media_type="application/json",
            headers={"content-encoding": "gzip", "vary": "Accept-Encoding"},
        )
    return Response(decompress(packed), media_type="application/json")


def prepare(desk: Desk) -> None:
    """Have what the first visitors ask for computed in the background."""
    question, compute = _question(IncidentQuery(), {}, "en", desk.settings.tiles)
    for viewer in (Viewer.OWNER, Viewer.READER):
        desk.answers.prepare(viewer, question, compute)


@router.post("/seen")
async def seen(
    request: Request, desk: AtDesk, caller: Look, until: Annotated[int, Form(ge=0, le=2**53)]
) -> Response:
    """Remember up to which entry somebody has looked."""
    answer = RedirectResponse("/", 303)
    if caller.name and not caller.by_token:
        await run_in_threadpool(desk.store.accounts.see, caller.name, until)
    else:
        is_secure = request.url.scheme == "https"
        answer.headers.append(
            "set-cookie", cookie(SEEN_COOKIE, str(until), seconds=YEAR_S, is_secure=is_secure)
        )
    return answer


@router.get("/search")
def search(request: Request, desk: AtDesk, caller: Look, words: Text = "") -> HTMLResponse:
    """Show the reports that hold all of some words."""
    with desk.view(caller) as view:
        hits = desk.answers.of(view, ("search", words), partial(_hits, words=words)) if words else ()
        head = view.head()
    content = Found(words, hits)
    return render(request, "search.html", content, title=N_("Search"), head=head)


def _hits(view: View, words: str) -> tuple[Hit, ...]:
    return view.search_text(words, limit=SIZE)


def _drawn(
    desk: Desk, view: View, query: IncidentQuery, asked: dict[str, Any], language: str
) -> Drawn:  # Any: values of every kind
    return desk.answers.of(view, *_question(query, asked, language, desk.settings.tiles))


def _question(
    query: IncidentQuery, asked: dict[str, Any], language: str, tiles: str
) -> tuple[Hashable, Callable[[View], Drawn]]:  # Any: as above
    """Return what is asked of the answers for a view: it is drawn where it is found, beside the desk."""
    compute = partial(_find_drawn, query=query, asked=asked, language=language, tiles=tiles)
    return ("drawn", query, to("/", **asked), language), compute


def _find_drawn(
    view: View, query: IncidentQuery, asked: dict[str, Any], language: str, tiles: str
) -> Drawn:  # Any: as above
    spread = find_spread(view, query)
    href, label = _of_mark(asked), _label(language)
    points = json.dumps(_points(spread, href, label))
    pictures = Pictures(
        step=step_of(spread.days),
        bars=draw_timeline(
            spread.days, href=lambda start, end: to("/", **{**asked, "since": start, "until": end})
        ),
        drawing=draw_map(spread.places, href=href, label=label),
        box=box_of(spread.places),
        points=to("/map.json", **asked),
        tiles=tiles,
    )
    return Drawn(
        number=spread.number,
        undated=spread.undated,
        unplaced=spread.unplaced,
        pictures=part(language, "overview_pictures.html", pictures),
        points=compress(points.encode()),
    )


def _points(
    spread: Spread, href: Callable[[AtPlace], str], label: Callable[[AtPlace], str]
) -> dict[str, Any]:  # Any: GeoJSON
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(one.longitude, 4), round(one.latitude, 4)]},
            "properties": {
                "shape": shape_of(one.type),
                "family": family_of(one.type),
                "label": label(one),
                "href": href(one),
                "number": one.number,
            },
        }
        for one in spread.places[:MOST_POINTS]
    ]
    return {"type": "FeatureCollection", "features": features}


def _seen(request: Request, desk: Desk, caller: Caller) -> int:
    if caller.name:
        user = desk.store.accounts.user(caller.name)
        return user.seen if user else 0
    kept = request.cookies.get(SEEN_COOKIE, "")
    return int(kept) if kept.isascii() and kept.isdigit() and len(kept) < 16 else 0


def _chips(request: Request, asked: dict[str, Any]) -> list[tuple[str, str]]:  # Any: values of every kind
    """Return each condition as a link to the view without it."""
    found: list[tuple[str, str]] = []
    for name, value in asked.items():
        if name in ("within", "sort"):
            continue
        others = {other: told for other, told in asked.items() if other != name}
        if name == "type":
            for one in value:
                fewer = [type for type in value if type != one]
                found.append((to("/", **{**others, "type": fewer}), code_of(request, one)))
            continue
        words = f"{text_of(request, LABELS[name])}: {value}"
        if name == "near":
            words += f" ± {asked.get('within', 25):g} km"
            others.pop("within", None)
        found.append((to("/", **others), words))
    return found


LABELS = {
    "since": N_("Since"),
    "until": N_("Until"),
    "near": N_("Near"),
    "place": N_("Place"),
    "party": N_("Party"),
    "source": N_("Source"),
    "text": N_("Words"),
    "grade": N_("Grade"),
    "min_killed": N_("Killed at least"),
    "min_injured": N_("Injured at least"),
    "min_missing": N_("Missing at least"),
    "min_displaced": N_("Displaced at least"),
    "min_detained": N_("Detained at least"),
}
"""What the conditions are called."""


def _of_mark(asked: dict[str, Any]) -> Callable[[AtPlace], str]:  # Any: values of every kind
    """Return where a mark leads: to its incident, or to the list of those of its type about it."""

    def href(one: AtPlace) -> str:
        if one.number == 1:
            return f"/incidents/{one.id}"
        near = f"{one.latitude:.3f},{one.longitude:.3f}"
        return to("/", **{**asked, "type": [one.type], "near": near, "within": 10})

    return href


def _label(language: str) -> Callable[[AtPlace], str]:
    def label(one: AtPlace) -> str:
        words = in_words(one.type, catalogue(language))
        return words if one.number == 1 else f"{words}: {one.number}"

    return label

"""/sources: who speaks, of what kind and on which side, how often alone, confirmed and contradicted; correctable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from marsad.codebook import load_codebook
from marsad.errors import JudgementError, StaleError, UnknownIdError
from marsad.lexicon.parties import load_parties
from marsad.model import Incident
from marsad.ops.history import Decided, find_history
from marsad.ops.review import source_decisions
from marsad.ops.sources import find_sources
from marsad.store import View
from marsad.watch.sources import Voice
from marsad.web.asking import AtDesk, Grade, Look
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.judging import Said, author_of, decide
from marsad.web.languages import N_
from marsad.web.rendering import render, to

__all__ = ["router"]

router = APIRouter()
PAGE = 50
"""Sources, and incidents of one, on a page."""
FARTHEST = 100_000
WORDS = 200
"""Letters of a filter or name."""
Part = Literal["tells", "alone", "confirmed", "denied", "rivals", "denies"]
PARTS: Mapping[Part, Callable[[Voice], tuple[str, ...]]] = {
    "tells": lambda voice: voice.tells,
    "alone": lambda voice: voice.alone,
    "confirmed": lambda voice: voice.together,
    "denied": lambda voice: voice.denied,
    "rivals": lambda voice: voice.rival_numbers,
    "denies": lambda voice: voice.denies,
}
"""What is counted of a source: the incidents behind each number."""
Sort = Literal["source", "kind", "side", "tells", "alone", "confirmed", "denied", "rivals", "denies"]
Order = Literal["", "up", "down"]
Page = Annotated[int, Query(ge=1, le=FARTHEST)]


@dataclass(frozen=True, slots=True)
class Row:
    """A source as the table shows it: with the names of its party and side, and how many of each part."""

    id: str
    label: str
    kind: str
    party: str
    side: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The content of the list: rows of one page, in which order, and how many there are in all."""

    rows: tuple[Row, ...]
    first: int
    found: int
    all: int
    text: str
    sort: Sort
    order: Order
    before: str
    after: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes of a source, to be shown again where it could not be taken."""

    kind: str = ""
    party: str = ""
    reason: str = ""
    author: str = ""
    fault: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The content of the page of one source; `known` are ids of the judgements about it that stand."""

    row: Row
    part: Part
    incidents: tuple[Incident, ...]
    first: int
    before: str
    after: str
    history: tuple[Decided, ...]
    known: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]
    draft: Draft
    asks_author: bool


@router.get("/sources")
def sources(
    request: Request,
    desk: AtDesk,
    caller: Look,
    text: Annotated[str, Query(max_length=WORDS)] = "",
    sort: Sort = "tells",
    order: Order = "",
    page: Page = 1,
    source: Annotated[str, Query(max_length=WORDS * 5)] = "",
    part: Part = "tells",
) -> Response:
    """List the sources, or show one with the incidents behind a number of it."""
    if source:
        return _one(request, desk, caller, source, part, page)
    with desk.view(caller) as view:
        counted, head = _voices(desk, view), view.head()
    if counted is None:
        return render(request, "sources_waiting.html", None, title=N_("Sources"))
    rows = [_row(voice) for voice in counted]
    found = sorted(filter(_finder(text), rows), key=lambda row: row.label.casefold())
    order = order or _usual(sort)
    found.sort(key=_key(sort), reverse=order == "down")
    asked = {"text": text, "sort": sort, "order": order}
    first = PAGE * (page - 1)
    content = SourcesPage(
        rows=tuple(found[first : first + PAGE]),
        first=first,
        found=len(found),
        all=len(rows),
        text=text,
        sort=sort,
        order=order,
        before=to("/sources", **asked, page=page - 1) if page > 1 else "",
        after=to("/sources", **asked, page=page + 1) if first + PAGE < len(found) else "",
        columns={
            name: to("/sources", text=text, sort=name, order=_other(order) if name == sort else _usual(name))
            for name in get_args(Sort)
        },
    )
    return render(request, "sources.html", content, title=N_("Sources"), head=head)


@router.post("/sources")
def correct(
    request: Request,
    desk: AtDesk,
    caller: Grade,
    source: Annotated[str, Form(max_length=WORDS * 5)],
    kind: Annotated[str, Form(max_length=WORDS)] = "",
    party: Annotated[str, Form(max_length=WORDS)] = "",
    reason: Annotated[str, Form(max_length=5000)] = "",
    author: Annotated[str, Form(max_length=WORDS)] = "",
    known: Annotated[tuple[str, ...], Form(max_length=500)] = (),
) -> Response:
    """Record what a person says of a source; what cannot be taken is shown again with why."""
    said = Said(author_of(desk, caller, author), reason, known)
    try:
        decide(desk, caller, source_decisions(source, kind=kind, party=party), said)
    except (JudgementError, StaleError) as error:
        draft = Draft(kind, party, reason, author, str(error), isinstance(error, StaleError))
        return _one(request, desk, caller, source, "tells", 1, draft)
    return RedirectResponse(to("/sources", source=source), 303)


def _one(
    request: Request,
    desk: Desk,
    caller: Caller,
    source: str,
    part: Part,
    page: int,
    draft: Draft | None = None,
) -> Response:
    with desk.view(caller) as view:
        counted, head = _voices(desk, view), view.head()
        if counted is None:
            return render(request, "sources_waiting.html", draft, title=N_("Sources"))
        voice = next((voice for voice in counted if voice.id == source), None)
        if voice is None:
            raise UnknownIdError(f"no claim comes from {source!r}; look for it in the list of sources")
        content = _source_page(desk, caller, view, voice, part, page, draft or Draft())
    status = 200 if draft is None else 409 if draft.is_stale else 400
    return render(request, "source.html", content, title=voice.label, status=status, head=head)


def _source_page(
    desk: Desk, caller: Caller, view: View, voice: Voice, part: Part, page: int, draft: Draft
) -> SourcePage:
    ids = _newest(view, PARTS[part](voice))
    first = PAGE * (page - 1)
    told = {one.id: one for one in view.incidents_of(ids[first : first + PAGE])}
    history = find_history(view, {voice.id})
    asked = {"source": voice.id, "part": part}
    return SourcePage(
        row=_row(voice),
        part=part,
        incidents=tuple(told[id] for id in ids[first : first + PAGE] if id in told),
        first=first,
        before=to("/sources", **asked, page=page - 1) if page > 1 else "",
        after=to("/sources", **asked, page=page + 1) if first + PAGE < len(ids) else "",
        history=history,
        known=tuple(one.judgement.id for one in history if one.withdrawn is None),
        kinds=tuple(load_codebook().source_kinds.items()),
        parties=tuple(
            sorted(((one.id, one.name) for one in load_parties().values()), key=lambda one: one[1])
        ),
        draft=draft,
        asks_author=not author_of(desk, caller),
    )


def _voices(desk: Desk, view: View) -> tuple[Voice, ...] | None:
    return desk.answers.soon(view, "sources", find_sources)


def _newest(view: View, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids of incidents, the newest first, those of no day at last."""
    days = dict(view.first_days(ids))
    return tuple(sorted(days, key=lambda id: (days[id] or date.min, id), reverse=True))


def _row(voice: Voice) -> Row:
    return Row(
        id=voice.id,
        label=voice.label,
        kind=voice.kind,
        party=_name(voice.party),
        side=_name(voice.side),
        counts={part: len(ids(voice)) for part, ids in PARTS.items()},
    )


def _name(party: str) -> str:
    known = load_parties().get(party)
    return known.name if known else party


def _finder(text: str) -> Callable[[Row], bool]:
    """Return what tells whether a row holds all words of a text, whatever their case."""
    words = text.casefold().split()

    def holds(row: Row) -> bool:
        told = " ".join((row.label, row.id, row.kind.replace("_", " "), row.party, row.side)).casefold()
        return all(word in told for word in words)

    return holds


def _key(sort: Sort) -> Callable[[Row], str | int]:
    """Return what rows are sorted by."""
    if sort == "source":
        return lambda row: row.label.casefold()
    if sort == "kind":
        return lambda row: row.kind
    if sort == "side":
        return lambda row: (row.party or row.side).casefold()
    return lambda row: row.counts[sort]


def _usual(sort: Sort) -> Order:
    """Return in which order a column is asked for first: words from a on, numbers from the most on."""
    return "up" if sort in ("source", "kind", "side") else "down"


def _other(order: Order) -> Order:
    return "down" if order == "up" else "up"

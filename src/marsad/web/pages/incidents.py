"""/incidents/{id}: one happening as its claims tell it, who says what of it, and why the program thinks so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from marsad.export.html.fields import Row, rows_of
from marsad.export.reading import claim_out
from marsad.lexicon.parties import load_parties
from marsad.link.corrections import Correction
from marsad.model import Attribution, Claim, Incident, Link, Report, Toll
from marsad.ops.history import Decided, find_history
from marsad.ops.left_out import LeftOut, find_left_out
from marsad.ops.show import Grading, Shown, find
from marsad.ops.voices import counted_as
from marsad.store import View
from marsad.web.asking import AtDesk, Look
from marsad.web.desk import Desk
from marsad.web.pages.reports import Id
from marsad.web.rendering import render

__all__ = ["router"]

router = APIRouter()
MANY = 40
"""Claims, and links between them, that are shown at once: more where the reader asks for all."""


@dataclass(frozen=True, slots=True)
class Said:
    """A number of one source: a row of a dot-and-range plot. `high` None is open."""

    source: str
    low: int
    high: int | None
    href: str
    when: str


@dataclass(frozen=True, slots=True)
class Count:
    """A toll with the numbers that it is the range of."""

    kind: str
    group: str
    low: int
    best: int
    high: int | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Blame:
    """Who says what of whom; `party` is the name of a known party where the claim has another for it."""

    told: Attribution
    party: str
    href: str
    when: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the incident under its number; `voice` is what it counts for, `rows` are its fields as read."""

    number: int
    claim: Claim
    report: Report | None
    voice: str
    href: str
    rows: tuple[Row, ...]
    corrections: tuple[Correction, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """The content of the page; `numbers` are those of claims by id.

    `left` are claims, and `links_left` links, that are not shown unless the reader asks for all.
    """

    incident: Incident
    grading: Grading
    tolls: tuple[Count, ...]
    blames: tuple[Blame, ...]
    claims: tuple[Told, ...]
    left: int
    numbers: Mapping[str, int]
    links: tuple[Link, ...]
    links_left: int
    left_out: tuple[LeftOut, ...]
    covers: tuple[Incident, ...]
    covers_left: int
    history: tuple[Decided, ...]


@router.get("/incidents/{id}")
def incident(request: Request, desk: AtDesk, caller: Look, id: Id, all: bool = False) -> Response:
    """Show an incident; one that was merged into another leads there."""
    with desk.view(caller) as view:
        shown = find(view, f"incident-{id.lower().removeprefix('incident-')}")
        if shown.thing.id != id:
            return RedirectResponse(f"/incidents/{shown.thing.id}", 301)
        page = _page(desk, view, shown, all)
        head = view.head()
    return render(request, "incident.html", page, title=page.incident.type.replace("_", " "), head=head)


def _page(desk: Desk, view: View, shown: Shown, all: bool) -> IncidentPage:
    incident, grading = shown.thing, shown.grading
    if not isinstance(incident, Incident) or grading is None:
        raise TypeError(f"{shown.thing.id} is no incident")
    many = None if all else MANY
    roots = counted_as(view, incident.claims)
    told = _Telling(shown, {id: root.label for id, root in roots.items()})
    subjects = {*incident.claims, *(root.id for root in roots.values())}
    covers = incident.covers[:many]
    return IncidentPage(
        incident=incident,
        grading=grading,
        tolls=tuple(map(told.count, incident.tolls)),
        blames=tuple(map(told.blame, incident.attributions)),
        claims=tuple(told.claims(many)),
        left=len(shown.claims) - len(shown.claims[:many]),
        numbers=told.numbers,
        links=tuple(sorted(incident.links, key=told.place)[:many]),
        links_left=len(incident.links) - len(incident.links[:many]),
        left_out=desk.answers.of(view, ("left out", incident.id), partial(find_left_out, incident=incident)),
        covers=tuple(view.incidents_of(covers)),
        covers_left=len(incident.covers) - len(covers),
        history=find_history(view, subjects),
    )


class _Telling:
    """Puts what an incident's claims say beside where they stand."""

    def __init__(self, shown: Shown, voices: Mapping[str, str]) -> None:
        self._shown = shown
        self._voices = voices
        self._claims = {claim.id: claim for claim in shown.claims}
        self.numbers = {claim.id: number for number, claim in enumerate(shown.claims, start=1)}

    def place(self, link: Link) -> tuple[int, int]:
        """Return the numbers of the claims that a link ties, by which links are ordered."""
        return self.numbers.get(link.left, 0), self.numbers.get(link.right, 0)

    def count(self, toll: Toll) -> Count:
        """Return a toll as a plot shows it."""
        said = tuple(
            Said(
                voice.root,
                voice.quantity.low or 0,
                voice.quantity.high,
                self._href(voice.claim),
                self._when(voice.claim),
            )
            for voice in toll.voices
        )
        high = None if toll.high is None else max(toll.low, toll.high)
        return Count(toll.kind, toll.group, toll.low, toll.best, high, said)

    def blame(self, told: Attribution) -> Blame:
        """Return who says what of whom as the table shows it."""
        party = load_parties().get(told.party)
        name = party.name if party and party.name.casefold() != told.actor.casefold() else ""
        return Blame(told, name, self._href(told.claim), self._when(told.claim))

    def claims(self, many: int | None) -> Iterator[Told]:
        """Yield the first claims, or all."""
        for claim in self._shown.claims[:many]:
            number = self.numbers[claim.id]
            yield Told(
                number=number,
                claim=claim,
                report=self._shown.reports.get(claim.report),
                voice=self._voices.get(claim.id, ""),
                href=self._href(claim.id),
                rows=rows_of(claim_out(claim), number),
                corrections=tuple(one for one in self._shown.corrections if one.claim == claim.id),
                is_locked=claim.id in self._shown.locked,
            )

    def _href(self, id: str) -> str:
        """Return where the words of a claim stand."""
        claim = self._claims.get(id)
        if claim is None or claim.report not in self._shown.reports:
            return f"/claims/{id}"
        return f"/reports/{claim.report}#words-{id.partition('-')[2]}"

    def _when(self, id: str) -> str:
        """Return the day on which the report of a claim came out, "" where that is not told."""
        claim = self._claims.get(id)
        report = self._shown.reports.get(claim.report) if claim else None
        published: date | None = report.published if report else None
        return str(published or "")

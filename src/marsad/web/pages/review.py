"""/review: what is doubtful, the most doubtful first; /judgements and /release take what a person says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, get_args
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from marsad.codebook import load_codebook
from marsad.errors import GazetteerError, JudgementError, MarsadError, StaleError
from marsad.link.fields import CORRECTABLE
from marsad.model import Grade, Judgement, Verdict
from marsad.ops.doubts import KINDS, DoubtKind, next_doubts
from marsad.ops.review import Decision, release_decisions
from marsad.store import View
from marsad.web.asking import AtDesk, Judge, Look, Release
from marsad.web.caller import Caller
from marsad.web.desk import Desk
from marsad.web.judging import NEEDS, USUAL, Said, author_of, decide, last_answer, require
from marsad.web.languages import N_
from marsad.web.looking import MOST_CLAIMS, Item, Typed, items_of, look_at, look_at_claim, look_at_incident
from marsad.web.rendering import own_address, render, to
from marsad.web.security import YEAR_S, cookie

__all__ = ["kept_author", "router"]

router = APIRouter()
SIZE = 5
"""Doubts on a page: few enough to be read, enough that the next is there when one is judged."""
AUTHOR_COOKIE = "marsad_author"
Id = Annotated[str, Query(max_length=100)]
Words = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(max_length=200)]
Ids = Annotated[list[Name], Field(max_length=50)]
Address = Annotated[str, Field(max_length=4000)]


@dataclass(frozen=True, slots=True)
class Review:
    """The content of the page: some things to judge, the ways round them, and what this person said last.

    `focus` is what somebody asked for: "" for the queue, else "claim" or "incident". `back` is where an answer leads.
    `author` is in whose name is judged: `asks_author` while nobody knows it, `changes_author` after that.
    """

    items: tuple[Item, ...]
    tabs: tuple[tuple[str, DoubtKind | str, bool], ...]
    focus: str
    back: str
    first: str
    after: str
    author: str
    asks_author: bool
    changes_author: bool
    last: tuple[Judgement, ...]
    usual: dict[Verdict, str]
    fields: tuple[str, ...] = CORRECTABLE
    types: tuple[str, ...] = ()
    grades: tuple[str, ...] = get_args(Grade)


class Answer(BaseModel):
    """What the form of an item holds."""

    verdict: Verdict
    claim: Ids = []
    shown: Ids = []
    judgement: Ids = []
    incident: Name = ""
    kind: Name = ""
    field: Name = ""
    which: Name = ""
    value: Words = ""
    grade: Name = ""
    audience: Name = ""
    reason: Words = ""
    author: Name = ""
    known: Annotated[str, Field(max_length=200_000)] = ""
    back: Address = "/review"

    def decisions(self) -> Iterator[Decision]:
        """Yield what is said of which claims; raises JudgementError where that makes no sense."""
        match self.verdict:
            case "accept":
                yield from (Decision("accept", (one,)) for one in self.claim or self.shown)
            case "reject" | "lock" | "release":
                yield from (Decision(self.verdict, (one,)) for one in self._chosen())
            case "same" | "different":
                pair = tuple(self.claim or (self.shown if len(self.shown) == 2 else ()))
                if len(set(pair)) != 2:
                    raise JudgementError(f"{self.verdict} is about two claims; tick the two that are meant")
                yield Decision(self.verdict, pair)
            case "correct":
                if len(self._chosen()) != 1:
                    raise JudgementError("one claim is corrected at a time; choose it")
                name = f"{self.field}:{self.which}" if self.which.strip() else self.field
                yield Decision("correct", tuple(self._chosen()), name, self.value)
            case "grade":
                yield Decision("grade", (self.incident,), value=self.grade)
            case "alert":
                yield Decision("alert", (self.incident,), value=self.audience)
            case "withdraw":
                yield from (Decision("withdraw", (one,)) for one in self.judgement)
            case "source":
                raise JudgementError(
                    "a source is corrected on its own page; open it from the list of sources"
                )

    def typed(self, error: MarsadError) -> Typed:
        """Return what was written, to be shown again."""
        return Typed(
            tuple(self.claim),
            self.reason,
            self.field,
            self.which,
            self.value,
            self.grade,
            str(error),
            isinstance(error, StaleError),
        )

    def _chosen(self) -> Sequence[str]:
        if not self.claim and len(self.shown) != 1:
            raise JudgementError(f"tick the claim that you {self.verdict}")
        return self.claim or self.shown


@router.get("/review")
def review(
    request: Request,
    desk: AtDesk,
    caller: Look,
    kind: DoubtKind | None = None,
    after: Id = "",
    claim: Id = "",
    incident: Id = "",
) -> Response:
    """Show what is doubtful, or one claim or incident that is asked for."""
    with desk.view(caller) as view:
        judgements = tuple(view.judgements())
        if claim or incident:
            look = look_at_claim if claim else look_at_incident
            items: tuple[Item, ...] = (look(view, claim or incident),)
            next_after = ""
        else:
            found = next_doubts(view, kind=kind, after=after, limit=SIZE)
            items, next_after = look_at(view, found.found), found.after
        head = view.head()
    shown = None if claim or incident else kind or ""
    page = _page(
        request,
        desk,
        caller,
        judgements,
        items=items,
        tabs=tuple((to("/review", kind=one), one, one == shown) for one in ("", *KINDS)),
        focus="claim" if claim else "incident" if incident else "",
        back=to("/review", kind=kind, after=after, claim=claim, incident=incident),
        first=to("/review", kind=kind) if after else "",
        after=to("/review", kind=kind, after=next_after) if next_after else "",
    )
    return render(request, "review.html", page, title=N_("Review"), head=head)


@router.post("/judgements")
def judge(request: Request, desk: AtDesk, caller: Judge, answer: Annotated[Answer, Form()]) -> Response:
    """Record an answer and go back to where it was given; what cannot be taken is shown again with why."""
    require(caller, answer.verdict)
    author = author_of(desk, caller, answer.author or kept_author(request))
    said = Said(author, answer.reason, answer.known.split())
    try:
        decide(desk, caller, answer.decisions(), said)
    except (JudgementError, GazetteerError, StaleError) as error:
        return _again(request, desk, caller, answer, error)
    return _led_back(request, desk, caller, answer.back, author)


@router.post("/review/name")
def name(
    request: Request,
    desk: AtDesk,
    caller: Judge,
    author: Annotated[str, Form(max_length=200)] = "",
    back: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Remember in this browser in whose name the owner judges, or forget it."""
    return _led_back(request, desk, caller, back, author.strip())


@router.post("/release")
def release(
    request: Request,
    desk: AtDesk,
    caller: Release,
    id: Annotated[str, Form(max_length=100)],
    reason: Annotated[str, Form(max_length=2000)] = "",
    author: Annotated[str, Form(max_length=200)] = "",
    back: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Release what is locked of a convoy, or a claim; from then on everybody sees it."""
    name = author_of(desk, caller, author or kept_author(request))
    with desk.view(caller) as view:
        decisions = release_decisions(view, id)
    decide(desk, caller, decisions, Said(name, reason))
    convoy = f"/access/convoys/{quote(id)}" if id.lower().startswith("convoy-") else "/review"
    return _led_back(request, desk, caller, back or convoy, name)


def _page(
    request: Request, desk: Desk, caller: Caller, judgements: Sequence[Judgement], **told: object
) -> Review:
    author = author_of(desk, caller, kept_author(request))
    return Review(
        author=author,
        asks_author=not author,
        changes_author=bool(author) and not author_of(desk, caller),
        last=last_answer(judgements, author),
        usual={verdict: words for verdict, words in USUAL.items() if caller.may(NEEDS[verdict])},
        types=tuple(load_codebook().types),
        **told,  # type: ignore[arg-type]  # the other fields, by name
    )


def _again(request: Request, desk: Desk, caller: Caller, answer: Answer, error: MarsadError) -> Response:
    """Return the form with what was written, what is wrong with it, and what others have said meanwhile."""
    with desk.view(caller) as view:
        judgements = tuple(view.judgements())
        items = _asked_again(view, answer)
        head = view.head()
    if not items:
        raise error
    page = _page(
        request,
        desk,
        caller,
        judgements,
        items=tuple(replace(item, typed=answer.typed(error)) for item in items),
        tabs=(),
        focus="again",
        back=own_address(answer.back, "/review"),
        first="",
        after="",
    )
    status = 409 if isinstance(error, StaleError) else 422
    return render(request, "review.html", page, title=N_("Review"), head=head, status=status)


def _asked_again(view: View, answer: Answer) -> tuple[Item, ...]:
    shown = tuple(dict.fromkeys((*answer.shown, *answer.claim)))[:MOST_CLAIMS]
    incident = view.incident(answer.incident) if answer.incident else None
    kind = answer.kind if answer.kind in KINDS else ""
    items = items_of(view, [(kind, "", incident, shown)])
    return tuple(item for item in items if item.claims)


def _led_back(request: Request, desk: Desk, caller: Caller, back: str, author: str) -> Response:
    answer = RedirectResponse(own_address(back, "/review"), 303)
    if not author_of(desk, caller):
        is_secure = request.url.scheme == "https"
        answer.headers.append(
            "set-cookie", cookie(AUTHOR_COOKIE, quote(author), seconds=YEAR_S, is_secure=is_secure)
        )
    return answer


def kept_author(request: Request) -> str:
    """Return the name that the owner judged under last, at a desk that knows none."""
    return unquote(request.cookies.get(AUTHOR_COOKIE, ""))[:200]

"""/judgements: what people have decided, the newest first, by whom and of which kind; own ones can be withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from marsad.model import Judgement, Verdict
from marsad.ops.history import Decided
from marsad.ops.review import standing
from marsad.web.asking import AtDesk, Look
from marsad.web.caller import Caller
from marsad.web.judging import NEEDS, author_of
from marsad.web.languages import N_
from marsad.web.pages.review import kept_author
from marsad.web.permissions import Permission
from marsad.web.rendering import render, to

__all__ = ["router"]

router = APIRouter()
SIZE = 50
FARTHEST = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """A judgement, what withdrew it, and whether whoever looks may withdraw it."""

    decided: Decided
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Judgements:
    """The content of the page: rows of one page, what was asked for, and how many there are."""

    rows: tuple[Row, ...]
    author: str
    verdict: Verdict | str
    found: int
    first: int
    before: str
    after: str
    here: str
    signs: str
    asks_author: bool
    verdicts: tuple[str, ...] = get_args(Verdict)


@router.get("/judgements")
def judgements(
    request: Request,
    desk: AtDesk,
    caller: Look,
    author: Annotated[str, Query(max_length=200)] = "",
    verdict: Verdict | None = None,
    page: Annotated[int, Query(ge=1, le=FARTHEST)] = 1,
) -> Response:
    """Show judgements whose author's name holds some words, and of one verdict."""
    with desk.view(caller) as view:
        every = tuple(view.judgements())
        head = view.head()
    wanted = author.casefold().strip()
    found = [
        one
        for one in reversed(every)
        if wanted in one.author.casefold() and (verdict is None or one.verdict == verdict)
    ]
    start = (page - 1) * SIZE
    asked = {"author": author, "verdict": verdict}
    signs = author_of(desk, caller, kept_author(request))
    content = Judgements(
        rows=tuple(_rows(found[start : start + SIZE], every, caller, signs)),
        author=author,
        verdict=verdict or "",
        found=len(found),
        first=start + 1,
        before=to("/judgements", **asked, page=page - 1 if page > 2 else None) if page > 1 else "",
        after=to("/judgements", **asked, page=page + 1) if start + SIZE < len(found) else "",
        here=to("/judgements", **asked, page=page if page > 1 else None),
        signs=signs,
        asks_author=not author_of(desk, caller),
    )
    return render(request, "judgements.html", content, title=N_("Judgements"), head=head)


def _rows(
    some: Sequence[Judgement], every: Sequence[Judgement], caller: Caller, author: str
) -> Sequence[Row]:
    valid = standing(every)
    stands = {one.id for one in valid}
    taken_back = {one.subjects[0]: one for one in valid if one.verdict == "withdraw"}
    return [
        Row(
            Decided(one, taken_back.get(one.id)),
            one.id in stands
            and caller.may(NEEDS[one.verdict])
            and (one.author == author or caller.may(Permission.GRADE)),
        )
        for one in some
    ]

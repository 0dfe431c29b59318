"""`marsad review`: what is doubtful, one at a time, and what a person says of it."""

import shlex
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_places,
    open_to_write,
    print_json,
    screen,
    settings_of,
)
from marsad.errors import ConfigError, JudgementError, MarsadError
from marsad.model import Viewer

if TYPE_CHECKING:
    from marsad.gazetteer import Gazetteer
    from marsad.ops.doubts import Doubt
    from marsad.ops.review import Decision
    from marsad.store import Store

__all__ = ["app"]

app = typer.Typer()

ASKED = "a r s d c g, skip, undo, quit, ? > "
HELP = """\
a [N …]             accept: these claims are read rightly; without a number all that are shown
r [N]               reject: claim N is read wrongly and leaves its incident
s [N M]             same: the two claims tell one happening
d [N M]             different: they tell two
c [N] FIELD VALUE   correct a field of claim N, as in: c 1 killed "at least 12"
g GRADE             give the incident another grade, such as discounted
skip                leave it for later
undo                withdraw the last answer and go back to it
quit                stop; what was answered is kept"""


@app.command()
def review(
    list_only: Annotated[
        bool, typer.Option("--list", help="Print what is doubtful and ask nothing.")
    ] = False,
    limit: Annotated[int, typer.Option(help="At most so many, the most doubtful.")] = 50,
    reason: Annotated[
        str, typer.Option(help="The reason of every answer; without it each is asked for.")
    ] = "",
    author: Annotated[str | None, typer.Option(help="Who judges [MARSAD_AUTHOR].")] = None,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Look at what is doubtful, one at a time: contested incidents, unsure links, high tolls of one source.

    Each answer is a judgement. What somebody has judged does not come again. --format json prints the list.

    Example: marsad review --author "A. Analyst"
    """
    from marsad.ops.doubts import find_doubts

    if limit < 1:
        raise ConfigError(f"a limit is at least 1, not {limit}")
    settings = settings_of(record=record, author=author)
    with open_to_write(settings) as store:
        with store.view(Viewer.OWNER) as view:
            found = find_doubts(view)
        doubts = found[:limit]
        if format is Output.JSON:
            print_json([asdict(doubt) for doubt in doubts])
        elif list_only:
            for doubt in doubts:
                typer.echo(f"{doubt.score:.2f}  {doubt.kind:<9} {doubt.incident}  {doubt.why}")
            typer.echo(f"{len(found)} are doubtful")
        elif not settings.author.strip():
            raise JudgementError("a judgement needs a name; give --author or set MARSAD_AUTHOR")
        else:
            session = _Session(store, settings.author, reason.strip(), lambda: open_places(settings))
            session.run(doubts)


@dataclass
class _Session:
    """One sitting of one person: the record, and what was answered so far."""

    store: "Store"
    author: str
    reason: str
    places: Callable[[], AbstractContextManager["Gazetteer"]]
    given: list[tuple[int, str]] = field(default_factory=list)  # the place in the queue, and the judgement
    known: set[str] = field(default_factory=set)

    def run(self, doubts: tuple["Doubt", ...]) -> None:
        """Ask about each doubt in turn until all are answered or the person stops."""
        place = 0
        with self.store.view(Viewer.OWNER) as view:
            self.known = {one.id for one in view.judgements()}
        try:
            while place < len(doubts):
                place = self._ask_about(doubts[place], place, len(doubts))
        except EOFError:
            typer.echo()
        left = max(0, len(doubts) - place)
        typer.echo(f"{len(self.given)} judgements recorded, {left} doubts left")

    def _ask_about(self, doubt: "Doubt", place: int, total: int) -> int:
        """Show a doubt and take an answer; return the place of the next one."""
        shown = self._show(doubt, place, total)
        while shown:
            answer = _ask(ASKED)
            try:
                words = shlex.split(answer)
                if not words or words[0] == "?":
                    typer.echo(HELP)
                elif words[0] in ("k", "skip"):
                    break
                elif words[0] in ("q", "quit"):
                    raise EOFError
                elif words[0] in ("u", "undo"):
                    return self._undo(place)
                elif self._record(_decisions(words, shown), place):
                    break
            except (MarsadError, ValueError) as error:
                typer.echo(f"not recorded: {error}")
                self._tell_meanwhile(shown.claims)
        return place + 1

    def _show(self, doubt: "Doubt", place: int, total: int) -> "Doubt | None":
        from marsad.cli.drawing import draw_claim, incident_table
        from marsad.ops.doubts import still_open
        from marsad.ops.show import find

        self._tell_meanwhile(doubt.claims)
        with self.store.view(Viewer.OWNER) as view:
            now = still_open(view, doubt)
            incident = view.incident(doubt.incident)
            if now is None or incident is None:
                typer.echo(f"{place + 1}/{total} is settled by now: {doubt.why}")
                return None
            shown = [find(view, claim) for claim in now.claims]
        console = screen()
        console.rule(f"{place + 1}/{total} {now.kind}")
        console.print(incident_table([incident]))
        typer.echo(now.why)
        for number, one in enumerate(shown, start=1):
            typer.echo(f"[{number}]")
            console.print(draw_claim(one.claims[0], one.reports))
        return now

    def _tell_meanwhile(self, claims: Iterable[str]) -> None:
        """Tell what others have judged about claims since this person last looked."""
        from marsad.cli.judged import judgement_line

        with self.store.view(Viewer.OWNER) as view:
            new = [one for one in view.judgements() if one.id not in self.known]
        for one in new:
            if set(one.subjects) & set(claims):
                typer.echo(f"judged meanwhile: {judgement_line(one)} · {one.reason}")
        self.known |= {one.id for one in new}

    def _record(self, decisions: Iterable["Decision"], place: int) -> bool:
        """Record an answer; False where the person gives no reason."""
        from marsad.ops import review

        located = [review.with_place(one, self.places) for one in decisions]
        with self.store.view(Viewer.OWNER) as view:
            for decision in located:
                review.check(view, decision, known=self.known)
        reason = self.reason or _ask("reason > ").strip()
        if not reason:
            typer.echo("a judgement needs a reason; nothing is recorded")
            return False
        for decision in located:
            signature = review.Signature(self.author, datetime.now(UTC), reason)
            made = review.record(self.store, decision, signature, known=self.known)
            self._note(made.id, place)
        return True

    def _note(self, judgement: str, place: int) -> None:
        self.given.append((place, judgement))
        self.known.add(judgement)
        typer.echo(f"recorded {judgement}")

    def _undo(self, place: int) -> int:
        """Withdraw the judgements of the last answer; return its place in the queue."""
        from marsad.ops import review

        if not self.given:
            typer.echo("nothing was answered yet")
            return place
        back = self.given[-1][0]
        while self.given and self.given[-1][0] == back:
            _, last = self.given.pop()  # first, so that one that another has withdrawn is not tried again
            signature = review.Signature(self.author, datetime.now(UTC), "undone in review")
            made = review.record(self.store, review.Decision("withdraw", (last,)), signature)
            self.known.add(made.id)
            typer.echo(f"withdrawn {last}")
        return back


def _ask(prompt: str) -> str:
    """Return a line that the person types; raises EOFError at the end of the input."""
    return input(prompt)


def _decisions(words: list[str], doubt: "Doubt") -> tuple["Decision", ...]:
    """Return what an answer says of the claims that are shown; raises JudgementError where it makes no sense."""
    from marsad.ops.review import Decision

    verb, rest = words[0].lower(), words[1:]
    if verb in ("a", "accept"):
        return tuple(Decision("accept", (claim,)) for claim in _numbered(rest, doubt, default=doubt.claims))
    if verb in ("r", "reject"):
        chosen = _numbered(rest, doubt, default=doubt.claims if len(doubt.claims) == 1 else ())
        return tuple(Decision("reject", (claim,)) for claim in chosen)
    if verb in ("s", "same", "d", "different"):
        pair = _numbered(rest, doubt, default=doubt.claims if len(doubt.claims) == 2 else ())
        return (Decision("same" if verb[0] == "s" else "different", pair),)
    if verb in ("g", "grade"):
        return (Decision("grade", (doubt.incident,), value=" ".join(rest)),)
    if verb in ("c", "correct"):
        is_numbered = bool(rest) and rest[0].isdecimal()
        chosen = _numbered(rest[:1] if is_numbered else [], doubt, default=doubt.claims)
        told = rest[1:] if is_numbered else rest
        if len(chosen) != 1 or len(told) < 2:
            raise JudgementError("say it as c NUMBER FIELD VALUE, such as: c 1 killed 12")
        return (Decision("correct", chosen, told[0], " ".join(told[1:])),)
    raise JudgementError(f"{words[0]!r} is no answer; ? lists them")


def _numbered(words: list[str], doubt: "Doubt", *, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the claims of the numbers that are shown."""
    numbers = [int(word) if word.isdecimal() else 0 for word in words]
    if any(not 1 <= number <= len(doubt.claims) for number in numbers) or not (numbers or default):
        raise JudgementError(f"give the number of a claim that is shown, 1 to {len(doubt.claims)}")
    return tuple(doubt.claims[number - 1] for number in numbers) or default

"""What people decided, drawn beside what was read and computed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from marsad.link.corrections import value_words
from marsad.model import Judgement

if TYPE_CHECKING:
    from marsad.ops.orphans import Orphan
    from marsad.ops.show import Shown

__all__ = ["draw_judged", "judgement_line", "orphan_lines"]


def draw_judged(shown: "Shown") -> RenderableType:
    """Return the grade by the rule and by people, values as read and as corrected, and every standing judgement."""
    return Group(*_grading(shown), *_corrections(shown), *_locked(shown), *_judgements(shown))


def judgement_line(judgement: Judgement) -> str:
    """Return who decided what, and when, on one line."""
    value = value_words(judgement.field, judgement.value) if judgement.value else ""
    words = (judgement.verdict, *judgement.subjects, judgement.field, value)
    return f"{judgement.made:%Y-%m-%d} {judgement.author}: {' '.join(word for word in words if word)}"


def orphan_lines(orphan: "Orphan") -> Iterator[str]:
    """Yield a judgement that applies to nothing, why, its words where they are known, and what to do."""
    yield f"{orphan.judgement.id}  {judgement_line(orphan.judgement)}"
    yield f"   {orphan.judgement.reason}"
    yield f"   applies to nothing: {orphan.why}"
    for quote in orphan.quotes:
        yield f"   it was about “{' '.join(quote.split())}”"
    for claim in orphan.suggested:
        yield f"   the same words are read as {claim} now: judge that one, then withdraw this"


def _grading(shown: "Shown") -> Iterator[Text]:
    grading = shown.grading
    if grading is None:
        return
    if grading.given:
        yield Text(f"grade by the rule: {grading.grade}: {grading.reason}")
        yield Text(f"grade by a person: {grading.given.value} · {_signed(grading.given)}")
    yield Text(f"the rule: {grading.rule}", style="dim")
    yield Text("what would change it:", style="dim")
    for change in grading.would_change:
        yield Text(f"  · {change}", style="dim")


def _corrections(shown: "Shown") -> Iterator[Text]:
    numbers = {claim.id: number for number, claim in enumerate(shown.claims, start=1)}
    for one in shown.corrections:
        yield Text(
            f"claim {numbers[one.claim]}, {one.field}: read as {one.read}; corrected to {one.corrected}"
        )
        yield Text(f"   {_signed(one.judgement)} · {one.judgement.id}", style="dim")
        if one.problem:
            yield Text(f"   it applies to nothing: {one.problem}", style="yellow")


def _locked(shown: "Shown") -> Iterator[Text]:
    numbers = [str(number) for number, claim in enumerate(shown.claims, start=1) if claim.id in shown.locked]
    if numbers:
        yield Text(
            f"locked, and in no export unless you say so: claim {', '.join(numbers)}", style="bold yellow"
        )


def _judgements(shown: "Shown") -> Iterator[Text]:
    others = [one for one in shown.judgements if one.verdict != "correct"]
    if others:
        yield Text("judged:", style="bold")
    for one in others:
        yield Text(f"   {judgement_line(one)} · {one.reason}")
        yield Text(f"   {one.id}", style="dim")


def _signed(judgement: Judgement) -> str:
    return f"{judgement.author}, {judgement.made:%Y-%m-%d}: {judgement.reason}"

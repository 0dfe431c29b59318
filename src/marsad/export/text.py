"""A reading in words, for people."""

import textwrap
from collections.abc import Iterator, Sequence

from marsad.model import Claim, Place, Report

__all__ = ["claim_text", "reading_text"]

WIDTH = 100


def reading_text(report: Report, claims: Sequence[Claim]) -> str:
    """Return a report's claims as text: their words, what they are, who says so, where, when, how many."""
    head = " · ".join(
        part for part in (report.publisher, str(report.published or "no date"), report.id) if part
    )
    lines = [report.title, head, ""] if report.title else [head, ""]
    for number, claim in enumerate(claims, start=1):
        lines += [*_claim(number, claim), ""]
    lines.append(f"{len(claims)} claims" if len(claims) != 1 else "1 claim")
    return "\n".join(lines) + "\n"


def claim_text(claim: Claim) -> str:
    """Return one claim as text: its words, what it is, who says so, where, when, how many."""
    return "\n".join(_claim(1, claim))


def _claim(number: int, claim: Claim) -> Iterator[str]:
    kind = claim.type.replace("_", " ")
    how = [word for word, usual in ((claim.phase, "happened"), (claim.stance, "asserts")) if word != usual]
    yield f"{number}. {', '.join([kind, *how])}   [{claim.id}, sure {claim.confidence:.0%}]"
    quote = " ".join(claim.evidence.quote.split())
    yield textwrap.fill(f"“{quote}”", WIDTH, initial_indent="   ", subsequent_indent="   ")
    for name, value in _facets(claim):
        yield textwrap.fill(value, WIDTH, initial_indent=f"   {name:<8} ", subsequent_indent=" " * 12)


def _facets(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "says", " ← ".join(source.label for source in claim.sources) or "the report itself"
    if claim.places:
        yield "where", "; ".join(_where(place.span.quote, place.resolved) for place in claim.places)
    if claim.time:
        start, end = claim.time.interval.start, claim.time.interval.end
        days = str(start) if start == end else f"{start} to {end}"
        yield "when", f"{days} (“{claim.time.span.quote}”)"
    for name, people in (("who", claim.actors), ("to whom", claim.targets)):
        if people:
            yield name, ", ".join(one.span.quote for one in people)
    if claim.means:
        yield "with", ", ".join(means.span.quote for means in claim.means)
    if claim.count:
        yield "times", f"{claim.count.quantity} (“{claim.count.span.quote}”)"
    for harm in claim.harm:
        parts = "".join(f", {group} {quantity}" for group, quantity, _ in harm.groups)
        yield harm.kind, f"{harm.quantity}{parts} (“{harm.span.quote}”)"
    for damage in claim.damage:
        yield "damage", f"{damage.quantity} {damage.what.quote}"


def _where(name: str, place: Place | None) -> str:
    if place is None:
        return f"{name} (not located)"
    around = f", {', '.join(place.parents)}" if place.parents else ""
    return (
        f"{name} = {place.name}{around}, {place.latitude:.3f} {place.longitude:.3f} ± {place.radius_km:g} km"
    )

"""Incidents that responders work on: when each happened, what they report since, and how long it is open."""

from collections.abc import Iterator, Sequence
from datetime import date

from marsad.watch.response.response import Response
from marsad.web.pictures.tracks import Kind, Put, Tracks, lay, merged

__all__ = ["draw_responses"]

STEPS: dict[str, Kind] = {
    "happened": Kind("star", "fighting"),
    "dispatched": Kind("triangle", "other"),
    "on_site": Kind("circle", "truce"),
    "contained": Kind("weak", "relief"),
    "closed": Kind("confirmed", "relief"),
    "open": Kind("diamond", "other"),
}


def draw_responses(responses: Sequence[Response], until: date | None) -> Tracks | None:
    """Return a row an incident, None where none has a day; what is open is marked so on the record's last day."""
    return lay([put for one in responses for put in merged(_puts(one, until), f"#{one.incident}")], STEPS)


def _puts(one: Response, until: date | None) -> Iterator[Put]:
    if one.time:
        happened = f"/incidents/{one.incident}"
        yield Put(one.incident, "happened", one.time.start, one.time.end, happened, "")
    for step in one.steps:
        if step.day:
            yield Put(one.incident, step.step, step.day, step.day, f"/claims/{step.claim}", step.quote)
    if one.status == "open" and until and one.time and until >= one.time.end:
        yield Put(one.incident, "open", one.time.end, until, f"#{one.incident}")

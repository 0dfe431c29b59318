"""Convoys: how far each has got, step by step along the days."""

from collections.abc import Iterator, Sequence

from marsad.watch.access.access import Stage
from marsad.watch.access.convoys import Convoy
from marsad.web.pictures.tracks import Kind, Put, Tracks, lay, merged

__all__ = ["draw_convoys", "draw_steps"]

STEPS: dict[str, Kind] = {
    "planned": Kind("weak", "other"),
    "requested": Kind("plus", "other"),
    "approved": Kind("diamond", "truce"),
    "loaded": Kind("contested", "truce"),
    "departed": Kind("triangle", "truce"),
    "suspended": Kind("discounted", "fighting"),
    "turned_back": Kind("cross", "fighting"),
    "attacked": Kind("star", "fighting"),
    "arrived": Kind("circle", "relief"),
    "offloaded": Kind("square", "relief"),
    "completed": Kind("confirmed", "relief"),
}


def draw_convoys(convoys: Sequence[Convoy]) -> Tracks | None:
    """Return a row a convoy, None where no step of any has a day.

    A step that several sources tell of one day is one mark, which leads to the convoy; that of one claim leads there.
    """
    return lay([put for convoy in convoys for put in _of_convoy(convoy)], STEPS)


def draw_steps(convoy: Convoy) -> Tracks | None:
    """Return a row a source with the steps of one convoy, each mark a claim; None where none has a day."""
    puts = (_put(stage.source, stage, stage.quote) for stage in convoy.stages)
    return lay([put for put in puts if put], STEPS)


def _of_convoy(convoy: Convoy) -> Iterator[Put]:
    puts = (_put(convoy.id, stage, stage.source) for stage in convoy.stages)
    return merged((put for put in puts if put), f"/access/convoys/{convoy.id}#steps")


def _put(row: str, stage: Stage, says: str) -> Put | None:
    day = stage.as_of
    return Put(row, stage.step, day, day, f"/claims/{stage.claim}", says) if day else None

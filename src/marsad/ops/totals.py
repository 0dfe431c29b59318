"""Totals of a record: the incidents that a question finds, counted, and what the count leaves out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import get_args

from marsad.errors import StoreError
from marsad.model import HARM_KINDS, HarmKind, Incident
from marsad.store import IncidentQuery, View
from marsad.watch.counted import COUNTING_GRADES, Founded, find_counted
from marsad.watch.rows import By, Level
from marsad.watch.totals import Totals, count_totals

__all__ = ["find_totals"]


def find_totals(
    view: View,
    query: IncidentQuery,
    *,
    by: By,
    kinds: Sequence[HarmKind] = ("killed",),
    level: Level | None = None,
) -> Totals:
    """Return the totals of the incidents that a query finds, whatever its limit.

    Whether a round-up counts is decided over the whole record, so that no question counts people twice.
    `level` goes with `by` place and is the region where it is left out. Raises StoreError for a row, a level
    or a kind of harm that is none.
    """
    _check(by, kinds, level)
    found = tuple(view.incidents(replace(query, limit=None)))
    missed = {"undated": tuple(_undated(view, query)), "unplaced": tuple(_unplaced(view, query))}
    candidates = list(chain(found, *missed.values()))
    return count_totals(
        found,
        by=by,
        kinds=tuple(dict.fromkeys(kinds)),
        level=level or "region",
        counted=_counted(view, candidates),
        missed=missed,
    )


def _counted(view: View, candidates: Sequence[Incident]) -> frozenset[str]:
    """Return which of some incidents count, decided over the whole record, of which only round-ups are read."""
    if not any(incident.covers for incident in candidates):
        return find_counted(candidates)
    roundups = tuple(view.roundups(COUNTING_GRADES))
    covered = view.standings({id for one in (*candidates, *roundups) for id in one.covers})
    return find_counted([*candidates, *roundups, *(Founded(*one) for one in covered)])


def _check(by: str, kinds: Sequence[str], level: str | None) -> None:
    if by not in get_args(By):
        raise StoreError(f"totals are not counted by {by!r}; choose one of {', '.join(get_args(By))}")
    if level and level not in get_args(Level):
        raise StoreError(f"{level!r} is no level of places; choose one of {', '.join(get_args(Level))}")
    if level and by != "place":
        raise StoreError(
            f"a level of places goes with totals by place, not by {by}; leave one of the two out"
        )
    if not kinds or (unknown := [kind for kind in kinds if kind not in HARM_KINDS]):
        asked = repr(unknown[0]) if kinds else "nothing"
        raise StoreError(f"{asked} is no kind of harm; choose from {', '.join(HARM_KINDS)}")


def _undated(view: View, query: IncidentQuery) -> Iterator[Incident]:
    """Yield what the days asked for do not find because it tells no day."""
    if query.since or query.until:
        dateless = replace(query, since=None, until=None, undated=True, limit=None)
        yield from view.incidents(dateless)
        yield from _unplaced(view, dateless)


def _unplaced(view: View, query: IncidentQuery) -> Iterator[Incident]:
    """Yield what the place asked for does not find because it tells none."""
    if query.near or query.place:
        nowhere = replace(query, near=None, place="", unplaced=True, limit=None)
        # A name that nobody could locate is still a name: the words asked for are not in it.
        yield from (one for one in view.incidents(nowhere) if not (query.place and one.place_names))

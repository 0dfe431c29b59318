"""Standing figures of a record: what its sources say that a war has cost, next to what it adds up itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import get_args

from marsad.errors import StoreError
from marsad.gazetteer.countries import country_code
from marsad.lexicon.parties import load_parties
from marsad.model import HarmKind, HarmTally, Incident, Place, TalliedHarm
from marsad.ops.collector import without_collector
from marsad.ops.statements import find_statements
from marsad.store import IncidentQuery, View
from marsad.store.query import distance_km
from marsad.watch.counted import COUNTING_GRADES, Countable, Founded, find_counted
from marsad.watch.war.lines import Line
from marsad.watch.war.ownsum import OwnSum, Pile, add_up, addend_from, addend_of, pile
from marsad.watch.war.war_figures import FiguresAsked, WarFigures, ask_lines, set_beside, stand

__all__ = ["find_figures"]

READ = 4_000
"""At most so many incidents are read one by one for a sum that the columns do not hold: a fifth of a second."""


def find_figures(view: View, asked: FiguresAsked | None = None) -> WarFigures:
    """Return the standing figures that are asked for, each with the record's own sum beside it.

    A country is asked for by name or code. Raises StoreError for a country or a kind of harm that is none, days that
    are swapped and a limit under 1.
    """
    asked = _settled(asked or FiguresAsked())
    with without_collector():
        return _find(view, asked)


def _find(view: View, asked: FiguresAsked) -> WarFigures:
    lines, left_out = ask_lines(find_statements(view, {"toll"}), asked)
    sums = _Sums(view)
    shown = [set_beside(line, *sums.beside(line)) for line in lines]
    unplaced = sums.unplaced() if any(line.record for line in shown) else ()
    return stand(shown, asked, left_out, unplaced)


def _settled(asked: FiguresAsked) -> FiguresAsked:
    """Return what is asked with its country as a code."""
    kinds = get_args(HarmKind)
    if unknown := [kind for kind in asked.kinds if kind not in kinds] or not asked.kinds:
        wrong = repr(unknown[0]) if isinstance(unknown, list) else "nothing"
        raise StoreError(f"{wrong} is no kind of harm; choose from {', '.join(kinds)}")
    # A query refuses swapped days, words that are none and a limit under 1 in words of its own.
    IncidentQuery(since=asked.since, until=asked.until, place=asked.place, limit=asked.limit)
    code = country_code(asked.country) if asked.country else ""
    if asked.country and not code:
        raise StoreError(
            f"there is no country {asked.country!r}; give its name or its two-letter code, such as SY"
        )
    return replace(asked, country=code)


@dataclass(frozen=True)
class _Sums:
    """The record's own sums, with what several lines need kept between them."""

    view: View
    kept: dict[tuple[tuple[IncidentQuery, ...], TalliedHarm], Pile] = field(default_factory=dict)

    def beside(self, line: Line) -> tuple[OwnSum | None, str]:
        """Return the sum for the place and time of a line, or None and why there is none."""
        if why_not := _unaddable(line):
            return None, why_not
        queries, kind = _queries(line), _kind_in_columns(line)
        made = self._tallied(queries, kind) if kind else self._read(line, queries)
        if made is None:
            return None, (
                f"The record has more than {READ:,} incidents to read one by one for such a sum: ask for a place or "
                "for other days."
            )
        return add_up(made, since=line.period.since, until=line.until), ""

    def unplaced(self) -> tuple[str, ...]:
        """Return the incidents that would count but are in no sum, for nobody knows where they were."""
        own = add_up(self._tallied((IncidentQuery(unplaced=True),), "killed"), since=None, until=None)
        return tuple(sorted(own.incidents + own.untold))

    def _tallied(self, queries: tuple[IncidentQuery, ...], kind: TalliedHarm) -> Pile:
        if (queries, kind) not in self.kept:
            found = (
                addend_from(one, self._doubles)
                for query in queries
                for one in self.view.harm_tallies(query, kind, COUNTING_GRADES)
                if _is_near(query, one)
            )
            self.kept[queries, kind] = pile(found)
        return self.kept[queries, kind]

    def _read(self, line: Line, queries: Sequence[IncidentQuery]) -> Pile | None:
        """Return each incident of the place and time of a line, None where they are too many."""
        found: dict[str, Incident] = {}
        for query in queries:
            dated = replace(query, since=line.period.since, until=line.until, limit=READ + 1)
            for some in (dated, replace(query, undated=True, limit=READ + 1)):
                found |= {one.id: one for one in self.view.incidents(some)}
                if len(found) > READ:
                    return None
        fitting = (found[id] for id in sorted(found) if _is_by(found[id], line.doers))
        return pile(addend_of(one, line.kind, line.group, self._doubles) for one in fitting)

    @cached_property
    def _doubles(self) -> frozenset[str]:
        """The well-founded round-ups that do not count: which do is decided over the whole record."""
        roundups = list(self.view.roundups(COUNTING_GRADES))
        covered = self.view.standings({id for one in roundups for id in one.covers})
        candidates: list[Countable] = [*roundups, *(Founded(*one) for one in covered)]
        return frozenset(one.id for one in roundups) - find_counted(candidates)


def _kind_in_columns(line: Line) -> TalliedHarm | None:
    """Return the harm of a line where the columns of the record hold what its figures count, else None."""
    is_one = len(line.place.places) < 2  # circles may lie over each other
    if not is_one or line.group or line.doers:
        return None
    return "killed" if line.kind == "killed" else "injured" if line.kind == "injured" else None


def _is_near(query: IncidentQuery, one: HarmTally) -> bool:
    """Tell whether a tally of the box round a circle lies in the circle."""
    if not query.near:
        return True
    if one.latitude is None or one.longitude is None:
        return False
    return distance_km(query.near[:2], (one.latitude, one.longitude)) <= query.near[2]


def _unaddable(line: Line) -> str:
    """Return why the record cannot add up what the figures of a line count, "" where it can."""
    if line.place.unlocated:
        return f"Nobody could locate {' and '.join(line.place.unlocated)}: the record adds nothing up for it."
    if not (line.place.countries or line.place.places):
        return "No source says of which country it is: the record adds nothing up for it."
    if line.means or line.targets:
        return (
            f"The record is not added up by {' and '.join((*line.means, *line.targets))}, as the figures are."
        )
    if unknown := [name for name in line.doers if name not in load_parties()]:
        return f"{' and '.join(unknown)} is no party that the record knows: it adds nothing up for it."
    return ""


def _queries(line: Line) -> tuple[IncidentQuery, ...]:
    """Return what finds the incidents of a line's place, at any time."""
    if line.place.places:
        whole = [_within(place) for place in line.place.places]
    else:
        whole = [IncidentQuery(country=country) for country in line.place.countries]
    return tuple(replace(query, party=doer) for query in whole for doer in (line.doers or ("",)))


def _within(place: Place) -> IncidentQuery:
    """Return what finds the incidents of a place: in its circle and by name in it, for regions are no circles."""
    if place.kind == "country" and place.country:
        return IncidentQuery(country=place.country)
    return IncidentQuery(near=(place.latitude, place.longitude, place.radius_km), place=place.name)


def _is_by(incident: Incident, doers: tuple[str, ...]) -> bool:
    """Tell whether one of some parties is blamed for an incident, or nobody in particular is asked for."""
    blamed = {said.party for said in incident.attributions if said.relation in ("blames", "admits")}
    return not doers or not blamed.isdisjoint(doers)

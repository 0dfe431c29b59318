"""What a View shows of incidents, read or counted."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from heapq import merge
from itertools import chain, islice

from sqlalchemy import Select, select, true

from marsad.model import Grade, HarmTally, Heard, Incident, Reached, TalliedHarm, Tally
from marsad.store.batches import BATCH, chunks, stream
from marsad.store.codec import decode
from marsad.store.columns import read_outlines, read_span, read_spots
from marsad.store.counting import AtPlace, OnDay, read_days, read_places
from marsad.store.doubtful import FEW, Ranked, select_deadly, select_weakly_linked
from marsad.store.moment import BODIES, IsGiven
from marsad.store.query import IncidentQuery, Ordered, Outline, select_incidents
from marsad.store.reports_view import ReportsView
from marsad.store.shown import Shown
from marsad.store.tallies import read_harm, read_points, read_tallies, read_times, read_voices
from marsad.store.told_on import select_told_on
from marsad.store.told_with import read_told_beside, read_told_between

__all__ = ["IncidentsView"]


@dataclass(frozen=True, slots=True)
class IncidentsView(ReportsView):
    """The questions about incidents."""

    def incidents(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """Yield the incidents that a query asks for, in its order: newest first unless it says otherwise."""
        query = query or IncidentQuery()
        steps = select_incidents(query, self.dialect, self._shown)
        is_few = query.is_exact and query.limit is not None and query.limit <= BATCH
        found = chain.from_iterable(self._in_order(step, is_few=is_few) for step in steps)
        return islice(map(self._as_shown, filter(query.is_met, found)), query.limit)

    def incident(self, incident_id: str) -> Incident | None:
        """Return the incident of an id, also of one that was merged into it, or None."""
        found = self._of(Incident, "incidents", incident_id)
        if found is None:
            merged = self._complete("incident", incident_id, self._shown.incident_claims.c.as_incident)
            holder = select(self._shown.incident_claims.c.incident).where(
                self._shown.incident_claims.c.as_incident == merged
            )
            whole = self.connection.scalar(holder.order_by(self._shown.incident_claims.c.incident))
            found = next(iter(self._told(Incident, BODIES["incidents"], [whole])), None) if whole else None
        return self._as_shown(found) if found else None

    def incidents_of(self, ids: Collection[str]) -> Iterator[Incident]:
        """Yield the incidents of whole ids, by id."""
        for some in chunks(sorted(ids)):
            yield from self._all_as_shown(self._told(Incident, BODIES["incidents"], some))

    def spots(self, query: IncidentQuery) -> Iterator[tuple[str, float, float]]:
        """Yield id, latitude and longitude of incidents that a query's columns find, in no order; none is decoded.

        Of `near` the box round the circle counts, and `source` may be met by the words of several sources.
        """
        return read_spots(self.connection, query, self.dialect, self._shown_to(query))

    def outlines(self, query: IncidentQuery, *, by_day: bool = False) -> Iterator[Outline]:
        """Yield the outlines of the incidents that a query asks for, newest first and undated last.

        `by_day` says that its types are most of the record's, so that days find them sooner. Raises StoreError
        where it asks for words of a source: these stand in the incidents alone.
        """
        return read_outlines(self.connection, query, self.dialect, self._shown_to(query), by_day=by_day)

    def told_on(self, query: IncidentQuery) -> Iterator[tuple[str, str, date | None]]:
        """Yield id, phase and day of incidents that a query's columns find, newest first; none is decoded.

        What tells no day itself has that on which its first report came out. Of `near` the box round the circle
        counts, and `source` may be met by the words of several sources.
        """
        with stream(self.connection, select_told_on(query, self.dialect, self._shown_to(query))) as result:
            for row in result.mappings():
                yield row["id"], row["phase"], row["day"]

    def told_between(self, types: Collection[str], start: date | None, end: date | None) -> set[str]:
        """Return the ids of claims of some types that came out on some days or whose incident's time meets them.

        A bound that is None is none; where both are, these are all claims of the types.
        """
        return read_told_between(self.connection, types, start, end, self._shown)

    def told_beside(
        self, incident_ids: Collection[str], types: Collection[str], *, unplaced: bool = False
    ) -> frozenset[str]:
        """Return the ids of incidents of some types that share a report with any of some incidents.

        With `unplaced` only those without a point.
        """
        return read_told_beside(self.connection, incident_ids, types, self._shown, unplaced=unplaced)

    def span(self, countries: Collection[str] = ()) -> tuple[date, date] | None:
        """Return the first and the last day on which an incident begins, of all or of some countries.

        None where none of them tells a day.
        """
        return read_span(self.connection, countries, self._shown)

    def holders(self, claim_ids: Collection[str]) -> dict[str, Incident]:
        """Return the incidents that hold any of some claims, by id."""
        found: dict[str, Incident] = {}
        for some in chunks(sorted(claim_ids)):
            ids = [id for (id,) in self._about(_holding, some)]
            # Two statements: PostgreSQL would look through all incidents for those of another table.
            # By the id of the row: what was changed in a body may have another, and has to be found.
            rows = self._about(_incidents_of, ids) if ids else []
            found |= {id: decode(Incident, body) for id, body in rows}
        return dict(zip(found, self._all_as_shown(found.values()), strict=True))

    def beginning(
        self, types: Collection[str], start: date, end: date, *, roundups: bool, lasting: date | None = None
    ) -> Iterator[Incident]:
        """Yield the round-ups of some types, or the other incidents, whose time begins on some days.

        With `lasting` only those whose time does not end before that day.
        """
        column = self._shown.incidents.c
        found = select(column.body).where(
            column.is_roundup == roundups,
            column.start_day.between(start, end),
            column.type.in_(sorted(types)),
            true() if lasting is None else column.end_day >= lasting,
        )
        return self._models(Incident, found)

    def roundups(self, grades: Collection[Grade]) -> Iterator[Incident]:
        """Yield the round-ups of some grades, by id."""
        column = self._shown.incidents.c
        found = select(column.body).where(column.is_roundup, column.grade.in_(sorted(grades)))
        return map(self._as_shown, self._models(Incident, found.order_by(column.id)))

    def deadly(self, grade: Grade, *, least: int = 0, after: str = "") -> Iterator[Incident]:
        """Yield the incidents of a grade, most killed first, those of which nobody counts them last.

        With `least` only those of which at least so many are the best count. `after` is the id of the incident to go
        on from, "" to begin.
        """
        ranked = partial(select_deadly, self.connection, self.dialect, self._shown, grade, least)
        return self._ranked(ranked, after)

    def weakly_linked(self, most: float, *, after: str = "") -> Iterator[Incident]:
        """Yield the incidents with a link whose score is at most that, the weakest first, after an incident's id."""
        ranked = partial(select_weakly_linked, self.connection, self.dialect, self._shown, most)
        return self._ranked(ranked, after)

    def standings(self, ids: Collection[str]) -> Iterator[tuple[str, Grade, str]]:
        """Yield id, grade and phase of the incidents of whole ids, without reading them."""
        column = self._shown.incidents.c
        for some in chunks(sorted(ids)):
            found = select(column.id, column.grade, column.phase).where(column.id.in_(some))
            yield from ((row.id, row.grade, row.phase) for row in self.connection.execute(found))

    def first_days(self, ids: Collection[str]) -> Iterator[tuple[str, date | None]]:
        """Yield id and first day of the incidents of whole ids, None where none is told, without reading them."""
        column = self._shown.incidents.c
        for some in chunks(sorted(ids)):
            found = select(column.id, column.start_day).where(column.id.in_(some))
            yield from ((row.id, row.start_day) for row in self.connection.execute(found))

    def tallies(self, query: IncidentQuery) -> Iterator[Tally]:
        """Yield what a query finds as tallies, whatever its limit: no incident is read.

        Where the query asks for a circle these are of the box round it, each with its point.
        """
        return read_tallies(self.connection, query, self.dialect, self._shown_to(query))

    def harm_tallies(
        self, query: IncidentQuery, kind: TalliedHarm, apart: Collection[Grade]
    ) -> Iterator[HarmTally]:
        """Yield the same for one kind of harm; only round-ups of the grades `apart` are told one by one."""
        return read_harm(self.connection, query, kind, apart, self.dialect, self._shown_to(query))

    def points(self, query: IncidentQuery, phases: Collection[str]) -> Iterator[Reached]:
        """Yield the points in the box of a circle with the first and last day of what is of some phases there."""
        return read_points(self.connection, query, self.dialect, self._shown_to(query), phases)

    def days(self, query: IncidentQuery) -> Iterator[OnDay]:
        """Yield how many incidents begin on each day of what a query's columns find."""
        return read_days(self.connection, query, self.dialect, self._shown_to(query))

    def places(self, query: IncidentQuery) -> Iterator[AtPlace]:
        """Yield how many incidents of each type lie about each place of what a query's columns find."""
        return read_places(self.connection, query, self.dialect, self._shown_to(query))

    def times(self, query: IncidentQuery) -> Iterator[Heard]:
        """Yield of which times anybody tells what a query finds; of a circle, of the box round it."""
        return read_times(self.connection, query, self.dialect, self._shown_to(query))

    def voices(self, query: IncidentQuery) -> Iterator[Heard]:
        """Yield the same with the root sources that tell it."""
        return read_voices(self.connection, query, self.dialect, self._shown_to(query))

    def _as_shown(self, incident: Incident) -> Incident:
        """Return an incident without what it covers and the viewer does not see."""
        (found,) = self._all_as_shown([incident])
        return found

    def _all_as_shown(self, incidents: Collection[Incident]) -> Iterator[Incident]:
        covered = {id for one in incidents for id in one.covers} if not self.viewer.sees_locked else set()
        seen: set[str] = set()
        for some in chunks(sorted(covered)):
            seen.update(id for (id,) in self._about(_ids, some))
        for one in incidents:
            if covered.isdisjoint(one.covers):
                yield one
            else:
                yield replace(one, covers=tuple(id for id in one.covers if id in seen))

    def _ranked(self, ranked: Callable[[str], Iterator[Ranked]], after: str) -> Iterator[Incident]:
        """Yield incidents by rank, a few at a time; `ranked` gives the statements for those after one of an id."""
        goes_on = True
        while goes_on:
            goes_on = False
            for some in ranked(after):
                found = map(self._read, some.statements)
                in_order = merge(*found, key=lambda row: (row[1], row[2]), reverse=some.falling)
                rows = list(islice(in_order, FEW))
                yield from self._all_as_shown([decode(Incident, row[0]) for row in rows])
                if len(rows) == FEW:
                    goes_on, after = True, rows[-1][2]
                    break

    def _in_order(self, step: Ordered, *, is_few: bool) -> Iterator[Incident]:
        read = self._few if is_few else self._models
        found = [iter(read(Incident, statement)) for statement in step.statements]
        return found[0] if len(found) == 1 else merge(*found, key=step.key)


def _holding(shown: Shown, is_given: IsGiven) -> Select[str]:
    column = shown.incident_claims.c
    return select(column.incident).where(is_given(column.claim)).distinct()


def _incidents_of(shown: Shown, is_given: IsGiven) -> Select[str, str]:
    column = shown.incidents.c
    return select(column.id, column.body).where(is_given(column.id))


def _ids(shown: Shown, is_given: IsGiven) -> Select[str]:
    return select(shown.incidents.c.id).where(is_given(shown.incidents.c.id))

"""What a View shows of reports, the bytes they came in, and their claims."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import func, select, text

from marsad.model import Claim, Original, Report
from marsad.store.batches import chunks
from marsad.store.moment import Moment
from marsad.store.search import Hit, hit, words

__all__ = ["ReportsView"]


@dataclass(frozen=True, slots=True)
class ReportsView(Moment):
    """The questions about reports and claims."""

    def reports(self) -> Iterator[Report]:
        """Yield the reports in the order of adding."""
        return self._models(Report, select(self._shown.reports.c.body).order_by(self._shown.reports.c.seq))

    def report(self, report_id: str) -> Report | None:
        """Return the report of an id, or None."""
        return self._of(Report, self._shown.reports, report_id)

    def reports_of(self, ids: Collection[str]) -> dict[str, Report]:
        """Return the reports of whole ids, by id."""
        column, found = self._shown.reports.c, list[Report]()
        for some in chunks(sorted(ids)):
            found += self._few(Report, select(column.body).where(column.id.in_(some)))
        return {one.id: one for one in found}

    def has_report(self, report_id: str) -> bool:
        """Tell whether the report of a whole id is there."""
        return (
            self.connection.scalar(
                select(self._shown.reports.c.seq).where(self._shown.reports.c.id == report_id)
            )
            is not None
        )

    def original(self, sha256: str) -> Original | None:
        """Return the captured bytes of a SHA-256, or None."""
        row = self.connection.execute(
            select(self._shown.originals).where(self._shown.originals.c.sha256 == sha256)
        ).first()
        return Original(data=row.data, name=row.name, media_type=row.media_type) if row else None

    def about_original(self, sha256: str) -> tuple[str, str, int] | None:
        """Return the name, the media type and the number of bytes of a SHA-256 without reading them, or None."""
        column = self._shown.originals.c
        asked = select(column.name, column.media_type, func.length(column.data))
        row = self.connection.execute(asked.where(column.sha256 == sha256)).first()
        return (row[0], row[1], row[2]) if row else None

    def originals(self) -> Iterator[Original]:
        """Yield the captured bytes, one at a time, by SHA-256."""
        query = select(
            self._shown.originals.c.data, self._shown.originals.c.name, self._shown.originals.c.media_type
        )
        with self.connection.execute(
            query.order_by(self._shown.originals.c.sha256), execution_options={"yield_per": 1}
        ) as result:
            for row in result:
                yield Original(data=row.data, name=row.name, media_type=row.media_type)

    def claims(
        self,
        report_id: str | None = None,
        *,
        incident: str | None = None,
        types: Collection[str] = (),
        ids: Collection[str] | None = None,
    ) -> Iterator[Claim]:
        """Yield the claims of a report, of an incident in its order, of some ids or types, or all; whole ids.

        They come by report where nothing else is said.
        """
        if ids is not None:
            for some in chunks(sorted(ids)):
                yield from self._few(
                    Claim, select(self._shown.claims.c.body).where(self._shown.claims.c.id.in_(some))
                )
            return
        query = select(self._shown.claims.c.body)
        if incident is not None:
            query = query.join(
                self._shown.incident_claims, self._shown.incident_claims.c.claim == self._shown.claims.c.id
            )
            query = query.where(self._shown.incident_claims.c.incident == incident).order_by(
                self._shown.incident_claims.c.position
            )
        else:
            query = query.order_by(self._shown.claims.c.report, self._shown.claims.c.position)
        if report_id is not None:
            query = query.where(self._shown.claims.c.report == report_id)
        if types:
            query = query.where(self._shown.claims.c.type.in_(sorted(types)))
        is_one = report_id is not None or incident is not None
        yield from self._few(Claim, query) if is_one else self._models(Claim, query)

    def claims_published(self, types: Collection[str], since: date, until: date) -> Iterator[Claim]:
        """Yield the claims of some types in reports that came out on some days, both included."""
        claims, reports = self._shown.claims, self._shown.reports
        query = select(claims.c.body).join(reports, reports.c.id == claims.c.report)
        out = (claims.c.type.in_(sorted(types)), reports.c.published.between(since, until))
        yield from self._models(Claim, query.where(*out).order_by(claims.c.report, claims.c.position))

    def published(self) -> tuple[date | None, date | None]:
        """Return the days on which the oldest and the newest report came out, both None where no report tells one."""
        column = self._shown.reports.c.published
        row = self.connection.execute(select(func.min(column), func.max(column))).one()
        return row[0], row[1]

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim of an id, or None."""
        return self._of(Claim, self._shown.claims, claim_id)

    def reports_after(self, seq: int, limit: int) -> tuple[Report, ...]:
        """Return the reports that were added after an entry of the journal, the newest first."""
        column = self._shown.reports.c
        found = select(column.body).where(column.seq > seq).order_by(column.seq.desc()).limit(limit)
        return tuple(self._few(Report, found))

    def readings(self) -> Iterator[tuple[Report, list[Claim]]]:
        """Yield every report with its claims, by report id."""
        told = groupby(self.claims(), key=attrgetter("report"))
        waiting = next(told, None)
        for report in self._models(
            Report, select(self._shown.reports.c.body).order_by(self._shown.reports.c.id)
        ):
            own: list[Claim] = []
            if waiting and waiting[0] == report.id:
                own, waiting = list(waiting[1]), next(told, None)
            yield report, own

    def search_text(self, query: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the newest reports whose title and text hold every word of the query.

        Case, diacritics and punctuation do not matter; the order of the words neither.
        """
        asked = words(query)
        if not asked:
            return ()
        newest = (
            self._shown.reports.c.published.is_(None),
            self._shown.reports.c.published.desc(),
            self._shown.reports.c.id,
        )
        matching = text(self.dialect.search_condition).bindparams(query=self.dialect.search_query(asked))
        found = self._few(
            Report, select(self._shown.reports.c.body).where(matching).order_by(*newest).limit(limit)
        )
        return tuple(hit(report, asked) for report in found)

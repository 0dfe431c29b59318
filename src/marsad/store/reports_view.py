"""What a View shows of reports, the bytes they came in, and their claims."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from operator import attrgetter

from sqlalchemy import Select, func, select, text

from marsad.model import Claim, Original, Report
from marsad.store.batches import chunks
from marsad.store.moment import BODIES, IsGiven, Moment
from marsad.store.search import Hit, hit, words
from marsad.store.shown import Shown

__all__ = ["ReportsView"]


@dataclass(frozen=True, slots=True)
class ReportsView(Moment):
    """The questions about reports and claims."""

    def reports(self) -> Iterator[Report]:
        """Yield the reports in the order of adding."""
        return self._models(Report, select(self._shown.reports.c.body).order_by(self._shown.reports.c.seq))

    def report(self, report_id: str) -> Report | None:
        """Return the report of an id, or None."""
        return self._of(Report, "reports", report_id)

    def reports_of(self, ids: Collection[str]) -> dict[str, Report]:
        """Return the reports of whole ids, by id."""
        found = (self._told(Report, BODIES["reports"], some) for some in chunks(sorted(ids)))
        return {one.id: one for one in chain.from_iterable(found)}

    def published_of(self, claim_ids: Collection[str]) -> dict[str, date | None]:
        """Return when the reports of claims of whole ids came out, by report id, without reading them."""
        found: dict[str, date | None] = {}
        for some in chunks(sorted(claim_ids)):
            for id, published in self._about(_published, some):
                found[id] = date.fromisoformat(published) if published else None
        return found

    def has_report(self, report_id: str) -> bool:
        """Tell whether the report of a whole id is there."""
        return bool(self._about(_seq, [report_id]))

    def original(self, sha256: str) -> Original | None:
        """Return the captured bytes of a SHA-256, or None."""
        row = self.connection.execute(
            select(self._shown.originals).where(self._shown.originals.c.sha256 == sha256)
        ).first()
        return Original(data=row.data, name=row.name, media_type=row.media_type) if row else None

    def about_original(self, sha256: str) -> tuple[str, str, int] | None:
        """Return the name, the media type and the number of bytes of a SHA-256 without reading them, or None."""
        found = self._about(_about_original, [sha256])
        return (found[0][0], found[0][1], found[0][2]) if found else None

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
        """Yield the claims of a report, of an incident in its order, of some ids or of some types, or all; whole ids.

        One of these is given, or none. They come by report where nothing else is said.
        """
        if ids is not None:
            for some in chunks(sorted(ids)):
                yield from self._told(Claim, BODIES["claims"], some)
        elif incident is not None:
            yield from self._told(Claim, _claims_of_incident, [incident])
        elif report_id is not None:
            yield from self._told(Claim, _claims_of_report, [report_id])
        else:
            column = self._shown.claims.c
            query = select(column.body).order_by(column.report, column.position)
            yield from self._models(Claim, query.where(column.type.in_(sorted(types))) if types else query)

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
        return self._of(Claim, "claims", claim_id)

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


def _seq(shown: Shown, is_given: IsGiven) -> Select[int]:
    return select(shown.reports.c.seq).where(is_given(shown.reports.c.id))


def _about_original(shown: Shown, is_given: IsGiven) -> Select[str, str, int]:
    column = shown.originals.c
    asked = select(column.name, column.media_type, func.length(column.data).label("size"))
    return asked.where(is_given(column.sha256))


def _claims_of_incident(shown: Shown, is_given: IsGiven) -> Select[str]:
    claim, member = shown.claims.c, shown.incident_claims.c
    held = select(claim.body).join(shown.incident_claims, member.claim == claim.id)
    return held.where(is_given(member.incident)).order_by(member.position)


def _claims_of_report(shown: Shown, is_given: IsGiven) -> Select[str]:
    column = shown.claims.c
    return select(column.body).where(is_given(column.report)).order_by(column.position)


def _published(shown: Shown, is_given: IsGiven) -> Select[str, date | None]:
    claim, report = shown.claims.c, shown.reports.c
    told = select(report.id, report.published).join(shown.claims, claim.report == report.id)
    return told.where(is_given(claim.id)).distinct()

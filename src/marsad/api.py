"""The verbs for notebooks; import them from `marsad`, docs/api.md shows them at work."""

import os
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any

from marsad.capture import CaptureOptions, read_source
from marsad.config import Settings, load_settings
from marsad.errors import CaptureError
from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.link import link
from marsad.locate import locate
from marsad.model import Captured, Claim, HarmKind, Incident, Judgement, Report, Verdict
from marsad.ops import add, assess, export, importing, rebuild, review
from marsad.ops.access import Access, find_access
from marsad.ops.ceasefires import Ceasefires, Watched, find_ceasefire, find_ceasefires
from marsad.ops.comparing import Compared, find_comparison
from marsad.ops.convoys import Asked as AidAsked
from marsad.ops.convoys import Convoys, find_convoy, find_convoys
from marsad.ops.doubts import Doubt, find_doubts
from marsad.ops.figures import find_figures
from marsad.ops.orphans import Orphan, find_orphans
from marsad.ops.places import place_files
from marsad.ops.response import Responses, find_response
from marsad.ops.sources import find_sources
from marsad.ops.totals import find_totals
from marsad.ops.trend import area_of, find_check, find_trend, told_place
from marsad.ops.workshop import Workshop, open_workshop, other_language
from marsad.store import Hit, IncidentQuery, Store, open_store, verify
from marsad.watch.access.convoys import Convoy
from marsad.watch.intensity.comparison import Checked, Question
from marsad.watch.intensity.periods import Unit
from marsad.watch.intensity.trend import TRAILING
from marsad.watch.intensity.trend_figures import Asked, Trend
from marsad.watch.risk.sheet import Sheet
from marsad.watch.rows import By, Level
from marsad.watch.sources import Voice
from marsad.watch.totals import Totals
from marsad.watch.war.war_figures import FiguresAsked, WarFigures

__all__ = ["Record", "link_claims", "locate_claims", "open_record", "read_claims", "read_report"]


def read_report(source: str | Path, **options: Any) -> Report:
    """Return the one report in a file or at an address.

    `options` are those of CaptureOptions, such as `published` and `publisher`. Raises CaptureError where
    there is no report, or more than one: `open_record(...).add(...)` takes many.
    """
    found = list(read_source(str(source), _options(options, load_settings(os.environ))))
    if len(found) != 1:
        raise CaptureError(f"{source} holds {len(found)} reports; open_record(...).add(...) takes many")
    if not isinstance(found[0], Captured):
        raise CaptureError(f"{found[0].where}: {found[0].reason}")
    return found[0].report


def read_claims(report: Report) -> tuple[Claim, ...]:
    """Return the claims of a report in the order of its text; their places are named, not located.

    A report in another language than English has none. The first call loads the reader (seconds), and compiles
    the place names where that was never done (half a minute).
    """
    if other_language(report):
        return ()
    return _workshop(load_settings(os.environ)).reader.read(report)


def locate_claims(claims: Sequence[Claim], report: Report) -> tuple[Claim, ...]:
    """Return the claims of one report with their places found, where the program is sure."""
    return locate(claims, report, _workshop(load_settings(os.environ)).gazetteer)


def link_claims(
    claims: Iterable[Claim], reports: Iterable[Report], judgements: Iterable[Judgement] = ()
) -> tuple[Incident, ...]:
    """Return the incidents that claims of several reports tell, earliest first."""
    return link(claims, {report.id: report for report in reports}, judgements)


def open_record(where: str | Path | None = None) -> "Record":
    """Open a record by the path of its file or by a database URL; make it where there is none.

    Without `where` it is the record that the commands use.
    """
    settings = load_settings(os.environ, record=None if where is None else str(where))
    if settings.record == settings.home_record:
        settings.home.mkdir(parents=True, exist_ok=True)
    return Record(open_store(settings.record), settings)


@dataclass(frozen=True, slots=True)
class Record:
    """An open record; close it, or use it in a `with`. Ids may be cut short."""

    store: Store
    settings: Settings

    def add(self, *sources: str | Path, **options: Any) -> add.AddSummary:
        """Take the reports at paths and addresses in; `options` are those of CaptureOptions."""
        self.settings.require_owner()
        made = _options(options, self.settings)
        return add.add([str(source) for source in sources], self.store, _workshop(self.settings), made)

    def incidents(self, **query: Any) -> tuple[Incident, ...]:
        """Return incidents, newest first; the conditions are those of IncidentQuery."""
        with self.store.view(self.settings.viewer) as view:
            return tuple(view.incidents(IncidentQuery(**query)))

    def incident(self, id: str) -> Incident | None:
        """Return an incident, or None."""
        with self.store.view(self.settings.viewer) as view:
            return view.incident(id)

    def claims(self, of: Incident | Report | None = None) -> tuple[Claim, ...]:
        """Return the claims of an incident or of a report, or all of them."""
        with self.store.view(self.settings.viewer) as view:
            if isinstance(of, Incident):
                return tuple(view.claims(incident=of.id))
            return tuple(view.claims(of.id if of else None))

    def report(self, id: str) -> Report | None:
        """Return a report, or None."""
        with self.store.view(self.settings.viewer) as view:
            return view.report(id)

    def reports(self) -> tuple[Report, ...]:
        """Return all reports in the order of adding."""
        with self.store.view(self.settings.viewer) as view:
            return tuple(view.reports())

    def search(self, words: str) -> tuple[Hit, ...]:
        """Return the newest reports that hold all of the words."""
        with self.store.view(self.settings.viewer) as view:
            return view.search_text(words)

    def totals(
        self,
        by: By = "month",
        *,
        kinds: Sequence[HarmKind] = ("killed",),
        level: Level | None = None,
        **query: Any,
    ) -> Totals:
        """Return how many incidents and people, by row, and what is left out; `query` as for incidents."""
        with self.store.view(self.settings.viewer) as view:
            return find_totals(view, IncidentQuery(**query), by=by, kinds=kinds, level=level)

    def assess(
        self,
        *route: str | Path,
        days: int = 7,
        within_km: float = 10.0,
        until: date | None = None,
        stretch_km: float = 5.0,
    ) -> Sheet:
        """Return what reports tell of a route, given by a GeoJSON file or through places, or of one place's area."""
        given = [str(one) for one in route]
        with self._gazetteer() as gazetteer:
            asked = assess.Question(assess.route_of(given, gazetteer), days, within_km, until, stretch_km)
        return assess.find_sheet(self.store, self.settings.viewer, asked)

    def figures(self, **asked: Any) -> WarFigures:
        """Return what sources say that a war has cost, next to the record's sums; `asked` as in FiguresAsked."""
        with self.store.view(self.settings.viewer) as view:
            return find_figures(view, FiguresAsked(**asked))

    def trend(self, *places: str, within_km: float | None = None, by: Unit = "day", **asked: Any) -> Trend:
        """Return an area's periods against its own past; what else may be asked is in Asked."""
        with self._gazetteer() as gazetteer, self.store.view(self.settings.viewer) as view:
            area = area_of(places, gazetteer, partial(told_place, view), within_km=within_km)
            return find_trend(view, area, Asked(by=by, **{"types": (), "trailing": TRAILING[by], **asked}))

    def check(
        self, words: str, *places: str, date: date, within_km: float | None = None, **asked: Any
    ) -> Checked:
        """Return whether a source's comparison holds of an area; what else may be asked is in Question."""
        with self._gazetteer() as gazetteer, self.store.view(self.settings.viewer) as view:
            area = area_of(places, gazetteer, partial(told_place, view), within_km=within_km)
            return find_check(view, area, words, Question(date=date, **asked))

    def sources(self) -> tuple[Voice, ...]:
        """Return the root sources, those that tell most incidents first."""
        with self.store.view(self.settings.viewer) as view:
            return find_sources(view)

    def convoys(self, **asked: Any) -> Convoys:
        """Return the newest convoys; the conditions are those of Asked: place, near, since, until, state, limit."""
        with self.store.view(self.settings.viewer) as view:
            return find_convoys(view, AidAsked(**asked))

    def convoy(self, id: str) -> Convoy | None:
        """Return the convoy of an id, or that of one of its claims or incidents, or None."""
        with self.store.view(self.settings.viewer) as view:
            return find_convoy(view, id)

    def access(self, **asked: Any) -> Access:
        """Return sieges, suspensions of aid and convoys by state; the conditions are those of Asked."""
        with self.store.view(self.settings.viewer) as view:
            return find_access(view, AidAsked(**asked))

    def responses(self, *, open_only: bool = False, **query: Any) -> Responses:
        """Return what responders report for incidents, what is open first; `query` as for incidents."""
        with self.store.view(self.settings.viewer) as view:
            return find_response(view, IncidentQuery(**query), open_only=open_only)

    def compare(self, left: str, right: str) -> Compared:
        """Return why two incidents or claims, by their ids, are one or are not."""
        with self.store.view(self.settings.viewer) as view:
            return find_comparison(view, left, right)

    def ceasefires(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        place: str = "",
        limit: int | None = None,
    ) -> Ceasefires:
        """Return the ceasefires that were spoken of as of some days in a place, and what fits none."""
        with self.store.view(self.settings.viewer) as view:
            return find_ceasefires(view, since=since, until=until, place=place, limit=limit)

    def ceasefire(self, id: str) -> Watched:
        """Return a ceasefire with its breaches."""
        with self.store.view(self.settings.viewer) as view:
            return find_ceasefire(view, id)

    def judge(
        self,
        verdict: Verdict,
        *subjects: str,
        reason: str,
        author: str = "",
        field: str = "",
        value: str = "",
    ) -> Judgement:
        """Record what a person decides about claims, an incident or a source, or withdraw a judgement; link anew.

        `field` and `value` are for `correct` and `source`; a `grade` takes a value alone.
        """
        self.settings.require_owner()
        files = partial(place_files, self.settings.own_places, self.settings.cache)
        decision = review.Decision(verdict, subjects, field, value)
        located = review.with_place(decision, lambda: closing(open_gazetteer(*files())))
        signature = review.Signature(author or self.settings.author, datetime.now(UTC), reason)
        return review.record(self.store, located, signature)

    def orphans(self) -> tuple[Orphan, ...]:
        """Return the judgements that apply to nothing any more, and why."""
        with self.store.view(self.settings.viewer) as view:
            return find_orphans(view)

    def doubts(self) -> tuple[Doubt, ...]:
        """Return what a person should look at, the most doubtful first."""
        with self.store.view(self.settings.viewer) as view:
            return find_doubts(view)

    def rebuild(self) -> rebuild.Rebuilt:
        """Read every report again and link anew."""
        self.settings.require_owner()
        return rebuild.rebuild(self.store, _workshop(self.settings))

    def verify(self) -> list[str]:
        """Return what is wrong with the record, in words; nothing where it is sound."""
        self.settings.require_owner()
        return verify(self.store)

    def export(self, format: str, target: str | Path, *, with_locked: bool = False) -> export.Exported:
        """Write the record to a file in one of the formats of docs/exports.md.

        What is locked is not in it unless you ask for that and may see it.
        """
        viewer = self.settings.viewer_outside(with_locked=with_locked)
        return export.export(self.store, format, Path(target), viewer=viewer)

    def import_bundle(self, path: str | Path) -> importing.Imported:
        """Take in what another record exported as jsonl, and link anew."""
        self.settings.require_owner()
        return importing.import_bundle(Path(path), self.store)

    def _gazetteer(self) -> closing[Gazetteer]:
        return closing(open_gazetteer(*place_files(self.settings.own_places, self.settings.cache)))

    def close(self) -> None:
        """Close the record."""
        self.store.close()

    def __enter__(self) -> "Record":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _options(options: dict[str, Any], settings: Settings) -> CaptureOptions:
    given = {"today": date.today(), "allow_private": settings.allow_private, **options}
    return CaptureOptions(**given)


@cache
def _workshop(settings: Settings) -> Workshop:
    """Return what reading needs, loaded once; it stays open as long as the program runs."""
    files = place_files(settings.own_places, settings.cache)
    return open_workshop(*files, reader=settings.reader, pipeline=settings.pipeline)

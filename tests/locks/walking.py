"""Everything that a record answers to a viewer, as text."""

import io
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, get_args

from tests.locks.convoys import Case
from typer.testing import CliRunner, Result

from marsad.api import Record
from marsad.cli import app
from marsad.errors import MarsadError
from marsad.export import FORMATS
from marsad.ids import content_id
from marsad.model import Grade
from marsad.ops.doubts import find_doubts
from marsad.ops.orphans import find_orphans
from marsad.ops.sources import find_sources
from marsad.ops.statements import find_happenings, find_statements
from marsad.ops.totals import find_totals
from marsad.store import IncidentQuery, View

__all__ = [
    "API",
    "API_REFUSED",
    "VIEW",
    "answers",
    "api_answers",
    "exports",
    "run_command",
    "told",
    "unpacked",
]

TYPES = ("aid", "air_strike", "shelling", "talks", "siege", "evacuation")


def _asked_for(case: Case) -> Iterator[IncidentQuery]:
    yield IncidentQuery()
    yield from (IncidentQuery(place=case.names[0]), IncidentQuery(source=case.names[1]))
    yield IncidentQuery(near=(*case.point, 20.0))
    yield IncidentQuery(since=case.day, until=case.day)


def _round(case: Case) -> IncidentQuery:
    return IncidentQuery(near=(*case.point, 20.0))


def _holders(case: Case) -> list[str]:
    """Return the ids of the incidents that begin with what is locked."""
    return [content_id("incident", claim) for claim in case.locked]


def _ids(case: Case) -> Iterator[str]:
    for one in case.told:
        yield one.report.id
        for claim in one.claims:
            yield claim.id
            if claim.id in case.locked:
                yield claim.id[:14]


def told(view: View, case: Case) -> dict[str, Any]:
    """Return what a record tells of happenings: the same for a record that never held what is locked."""
    incidents = list(view.incidents())
    return {
        "claims": sorted(map(repr, view.claims())),
        "incidents": [[repr(one) for one in view.incidents(query)] for query in _asked_for(case)],
        "totals": repr(find_totals(view, IncidentQuery(), by="day")),
        "totals there": repr(
            find_totals(view, IncidentQuery(place=case.names[0]), by="place", level="place")
        ),
        "sources": repr(find_sources(view)),
        "doubts": repr(find_doubts(view)),
        "statements": repr(find_statements(view, TYPES)),
        "happenings": repr(list(find_happenings(view, incidents))),
        "counted": view.counts("claims", "incidents"),
    }


VIEW: Mapping[str, Callable[[View, Case], Any]] = {
    "reports": lambda view, case: list(view.reports()),
    "report": lambda view, case: [view.report(id) for id in _ids(case) if id.startswith("report")],
    "reports_of": lambda view, case: view.reports_of([id for id in _ids(case) if id.startswith("report")]),
    "published_of": lambda view, case: view.published_of([*_ids(case)]),
    "has_report": lambda view, case: [view.has_report(one.report.id) for one in case.told if one.is_whole],
    "original": lambda view, case: [view.original(one.report.original) for one in case.told],
    "originals": lambda view, case: list(view.originals()),
    "about_original": lambda view, case: [view.about_original(one.report.original) for one in case.told],
    "reports_after": lambda view, case: view.reports_after(0, 1000),
    "claims": lambda view, case: [
        list(view.claims()),
        [list(view.claims(one.report.id)) for one in case.told],
        list(view.claims(types=TYPES)),
        list(view.claims(ids=set(_ids(case)))),
        [list(view.claims(incident=one.id)) for one in view.incidents()],
    ],
    "claim": lambda view, case: [view.claim(id) for id in _ids(case) if id.startswith("claim")],
    "incidents": lambda view, case: [
        list(view.incidents(query))
        for query in (*_asked_for(case), IncidentQuery(text=case.names[0]), IncidentQuery(text="in"))
    ],
    "incident": lambda view, case: [view.incident(one.id) for one in view.incidents()],
    "judgements": lambda view, case: list(view.judgements()),
    "judged": lambda view, case: view.judged(tuple),
    "locked": lambda view, case: view.locked(case.locked),
    "locks": lambda view, case: view.locks(claims=case.locked, reports={one.report.id for one in case.told}),
    "knows_locks": lambda view, case: view.knows_locks(),
    "journal": lambda view, case: [asdict(entry) for entry in view.journal()],
    "entries": lambda view, case: [asdict(entry) for entry in view.entries()],
    "last_entry": lambda view, case: None,  # for linking: its hash is shown, see head
    "head": lambda view, case: view.head(),
    "state": lambda view, case: view.state(),
    "locks_changed": lambda view, case: view.locks_changed(),
    "basis": lambda view, case: view.basis(),
    "last_judged": lambda view, case: None,  # for judging: it is compared with, and not shown
    "incidents_current": lambda view, case: view.incidents_current(),
    "arrivals": lambda view, case: view.arrivals("nobody"),
    "readings": lambda view, case: list(view.readings()),
    "filings": lambda view, case: list(
        view.filings(claims=set(_ids(case)), reports={one.report.id for one in case.told})
    ),
    "holders": lambda view, case: view.holders(set(_ids(case))),
    "beginning": lambda view, case: [
        list(view.beginning(TYPES, case.day.replace(month=1, day=1), case.day, roundups=roundups))
        for roundups in (True, False)
    ],
    "claims_published": lambda view, case: list(view.claims_published(TYPES, date.min, date.max)),
    "published": lambda view, case: view.published(),
    "told_between": lambda view, case: [
        view.told_between(TYPES, case.day, case.day),
        view.told_between(TYPES, None, None),
    ],
    "spots": lambda view, case: list(view.spots(IncidentQuery())),
    "told_on": lambda view, case: [list(view.told_on(query)) for query in (_round(case), IncidentQuery())],
    "incidents_of": lambda view, case: list(view.incidents_of(_holders(case))),
    "outlines": lambda view, case: [
        list(view.outlines(query)) for query in _asked_for(case) if not query.source
    ],
    "told_beside": lambda view, case: view.told_beside(
        [*_holders(case), *(one.id for one in view.incidents())], TYPES
    ),
    "span": lambda view, case: view.span(),
    "roundups": lambda view, case: list(view.roundups(get_args(Grade))),
    "deadly": lambda view, case: [
        list(view.deadly(grade, after=after)) for grade in get_args(Grade) for after in ("", *_holders(case))
    ],
    "weakly_linked": lambda view, case: [
        list(view.weakly_linked(1000.0, after=after)) for after in ("", *_holders(case))
    ],
    "days": lambda view, case: [list(view.days(query)) for query in (*_asked_for(case), _round(case))],
    "places": lambda view, case: [list(view.places(query)) for query in (*_asked_for(case), _round(case))],
    "first_days": lambda view, case: list(view.first_days(_holders(case))),
    "standings": lambda view, case: list(view.standings(_holders(case))),
    "tallies": lambda view, case: [list(view.tallies(query)) for query in (_round(case), IncidentQuery())],
    "harm_tallies": lambda view, case: [
        list(view.harm_tallies(query, "killed", ("confirmed", "fair"))) for query in (_round(case), IncidentQuery())
    ],
    "points": lambda view, case: list(view.points(_round(case), ("planned", "happened"))),
    "times": lambda view, case: [list(view.times(query)) for query in (_round(case), IncidentQuery())],
    "voices": lambda view, case: [list(view.voices(query)) for query in (_round(case), IncidentQuery())],
    "search_text": lambda view, case: [view.search_text(words) for words in (*case.names, "convoy", "in")],
    "counts": lambda view, case: view.counts(),
    "digest": lambda view, case: view.digest(),
}  # fmt: skip
"""What a View answers, by method; a new method has to be here."""


def answers(view: View, case: Case, formats: Sequence[str]) -> str:
    """Return all that a View answers, and exports of it, as text."""
    parts = [repr(answer(view, case)) for answer in VIEW.values()]
    return "\n".join([*parts, repr(find_orphans(view)), *exports(view, *formats).values()])


def exports(view: View, *formats: str) -> dict[str, str]:
    """Return the record in some formats, or in every format, as text."""
    found = {}
    for name in formats or FORMATS:
        file = io.BytesIO()
        FORMATS[name](view, file)
        found[name] = unpacked(file.getvalue())
    return found


def unpacked(data: bytes) -> str:
    """Return a file as text, what is in an archive by its name."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(f"{name}\n{unpacked(archive.read(name))}" for name in sorted(archive.namelist()))


def _point(case: Case) -> str:
    return ",".join(map(str, case.point))


API: Mapping[str, Callable[[Record, Case], Any]] = {
    "incidents": lambda record, case: [record.incidents(place=name) for name in case.names] + [record.incidents()],
    "incident": lambda record, case: [record.incident(one.id) for one in record.incidents()],
    "claims": lambda record, case: [record.claims(), *(record.claims(one.report) for one in case.told)],
    "report": lambda record, case: [record.report(one.report.id) for one in case.told],
    "reports": lambda record, case: record.reports(),
    "search": lambda record, case: [record.search(name) for name in (*case.names, "convoy")],
    "totals": lambda record, case: record.totals("place", level="place"),
    "sources": lambda record, case: record.sources(),
    "compare": lambda record, case: _error(lambda: record.compare(min(case.locked), "incident-00")),
    "convoys": lambda record, case: [record.convoys(), record.convoys(place=case.names[0])],
    "convoy": lambda record, case: record.convoy(min(case.locked)),
    "access": lambda record, case: [record.access(), record.access(near=(*case.point, 30.0))],
    "responses": lambda record, case: record.responses(),
    "ceasefires": lambda record, case: record.ceasefires(),
    "ceasefire": lambda record, case: _error(lambda: record.ceasefire("ceasefire-00")),
    "figures": lambda record, case: record.figures(),
    "trend": lambda record, case: record.trend(_point(case), within_km=20.0),
    "check": lambda record, case: record.check(
        "most strikes in months", _point(case), date=case.day, within_km=20.0
    ),
    "assess": lambda record, case: record.assess(_point(case), until=case.day, days=60),
    "orphans": lambda record, case: record.orphans(),
    "doubts": lambda record, case: record.doubts(),
}  # fmt: skip
"""What the API answers, by method; a new method has to be here or in API_REFUSED."""
API_REFUSED: Mapping[str, Callable[[Record, Case], Any]] = {
    "add": lambda record, case: record.add("nowhere.txt"),
    "judge": lambda record, case: record.judge("release", min(case.locked), reason="seen", author="A"),
    "rebuild": lambda record, case: record.rebuild(),
    "verify": lambda record, case: record.verify(),
    "import_bundle": lambda record, case: record.import_bundle("nowhere.zip"),
    "export": lambda record, case: record.export("csv", "nowhere.csv", with_locked=True),
}
"""What only the owner may do."""


def _error(ask: Callable[[], Any]) -> str:
    try:
        return repr(ask())
    except MarsadError as error:
        return str(error)


def api_answers(record: Record, case: Case) -> str:
    """Return all that the API answers as text; what was asked for may be said back."""
    said = "\n".join(f"{name} {ask(record, case)!r}" for name, ask in API.items())
    asked = ("Asked(place='" + case.names[0], repr(case.point[0]), repr(case.point[1]), repr(case.day))
    for words in (min(case.locked), *asked, case.day.isoformat()):
        said = said.replace(words, "ASKED")
    return said


def run_command(words: list[str], url: str, home: Path, cache: Path, *, role: str) -> Result:
    """Run a command in a role, in this process."""
    kept = {name: None for name in os.environ if name.startswith("MARSAD_")}
    env = {**kept, "MARSAD_RECORD": url, "MARSAD_HOME": str(home), "MARSAD_CACHE": str(cache)}
    return CliRunner().invoke(app, ["--as", role, *words], env=env, catch_exceptions=False)

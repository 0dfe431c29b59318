"""A published snapshot: what the public may see of a record, as files for any web server or a USB stick."""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from glob import escape
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import Template

from marsad.errors import ConfigError, StoreError
from marsad.export import FORMATS
from marsad.model import Claim, Incident, Report, Toll, Viewer
from marsad.ops.overview import Spread, find_spread
from marsad.ops.show import Grading, find
from marsad.store import IncidentQuery, Store, View
from marsad.web.assets import STATIC
from marsad.web.languages import LANGUAGES, RIGHT_TO_LEFT, catalogue, in_words
from marsad.web.pictures.map import Drawing, draw_map
from marsad.web.pictures.timeline import Bar, draw_timeline, step_of
from marsad.web.rendering import UNWRITABLE, template_of
from marsad.web.words import month_of

__all__ = ["DOWNLOADS", "Published", "publish"]

MARK = "marsad-site.json"
"""The file by which a folder is known as a snapshot, which a new one may replace."""
DOWNLOADS: Mapping[str, str] = {
    "csv": "incidents.csv",
    "geojson": "incidents.geojson",
    "hxl": "incidents-hxl.csv",
    "acled": "incidents-acled.csv",
}
"""Formats that go along, and their files. Bundles do not: they hold texts of reports, which are their authors'."""
NEWEST = 50
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the folder, how many pages, the journal's head that it shows, and the digest of all files."""

    folder: Path
    incidents: int
    files: int
    head: str
    sha256: str


@dataclass(frozen=True)
class Site:
    """What every page of a snapshot is given, as `desk`: it has no forms, no scripts and nobody signs in."""

    title: str
    lang: str
    head: str
    made: date
    version: str
    incidents: int

    @cached_property
    def dir(self) -> str:
        """The direction of the language."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    def script(self, name: str) -> str:
        """Return "": a snapshot runs nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Index:
    """The content of the first page."""

    spread: Spread
    step: str
    bars: tuple[Bar, ...]
    drawing: Drawing
    incidents: tuple[Incident, ...]
    months: tuple[tuple[str, int], ...]
    downloads: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The content of the page of a month, or of what tells no day."""

    name: str
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class OneIncident:
    """The content of the page of an incident: what `find` shows of it."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    grading: Grading | None

    def voices(self, toll: Toll) -> list[dict[str, object]]:
        """Return who counts so in a toll, each with the way to the words."""
        return [
            {
                "source": voice.root,
                "low": voice.quantity.low,
                "high": voice.quantity.high,
                "href": f"#{voice.claim}",
                "when": "",
            }
            for voice in toll.voices
        ]


def publish(
    store: Store,
    folder: Path,
    *,
    title: str = "Marsad",
    lang: str = "en",
    by: str = "",
) -> Published:
    """Write a snapshot of what the public may see into a folder, which appears whole or not at all.

    A snapshot that is there is replaced; raises StoreError for a folder that holds anything else, and where it cannot
    be written, ConfigError for a language that the desk does not speak. The journal notes it with the digest of its
    files.
    """
    if folder.name in ("", ".."):
        raise StoreError(f"{folder} is no name of a folder; give one, such as site")
    if folder.is_symlink():
        folder = folder.resolve()
    _mend(folder)
    if lang not in LANGUAGES:
        raise ConfigError(f"there is no language {lang!r}; choose one of {', '.join(LANGUAGES)}")
    if folder.exists() and not (folder / MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(
            f"{folder} holds something that is no snapshot; give a folder that is empty or not there"
        )
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    try:
        with store.view(Viewer.PUBLIC) as view:
            part.mkdir(parents=True)
            _write(view, part, title, lang)
            head = view.head()
        files = _digests(part)
        whole = sha256("".join(f"{digest}  {name}\n" for name, digest in files.items()).encode()).hexdigest()
        number = sum(1 for name in files if name.startswith("incidents/"))
        told = {"made_by": f"Marsad {version('marsad')}", "head": head, "sha256": whole, "files": files}
        (part / MARK).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        _replace(part, folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written ({error.strerror}); give another folder") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    with store.writer() as writer:
        writer.note("published", folder.name, {"head": head, "sha256": whole, "by": by, "incidents": number})
    return Published(folder, number, len(files) + 1, head, whole)


def _write(view: View, folder: Path, title: str, lang: str) -> None:
    spread = find_spread(view, IncidentQuery())
    site = Site(title, lang, view.head(), datetime.now(UTC).date(), version("marsad"), spread.number)
    for name in ("incidents", "months", "data"):
        (folder / name).mkdir()
    shutil.copy(STATIC / "desk.css", folder / "desk.css")
    for format, file in DOWNLOADS.items():
        with (folder / "data" / file).open("w+b") as target:
            FORMATS[format](view, target)
    months: dict[str, int] = defaultdict(int)
    page = _template(lang, "incident.html")
    for incident in view.incidents():
        months[month_of(incident)] += 1
        shown = find(view, incident.id)
        content = OneIncident(incident, shown.claims, shown.reports, shown.grading)
        _put(folder / "incidents" / f"{incident.id}.html", page, site, content)
    for name in months:
        of_month = (one for one in view.incidents(_of_month(name)) if month_of(one) == name)
        _put(
            folder / "months" / f"{name}.html",
            _template(lang, "month.html"),
            site,
            Month(name, tuple(of_month)),
        )
    _put(folder / "index.html", _template(lang, "index.html"), site, _index(view, spread, months, lang))


def _index(view: View, spread: Spread, months: Mapping[str, int], lang: str) -> Index:
    words = catalogue(lang)
    return Index(
        spread,
        step_of(spread.days),
        draw_timeline(spread.days, href=lambda start, end: f"months/{start:%Y-%m}.html"),
        draw_map(
            spread.places,
            href=lambda one: f"incidents/{one.id}.html" if one.number == 1 else "#months",
            label=lambda one: (
                in_words(one.type, words) if one.number == 1 else f"{in_words(one.type, words)}: {one.number}"
            ),
        ),
        tuple(view.incidents(IncidentQuery(limit=NEWEST))),
        tuple(sorted(months.items(), reverse=True)),
        tuple(DOWNLOADS.items()),
    )


def _of_month(name: str) -> IncidentQuery:
    if name == UNDATED:
        return IncidentQuery(undated=True)
    year, month = map(int, name.split("-"))
    last = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
    return IncidentQuery(begins=(date(year, month, 1), last))


def _put(file: Path, template: Template, site: Site, content: object) -> None:
    html = template.render(desk=site, page=content)
    file.write_text(html.replace(*UNWRITABLE), "utf-8", newline="\n")


def _template(lang: str, name: str) -> Template:
    return template_of(lang, f"published/{name}")


def _digests(folder: Path) -> dict[str, str]:
    return {name: sha256((folder / name).read_bytes()).hexdigest() for name in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[str]:
    yield from (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _mend(folder: Path) -> None:
    """Put back the snapshot that a process took away and was ended before it put another in its place."""
    kept = [*_taken_away(folder)]
    if kept and not folder.exists():
        max(kept, key=lambda old: old.stat().st_mtime).replace(folder)


def _taken_away(folder: Path) -> Iterator[Path]:
    """Yield the snapshots that stood in a folder's place and lie beside it now."""
    beside = folder.parent.glob(f"{escape(folder.name)}.*.old")
    yield from (old for old in beside if (old / MARK).is_file())


def _replace(part: Path, folder: Path) -> None:
    """Put a finished folder in the place of what is there, which goes only when the new one is in its place."""
    if not folder.exists():
        part.replace(folder)
        return
    old = folder.with_name(f"{folder.name}.{os.getpid()}.old")
    folder.replace(old)
    try:
        part.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    for one in (old, *_taken_away(folder)):
        shutil.rmtree(one, ignore_errors=True)

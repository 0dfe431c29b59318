"""A fresh record of a dossier, made with the places that the dossier brings."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError, StoreError
from marsad.gazetteer import Entry, add_places
from marsad.model import Incident, Issue, Viewer
from marsad.ops.add import AddSummary, add
from marsad.ops.progress import Progress, silent
from marsad.ops.show import Shown, find, most_argued
from marsad.ops.workshop import open_workshop
from marsad.store import open_store

__all__ = ["Demo", "demo"]

PLACES = "places.csv"


@dataclass(frozen=True, slots=True)
class Demo:
    """What a dossier gave: the record's URL, incidents, the most argued one, and its first report."""

    record: str
    summary: AddSummary
    incidents: tuple[Incident, ...]
    argued: Shown | None
    reading: Shown | None


def demo(
    dossier: Path,
    into: Path,
    *,
    index: Path,
    reader: str,
    pipeline: str,
    options: CaptureOptions,
    progress: Progress = silent,
) -> Demo:
    """Read a dossier folder into a fresh record in the folder `into` and return what is in it.

    A `places.csv` in the dossier is added to the places of `index`, for this record alone. Raises
    CaptureError where there is no dossier, and StoreError where `into` holds a record already.
    """
    record, places = into / "record.db", into / "places.sqlite"
    if not dossier.is_dir():
        raise CaptureError(f"there is no dossier at {dossier}; give a folder of reports with --dossier")
    if record.exists():
        raise StoreError(f"{record} is there already; remove {into} or give another folder with --into")
    own = list(add_places(places, dossier / PLACES)) if (dossier / PLACES).is_file() else []
    files = tuple(file for file in (places, index) if file.is_file())
    into.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{record}"
    with (
        open_store(url) as store,
        closing(open_workshop(*files, reader=reader, pipeline=pipeline)) as workshop,
    ):
        summary = add([str(dossier)], store, workshop, options, progress=progress)
        with store.view(Viewer.OWNER) as view:
            argued = most_argued(view)
            shown = find(view, argued.id) if argued else None
            reading = find(view, shown.claims[0].report) if shown else None
            return Demo(url, _without_places(summary, own), tuple(view.incidents()), shown, reading)


def _without_places(summary: AddSummary, places: Sequence[Entry | Issue]) -> AddSummary:
    """Return the summary with the faults of the place file in place of its not being a report."""
    faults = (issue for issue in places if isinstance(issue, Issue))
    return replace(summary, issues=(*faults, *(issue for issue in summary.issues if issue.where != PLACES)))

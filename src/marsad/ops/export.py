"""Handing out a record; each export is an entry of its journal."""

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from marsad.errors import StoreError
from marsad.export import FORMATS
from marsad.export.ceasefires import write_breaches, write_ceasefires
from marsad.model import Viewer
from marsad.ops.ceasefires import find_ceasefire, find_ceasefires, walk_ceasefires
from marsad.store import Store, View

__all__ = ["WATCHED", "Exported", "export", "export_ceasefire"]


def _ceasefires(view: View, target: BinaryIO) -> None:
    write_ceasefires(reversed(find_ceasefires(view).ceasefires), target)


def _breaches(view: View, target: BinaryIO) -> None:
    write_breaches(((one.ceasefire, one.breaches) for one in walk_ceasefires(view)), target)


WATCHED: Mapping[str, Callable[[View, BinaryIO], None]] = {"ceasefires": _ceasefires, "breaches": _breaches}
"""Formats of what is computed when it is asked for; those of what is stored are FORMATS."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed out: the format, the file's SHA-256, and the journal's head that it shows."""

    format: str
    sha256: str
    head: str


def export(
    store: Store, format: str, target: Path, *, viewer: Viewer = Viewer.PUBLIC, by: str = ""
) -> Exported:
    """Write a record, as a viewer may see it, to the file `target`, and note that in its journal.

    `by` is the name of whoever asks for it, "" for the owner at their own machine. `format` is one of FORMATS or
    WATCHED. The file appears whole or not at all. Raises StoreError where it cannot be written or the format is none
    of these.
    """
    formats = {**FORMATS, **WATCHED}
    if format not in formats:
        raise StoreError(f"there is no format {format!r}; choose one of {', '.join(formats)}")
    return _export(store, format, formats[format], target, viewer, by)


def export_ceasefire(
    store: Store, start: str, target: Path, *, viewer: Viewer = Viewer.PUBLIC
) -> tuple[tuple[Path, Exported], ...]:
    """Write the ceasefire whose id begins so to the file `target`, and its breaches to breaches.csv beside it.

    Both are noted in the journal. Raises StoreError as `export` and `find_ceasefire` do, and where both would be one
    file.
    """
    beside = target.with_name("breaches.csv")
    if target == beside:
        raise StoreError(f"{target} is where the breaches go; give another name for the ceasefire")

    def ceasefire(view: View, file: BinaryIO) -> None:
        write_ceasefires([find_ceasefire(view, start).ceasefire], file)

    def breaches(view: View, file: BinaryIO) -> None:
        found = find_ceasefire(view, start)
        write_breaches([(found.ceasefire, found.breaches)], file)

    return (
        (target, _export(store, "ceasefires", ceasefire, target, viewer)),
        (beside, _export(store, "breaches", breaches, beside, viewer)),
    )


def _export(
    store: Store,
    format: str,
    write: Callable[[View, BinaryIO], None],
    target: Path,
    viewer: Viewer,
    by: str = "",
) -> Exported:
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with store.view(viewer) as view, part.open("w+b") as file:
            write(view, file)
            file.seek(0)
            exported = Exported(format, file_digest(file, "sha256").hexdigest(), view.head())
        part.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}); give another file") from error
    finally:
        part.unlink(missing_ok=True)
    with store.writer() as writer:
        writer.note("export", target.name, {**asdict(exported), "viewer": viewer, "by": by})
    return exported

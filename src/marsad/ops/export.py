"""Handing out a record; each export is an entry of its journal."""

import os
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path

from marsad.errors import StoreError
from marsad.export import FORMATS
from marsad.model import Viewer
from marsad.store import Store

__all__ = ["Exported", "export"]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed out: the format, the file's SHA-256, and the journal's head that it shows."""

    format: str
    sha256: str
    head: str


def export(store: Store, format: str, target: Path, *, viewer: Viewer = Viewer.PUBLIC) -> Exported:
    """Write a record, as a viewer may see it, to the file `target` in one of FORMATS, and note that in its journal.

    The file appears whole or not at all. Raises StoreError where the file cannot be written or the format is
    none of FORMATS.
    """
    if format not in FORMATS:
        raise StoreError(f"there is no format {format!r}; choose one of {', '.join(FORMATS)}")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with store.view(viewer) as view, part.open("w+b") as file:
            FORMATS[format](view, file)
            file.seek(0)
            exported = Exported(format, file_digest(file, "sha256").hexdigest(), view.head())
        part.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}); give another file") from error
    finally:
        part.unlink(missing_ok=True)
    with store.writer() as writer:
        writer.note("export", target.name, {**asdict(exported), "viewer": viewer})
    return exported

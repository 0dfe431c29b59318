"""Exports: whole or not at all, and told in the journal."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from marsad.capture import CaptureOptions
from marsad.errors import StoreError
from marsad.export import FORMATS
from marsad.model import Viewer
from marsad.ops.add import add
from marsad.ops.export import export
from marsad.ops.workshop import Workshop
from marsad.store import Store, verify


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_is_an_entry_with_the_hash_of_the_file(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions, tmp_path: Path, format: str
) -> None:
    add([str(folder)], store, workshop, options)
    with store.view(Viewer.OWNER) as view:
        head, digest = view.head(), view.digest()
    done = export(store, format, tmp_path / "out")
    assert done.sha256 == sha256((tmp_path / "out").read_bytes()).hexdigest()
    assert done.head == head
    with store.view(Viewer.OWNER) as view:
        last = list(view.journal())[-1]
        assert (last.action, last.subject, view.digest()) == ("export", "out", digest)
        assert view.incidents_current()
    assert json.loads(last.body) == {
        "format": format,
        "sha256": done.sha256,
        "head": head,
        "viewer": "public",
        "by": "",
    }
    assert verify(store) == []


def test_a_file_that_cannot_be_written_is_left_as_it_was(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="another file"):
        export(store, "csv", tmp_path / "no" / "folder.csv")
    with pytest.raises(StoreError, match="jsonl, csv, geojson, acled"):
        export(store, "pdf", tmp_path / "out.pdf")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="another file"):
        export(store, "csv", tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("record")) == [
        "folder"
    ]
    with store.view(Viewer.OWNER) as view:
        assert list(view.journal()) == []

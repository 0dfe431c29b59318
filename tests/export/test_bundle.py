"""The bundle: all of the record, hashed and sealed, the same bytes for the same record."""

import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

from pydantic import TypeAdapter

from marsad.export.bundle import MANIFEST, ORIGINALS, PARTS, SEAL, write_bundle
from marsad.model import Claim, Incident, Judgement, Report, Viewer
from marsad.store import View, open_store


def bundled(view: View) -> tuple[bytes, ZipFile]:
    target = io.BytesIO()
    write_bundle(view, target)
    return target.getvalue(), ZipFile(target)


def test_the_manifest_tells_the_hash_of_every_file(view: View) -> None:
    _, archive = bundled(view)
    manifest = json.loads(archive.read(MANIFEST))
    assert (manifest["head"], manifest["digest"]) == (view.head(), view.digest())
    originals = [f"{ORIGINALS}{original.sha256}" for original in view.originals()]
    assert len(originals) == 1
    assert sorted(archive.namelist()) == sorted([MANIFEST, *originals, *(f"{part}.jsonl" for part in PARTS)])
    for name, told in manifest["files"].items():
        data = archive.read(name)
        assert told == {"sha256": hashlib.sha256(data).hexdigest(), "lines": data.count(b"\n")}
    assert archive.testzip() is None


def test_the_archive_ends_with_the_hash_of_all_before_it(view: View) -> None:
    data, archive = bundled(view)
    assert data[-64:].decode() == hashlib.sha256(data[:-64]).hexdigest()
    assert archive.comment == SEAL + data[-64:]


def test_the_same_record_gives_the_same_bytes(view: View) -> None:
    assert bundled(view)[0] == bundled(view)[0]


def test_nothing_is_lost(view: View) -> None:
    _, archive = bundled(view)
    lines = {part: [json.loads(line) for line in archive.open(f"{part}.jsonl")] for part in PARTS}
    for kind, part, kept in (
        (Report, "reports", list(view.reports())),
        (Claim, "claims", list(view.claims())),
        (Incident, "incidents", list(view.incidents())),
        (Judgement, "judgements", list(view.judgements())),
    ):
        fields = [{key: value for key, value in line.items() if key != "id"} for line in lines[part]]
        assert [TypeAdapter(kind).validate_json(json.dumps(one)) for one in fields] == kept
        assert [line["id"] for line in lines[part]] == [one.id for one in kept]
    assert [line["hash"] for line in lines["journal"]] == [entry.hash for entry in view.journal()]
    for line in lines["originals"]:
        original = view.original(line["sha256"])
        assert original
        assert archive.read(f"{ORIGINALS}{line['sha256']}") == original.data
        told = {"name": original.name, "media_type": original.media_type, "bytes": len(original.data)}
        assert line == {"sha256": original.sha256, **told}


def test_an_empty_record_is_a_bundle_of_empty_parts(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'empty.db'}") as store, store.view(Viewer.OWNER) as view:
        _, archive = bundled(view)
    assert {name: archive.read(name) for name in archive.namelist() if name != MANIFEST} == {
        f"{part}.jsonl": b"" for part in PARTS
    }

"""The bundle: all of the record, hashed, the same bytes for the same record."""

import hashlib
import io
import json
from zipfile import ZipFile

from pydantic import TypeAdapter

from marsad.export.bundle import MANIFEST, PARTS, write_bundle
from marsad.export.reading import ClaimOut, claim_out
from marsad.model import Incident, Judgement, Report
from marsad.store import View


def bundled(view: View) -> tuple[bytes, ZipFile]:
    target = io.BytesIO()
    write_bundle(view, target)
    return target.getvalue(), ZipFile(target)


def test_the_manifest_tells_the_hash_of_every_file(view: View) -> None:
    _, archive = bundled(view)
    manifest = json.loads(archive.read(MANIFEST))
    assert (manifest["head"], manifest["digest"]) == (view.head(), view.digest())
    assert sorted(archive.namelist()) == sorted([MANIFEST, *(f"{part}.jsonl" for part in PARTS)])
    for name, told in manifest["files"].items():
        data = archive.read(name)
        assert told == {"sha256": hashlib.sha256(data).hexdigest(), "lines": data.count(b"\n")}


def test_the_same_record_gives_the_same_bytes(view: View) -> None:
    assert bundled(view)[0] == bundled(view)[0]


def test_nothing_is_lost(view: View) -> None:
    _, archive = bundled(view)
    lines = {part: [json.loads(line) for line in archive.open(f"{part}.jsonl")] for part in PARTS}
    for kind, part, kept in (
        (Report, "reports", list(view.reports())),
        (Incident, "incidents", list(view.incidents())),
        (Judgement, "judgements", list(view.judgements())),
    ):
        fields = [{key: value for key, value in line.items() if key != "id"} for line in lines[part]]
        assert [TypeAdapter(kind).validate_json(json.dumps(one)) for one in fields] == kept
        assert [line["id"] for line in lines[part]] == [one.id for one in kept]
    claims = [ClaimOut.model_validate_json(json.dumps(_without_report(line))) for line in lines["claims"]]
    assert claims == [claim_out(claim) for claim in view.claims()]
    assert [line["hash"] for line in lines["journal"]] == [entry.hash for entry in view.journal()]
    originals = [view.original(line["sha256"]) for line in lines["originals"]]
    assert [(one.name, len(one.data)) for one in originals if one] == [
        (line["name"], line["bytes"]) for line in lines["originals"]
    ]


def _without_report(line: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in line.items() if key != "report"}

"""The whole record in one file: JSON Lines in a zip archive, with a manifest of their hashes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from marsad.export.reading import claim_out
from marsad.export.records import record_of
from marsad.store import View

__all__ = ["MANIFEST", "PARTS", "write_bundle"]

MANIFEST = "manifest.json"
PARTS = ("reports", "originals", "claims", "incidents", "judgements", "journal")
BUNDLE_FORMAT = "marsad-bundle/1"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same record gives the same bytes."""

Record = Mapping[str, Any]  # Any: JSON data


def write_bundle(view: View, target: BinaryIO) -> None:
    """Write reports, originals (name and SHA-256, no bytes), claims, incidents, judgements and the journal.

    Each is a file of one JSON object a line; `manifest.json` gives the SHA-256 and the lines of each, the
    digest of the record and the hash of the journal's head. The same View gives the same bytes.
    """
    with ZipFile(target, "w") as archive:
        files = {f"{part}.jsonl": _write(archive, f"{part}.jsonl", _records(view, part)) for part in PARTS}
        manifest = {"format": BUNDLE_FORMAT, "head": view.head(), "digest": view.digest(), "files": files}
        archive.writestr(_entry(MANIFEST), json.dumps(manifest, indent=1) + "\n")


def _write(archive: ZipFile, name: str, records: Iterable[Record]) -> dict[str, str | int]:
    """Write one file of the archive and return its line of the manifest."""
    sha256, lines = hashlib.sha256(), 0
    with archive.open(_entry(name), "w") as part:
        for record in records:
            line = f"{json.dumps(record, ensure_ascii=False)}\n".encode()
            part.write(line)
            sha256.update(line)
            lines += 1
    return {"sha256": sha256.hexdigest(), "lines": lines}


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _records(view: View, part: str) -> Iterator[Record]:
    """Return one part of a record as JSON data."""
    match part:
        case "reports":
            return map(record_of, view.reports())
        case "originals":
            return _originals(view)
        case "claims":
            return (
                {"report": claim.report, **claim_out(claim).model_dump(mode="json")}
                for claim in view.claims()
            )
        case "incidents":
            return map(record_of, view.incidents())
        case "judgements":
            return map(record_of, view.judgements())
        case _:
            return ({**asdict(entry), "hash": entry.hash} for entry in view.journal())


def _originals(view: View) -> Iterator[Record]:
    hashes = dict.fromkeys(report.original for report in view.reports())
    for sha256 in hashes:
        original = view.original(sha256)
        if original:
            yield {
                "sha256": sha256,
                "name": original.name,
                "media_type": original.media_type,
                "bytes": len(original.data),
            }

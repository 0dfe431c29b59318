"""The whole record in one file: JSON Lines and originals in a zip archive, with a manifest and a seal."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from marsad.export.records import record_of
from marsad.export.told import walk
from marsad.model import Original, Report
from marsad.store import View

__all__ = ["BUNDLE_KIND", "BUNDLE_VERSION", "CHUNK", "MANIFEST", "ORIGINALS", "PARTS", "SEAL", "write_bundle"]

MANIFEST = "manifest.json"
ORIGINALS = "originals/"
PARTS = ("originals", "reports", "claims", "incidents", "judgements", "journal")
BUNDLE_KIND, BUNDLE_VERSION = "marsad-bundle/", 2
SEAL = b"marsad sha256 "
"""Begins the comment of the archive; 64 digits follow, the SHA-256 of every byte before these digits."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same record gives the same bytes."""
CHUNK = 1 << 20
_IN_MEMORY = 1 << 22  # bytes of the list of originals that are kept in memory rather than on disk

Record = Mapping[str, Any]  # Any: JSON data


def write_bundle(view: View, target: BinaryIO) -> None:
    """Write originals with their bytes, reports, claims, incidents, judgements and the journal.

    Each part is a file of one JSON object a line, claims in the order of their reports; an original lies under
    `originals/` by its SHA-256. `manifest.json` gives the SHA-256 and the lines of each part, the digest of the
    record and the hash of the journal's head. The archive ends with SEAL. The same View gives the same bytes.
    A report whose original the viewer does not see, because that holds a withheld report too, has its own text for
    an original. `target` is open for writing and reading, at its start.
    """
    with ZipFile(target, "w") as archive:
        seen: set[str] = set()
        files = {"originals.jsonl": _write_originals(archive, view, seen)}
        for part in PARTS[1:]:
            files[f"{part}.jsonl"] = _write(archive, f"{part}.jsonl", _lines(_records(view, part, seen)))
        manifest = {
            "format": f"{BUNDLE_KIND}{BUNDLE_VERSION}",
            "head": view.head(),
            "digest": view.digest(),
            "files": files,
        }
        archive.writestr(_entry(MANIFEST), json.dumps(manifest, indent=1) + "\n")
        archive.comment = SEAL + b"0" * 64
    _seal(target)


def _write_originals(archive: ZipFile, view: View, seen: set[str]) -> dict[str, str | int]:
    """Write each original and then the list of them, and note whose were seen; one is in memory at a time."""
    with SpooledTemporaryFile(_IN_MEMORY) as listed:
        for original in _originals(view, seen):
            name = f"{ORIGINALS}{original.sha256}"
            with _open(archive, name) as file:
                file.write(original.data)
            line = {
                "sha256": original.sha256,
                "name": original.name,
                "media_type": original.media_type,
                "bytes": len(original.data),
            }
            listed.writelines(_lines([line]))
        listed.seek(0)
        return _write(archive, "originals.jsonl", listed)


def _originals(view: View, seen: set[str]) -> Iterator[Original]:
    for original in view.originals():
        seen.add(original.sha256)
        yield original
    written: set[str] = set()
    for report in view.reports():
        if report.original not in seen and (own := _own_original(report)).sha256 not in seen | written:
            written.add(own.sha256)
            yield own


def _own_original(report: Report) -> Original:
    return Original(report.text.encode(), f"{report.id}.txt", "text/plain")


def _write(archive: ZipFile, name: str, lines: Iterable[bytes]) -> dict[str, str | int]:
    """Write one file of the archive and return its line of the manifest."""
    sha256, count = hashlib.sha256(), 0
    with _open(archive, name) as part:
        for line in lines:
            part.write(line)
            sha256.update(line)
            count += 1
    return {"sha256": sha256.hexdigest(), "lines": count}


def _open(archive: ZipFile, name: str) -> IO[bytes]:
    return archive.open(_entry(name), "w", force_zip64=True)  # nobody knows beforehand how long it gets


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o600 << 16
    return entry


def _lines(records: Iterable[Record]) -> Iterator[bytes]:
    for record in records:
        yield f"{json.dumps(record, ensure_ascii=False)}\n".encode()


def _records(view: View, part: str, seen: Collection[str]) -> Iterator[Record]:
    """Return one part of a record as JSON data."""
    match part:
        case "reports":
            return (
                record_of(
                    report
                    if report.original in seen
                    else replace(report, original=_own_original(report).sha256, part="")
                )
                for report in view.reports()
            )
        case "claims":
            return (record_of(claim) for report in view.reports() for claim in view.claims(report.id))
        case "incidents":
            return (record_of(told.incident) for told in walk(view))
        case "judgements":
            return map(record_of, view.judgements())
        case _:
            return ({**asdict(entry), "hash": entry.hash} for entry in view.journal())


def _seal(target: BinaryIO) -> None:
    """Put the hash of all bytes before it at the very end."""
    end = target.seek(0, 2) - 64
    target.seek(0)
    sha256 = hashlib.sha256()
    while left := end - target.tell():
        sha256.update(target.read(min(CHUNK, left)))
    target.seek(end)
    target.write(sha256.hexdigest().encode())

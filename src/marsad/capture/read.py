"""Where reports come from: bytes, files, folders, standard input and addresses.

What cannot be read becomes an Issue, and the rest goes on.
"""

import io
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from marsad.capture.encoding import decode
from marsad.capture.fields import clean_text, make_report
from marsad.capture.html import declared_charset, read_html
from marsad.capture.kinds import CAPTURE_KINDS, HEAD_BYTES, Kind, limit_of, sniff
from marsad.capture.options import CaptureOptions
from marsad.capture.tables import Row, read_csv, read_json, read_jsonl
from marsad.capture.text import read_text
from marsad.errors import CaptureError
from marsad.model import Captured, Issue, Original

__all__ = ["read_bytes", "read_path", "read_source", "read_url"]

UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class _Origin:
    """What is known of a document besides its bytes; `url`, `media_type`, `charset` where it was fetched."""

    name: str
    url: str = ""
    media_type: str = ""
    charset: str = ""


def read_bytes(data: bytes, name: str, options: CaptureOptions) -> Iterator[Captured | Issue]:
    """Yield the reports in one document of any of CAPTURE_KINDS, or why there are none."""
    return _read_stream(io.BytesIO(data), _Origin(name), options)


def read_source(where: str, options: CaptureOptions) -> Iterator[Captured | Issue]:
    """Yield the reports at a path, at an http or https address, or, for "-", on standard input.

    Raises CaptureError for a path that is not there and FetchError for an address that cannot be fetched.
    """
    if where == "-":
        return _read_stream(sys.stdin.buffer, _Origin("-"), options)
    if "://" in where:
        return read_url(where, options)
    return read_path(Path(where), options)


def read_url(url: str, options: CaptureOptions) -> Iterator[Captured | Issue]:
    """Yield the reports at an http or https address, which is fetched at once.

    Raises FetchError where it cannot be fetched or may not be: see `fetch`.
    """
    from marsad.capture.url import fetch  # the network's libraries load only where an address is read

    fetched = fetch(url, options)
    origin = _Origin(url, fetched.url, fetched.media_type or UNKNOWN_TYPE, fetched.charset)
    return _read_stream(io.BytesIO(fetched.data), origin, options)


def read_path(path: Path, options: CaptureOptions) -> Iterator[Captured | Issue]:
    """Yield the reports in a file, or in all files of a folder and its folders, in the order of their names.

    Hidden files and those whose name starts with README are passed over. Names are given from the folder on.
    Raises CaptureError where nothing is at `path`.
    """
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            raise CaptureError(f"there is nothing at {_shown(path)}; check the path")
    except OSError as error:
        raise CaptureError(f"{_shown(path)} cannot be opened: {_reason(error)}") from None
    return _read_folder(path, options) if is_folder else _read_file(path, path.name, options)


def _read_folder(folder: Path, options: CaptureOptions) -> Iterator[Captured | Issue]:
    empty = True
    for entry in _walk(folder, (folder.resolve(),)):
        empty = False
        if isinstance(entry, Path):
            yield from _read_file(entry, entry.relative_to(folder).as_posix(), options)
        else:
            yield Issue(_shown(Path(entry.where).relative_to(folder)), entry.reason)
    if empty:
        yield Issue(_shown(folder), "the folder holds no files to read; add reports to it or name another")


def _walk(folder: Path, above: tuple[Path, ...]) -> Iterator[Path | Issue]:
    """Yield the files below a folder in a stable order; `above` are the folders being walked, resolved."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Issue(str(folder), f"the folder cannot be opened: {_reason(error)}")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.upper().startswith("README"):
            continue
        try:
            mode = entry.stat().st_mode
            target = entry.resolve()
        except OSError as error:
            yield Issue(str(entry), f"cannot be opened: {_reason(error)}")
            continue
        if stat.S_ISREG(mode):
            yield entry
        elif not stat.S_ISDIR(mode):
            yield Issue(str(entry), "neither a file nor a folder; save what it gives as a file")
        elif target in above:
            yield Issue(str(entry), "a link back to a folder above it; remove the link")
        else:
            yield from _walk(entry, (*above, target))


def _read_file(path: Path, name: str, options: CaptureOptions) -> Iterator[Captured | Issue]:
    origin = _Origin(os.fsencode(name).decode("utf-8", "replace"))
    try:
        stream = path.open("rb")
    except OSError as error:
        yield Issue(origin.name, f"cannot be opened: {_reason(error)}")
        return
    with stream:
        yield from _read_stream(stream, origin, options)


def _read_stream(stream: BinaryIO, origin: _Origin, options: CaptureOptions) -> Iterator[Captured | Issue]:
    try:
        kind, data = _load(stream, origin, options.max_bytes)
        original = Original(data, origin.name, CAPTURE_KINDS[kind])
        yield from _reports(kind, original, origin, options)
    except CaptureError as error:
        yield Issue(origin.name, str(error))
    except OSError as error:
        yield Issue(origin.name, f"cannot be read: {_reason(error)}")


def _load(stream: BinaryIO, origin: _Origin, max_bytes: int) -> tuple[Kind, bytes]:
    """Return what a document is and its bytes; one over its limit is not read to the end."""
    head = stream.read(HEAD_BYTES)
    if not head:
        raise CaptureError("there is no text; fill it in or leave it out")
    kind = sniff(head, origin.name, origin.media_type)
    limit = limit_of(kind, max_bytes)
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if len(data) > limit:
        raise CaptureError(f"over {limit:,} bytes, the limit for {CAPTURE_KINDS[kind]}; split it into parts")
    return kind, data


def _reports(
    kind: Kind, original: Original, origin: _Origin, options: CaptureOptions
) -> Iterator[Captured | Issue]:
    sha256 = original.sha256
    empty = True
    for row in _rows(kind, original.data, origin, options):
        empty = False
        if isinstance(row, Issue):
            yield row
            continue
        try:
            values = {**row.values, "url": row.values.get("url") or origin.url}
            report = make_report(values, options, original=sha256, part=row.part)
        except CaptureError as error:
            where = f"{origin.name}:{row.part}" if row.part else origin.name
            yield Issue(where, f"row {row.part}: {error}" if row.part else str(error))
        else:
            yield Captured(report, original)
    if empty:
        raise CaptureError("there are no rows; fill some in or leave the file out")


def _rows(kind: Kind, data: bytes, origin: _Origin, options: CaptureOptions) -> Iterator[Row | Issue]:
    if kind == "csv":
        return read_csv(data, origin.name, options)
    if kind == "jsonl":
        return read_jsonl(data, origin.name, options)
    if kind == "json":
        return read_json(data, origin.name, options)
    if kind == "html":
        page = decode(data, origin.charset or declared_charset(data))
        return iter((Row("", read_html(page, url=origin.url)),))
    return iter((Row("", read_text(clean_text(decode(data, origin.charset)))),))


def _reason(error: OSError) -> str:
    return f"{(error.strerror or 'unknown reason').lower()}; check its permissions and links"


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")

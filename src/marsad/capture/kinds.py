"""What a document is: told from its first bytes, and from its name only where they leave it open."""

import json
import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from marsad.capture.fields import SYNONYMS
from marsad.errors import CaptureError

__all__ = ["CAPTURE_KINDS", "HEAD_BYTES", "TABLE_FACTOR", "Kind", "limit_of", "sniff"]

Kind = Literal["text", "html", "json", "jsonl", "csv"]

CAPTURE_KINDS: dict[Kind, str] = {
    "text": "text/plain",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
}
"""Every kind that is read, with its media type."""

HEAD_BYTES = 8192
"""How many bytes `sniff` wants to see."""

TABLE_FACTOR = 4
"""How many times `max_bytes` a CSV or JSON Lines file may have; each of its rows stays far below."""

BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".geojson": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
BY_MEDIA_TYPE: dict[str, Kind] = {
    **{media_type: kind for kind, media_type in CAPTURE_KINDS.items()},
    "application/xhtml+xml": "html",
    "application/jsonl": "jsonl",
    "text/tab-separated-values": "csv",
}
SIGNATURES = (
    (b"%PDF-", "a PDF; save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or office document; unpack it or save its text as .txt"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as .txt"),
    (b"{\\rtf", "a rich text document; save its text as .txt"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (b"\xfd7zXZ", "an xz archive; unpack it"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\x89PNG", "an image; type its text into a .txt file"),
    (b"\xff\xd8\xff", "an image; type its text into a .txt file"),
    (b"GIF8", "an image; type its text into a .txt file"),
    (b"II*\x00", "an image; type its text into a .txt file"),
    (b"MM\x00*", "an image; type its text into a .txt file"),
    (b"RIFF", "an image, sound or film; type its text into a .txt file"),
    (b"OggS", "a sound or film; type its text into a .txt file"),
    (b"ID3", "a sound; type its text into a .txt file"),
    (b"\x7fELF", "an executable program"),
    (b"MZ\x90", "an executable program"),
    (b"SQLite format 3", "a database; export its reports as .csv"),
)
UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL_SHARE = 0.05  # random bytes hold 10 %; a text with a stray NUL far less than this
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)


def sniff(head: bytes, name: str, media_type: str = "") -> Kind:
    """Return the kind of the document that starts with `head`.

    What the bytes say counts first, then `media_type` as a server gives it, then the suffix of `name`.
    Raises CaptureError, saying what the document seems to be, where it is none of CAPTURE_KINDS.
    """
    _refuse_binary(head)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and HTML.search(start[:2048]):
        return "html"
    if start.startswith(b"<?xml"):
        raise CaptureError("this is XML, which is not read; save the text of its reports as .txt or .csv")
    suffix = _suffix(name)
    known = BY_MEDIA_TYPE.get(media_type) if media_type != "text/plain" else BY_SUFFIX.get(suffix, "text")
    known = known or BY_SUFFIX.get(suffix)
    if known in ("json", "jsonl"):
        return "json" if start.startswith(b"[") else known
    if known:
        return known
    if suffix and not media_type:
        readable = ", ".join(BY_SUFFIX)
        raise CaptureError(f"{suffix} files are not read; if this is a report, rename it ({readable})")
    return _guess(start)


def limit_of(kind: Kind, max_bytes: int) -> int:
    """Return how many bytes a document of this kind may have."""
    return max_bytes * TABLE_FACTOR if kind in ("csv", "jsonl") else max_bytes


def _refuse_binary(head: bytes) -> None:
    for signature, what in SIGNATURES:
        if head.startswith(signature):
            raise CaptureError(f"this is {what}")
    if head[4:8] == b"ftyp":
        raise CaptureError("this is a film or image; type its text into a .txt file")
    if head.startswith(UNICODE_MARKS):
        return
    if len(CONTROL.findall(head)) > MAX_CONTROL_SHARE * len(head):
        raise CaptureError("this is no text but binary data of an unknown type; save its text as UTF-8 .txt")


def _suffix(name: str) -> str:
    """Return what looks like a file type; a dated name such as `bulletin.2016-09-19` has none."""
    path = urlsplit(name).path if name.startswith(("http://", "https://")) else name
    suffix = PurePosixPath(path).suffix.lower()
    return suffix if suffix[1:].isalnum() and not suffix[1:].isdigit() else ""


def _guess(start: bytes) -> Kind:
    """Tell the kind of a nameless document, such as standard input, from how it starts."""
    first, _, rest = start.partition(b"\n")
    if first.lstrip().startswith(b"{"):
        try:
            whole = isinstance(json.loads(first), dict)
        except (ValueError, RecursionError):
            return "json" if re.match(rb'\{\s*("|$|\})', first) else "text"
        return "jsonl" if whole and rest.strip() else "json"
    if re.match(rb'\[\s*(\{|\]|")', start):
        return "json"
    header = first.decode("utf-8", "replace")
    for delimiter in ",;\t":
        names = {cell.strip(' "\r').lower() for cell in header.split(delimiter)}
        if len(names) > 1 and names & set(SYNONYMS["text"]) and names & set(SYNONYMS["published"]):
            return "csv"
    return "text"

"""Plain text: the report as it stands, with what its header block says of it."""

import re

from marsad.errors import CaptureError

__all__ = ["read_text"]

HEADER_KEYS = ("title", "publisher", "published", "url", "language", "note")
NAMING_KEYS = frozenset(("title", "publisher", "published", "url"))
HEADER_LINE = re.compile(rf"({'|'.join(HEADER_KEYS)}):[ \t]*(.*)", re.IGNORECASE)


def read_text(text: str) -> dict[str, str]:
    """Return the fields of a report in a plain text.

    A header block is `Title:`, `Publisher:`, `Published:`, `Url:`, `Language:` and `Note:` lines from the
    first line on, then an empty line; notes are for people and go no further. Where a line of the block is
    anything else, or none of the first four is there, there is no block and all is text.
    Raises CaptureError where a key other than `Note` stands twice.
    """
    values: dict[str, str] = {}
    at = 0
    while True:
        end = text.find("\n", at)
        line = text[at : len(text) if end < 0 else end]
        if not line.strip():
            break
        match = HEADER_LINE.fullmatch(line)
        if not match or end < 0:
            return {"text": text}
        key = match[1].lower()
        if key != "note" and key in values:
            raise CaptureError(f"the header names {key} twice; keep one of the lines")
        values[key] = match[2]
        at = end + 1
    if not NAMING_KEYS & set(values):
        return {"text": text}
    values.pop("note", None)
    return {**values, "text": text[end + 1 :] if end >= 0 else ""}

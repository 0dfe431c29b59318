"""Bytes → text, by marks and declarations only: a guessed encoding puts words into a witness's mouth."""

import codecs
import re

from marsad.errors import CaptureError

__all__ = ["decode", "table_encoding"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# the encodings of pages; others that Python knows (utf-7, unicode_escape) can hide what a page says
OF_PAGES = re.compile(r"cp\d+|iso8859-\d+|koi8|mac|gb|big5|shift_jis|euc|ascii|iso2022_jp")
LATIN = ("ascii", "iso8859-1")  # browsers read both as windows-1252, so that is what pages mean by them
ADVICE = "save the file as UTF-8 and add it again"


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of `data`: by its byte order mark, else as UTF-8, else as the charset it declares.

    Raises CaptureError where none of them fits every byte.
    """
    encoding = table_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if declared and encoding == "utf-8":
            return _as_declared(data, declared)
        line = data.count(b"\n", 0, error.start) + 1
        raise CaptureError(f"broken encoding: line {line} is not {encoding.upper()}; {ADVICE}") from None


def table_encoding(data: bytes) -> str:
    """Return the encoding that the byte order mark names, UTF-8 where there is none."""
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")


def _as_declared(data: bytes, declared: str) -> str:
    try:
        encoding = codecs.lookup(declared).name
        if OF_PAGES.match(encoding):
            return data.decode("cp1252" if encoding in LATIN else encoding)
    except (LookupError, ValueError):  # a UnicodeDecodeError is a ValueError
        pass
    raise CaptureError(f"broken encoding: neither UTF-8 nor {declared[:40]!r}, which it declares; {ADVICE}")

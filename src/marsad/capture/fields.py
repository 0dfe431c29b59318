"""Values as a document gives them → a Report: cleaned, checked, and refused with a reason."""

import html
import re
from collections.abc import Mapping
from datetime import date

from marsad.capture.dates import read_date
from marsad.capture.language import ENGLISH, language_of
from marsad.capture.options import CaptureOptions
from marsad.errors import CaptureError
from marsad.model import Report

__all__ = ["SYNONYMS", "clean_text", "make_report", "one_line", "pick_columns"]

SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article_content"),
    "title": ("title", "headline", "article_title"),
    "publisher": ("publisher", "source", "outlet"),
    "published": ("published", "date", "publication_date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
"""The column names and keys that are understood without a map, the likeliest first."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Return `text` with `\\n` for every line end, without a leading byte order mark and control characters.

    Raises CaptureError where a character is half of a pair, which no encoding can write.
    """
    if SURROGATE.search(text):
        raise CaptureError("broken encoding: a character is damaged; save the file as UTF-8 and add it again")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", text)


def one_line(value: str) -> str:
    """Return `value` as plain text on one line: no tags, no entities."""
    return " ".join(TAG.sub(" ", clean_text(html.unescape(value))).split())


def pick_columns(names: list[str], options: CaptureOptions) -> dict[str, str]:
    """Return which of `names` holds which field of a report: the mapped ones, else the first synonym.

    Raises CaptureError where there is no text, a mapped name is missing, or a needed name stands twice.
    """
    mapped = {field: name for field, name in (options.columns or {}).items() if field in SYNONYMS}
    by_key = {name.strip().lower(): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for field, synonyms in SYNONYMS.items():
        wanted = (mapped[field].strip().lower(),) if field in mapped else synonyms
        name = next((by_key[key] for key in wanted if key in by_key), None)
        if name is not None:
            chosen[field] = name
        elif field in mapped:
            raise CaptureError(f"there is no column {mapped[field]!r}; there are: {_listed(names)}")
    if "text" not in chosen:
        raise CaptureError(
            f"no column or key is named {', '.join(SYNONYMS['text'])}; there are: {_listed(names)}; "
            "if one of them holds a report's text, map it to text; otherwise these are no reports"
        )
    keys = [name.strip().lower() for name in names]
    for name in chosen.values():
        if keys.count(name.strip().lower()) > 1:
            raise CaptureError(f"there are two columns {name[:40]!r}; rename one of them")
    return chosen


def make_report(values: Mapping[str, str], options: CaptureOptions, *, original: str, part: str) -> Report:
    """Return the report that `values` describe, with what the options say put over it.

    `values` has some of the fields text, title, publisher, published, url and language; a language goes by what
    `values` say, but a text that is plainly not in English is not said to be.
    Raises CaptureError for empty text, a broken date and a date after `options.today`.
    """
    text = clean_text(values.get("text", ""))
    if not text.strip():
        raise CaptureError("there is no text; fill it in or leave the entry out")
    address = one_line(values.get("url", ""))
    return Report(
        text=text,
        title=one_line(values.get("title", "")),
        publisher=options.publisher or one_line(values.get("publisher", "")),
        published=_published(values.get("published", ""), options),
        language=_language(values.get("language", ""), text),
        url=address if ADDRESS.fullmatch(address) else "",
        original=original,
        part=part,
    )


def _published(value: str, options: CaptureOptions) -> date | None:
    order = (options.columns or {}).get("published_order", "")
    published = options.published or read_date(value, order=order)
    if published and published > options.today:
        raise CaptureError(
            f"published {published}, which is after today ({options.today}); correct the date in the file "
            "or say the right one when adding it"
        )
    return published


def _language(declared: str, text: str) -> str:
    match = LANGUAGE.fullmatch(declared.strip())
    code = match[1].lower() if match else ""
    found = language_of(text) if code in ("", ENGLISH) else None
    return found if found and found != ENGLISH else code


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:12])
    return shown + (" …" if len(names) > 12 else "")

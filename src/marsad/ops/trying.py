"""Trying a reading before anything is stored, and adding exactly what was tried."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from marsad.capture import CaptureOptions, read_bytes, read_source
from marsad.capture.fields import one_line
from marsad.errors import CaptureError, ExtractError
from marsad.model import Captured, Claim, Issue, Notice
from marsad.ops.linking import relink
from marsad.ops.workshop import Workshop, unread
from marsad.store import Store

__all__ = ["MOST_CHARACTERS", "Tried", "Wanted", "add_tried", "capture_one", "try_reading"]

MOST_CHARACTERS = 50_000
"""Characters of the longest text that is read while somebody waits.

Short reports of strikes, one after the other, take 9 s of one core for so many.
"""
PASTED = "pasted.txt"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: a text or an address, and what is known of it; what is said here wins over the document."""

    text: str = ""
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A report as it was captured, the claims that were read in it, and why it has none where it was not read."""

    captured: Captured
    claims: tuple[Claim, ...]
    notice: Notice | None


def capture_one(wanted: Wanted, options: CaptureOptions) -> Captured:
    """Return the one report that a text or an address holds.

    Raises CaptureError where there is none or several, or it cannot be taken in, and FetchError for an address that
    cannot be fetched or may not be.
    """
    given = bool(wanted.text.strip()), bool(wanted.url.strip())
    if given == (True, True):
        raise CaptureError("both a text and a link are given; leave one out")
    if not any(given):
        raise CaptureError("there is nothing to read; paste a text or give a link")
    found = list(islice(_captured(wanted, options), 2))
    if len(found) > 1:
        raise CaptureError("this holds several reports; save it as a file and add that with `marsad add`")
    if not found:
        raise CaptureError("there is no report in it; paste its text instead")
    if isinstance(found[0], Issue):
        raise CaptureError(found[0].reason)
    report, title = found[0].report, one_line(wanted.title)
    length = len(report.text)
    if length > MOST_CHARACTERS:
        raise CaptureError(
            f"this is a text of {length:,} characters, and over {MOST_CHARACTERS:,} take too long to wait for; "
            "paste it in parts, or save it as a file and add that with `marsad add`"
        )
    return replace(found[0], report=replace(report, title=title)) if title else found[0]


def try_reading(captured: Captured, workshop: Workshop) -> Tried:
    """Return what is read in a report; nothing is stored. Raises ExtractError where the reader stumbles over it."""
    claims = workshop.try_reading(captured.report, where=captured.where)
    if isinstance(claims, Issue):
        raise ExtractError(claims.reason)
    return Tried(captured, claims, unread(captured.report, where=captured.where))


def add_tried(store: Store, tried: Tried) -> bool:
    """Add what was tried, as it was tried, and link anew; return whether it is new to the record."""
    with store.writer() as writer:
        is_new = writer.add_report(tried.captured, tried.claims)
    relink(store)
    return is_new


def _captured(wanted: Wanted, options: CaptureOptions) -> Iterator[Captured | Issue]:
    told = replace(options, published=wanted.published, publisher=one_line(wanted.publisher))
    if not wanted.url.strip():
        return read_bytes(wanted.text.encode("utf-8", "surrogatepass"), PASTED, told)
    address = wanted.url.strip()
    if not address.lower().startswith(("http://", "https://")):
        raise CaptureError("a link begins with http:// or https://; copy it from the browser's address line")
    return read_source(address, told)

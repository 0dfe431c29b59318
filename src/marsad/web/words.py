"""How values of the record are written on pages."""

from collections.abc import Callable, Mapping
from typing import Any

from marsad.export.wording import time_words
from marsad.model import Interval

__all__ = ["FILTERS"]

SHORT = 17
"""Characters of an id that are shown: the kind and the first digits."""


def in_words(code: str) -> str:
    """Return a code of the codebook as words."""
    return code.replace("_", " ")


def short(id: str) -> str:
    """Return the beginning of an id or hash."""
    return id[:SHORT] if "-" in id else id[:12]


def range_words(low: int | None, high: int | None) -> str:
    """Return a range of numbers as it is read: one number, "4–7", or "4 or more"."""
    if low is None:
        return ""
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def when(time: Interval | None) -> str:
    """Return a time in words, "" where none is told."""
    return "" if time is None else time_words(time).partition(" (")[0]


FILTERS: Mapping[str, Callable[..., Any]] = {  # Any: filters take and give what templates hold
    "in_words": in_words,
    "short": short,
    "range": range_words,
    "when": when,
}
"""The filters of templates by name."""

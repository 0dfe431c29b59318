"""How values of the record are written on pages."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from gettext import NullTranslations
from typing import Any
from urllib.parse import urlsplit

from marsad.model import Incident, Interval
from marsad.web.codes import SENTENCES
from marsad.web.languages import in_words

__all__ = ["FILTERS", "filters_of", "month_of"]

SHORT = 17
"""Characters of an id that are shown: the kind and the first digits."""


def short(id: str) -> str:
    """Return the beginning of an id or hash."""
    return id[:SHORT] if "-" in id else id[:12]


def range_words(low: int | None, high: int | None) -> str:
    """Return a range of numbers as it is read: one number, "4–7", or "4 or more"."""
    if low is None:
        return ""
    if high is None:
        return _left_to_right(f"{low:,}+")
    return f"{low:,}" if low == high else _left_to_right(f"{low:,}–{high:,}")


def when(time: Interval | None) -> str:
    """Return a time in words, "" where none is told."""
    if time is None:
        return ""
    return _left_to_right(str(time.start) if time.start == time.end else f"{time.start} – {time.end}")


def apart(words: str) -> str:
    """Keep words of any script from turning those round them, where no element can do it."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def _left_to_right(words: str) -> str:
    """Keep the order of numbers where the writing around them runs from right to left."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def month_of(incident: Incident) -> str:
    """Return the month in which an incident begins, as 2016-09; "undated" where no day is told."""
    return f"{incident.time.start:%Y-%m}" if incident.time else "undated"


def is_link(url: str) -> bool:
    """Tell whether the address of a report may be followed: another scheme could run a script."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


FILTERS: Mapping[str, Callable[..., Any]] = {  # Any: filters take and give what templates hold
    "apart": apart,
    "short": short,
    "range": range_words,
    "when": when,
    "is_link": is_link,
}
"""The filters of templates that are the same in every language, by name."""


def filters_of(words: NullTranslations) -> Mapping[str, Callable[..., Any]]:  # Any: as above
    """Return the filters of templates in a language, by name."""
    return {
        **FILTERS,
        "in_words": lambda code: in_words(code, words),
        "told": lambda sentence: _told(sentence, words),
    }


def _told(sentence: str, words: NullTranslations) -> str:
    """Return a sentence of an answer in a language, as it is where the catalogue has none like it."""
    if (whole := words.gettext(sentence) if sentence else "") != sentence:
        return whole
    for known, form in _sentences():
        if found := form.fullmatch(sentence):
            translated = words.gettext(known)
            values = found.groupdict()
            if "grade" in values:
                values["grade"] = words.gettext(values["grade"])
            return sentence if translated == known else translated % values
    return sentence


@cache
def _sentences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the sentences that names stand in, each with the form that finds the names."""
    parts = re.compile(r"%\\\((\w+)\\\)s")
    return tuple((one, re.compile(parts.sub(r"(?P<\1>.+?)", re.escape(one)), re.DOTALL)) for one in SENTENCES)

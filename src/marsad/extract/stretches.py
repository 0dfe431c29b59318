"""How stretches of time and words that count from a day are read: a match of its pattern to days.

Functions `read_…` follow the rules of `marsad.extract.days`.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache, partial

from marsad.extract.days import (
    OPEN,
    Now,
    Reading,
    cut,
    on,
    part_of,
    part_word,
    shift,
    shift_months,
    stretch_of,
)
from marsad.extract.quantity import read_number
from marsad.extract.wordlists import fold
from marsad.lexicon.files import read_words
from marsad.model import Interval, Precision


def read_period(match: re.Match[str], now: Now) -> Reading | None:
    """Read "last week", "early this month": weeks run from Monday to Sunday."""
    if not now.anchor:
        return OPEN
    anchor, which, part = now.anchor, fold(match["which"] or "this"), part_word(match)
    steps = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if fold(match["unit"]) == "week":
        first = shift(anchor, 7 * steps - anchor.weekday())
        last, precision = shift(first, 6), "week"
    else:
        first = shift_months(anchor.replace(day=1), steps)
        last, precision = first.replace(day=monthrange(first.year, first.month)[1]), "month"
    when = fold(match["part"] or "")
    if "later" in when and not steps:
        return Reading(Interval(anchor, last, _precision(precision)))
    return Reading(cut(*part_of(first, last, part), _precision(precision), now))


def _precision(unit: str) -> Precision:
    known: dict[str, Precision] = {"week": "week", "month": "month", "year": "year"}
    return known.get(unit, "days")


def read_weekend(match: re.Match[str], now: Now) -> Reading | None:
    """Read the weekend that has begun last; "next" and "this" look ahead from a weekday."""
    if not now.anchor:
        return OPEN
    which, saturday = fold(match["which"] or ""), shift(now.anchor, -((now.anchor.weekday() - 5) % 7))
    begun = now.anchor.weekday() >= 5
    coming = saturday if begun else shift(saturday, 7)
    ahead = Interval(coming, shift(coming, 1), "days")
    if which in ("next", "coming", "this") and not (which == "this" and begun):
        return Reading(Interval(shift(saturday, 7), shift(saturday, 8), "days"))
    if which == "last" and begun:
        saturday = shift(saturday, -7)
    return Reading(cut(saturday, shift(saturday, 1), "days", now), "event", ahead)


def _length(match: re.Match[str]) -> tuple[int, str] | None:
    """Return how many of which unit, the least where the words leave it open; None for a bare plural."""
    unit = fold(match["unit"]).rstrip("s")
    if not match["number"]:
        return None if fold(match["unit"]).endswith("s") else (1, unit)
    words = fold(match["number"])
    quantity = None if words in ("a", "an", "the") else read_number(words)
    count = (quantity.low or 0) if quantity else 1
    return (count, unit) if count < 10_000 else None


def _away(day: date, count: int, unit: str) -> date:
    if unit in ("month", "year"):
        return shift_months(day, count * (12 if unit == "year" else 1))
    if unit in ("hour", "minute"):
        whole = abs(count) // 24 if unit == "hour" else 0
        return shift(day, whole if count > 0 else -whole)
    return shift(day, count * {"week": 7, "fortnight": 14}.get(unit, 1))


def read_past(match: re.Match[str], now: Now) -> Reading | None:
    """Read "the past ten days" as ending at the anchor."""
    length = _length(match)
    if not (now.anchor and length):
        return Reading(None, "since")
    back = _away(now.anchor, -length[0], length[1])
    return Reading(Interval(back, now.anchor, "days" if length[1] != "year" else "year"), "since")


def read_coming(match: re.Match[str], now: Now) -> Reading | None:
    """Read "the next two days" and "within 48 hours" as starting at the day told from."""
    start, length = now.reference or now.anchor, _length(match)
    if not start:
        return OPEN
    if not length:
        length = (3, fold(match["unit"]).rstrip("s"))
    return Reading(stretch_of(start, _away(start, *length), "days"))


def read_ago(match: re.Match[str], now: Now) -> Reading | None:
    """Read "two days ago"; a week or month ago is the day that far back, less precise; years are open."""
    length = _length(match)
    if not (now.anchor and length) or length[1] == "year":
        return OPEN
    return Reading(on(_away(now.anchor, -length[0], length[1]), _coarse(length[1])))


def _coarse(unit: str) -> Precision:
    return (
        "day" if unit in ("day", "hour", "minute", "night") else _precision(unit.replace("fortnight", "week"))
    )


def read_offset(match: re.Match[str], now: Now) -> Reading | None:
    """Read "two days later" against the day of the event told before; without one it is open."""
    length = _length(match)
    if not (now.reference and length):
        return Reading(None, "relative")
    count = length[0] if fold(match["way"]) == "later" else -length[0]
    return Reading(on(_away(now.reference, count, length[1]), _coarse(length[1])), "relative")


def read_recent(match: re.Match[str], now: Now) -> Reading | None:
    """Read "recent days" and its like as far back as the codebook says."""
    reach = read_words("time")["recent"].get(fold(match["unit"]))
    if not (now.anchor and reach):
        return Reading(None, "since")
    return Reading(Interval(shift(now.anchor, -reach), now.anchor, "days"), "since")


def read_duration(match: re.Match[str], now: Now) -> Reading | None:
    """Read "for three days" as the days up to the anchor; whether they do run up to it the clause tells."""
    length = _length(match)
    if not (now.anchor and length) or length[1] in ("hour", "minute"):
        return Reading(None, "duration")
    return Reading(Interval(_away(now.anchor, -length[0], length[1]), now.anchor, "days"), "duration")


def read_running(match: re.Match[str], now: Now) -> Reading | None:
    """Read "the sixth consecutive day": that many days, the anchor the last."""
    word, unit = fold(match["nth"]), fold(match["unit"])
    ordinals = read_words("time")["ordinals"]
    count = ordinals.index(word) + 1 if word in ordinals else int(re.sub(r"\D", "", word))
    if not now.anchor or not count:
        return Reading(None, "since")
    back = _away(now.anchor, -count, unit.replace("night", "day"))
    return Reading(stretch_of(shift(back, 1), now.anchor, "days"), "since")


@cache
def fixed() -> dict[str, Callable[[Now], Reading]]:
    """Return the readings of words that mean one day by themselves, by word."""
    data = read_words("time")
    told: dict[str, Callable[[Now], Reading]] = {}
    for days, words in data["days"].items():
        told |= {word: partial(_from_anchor, days) for word in words}
    told |= dict.fromkeys(data["nights"], _night)
    told |= dict.fromkeys(data["dawns"], _dawn)
    for days, words in data["relative"].items():
        told |= {
            word: partial(_from_reference, days, word in data["back_from_publication"]) for word in words
        }
    return told


def _from_anchor(days: int, now: Now) -> Reading:
    return Reading(on(shift(now.anchor, days))) if now.anchor else OPEN


def _night(now: Now) -> Reading:
    return Reading(Interval(shift(now.anchor, -1), now.anchor, "night")) if now.anchor else OPEN


def _dawn(now: Now) -> Reading:
    day = now.reference or now.anchor
    return Reading(on(day)) if day else OPEN


def _from_reference(days: int, back: bool, now: Now) -> Reading:
    start = now.reference or (now.anchor if back else None)
    return Reading(on(shift(start, days)) if start else None, "relative")


def read_fixed(match: re.Match[str], now: Now) -> Reading | None:
    """Read "yesterday", "overnight", "the next day"."""
    return fixed()[fold(match[0])](now)

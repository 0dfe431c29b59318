"""How one time expression is read: a match of its pattern, and the day it is told from, to days.

Functions `read_…` take the match of the pattern of that name in `marsad.extract.time`. They return OPEN where
the text does not bound the time, and None where the words tell no time after all.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from marsad.errors import LexiconError
from marsad.extract.wordlists import any_of, fold
from marsad.lexicon.files import read_words
from marsad.model import Interval, Precision

TimeKind = Literal["event", "since", "duration", "relative", "year"]

# A date without a year may lie this far ahead of its report: plans are told days before, not months.
AHEAD = 14
YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|during|of|until|till|by|from|between|throughout|and|to|year)\s{1,3}|[-–—]\s?)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Now:
    """What times are told from: the day of publication, and the day of the event told before."""

    anchor: date | None
    reference: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that an expression means, how it is told, and the days it means when told of a plan."""

    interval: Interval | None
    kind: TimeKind = "event"
    forward: Interval | None = None


OPEN = Reading(None)


@cache
def names() -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers of weekdays (Monday is 0) and months (January is 1) by name, lower case."""
    data = read_words("time")
    if len(data["weekdays"]) != 7 or len(data["months"]) != 12:
        raise LexiconError("lexicon/en/time.yaml needs seven weekdays and twelve months")
    weekdays = {name.lower(): day for day, names in enumerate(data["weekdays"]) for name in names}
    return weekdays, {name.lower(): month for month, names in enumerate(data["months"], 1) for name in names}


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day of the calendar, or None where there is no such day."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def shift(day: date, days: int) -> date:
    """Move a day, stopping at the ends of the calendar."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def shift_months(day: date, months: int) -> date:
    """Move a day by months, to the month's last day where it is shorter."""
    count = max(12, min(9999 * 12 + 11, day.year * 12 + day.month - 1 + months))
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def on(day: date, precision: Precision = "day") -> Interval:
    """Return the interval that is one day."""
    return Interval(day, day, precision)


def stretch_of(first: date, last: date, precision: Precision) -> Interval:
    """Return the interval between two days, in whichever order they come."""
    return Interval(min(first, last), max(first, last), precision)


def _yearless(month: int, day: int, anchor: date) -> tuple[date | None, date | None]:
    """Return the latest such day not far after the anchor, and the first on or after the anchor."""
    years = (
        found for year in range(anchor.year + 8, anchor.year - 9, -1) if (found := day_of(year, month, day))
    )
    days = list(years)
    back = next((found for found in days if found <= shift(anchor, AHEAD)), None)
    return back, next((found for found in reversed(days) if found >= anchor), None)


def read_date(match: re.Match[str], now: Now) -> Reading | None:
    """Read a day of a month, or two days that bound a stretch of it."""
    month = names()[1][fold(match["month"]).rstrip(".")]
    days = [int(re.sub(r"\D", "", match[group])) for group in ("day", "other") if match[group]]
    if match["year"]:
        told = [day_of(int(match["year"]), month, day) for day in days]
        ahead: Sequence[date | None] = []
    elif now.anchor:
        pairs = [_yearless(month, day, now.anchor) for day in days]
        told, ahead = [back for back, _ in pairs], [forward for _, forward in pairs]
    else:
        return OPEN
    interval = _stretch(told)
    return Reading(interval, "event", _stretch(ahead)) if interval else None


def _stretch(days: Sequence[date | None]) -> Interval | None:
    real = [day for day in days if day]
    if not real or len(real) < len(days):
        return None
    return stretch_of(real[0], real[-1], "day" if len(real) == 1 else "days")


def read_iso(match: re.Match[str], now: Now) -> Reading | None:
    """Read 2016-09-19."""
    day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(on(day)) if day else None


def read_numeric(match: re.Match[str], now: Now) -> Reading | None:
    """Read 19.09.2016 and 19-09-2016 day first; with strokes only where one number cannot be a month."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["mark"] == "/" and first <= 12 and second <= 12 and first != second:
        return OPEN
    if second > 12:
        first, second = second, first
    day = day_of(year, second, first)
    return Reading(on(day)) if day else None


def read_weekday(match: re.Match[str], now: Now) -> Reading | None:
    """Read a weekday as the latest on or before the anchor; "last", "next" and "this" move it."""
    name, modifier = fold(match["weekday"]), fold(match["modifier"] or "")
    week = fold(match["week"] or "")
    habit = r"\b(?:on|every|each|most)\s{1,3}\Z" if match["plural"] else r"\b(?:every|each)\s{1,3}\Z"
    if re.search(habit, match.string[max(0, match.start() - 12) : match.start()], re.IGNORECASE):
        return None
    if not now.anchor:
        return OPEN
    wanted, anchor = names()[0][name], now.anchor
    back, ahead = (anchor.weekday() - wanted) % 7, (wanted - anchor.weekday()) % 7
    monday = shift(anchor, -anchor.weekday())
    if week or modifier == "this":
        weeks = -7 if "last" in week else 7 if "next" in week else 0
        return Reading(on(shift(monday, weeks + wanted)))
    if modifier == "last":  # said of a day in reach of "yesterday", it means the week before
        return Reading(on(shift(anchor, -(back if back > 1 else back + 7))))
    if modifier in ("past", "this past", "previous"):
        return Reading(on(shift(anchor, -(back or 7))))
    if modifier:
        return Reading(on(shift(anchor, ahead or 7)))
    return Reading(on(shift(anchor, -back)), "event", on(shift(anchor, ahead)))


def read_overnight(match: re.Match[str], now: Now) -> Reading | None:
    """Read "overnight Friday" and "the night of Friday to Saturday": from that evening on."""
    if not now.anchor:
        return OPEN
    evening = shift(now.anchor, -((now.anchor.weekday() - names()[0][fold(match["weekday"])]) % 7))
    if evening == now.anchor:
        evening = shift(evening, -7 if match["next"] else -1)
    return Reading(Interval(evening, shift(evening, 1), "night"))


def part_of(first: date, last: date, part: str) -> tuple[date, date]:
    """Cut a month (1-10, 11-20, 21-end), a year (quarters) or a week to its early, middle or late part."""
    length = (last - first).days + 1
    edges = (10, 20) if length in range(28, 32) else (90, 273) if length > 300 else (3, 4)
    if part in ("early", "beginning", "start"):
        return first, shift(first, edges[0] - 1)
    if part in ("mid", "middle"):
        return shift(first, edges[0]), shift(first, edges[1] - 1)
    return (shift(first, edges[1]), last) if part in ("late", "end") else (first, last)


def cut(first: date, last: date, precision: Precision, now: Now) -> Interval:
    """End a stretch that runs now at the anchor: nothing that is told has happened after it."""
    if now.anchor and first <= now.anchor < last:
        last = now.anchor
    return Interval(first, last, precision)


def part_word(match: re.Match[str]) -> str:
    """Return the word of a part of a month or year in a match, or nothing."""
    found = re.search(r"early|mid|late|beginning|start|middle|end", fold(match["part"] or ""))
    return found[0] if found else ""


def _is_another_word(match: re.Match[str]) -> bool:
    """Tell whether "March" or "May" stands where no month stands."""
    data = read_words("time")
    if match["month"].title() not in data["shy_months"]:
        return False
    return not _month_lead().search(match.string[max(0, match.start() - 20) : match.start()])


@cache
def _month_lead() -> re.Pattern[str]:
    data = read_words("time")
    leads, months = any_of(data["month_leads"]), any_of(name for name, *_ in data["months"])
    return re.compile(rf"\b(?:{leads}|{months}\s(?:to|and|or))\s{{1,3}}\Z", re.IGNORECASE)


def read_month(match: re.Match[str], now: Now) -> Reading | None:
    """Read a month, or its early, middle or late part; without a year it is the latest that has begun."""
    modifier, of_year = fold(match["modifier"] or ""), fold(match["of"] or "")
    month, part = names()[1][fold(match["month"]).rstrip(".")], part_word(match)
    if not (match["year"] or of_year or part or modifier) and _is_another_word(match):
        return None
    if match["year"]:
        year = int(match["year"])
    elif not now.anchor:
        return OPEN
    elif of_year:
        year = now.anchor.year + {"last": -1, "next": 1}.get(of_year, 0)
    else:
        late = month > now.anchor.month or (modifier == "last" and month == now.anchor.month)
        year = now.anchor.year - late + (modifier == "next" and not late)

    def read(year: int) -> Interval:
        return cut(
            *part_of(date(year, month, 1), date(year, month, monthrange(year, month)[1]), part), "month", now
        )

    if not 1 <= year < 9998:
        return None
    ahead = (
        read(year + 1)
        if now.anchor and month > now.anchor.month and not (match["year"] or modifier)
        else None
    )
    return Reading(read(year), "event", ahead)


def read_year(match: re.Match[str], now: Now) -> Reading | None:
    """Read a year, or an early, middle or late part of it; a year alone has a kind of its own."""
    word = fold(match["which"] or "")
    if match["year"]:
        before = match.string[max(0, match.start() - 20) : match.start()]
        if not (match["part"] or YEAR_LEAD.search(before)):
            return None
        year = int(match["year"])
    elif not now.anchor:
        return Reading(None, "year")
    else:
        year = now.anchor.year + {"last": -1, "next": 1}.get(word, 0)
    if not 1 <= year < 9998:
        return None
    first, last = part_of(date(year, 1, 1), date(year, 12, 31), part_word(match))
    return Reading(cut(first, last, "year", now), "event" if match["part"] else "year")


def read_nth(match: re.Match[str], now: Now) -> Reading | None:
    """Read "on the 19th": the latest on or before the anchor."""
    if not now.anchor:
        return OPEN
    day, first = int(re.sub(r"\D", "", match["nth"])), now.anchor.replace(day=1)
    days = [
        day_of(month.year, month.month, day) for month in (shift_months(first, step) for step in range(-3, 4))
    ]
    back = next((found for found in reversed(days) if found and found <= now.anchor), None)
    ahead = next((found for found in days if found and found >= now.anchor), None)
    return Reading(on(back), "event", on(ahead) if ahead else None) if back else None


def read_holiday(match: re.Match[str], now: Now) -> Reading | None:
    """Read a holiday with a fixed day; without a year it is the latest not far after the anchor."""
    words = fold(match["name"])
    month, day = next(told for name, told in read_words("time")["holidays"].items() if name.lower() == words)
    if match["year"]:
        found = day_of(int(match["year"]), month, day)
        return Reading(on(found)) if found else None
    back, ahead = _yearless(month, day, now.anchor) if now.anchor else (None, None)
    return Reading(on(back) if back else None, "event", on(ahead) if ahead else None)

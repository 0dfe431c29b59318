"""Comparisons with the past as sources make them: "the most intense strikes in months"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, get_args

from marsad.errors import ConfigError
from marsad.lexicon.files import read_words
from marsad.lexicon.phrases import fold

__all__ = ["Comparison", "Direction", "SinceEvent", "read_comparison", "understood"]

Direction = Literal["most", "least", "first"]
Compared = Literal["night", "day", "week", "month"]
Counted = Literal["strikes", "killed", "injured"]
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LAST_YEAR = date.max.year


@dataclass(frozen=True, slots=True)
class SinceEvent:
    """An event that a comparison begins with: the type and phases that tell it, and its incident where found."""

    words: str
    type: str
    phases: tuple[str, ...]
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison says: of what it is the most, the least or the first, and since when.

    `measures` are what the words may count, one of them or, where they leave it open, several; `types` the types
    of the codebook, none where the words name none. `unit` is None where they do not say what is compared.
    `since` is the first day that it reaches back to, None for as far as can be, and where `event` says it.
    """

    direction: Direction
    measures: tuple[Counted, ...]
    types: tuple[str, ...]
    unit: Compared | None
    since: date | None
    event: SinceEvent | None
    period: str


def read_comparison(words: str, day: date) -> Comparison:
    """Return what a comparison says that was made of a day.

    "In months" reaches back two months at least; "since April" to the first of May, for April itself may have
    had as much. Raises ConfigError, which lists what is understood, for words that leave the period, the
    direction or what is counted unclear.
    """
    plain = _SPACE.sub(" ", fold(words)).strip(" .,;:!?\"'“”")
    period, since, event = _period(plain, day)
    rest = plain.replace(period, " ; ", 1)
    superlative, rest = _taken(rest, "superlatives")
    if superlative is None:
        raise ConfigError(
            f"{words!r} does not say that something is the most, least or first; {understood()}"
        )
    subject, rest = _taken(rest, "subjects")
    unit, rest = _unit(rest)
    if unknown := [
        word for word in _WORD.findall(rest) if word not in _fillers() and _is_common(word, words)
    ]:
        raise ConfigError(f"{unknown[0]!r} in {words!r} is not understood; {understood()}")
    types = tuple(subject.get("types", ())) if subject else ()
    return Comparison(
        superlative["direction"], _measures(superlative, subject), types, unit, since, event, period
    )


def _measures(superlative: Mapping[str, Any], subject: Mapping[str, Any] | None) -> tuple[Counted, ...]:
    """Return what is counted: "the deadliest strikes" counts the killed, "the worst shelling" may mean both."""
    meant = tuple(superlative.get("measures", ()))
    if subject is None or (meant and subject["measure"] == "strikes"):
        return meant or ("strikes",)
    return (subject["measure"],)


@cache
def understood() -> str:
    """Return in words what comparisons may be made of."""
    groups = read_words("comparisons")
    most = "; ".join(", ".join(entry["words"][:4]) for entry in groups["superlatives"])
    what = "; ".join(", ".join(entry["words"][:3]) for entry in groups["subjects"])
    return (
        f"understood are: {most} - of: {what} - in a: {', '.join(groups['units'])} - and a period: in months, "
        "in the last two weeks, this year, since April, since 2016-09-19, since the truce, on record"
    )


def _period(plain: str, day: date) -> tuple[str, date | None, SinceEvent | None]:
    """Return the words of the period, the first day that it reaches back to, and the event that it begins with."""
    for find in (_always, _event, _since, _running, _ago):
        if found := find(plain, day):
            return found
    raise ConfigError(f"{plain!r} does not say since when; {understood()}")


def _always(plain: str, day: date) -> tuple[str, None, None] | None:
    del day
    found = _longest(plain, read_words("comparisons")["always"])
    return (found, None, None) if found else None


def _event(plain: str, day: date) -> tuple[str, None, SinceEvent] | None:
    del day
    events = {words: entry for entry in read_words("comparisons")["events"] for words in entry["words"]}
    found = _longest(plain, [f"since {words}" for words in events])
    if not found:
        return None
    entry = events[found.removeprefix("since ")]
    return found, None, SinceEvent(found, entry["type"], tuple(entry["phases"]))


def _since(plain: str, day: date) -> tuple[str, date, None] | None:
    """Read "since" a day, a weekday, a month, a year: it reaches back to the day after that."""
    at = plain.find("since ")
    if at < 0:
        return None
    words = plain[at:]
    for pattern, last_of in _sinces():
        if found := pattern.match(words):
            last = last_of(found, day)
            if last is None:
                break
            if last >= day:
                raise ConfigError(f"{found[0]!r} is not before {day}; say which year, or give another date")
            return found[0], last + timedelta(days=1), None
    raise ConfigError(f"{words!r} is not understood; {understood()}")


def _running(plain: str, day: date) -> tuple[str, date, None] | None:
    for lead in sorted(read_words("comparisons")["this"], key=len, reverse=True):
        for unit, first in (
            ("week", _back(day, day.weekday(), 0)),
            ("month", day.replace(day=1)),
            ("year", day.replace(month=1, day=1)),
        ):
            if re.search(rf"\b{lead} {unit}\b", plain):
                return f"{lead} {unit}", first, None
    return None


def _ago(plain: str, day: date) -> tuple[str, date, None] | None:
    found = _ago_pattern().search(plain)
    if not found:
        return None
    entry = _spans()[found["span"]]
    amount = _amount(found["amount"], is_plural=found["span"].endswith("s"))
    return found[0], _back(day, entry.get("days", 0) * amount, entry.get("months", 0) * amount), None


def _amount(words: str | None, *, is_plural: bool) -> int:
    groups = read_words("comparisons")
    if not words:
        return int(groups["plural"]) if is_plural else 1
    if words.isdigit():
        return int(words)
    digits = [word for group in ("units", "teens") for word in read_words("numbers")["digits"][group]]
    return digits.index(words) + 1 if words in digits else int(groups["amounts"][words])


def _back(day: date, days: int, months: int) -> date:
    """Return a day so many days and months back, or the first day of the calendar."""
    number = max(day.toordinal() - days, 1)
    back = date.fromordinal(number)
    month = back.year * 12 + back.month - 1 - months
    if month < 12:
        return date.min
    for last in (back.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(last, back.day))
        except ValueError:
            continue
    return date.min


@cache
def _ago_pattern() -> re.Pattern[str]:
    groups, digits = read_words("comparisons"), read_words("numbers")["digits"]
    amounts = _either([*groups["amounts"], *digits["units"], *digits["teens"]])
    lead, hedge, span = _either(groups["ago"]), _either(groups["hedges"]), _either(_spans())
    return re.compile(rf"\b{lead} (?:{hedge} )?(?:(?P<amount>\d{{1,4}}|{amounts}) )?(?P<span>{span})\b")


@cache
def _spans() -> Mapping[str, Mapping[str, int]]:
    return {words: entry for entry in read_words("comparisons")["spans"] for words in entry["words"]}


@cache
def _sinces() -> Sequence[tuple[re.Pattern[str], Any]]:  # Any: a function of the match and the day
    weekdays, months = _numbered("weekdays"), _numbered("months")
    month, weekday = _either(months), _either(weekdays)

    def of_day(found: re.Match[str], day: date) -> date | None:
        return _date(int(found["year"] or 0), months[found["month"]], int(found["day"]), day)

    def of_month(found: re.Match[str], day: date) -> date | None:
        first = _date(int(found["year"] or 0), months[found["month"]], 1, day.replace(day=1))
        return first and _end_of_month(first)

    def of_weekday(found: re.Match[str], day: date) -> date | None:
        back = (day.weekday() - weekdays[found["weekday"]]) % 7 or 7
        return _back(day, back, 0)

    def of_year(found: re.Match[str], day: date) -> date | None:
        del day
        return date(int(found[1]), 12, 31) if int(found[1]) else None

    def of_iso(found: re.Match[str], day: date) -> date | None:
        del day
        return _exact(*(int(found[part]) for part in (1, 2, 3)))

    def of_last(found: re.Match[str], day: date) -> date | None:
        first = {"week": _back(day, day.weekday(), 0), "month": day.replace(day=1)}
        return _back(first.get(found[1], day.replace(month=1, day=1)), 1, 0)

    year = r"(?:,? (?P<year>\d{4}))?\b"
    number = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    name = f"(?P<month>{month})"
    forms = (
        (r"(\d{4}) (\d\d) (\d\d)\b", of_iso),  # hyphens have become spaces
        (rf"{number} {name}{year}", of_day),
        (rf"{name} {number}{year}", of_day),
        (rf"(?:early |late |mid )?{name}{year}", of_month),
        (rf"(?:last )?(?P<weekday>{weekday})\b", of_weekday),
        (r"(\d{4})\b", of_year),
        (r"last (week|month|year)\b", of_last),
    )
    return tuple((re.compile(f"since {form}"), last_of) for form, last_of in forms)


def _date(year: int, month: int, number: int, day: date) -> date | None:
    """Return a day of a month; where no year is told, the last such day before the one that is spoken of."""
    if year:
        return _exact(year, month, number)
    found = _exact(day.year, month, number)
    if found is None or found >= day:
        return _exact(day.year - 1, month, number)
    return found


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of_month(first: date) -> date:
    if (first.year, first.month) == (_LAST_YEAR, 12):
        return date.max
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


def _numbered(group: str) -> dict[str, int]:
    names = read_words("time")[group]
    offset = 1 if group == "months" else 0
    return {name.lower(): number + offset for number, those in enumerate(names) for name in those}


def _taken(text: str, group: str) -> tuple[dict[str, Any] | None, str]:
    """Return the entry of the longest of a group's words in a text, and the text without them."""
    entries = {fold(words): entry for entry in read_words("comparisons")[group] for words in entry["words"]}
    found = _longest(text, entries)
    return (
        (entries[found], re.sub(rf"\b{re.escape(found)}\b", " ; ", text, count=1)) if found else (None, text)
    )


def _unit(text: str) -> tuple[Compared | None, str]:
    units: tuple[Compared, ...] = get_args(Compared)
    for unit in units:
        if found := _longest(text, read_words("comparisons")["units"][unit]):
            return unit, re.sub(rf"\b{re.escape(found)}\b", " ; ", text)
    return None, text


def _longest(text: str, phrases: Iterable[str]) -> str:
    there = (fold(phrase) for phrase in phrases if re.search(rf"\b{re.escape(fold(phrase))}\b", text))
    return max(there, key=lambda phrase: (len(phrase), phrase), default="")


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))})"


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word for words in read_words("comparisons")["fillers"] for word in words.split())


def _is_common(word: str, words: str) -> bool:
    """Tell whether a word is not written as a name."""
    return re.search(rf"\b{re.escape(word.capitalize())}\b", words) is None

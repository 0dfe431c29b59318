"""Times in a text, resolved to days against the day the text was published (docs/codebook.md)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from marsad.extract import days, stretches
from marsad.extract.days import Now, Reading, TimeKind
from marsad.extract.quantity import number_pattern
from marsad.extract.wordlists import any_of, fold
from marsad.lexicon.files import read_words
from marsad.model import Interval

__all__ = ["Dateline", "TimeKind", "TimeSpan", "find_dateline", "find_times"]

DATELINE_REACH = 300
SHORT_YEAR = re.compile(r"\s(?P<year>\d\d)(?=\s?(?:[(\[—]|--))")
"""The year of a line of filing in two digits: "BOGOTA, 4 FEB 90 (AGENCY) --"."""
CENTURY_TURNS = 50
"""Two digits from here on mean the twentieth century."""
REACH = 40
CLAUSE = 90  # the longest clause, in characters, that "since" and a time may hold between them
RUNNING = re.compile(
    r"(?:\b(?:on|in|of|since|by|until|from|the|at|before|after|late|early)|,)\s{1,2}\Z", re.IGNORECASE
)
SINCE_CLAUSE = re.compile(r"\bsince\s[^.;:,!?\n]{1,80}\s(?:in|on|at)\s{1,2}\Z", re.IGNORECASE)

YEAR = r"(?:19|20)\d\d(?![\w%])(?!,\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%])(?![.,]\d)"
NTH = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)"
PART = (
    r"(?P<part>(?:very\s)?early|mid|later?|earlier|(?:at\s)?(?:the\s)?(?:beginning|start|middle|end|month)\sof"
    r"|(?:early|late|earlier|later)\sin)"
)
UNIT = r"(?P<unit>minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?)\b"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression and the days it means.

    `interval` is None where the text does not bound it; `forward` is the reading as a coming day, for plans.
    `kind`: event; since (runs on to the anchor); duration ("for three days", read as ending at the anchor);
    relative (told from another day); year (a year alone).
    """

    start: int
    end: int
    interval: Interval | None
    kind: TimeKind = "event"
    forward: Interval | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a text says when and where it was filed; `place` is a span that looks like a place's name."""

    start: int
    end: int
    date: date | None
    place: tuple[int, int] | None = None


_Read = Callable[[re.Match[str], Now], Reading | None]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    match: re.Match[str]
    read: _Read


def _months() -> str:
    """Return the pattern of a month's name; it keeps its capital, for "may" and "march" are other words."""
    names = read_words("time")["months"]
    full = [form for name, *_ in names for form in (name, name.upper())]
    short = [form for _, *rest in names for name in rest for form in (name, name.upper())]
    return rf"(?P<month>(?-i:{any_of(full)}\b|{any_of(short)}\b\.?))"


def _date_patterns() -> Iterator[tuple[str, _Read]]:
    """Yield the patterns of days told by number."""
    data = read_words("time")
    weekday = (
        rf"(?:{any_of(name for names in data['weekdays'] for name in names)}\b\.?,?\s{{1,2}}(?:the\s)?)?"
    )
    lead = rf"(?:{any_of([*data['day_leads'], *data['parts']])}\s{{1,2}})?"
    tail = rf"(?:\s{any_of(data['parts'])}\b)?"
    to = r"(?:\s?(?:[-–—]|\b(?:to|and|until|through|or)\b)\s?(?P<other>"
    month, year = _months(), rf"(?:,?\s{{1,2}}(?:of\s)?(?P<year>{YEAR}))?"
    first = rf"\b{lead}{weekday}(?<![\d.,:$€£-])(?:the\s)?(?P<day>{DAY}){to}{DAY}))?"
    yield first + rf"\s{{0,2}}(?:of\s)?{month}{year}{tail}", days.read_date
    glued = rf"(?P<other>(?!))?(?P<day>0[1-9]|[12]\d|3[01])(?P<year>{YEAR})"
    yield rf"\b{weekday}{month}\s{{0,2}}{glued}", days.read_date
    second = rf"\b{lead}{weekday}{month}\s{{1,2}}(?:the\s)?(?P<day>{DAY}){to}{DAY}"
    second += rf"(?!\s{month.replace('P<month>', ':', 1)})))?"
    yield second + year + tail, days.read_date
    yield r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", days.read_iso
    mark = r"(?P<mark>[./-])"
    yield (
        rf"(?<![\d./-])(?P<a>\d{{1,2}}){mark}(?P<b>\d{{1,2}})(?P=mark)(?P<y>(?:19|20)\d\d)(?!\d)",
        days.read_numeric,
    )
    follow = r"(?=\s?(?:[.,;:)]|\Z)|\s(?:and|at|in|to|with|by|when|after|but|an?|that|as|near|from)\b)"
    yield rf"(?<=\bon\s)the\s(?P<nth>{NTH}){follow}", days.read_nth


def _name_patterns() -> Iterator[tuple[str, _Read]]:
    """Yield the patterns of weekdays, months, years and holidays."""
    data = read_words("time")
    weekday = any_of(names[0] for names in data["weekdays"])
    lead = rf"(?:{any_of([*data['day_leads'], *data['parts']])}\s{{1,2}})?"
    tail = rf"(?:\s{any_of(data['parts'])}\b)?"
    modifier = r"(?:(?P<modifier>this\spast|this\scoming|last|next|past|this|coming|previous)\s)?"
    yield (
        (
            rf"\b{lead}{modifier}(?P<weekday>{weekday})(?:['’]s|(?P<plural>s)|['’])?\b{tail}"
            r"(?:,?\s(?:of\s)?(?P<week>(?:last|next|this)\sweek)\b)?"
        ),
        days.read_weekday,
    )
    into = rf"(?P<next>\s(?:to|into|and\sinto|through)\s(?:on\s)?{weekday}(?:\smorning)?)?\b"
    yield (
        rf"\b(?:overnight\s(?:on\s|from\s|of\s)?|(?:on\s)?the\snight\sof\s)(?P<weekday>{weekday}){into}",
        days.read_overnight,
    )
    part = rf"(?:{PART}[\s-]{{1,2}})?"
    of = r"(?:,?\s(?:of\s)?(?P<of>last|this|next)\syear\b)?"
    yield (
        (
            rf"\b{part}(?:(?P<modifier>last|next|this|past)\s)?{_months()}"
            rf"(?:,?\s(?:of\s|in\s)?(?P<year>{YEAR}))?{of}"
        ),
        days.read_month,
    )
    yield rf"\b{part}(?:the\syear\s)?(?<![\d.,$€£-])(?P<year>{YEAR})(?P<which>(?!))?", days.read_year
    yield rf"\b{part}(?:(?P<which>last|this|next)\s|the\s)year\b(?P<year>(?!))?", days.read_year
    yield rf"\b(?P<name>{any_of(data['holidays'])})\b(?:,?\s(?P<year>{YEAR}))?", days.read_holiday


def _span_patterns() -> Iterator[tuple[str, _Read]]:
    """Yield the patterns of stretches of time and of words that count from a day."""
    data = read_words("time")
    hedge = rf"(?:{any_of(data['hedges'])}\s){{0,2}}"
    number = rf"(?:(?P<number>an?\b|{number_pattern()})[\s-]{{1,2}}(?:of\s)?)?"
    some = number.removesuffix("?")
    part = rf"(?:{PART}\s)?"
    yield rf"(?<=\b(?:over|ring)\s)the\slast\s(?P<number>(?!))?{UNIT}", stretches.read_past
    yield rf"\b{any_of(stretches.fixed())}\b", stretches.read_fixed
    yield (
        rf"\b{part}(?:the\s)?(?P<which>this|last|next|previous|coming)\s(?P<unit>week|month)\b",
        stretches.read_period,
    )
    yield rf"\b{PART}\sthe\s(?P<which>(?!))?(?P<unit>week|month)\b", stretches.read_period
    yield (
        r"\b(?:the\s)?(?:(?P<which>last|this|next|past|coming|previous)\s)?weekend\b",
        stretches.read_weekend,
    )
    yield rf"\b(?:the\s|these\s)?(?:last|past|previous|preceding)\s{hedge}{some}{UNIT}", stretches.read_past
    yield rf"\b(?:the\s)?past\s(?P<number>(?!))?{UNIT}", stretches.read_past
    yield rf"\bwithin\s(?:the\snext\s|the\scoming\s)?{hedge}{some}{UNIT}", stretches.read_coming
    yield rf"\b(?:the\s)?(?:next|coming|following)\s{hedge}{some}{UNIT}", stretches.read_coming
    yield r"\b(?:the\s)?coming\s(?P<number>(?!))?(?P<unit>hours|days|weeks|months)\b", stretches.read_coming
    yield rf"\b{hedge}{number}{UNIT}\sago\b", stretches.read_ago
    yield rf"\b{hedge}{number}{UNIT}\s(?P<way>later|earlier)\b", stretches.read_offset
    yield r"\b(?:the\s|these\s)?recent\s(?P<unit>hours|days|weeks|months|years)\b", stretches.read_recent
    yield (
        rf"\bfor\s(?:(?:much|most)\sof\s)?{hedge}{number}{UNIT}(?:\snow\b)?(?!\s(?:ago|later|earlier))",
        stretches.read_duration,
    )
    nth = rf"(?P<nth>{any_of(data['ordinals'])}|\d{{1,3}}(?:st|nd|rd|th))"
    unit = r"(?P<unit>day|night|week|month)\b"
    yield (
        rf"\b(?:an?\s|the\s|its\s|their\s)?{nth}\s(?:consecutive|straight|successive)\s{unit}",
        stretches.read_running,
    )
    yield rf"\b(?:an?\s|the\s|its\s|their\s)?{nth}\s{unit}\s(?:running|in\sa\srow)\b", stretches.read_running


NEEDS: Mapping[_Read, str] = {
    stretches.read_ago: "ago",
    stretches.read_offset: "later|earlier",
    stretches.read_weekend: "weekend",
    stretches.read_running: "consecutive|straight|successive|running|row",
    stretches.read_period: "week|month",
    days.read_overnight: "night",
}
"""Words without which an expression cannot stand, by who reads it: looking for them first is far quicker."""


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Read, re.Pattern[str]], ...]:
    patterns = (*_date_patterns(), *_name_patterns(), *_span_patterns())
    return tuple(
        (re.compile(pattern, re.IGNORECASE), read, re.compile(NEEDS.get(read, ""), re.IGNORECASE))
        for pattern, read in patterns
    )


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of "since" before a time, of what joins two, and of names that tell no time."""
    since = re.compile(r"\b(?:ever\s)?since\s{1,2}(?:the\s{1,2})?\Z", re.IGNORECASE)
    to = re.compile(r"\s{0,2}(?:[-–—]|\b(?:to|until|till|through|and)\b)\s{0,2}(?:on\s)?", re.IGNORECASE)
    return since, to, re.compile(rf"\b{any_of(read_words('time')['names'])}\b", re.IGNORECASE)


def _found(text: str) -> list[_Found]:
    """Return the time expressions, the leftmost and longest, without overlap."""
    idle = [_Found(*match.span(), match, _nothing) for match in _joints()[2].finditer(text)]
    every = [
        _Found(*match.span(), match, read)
        for pattern, read, needed in _rules()
        if needed.search(text)
        for match in pattern.finditer(text)
    ]
    kept: list[_Found] = []
    for found in sorted([*idle, *every], key=lambda found: (found.start, -found.end)):
        known = found.read(found.match, Now(date(2000, 1, 1), None))  # words that tell no time make way
        if (known or found.read is _nothing) and (not kept or found.start >= kept[-1].end):
            kept.append(found)
    return kept


def _nothing(match: re.Match[str], now: Now) -> Reading | None:
    return None


def _range(first: _Found, second: _Found, text: str, now: Now) -> TimeSpan | None:
    """Read "from Monday to Wednesday": the end against the anchor, the start against the end."""
    joint = _joints()[1].fullmatch(text[first.end : second.start])
    lead = re.search(
        r"\b(?:between|from)\s{1,2}(?:the\s)?\Z",
        text[max(0, first.start - REACH) : first.start],
        re.IGNORECASE,
    )
    word = fold(joint[0].strip()).split()[0] if joint else ""
    between = lead is not None and fold(lead[0]).startswith("between")
    if not word or (word == "and") != between:
        return None
    last = second.read(second.match, now)
    end = last.interval if last else None
    opening = first.read(first.match, replace(now, anchor=end.end) if end else now)
    start = first.start - len(lead[0]) if lead else first.start
    begin = opening.interval if opening else None
    if not (last and opening) or not {last.kind, opening.kind} <= {"event", "year"}:
        return None
    whole = Interval(begin.start, end.end, "days") if begin and end and begin.start <= end.end else None
    return TimeSpan(start, second.end, whole)


def _single(found: _Found, text: str, now: Now) -> TimeSpan | None:
    """Read one expression, with a "since" before it."""
    reading = found.read(found.match, now)
    if not reading:
        return None
    before = text[max(0, found.start - CLAUSE) : found.start]
    lead = _joints()[0].search(before)
    if not lead and found.match.groupdict().get("other"):
        opening = re.search(r"\b(?:between|from)\s{1,2}\Z", before, re.IGNORECASE)
        start = found.start - (len(opening[0]) if opening else 0)
        return TimeSpan(start, found.end, reading.interval, reading.kind, reading.forward)
    if not (lead or (SINCE_CLAUSE.search(before) and reading.kind in ("event", "year"))):
        return TimeSpan(found.start, found.end, reading.interval, reading.kind, reading.forward)
    begin = reading.interval
    whole = Interval(begin.start, max(now.anchor, begin.end), "days") if begin and now.anchor else None
    return TimeSpan(found.start - (len(lead[0]) if lead else 0), found.end, whole, "since")


def find_times(
    text: str, anchor: date | None, *, reference: date | None = None, years: bool = False
) -> tuple[TimeSpan, ...]:
    """Find the time expressions of a text, in order and without overlap, resolved to days.

    `anchor` is the day the text is told from (its dateline, else its publication); without one only full
    dates are resolved. Weekdays are the latest on or before it. `reference` is the day of the event told
    before, for "two days later". A year alone stays open unless
    `years` is set, which dates those told in digits. Time is linear in the length.
    """
    now, spans, skip = Now(anchor, reference), list[TimeSpan](), False
    found = _found(text)
    for place, this in enumerate(found):
        if skip:
            skip = False
            continue
        joined = _range(this, found[place + 1], text, now) if place + 1 < len(found) else None
        skip = joined is not None
        span = joined or _single(this, text, now)
        if span and span.kind == "year" and not (years and text[span.end - 1].isdigit()):
            span = replace(span, interval=None)
        if span:
            spans.append(span)
    return tuple(spans)


@cache
def _dateline_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a label before a date, and of the place and the end of a line of filing."""
    label = re.compile(
        r"(?:\b(?:date\sof\spublication|publication\sdate|(?:first\s|last\s)?(?:published|posted|updated)"
        r"(?:\s(?:on|at))?|date|datelined?)\s?:?\s{0,3}|(?:\A|\n)\W{0,3})\Z",
        re.IGNORECASE,
    )
    capital = r"[A-Z][\w'’.-]{1,20}"
    names = rf"(?P<place>(?-i:{capital}(?:\s(?:{capital}|al-\w{{1,20}})){{0,3}}))"
    month = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d"
    country = rf"(?:,\s(?!{month}){capital}(?:\s{capital}){{0,2}}|(?P<bracket>\s\({capital}[^)\n]{{0,30}}\)(?=,\s)))?"
    agency = r"(?:\s?\([^)\n]{2,40}\))?\s?(?:[-–—]{1,2}|:)(?=\s|[A-Z])"
    return (
        label,
        re.compile(rf"(?:(?:\A|(?<=\n))[ \t]{{0,8}}|(?<=[.!?]\s)){names}{country}(?P<date>,?\s)?"),
        re.compile(agency),
    )


def find_dateline(text: str, published: date | None = None) -> Dateline | None:
    """Find the line at the head of a text that tells when and where it was filed, or None.

    Looks at the first 300 characters. A date without a year ("Sept 22") takes the year nearest before
    `published`, or stays None. A date in running text ("On 19 September 2019, a …") is no dateline.
    """
    head = text[:DATELINE_REACH]
    label, opening, closing = _dateline_patterns()
    dates = [
        found for found in _found(head) if found.read in (days.read_date, days.read_iso, days.read_numeric)
    ]
    for match in opening.finditer(head):
        filed = next((found for found in dates if match["date"] and found.start == match.end()), None)
        dated = filed.match.groupdict() if filed else {}
        short = (
            SHORT_YEAR.match(head, filed.end) if filed and dated.get("month") and not dated["year"] else None
        )
        end = closing.match(head, short.end() if short else _end_of(match, filed))
        if end is None:
            continue
        start, colon = match.start("place"), end[0].strip().endswith(":")
        heads = not head[:start].strip() and match["place"].istitle()
        if colon and (match["bracket"] or not (filed or heads)):
            continue
        day = _with_short_year(filed, short["year"]) if filed and short else _day_of(filed, published)
        return Dateline(start, end.end(), day, match.span("place"))
    for found in dates:
        day = _day_of(found, published)
        if day and _is_filed(found, head, label):
            return Dateline(found.start, found.end, day)
    return None


def _end_of(opening: re.Match[str], filed: _Found | None) -> int:
    """Return where a line of filing ends but for its agency: behind its date, else behind its places."""
    return filed.end if filed else opening.end() - len(opening["date"] or "")


def _with_short_year(filed: _Found, digits: str) -> date | None:
    year = int(digits) + (1900 if int(digits) >= CENTURY_TURNS else 2000)
    return next((_day_of(found, None) for found in _found(f"{filed.match[0]} {year}")), None)


def _day_of(found: _Found | None, published: date | None) -> date | None:
    reading = found.read(found.match, Now(published, None)) if found else None
    return reading.interval.start if reading and reading.interval else None


def _is_filed(found: _Found, head: str, label: re.Pattern[str]) -> bool:
    """Tell whether a date stands where a date of filing stands: labelled, on its own, or with its weekday."""
    dated = found.match.groupdict()
    bare = re.match(r"\d|[A-Z][a-z]{2}|[A-Z]{3}", found.match[0]) and not re.match(
        r"(?:in|on|the)\b", found.match[0], re.I
    )
    if dated.get("other") or ("month" in dated and not dated.get("year")) or not bare:
        return False
    if head[found.end : found.end + 2].strip().startswith(":"):
        return False
    before = head[: found.start]
    alone = re.search(r"(?:\A|\W|\b[A-Z\d]\w*)\s{0,2}\Z", before) and not RUNNING.search(before)
    weekday = re.match(r"(?:mon|tue|wed|thu|fri|sat|sun)", found.match[0], re.IGNORECASE)
    return bool(label.search(before) or (alone and (weekday or "mark" in dated)))

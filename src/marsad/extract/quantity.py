"""Numbers in a text, with the bounds that their words give them (docs/codebook.md, "Numbers")."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

from marsad.extract.wordlists import any_of, fold
from marsad.lexicon.files import read_words
from marsad.model import Quantity

__all__ = ["QuantitySpan", "find_quantities", "number_pattern", "read_number"]

# How far a hedge, a label or a unit may stand from its number, in characters. Longer than any in the lexicon.
REACH = 40
YEARS = range(1900, 2100)
LARGEST = 10**10


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """A quantity and where it stands.

    `start`..`end` covers hedges and number ("at least 12"), `number_start`..`number_end` the number alone.
    """

    start: int
    end: int
    quantity: Quantity
    number_start: int
    number_end: int


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    low: int
    high: int | None
    form: str


@dataclass(frozen=True, slots=True)
class _Words:
    values: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, int]
    number: str
    numbers: re.Pattern[str]
    before: Mapping[str, re.Pattern[str]]
    after: Mapping[str, re.Pattern[str]]
    skipped: re.Pattern[str]
    left_out: re.Pattern[str]
    right_out: re.Pattern[str]
    one_left: re.Pattern[str]
    one_right: re.Pattern[str]
    many_left: re.Pattern[str]
    idle: re.Pattern[str]
    year_left: re.Pattern[str]
    changes: re.Pattern[str]


def _entries(entries: Iterable[Mapping[str, Any]], value: str) -> dict[str, int]:
    return {word: entry[value] for entry in entries for word in entry["words"]}


def _number_pattern(data: Mapping[str, Any]) -> str:
    """Return the pattern of a number in digits or words, with one named group a form."""
    digits, scale = data["digits"], any_of(data["scales"])
    units, teens, tens = (any_of(digits[group]) for group in ("units", "teens", "tens"))
    small = rf"(?:{tens}(?:[-\s]{units})?|{teens}|{units})"
    tail = rf"(?:\s{{1,3}}(?:and\s{{1,3}})?{small})?"
    hundreds = rf"(?:{small}(?:\s{{1,3}}hundred\b{tail})?)"
    more = rf"(?:\s{{1,3}}(?:and\s{{1,3}})?{hundreds})?"
    words = rf"(?:{hundreds}|an?\s{{1,3}}{scale}{more})(?:[\s-]{{1,3}}{scale}{more}){{0,3}}"
    figures = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}|\d{1,10})(?:\.\d{1,3})?"
    vague, fixed = any_of(_entries(data["vague"], "low")), any_of(_entries(data["fixed"], "size"))
    none = f"{any_of(data['none']['alone'])}|{any_of(data['none']['determiner'])}"
    return (
        rf"(?P<vague>(?:{vague})(?:\s{{1,3}}(?:dozen|hundred|thousand|million))?)"
        rf"|(?P<fixed>{fixed})|(?P<dozen>(?:(?:an?|{small}|\d{{1,3}})\s{{1,3}})?dozen)"
        rf"|(?P<none>{none})|(?P<words>{words})|(?P<figures>{figures}(?:[\s-]{scale})?)"
    )


def _date_pattern(data: Mapping[str, Any]) -> str:
    """Return the pattern of stretches where numbers count nothing: dates, telephone numbers, addresses."""
    month = rf"{any_of(data['months'])}\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    days = rf"{day}(?:\s?(?:and|to|or|until|[-–—])\s?{day})?"
    year = r"(?:,?\s{0,2}(?:19|20)\d\d(?!\d))?"
    return (
        rf"\b{month}\s{{1,2}}{days}(?!\d){year}|(?<!\w){days}\s{{1,2}}(?:of\s)?{month}{year}"
        rf"|\b{month},?\s(?:19|20)\d\d(?!\d)"
        r"|(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)|(?<!\d)\d{1,2}/\d{1,2}(?!\d)"
        r"|\+\d{1,4}(?:[\s-]\d{2,5}){1,5}"
        r"|(?<!\d)\d{2,4}(?:[\s-](?!000)\d{2,4}){2,5}(?!\d)|(?<!\d)\d{3}-\d{4}(?!\d)"
        r"|(?:https?://|www\.|@)\S{1,300}"
    )


@cache
def _words() -> _Words:
    data = read_words("numbers")
    flags, number = re.IGNORECASE, _number_pattern(data)
    digits = data["digits"]
    values = {word: i for i, word in enumerate((*digits["units"], *digits["teens"]), 1)}
    values |= {word: 10 * i for i, word in enumerate(digits["tens"], 2)}

    def left(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){any_of(words)}[\s-]{{0,3}}\Z", flags)

    def right(words: Iterable[str], gap: str = r"[\s-]{0,2}") -> re.Pattern[str]:
        return re.compile(rf"{gap}{any_of(words)}(?!\w)", flags)

    return _Words(
        values=values,
        scales=data["scales"],
        vague=_entries(data["vague"], "low") | _entries(data["fixed"], "size"),
        number=number,
        numbers=re.compile(
            rf"(?<![\w$€£#/'’])(?<!\d[.,:])(?<![A-Za-z]-)(?:{number})(?![\w°/])(?![.,:]\d)(?!-[A-Za-z])",
            flags,
        ),
        before={hedge["bound"]: left(hedge["before"]) for hedge in data["hedges"]},
        after={
            hedge["bound"]: right(hedge["after"], r"\s{0,2}") for hedge in data["hedges"] if hedge["after"]
        },
        skipped=re.compile(_date_pattern(data), flags),
        left_out=left(data["labels"]),
        right_out=right(data["measures"]),
        one_left=left(data["one"]["not_after"]),
        one_right=right(data["one"]["not_before"]),
        many_left=left(data["many_not_after"]),
        idle=right(data["none"]["idle"]),
        year_left=re.compile(rf"(?:{any_of(data['year_leads'])}|^)\s{{0,3}}\Z", flags),
        changes=re.compile(
            rf"\b{any_of(data['changes'])}(?:\s{{1,3}}\w{{1,12}})?(?:\s{{1,3}}from)?\s{{1,3}}\Z", flags
        ),
    )


def number_pattern() -> str:
    """Return the pattern of a number without its hedges and without named groups, for use in others."""
    return re.sub(r"\(\?P<\w+>", "(?:", _words().number)


def read_number(text: str) -> Quantity | None:
    """Read a text that is one number and nothing else ("two dozen", "several"), or return None."""
    match = re.fullmatch(_words().number, text.strip(), re.IGNORECASE)
    number = _value(match) if match else None
    return Quantity(number.low, number.high) if number else None


def _value(match: re.Match[str]) -> _Number | None:
    """Return the number that a match of the number pattern tells; None for fractions of things."""
    form = match.lastgroup or ""
    text = fold(match[form])
    low: int | None
    if form == "none":
        low = 0
    elif form == "vague":
        low = _vague(text)
    elif form == "fixed":
        low = _words().vague[text]
    elif form == "dozen":
        low = 12 * (_read_words(text.removesuffix("dozen")) or 1)
    elif form == "words":
        low = _read_words(text)
    else:
        low = _read_figures(text)
    if low is None or low > LARGEST:
        return None
    return _Number(match.start(), match.end(), low, None if form == "vague" else low, form)


def _vague(text: str) -> int:
    words = _words()
    if text in words.vague:
        return words.vague[text]
    stem, _, scale = text.rpartition(" ")
    return words.vague[stem] * ({"dozen": 12} | dict(words.scales))[scale]


def _read_figures(text: str) -> int | None:
    if re.match(r"0\d", text):  # the tail of a number torn apart, or a code
        return None
    figures, _, scale = re.sub(r"[-\s]+(?=[a-z])", "|", text).partition("|")
    value = float(re.sub(r"[,\s\u00a0\u202f]", "", figures)) * _words().scales.get(scale, 1)
    return round(value) if abs(value - round(value)) < 1e-6 else None


def _read_words(text: str) -> int:
    """Return the value of number words, 0 where there are none ("a" before a scale is one)."""
    total = current = 0
    for word in re.findall(r"[a-z]+|\d+", text):
        scale = _words().scales.get(word)
        if scale == 100:
            current = max(current, 1) * 100
        elif scale:
            total, current = total + max(current, 1) * scale, 0
        else:
            current += int(word) if word.isdigit() else _words().values.get(word, 0)
    return total + current


def _numbers(text: str) -> Iterator[_Number]:
    """Yield every number that stands outside dates, telephone numbers and addresses."""
    skipped = chain(_words().skipped.finditer(text), [None])
    mask = next(skipped)
    for match in _words().numbers.finditer(text):
        while mask and mask.end() <= match.start():
            mask = next(skipped)
        if mask and mask.start() < match.end():
            continue
        number = _value(match)
        if number:
            yield number


def _ranges(numbers: Iterable[_Number], text: str) -> Iterator[_Number]:
    """Join "5-8", "5 to 8", "5 or 8" and "between 5 and 8" into one number each; drop scores."""
    held: _Number | None = None
    for number in numbers:
        gap = text[held.end : number.start] if held else ""
        if held and re.fullmatch(r"\s?[-–—]\s?|\s(?:to|or|and)\s", gap, re.IGNORECASE):
            joined = _joined(held, number, text)
            if joined:
                held = joined
                continue
            if gap.strip() in "-–—":
                held = None
                continue
        if held:
            yield held
        held = number
    if held:
        yield held


def _joined(first: _Number, second: _Number, text: str) -> _Number | None:
    """Return the range that two numbers make, or None where they are two numbers."""
    low, high = first.low, second.high
    scale = text[second.start : second.end].split()[-1].lower()
    if scale in _words().scales and low < 1000 and first.form == "figures":
        low *= _words().scales[scale]
    before = text[max(0, first.start - REACH) : first.start]
    if high is None or first.high is None or low >= high or "none" in (first.form, second.form):
        return None
    gap = text[first.end : second.start].strip().lower()
    if gap == "and" and not re.search(r"\bbetween\s+\Z", before, re.IGNORECASE):
        return None
    if gap == "to" and _words().changes.search(before):
        return None
    if low in YEARS and high in YEARS:
        return replace(first, end=second.end, form="years")
    return _Number(first.start, second.end, low, high, "range")


def _counts(number: _Number, text: str) -> bool:
    """Tell whether a number counts things: no year, age, hour, measure, name or place in an order."""
    words = _words()
    before = text[max(0, number.start - REACH) : number.start]
    after = text[number.end : number.end + REACH]
    if number.form == "years" or words.left_out.search(before) or words.right_out.match(after):
        return False
    told = fold(text[number.start : number.end])
    if number.form == "none":
        needs_noun = told in ("no", "not one") and not re.match(r"\s+\w", after)
        return not needs_noun and not words.idle.match(after)
    if told == "one":
        return not (words.one_left.search(before) or words.one_right.match(after))
    if told == "many" and words.many_left.search(before):
        return False
    if number.form != "figures":
        return True
    return not (_is_year(number, before, after) or _is_age_or_item(number, before, after))


def _is_year(number: _Number, before: str, after: str) -> bool:
    """Tell whether bare figures are a year: by size, unless hedged or counting the word that follows."""
    if number.low not in YEARS or number.end - number.start != 4:
        return False
    hedged = any(pattern.search(before) for pattern in _words().before.values())
    if hedged:
        return False
    return bool(_words().year_left.search(before)) or not re.match(r"\s[a-z]+", after)


def _is_age_or_item(number: _Number, before: str, after: str) -> bool:
    """Tell whether bare figures are an age set off by commas ("Ali, 25, said") or the mark of a list item."""
    if number.low > 120:
        return False
    aged = re.search(r"\w{2,}(?:,\s|\s?\()\Z", before) and re.match(r"\s?[,)](?!\s\d)", after)
    item = re.search(r"(?:\A|\n)\s*\(?\Z", before) and re.match(r"[.)]\s", after)
    return bool(aged or item)


def _hedged(number: _Number, text: str) -> QuantitySpan:
    """Return the number with the hedges around it: the bound nearest to it holds."""
    start, bound = number.start, "about"
    opening = re.search(r"\b(?:between|from)\s{1,3}\Z", text[max(0, start - REACH) : start], re.IGNORECASE)
    if number.form == "range" and opening:
        start -= len(opening[0])
    for _ in range(3):
        before = text[max(0, start - REACH) : start]
        found = [(match.start(), name) for name, p in _words().before.items() if (match := p.search(before))]
        if not found:
            break
        at, name = min(found)
        start, bound = max(0, start - REACH) + at, name if bound == "about" else bound
    end = number.end
    after = text[end : end + REACH]
    for name, pattern in _words().after.items():
        match = pattern.match(after)
        if match and not re.match(
            r"\s{1,3}(?:\d|an?\b|one\b|two\b|three\b)", after[match.end() :], re.IGNORECASE
        ):
            end, bound = end + match.end(), name if bound == "about" else bound
            break
    return QuantitySpan(start, end, _bounded(number, bound), number.start, number.end)


def _bounded(number: _Number, bound: str) -> Quantity:
    low, high = number.low, number.high
    if bound == "at_least":
        return Quantity(low, None)
    if bound == "at_most" and high is not None:
        return Quantity(None, high)
    if bound == "below" and high:
        return Quantity(None, high - 1)
    return Quantity(low, high)


def find_quantities(text: str) -> tuple[QuantitySpan, ...]:
    """Find the numbers in a text that count something, in order and without overlap.

    Years, dates, times, ages, money, measures, ordinals, names and telephone numbers count nothing.
    The bounds are the codebook's: "at least 12" is 12 and more, "nearly 20" at most 20, "dozens" 24 and more.
    Time is linear in the length of the text.
    """
    spans: list[QuantitySpan] = []
    for number in _ranges(_numbers(text), text):
        if _counts(number, text):
            span = _hedged(number, text)
            if spans and span.start < spans[-1].end:
                span = replace(span, start=span.number_start)
            spans.append(span)
    return tuple(spans)

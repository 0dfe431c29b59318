"""The geography that a report speaks of: which countries and places it names, and how often."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from marsad.gazetteer import Entry, Gazetteer, normalise
from marsad.lexicon.abbreviations import full_name
from marsad.lexicon.files import word_list
from marsad.lexicon.peoples import place_of_people
from marsad.model import Report, Span

__all__ = ["Geography", "read_geography"]

NAME = re.compile(
    r"[A-ZÀ-Þ][^\W_]*(?:[-'’.][^\W_]+)*\.?"
    r"(?:[ -](?:al|el|a[dnrstz]|ash|e[dnrstz]|esh|of|de|the)[ -](?=[A-Z]))?"
)
"""One capitalised word, with a small word that leads on to another one."""
POSSESSIVE = re.compile(r"(?:['’]s)?[ -]*$")
FIRST = re.compile(r"(?:^|[.!?:;\n\"“])\s*$")
LONGEST = 3
"""Words in the longest name that is looked for."""
KNOWN_PEOPLE = 100_000
"""People from which on a city shows by its bare name which country a report is about."""
SHORTEST_LABEL = 5
"""Letters in the shortest name of a city that the host name of a publisher is taken to begin with."""
WEIGHT_OF_CITY = 0.5
"""What the name of a known city or region counts towards its country; a country's or people's counts 1."""


@dataclass(frozen=True, slots=True)
class Geography:
    """What a report names: `weights` by normalised name and alpha-2 code, and known `cities` in its text."""

    weights: Mapping[tuple[str, str], float]
    cities: tuple[tuple[Span, Entry], ...]

    @property
    def names(self) -> frozenset[str]:
        """The normalised names of countries, regions and known cities."""
        return frozenset(name for name, _ in self.weights)


@cache
def _words(subject: str, *groups: str) -> frozenset[str]:
    return frozenset(word for group in groups for word in word_list(subject, group))


def read_geography(report: Report, gazetteer: Gazetteer) -> Geography:
    """Return the countries, regions and known cities that a report's title, text and publisher name."""
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    cities: list[tuple[Span, Entry]] = []
    for text in (report.title, report.text, publisher_place(report.publisher, gazetteer)):
        for span, entry in _named(text, gazetteer):
            weight = 1.0 if entry.kind == "country" else WEIGHT_OF_CITY
            name = entry.name if full_name(span.quote) else span.quote
            weights[normalise(name), entry.country] += weight
            if text is report.text and entry.kind == "city":
                cities.append((span, entry))
    if code := publisher_country(report):
        weights["", code] += WEIGHT_OF_CITY
    return Geography(dict(weights), tuple(cities))


def publisher_country(report: Report) -> str:
    """Return the ISO 3166 code of the country that the host name of a report's publisher ends in, or ""."""
    host = report.publisher if "." in report.publisher else re.sub(r"^\w+://|[/:?].*$", "", report.url)
    ending = host.lower().strip().rpartition(".")[2]
    if len(ending) != 2 or ending in _words("place_cues", "worldwide"):
        return ""
    return "GB" if ending == "uk" else ending.upper()


def publisher_place(publisher: str, gazetteer: Gazetteer) -> str:
    """Return what a publisher's name says of its place: itself, or the known city that its host name begins with."""
    if " " in publisher or "." not in publisher:
        return publisher
    for label in publisher.lower().removeprefix("www.").split("."):
        word = label.removeprefix("the")
        for end in range(len(word), SHORTEST_LABEL - 1, -1):
            found = gazetteer.lookup(word[:end])
            if (
                found
                and found[0].population >= KNOWN_PEOPLE
                and normalise(found[0].name).replace(" ", "") == word[:end]
            ):
                return found[0].name
    return ""


def _named(text: str, gazetteer: Gazetteer) -> Iterator[tuple[Span, Entry]]:
    """Yield what the capitalised words of a text name, the longest name first, none overlapping another."""
    words = [(match.start(), match.end()) for match in NAME.finditer(text)]
    at = 0
    while at < len(words):
        taken = 1
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            start, end = words[at][0], words[at + length - 1][1]
            if _has_gap(text, words[at : at + length]):
                continue
            quote = POSSESSIVE.sub("", text[start:end])
            entry = _telling(quote, gazetteer)
            if entry and (entry.kind != "city" or _stands_alone(text, words, at, at + length)):
                yield Span(start, start + len(quote), quote), entry
                taken = length
                break
        at += taken


def _stands_alone(text: str, words: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether no other capitalised word belongs to the same name: "George Bush" names no city."""
    left, right = words[start - 1] if start else None, words[end] if end < len(words) else None
    if (
        right
        and text[words[end - 1][1] : right[0]] == " "
        and text[right[0] : right[1]].lower() not in _follow()
    ):
        return False
    if left is None or text[left[1] : words[start][0]] != " " or text[left[1] - 1] == ".":
        return True
    before = text[left[0] : left[1]].lower()
    return before in _words("place_cues", "compass", "fillers") or bool(FIRST.search(text[: left[0]][-3:]))


@cache
def _follow() -> frozenset[str]:
    """Return what may follow the name of a city as part of a longer one: "Berea Police", "Kansas City"."""
    return _words("place_words", "after", "civic", "body_words")


def _has_gap(text: str, words: list[tuple[int, int]]) -> bool:
    between = (text[left[1] : right[0]] for left, right in pairwise(words))
    return any(gap not in ("", " ", "-") for gap in between)


def _telling(name: str, gazetteer: Gazetteer) -> Entry | None:
    """Return a country, first-level region or known city of that name, or None where it tells little."""
    if country := place_of_people(name):
        found = gazetteer.lookup(country)
        return found[0] if found and found[0].kind == "country" else None
    if short := full_name(name):
        regions = (e for e in gazetteer.lookup(short[0]) if e.country == short[1] and e.kind == "region")
        return next(regions, None)
    found = gazetteer.lookup(name)
    if not found or (len(name) < 4 and not name.isupper()) or name.lower() in _words("place_cues", "compass"):
        return None
    best = found[0]
    is_region = best.kind == "region" and best.country != "" and len(best.parents) == 1
    is_city = best.population >= KNOWN_PEOPLE and normalise(best.name) == normalise(name)
    return best if best.kind == "country" or is_region or is_city else None

"""The geography that a report speaks of: which countries and places it names, and how often."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from marsad.gazetteer import Entry, Gazetteer, normalise
from marsad.lexicon.files import word_lists
from marsad.model import Report, Span

__all__ = ["Geography", "read_geography"]

NAME = re.compile(
    r"[A-ZÀ-Þ][^\W_]*(?:[-'’.][^\W_]+)*\.?"
    r"(?:[ -](?:al|el|a[dnrstz]|ash|e[dnrstz]|esh|of|de|the)[ -](?=[A-Z]))?"
)
"""One capitalised word, with a small word that leads on to another one."""
POSSESSIVE = re.compile(r"(?:['’]s)?[ -]*$")
LONGEST = 3
"""Words in the longest name that is looked for."""
KNOWN_PEOPLE = 100_000
"""People from which on a city shows by its bare name which country a report is about."""
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

    def shares(self, *, without: str) -> dict[str, float]:
        """Return each country's share, by what the report names besides one name: no name supports itself."""
        shares: defaultdict[str, float] = defaultdict(float)
        for (name, country), weight in self.weights.items():
            if country and name != without:
                shares[country] += weight
        total = sum(shares.values())
        return {country: weight / total for country, weight in shares.items()}


@cache
def _peoples() -> Mapping[str, tuple[str, ...]]:
    return word_lists("demonyms", "demonyms")


def read_geography(report: Report, gazetteer: Gazetteer) -> Geography:
    """Return the countries, regions and known cities that a report's title and text name."""
    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    cities: list[tuple[Span, Entry]] = []
    title, text = _named(report.title, gazetteer), _named(report.text, gazetteer)
    for (span, entry), inside in (*((found, False) for found in title), *((found, True) for found in text)):
        weight = 1.0 if entry.kind == "country" else WEIGHT_OF_CITY
        weights[normalise(span.quote), entry.country] += weight
        if inside and entry.kind == "city":
            cities.append((span, entry))
    return Geography(dict(weights), tuple(cities))


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
            if entry := _telling(quote, gazetteer):
                yield Span(start, start + len(quote), quote), entry
                taken = length
                break
        at += taken


def _has_gap(text: str, words: list[tuple[int, int]]) -> bool:
    between = (text[left[1] : right[0]] for left, right in pairwise(words))
    return any(gap not in ("", " ", "-") for gap in between)


def _telling(name: str, gazetteer: Gazetteer) -> Entry | None:
    """Return a country, first-level region or known city of that name, or None where it tells little."""
    for country in _peoples().get(name.lower(), ())[:1]:
        found = gazetteer.lookup(country)
        return found[0] if found and found[0].kind == "country" else None
    found = gazetteer.lookup(name)
    if not found or (len(name) < 4 and not name.isupper()):
        return None
    best = found[0]
    is_region = best.kind == "region" and best.country != "" and len(best.parents) == 1
    is_city = best.population >= KNOWN_PEOPLE and normalise(best.name) == normalise(name)
    return best if best.kind == "country" or is_region or is_city else None

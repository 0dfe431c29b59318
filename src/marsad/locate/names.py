"""The places that a name may mean, by how it is written in the text."""

import re
from dataclasses import replace

from marsad.gazetteer import Entry, Gazetteer
from marsad.lexicon.abbreviations import full_name, with_full_words
from marsad.lexicon.casing import is_upper_case
from marsad.lexicon.peoples import place_of_people
from marsad.locate.cues import Mention

__all__ = ["candidates", "expand"]

LONGEST_ACRONYM = 4
"""Letters up to which a name in capitals is taken for an acronym: "EU" is not the town of Eu."""
AREAS = frozenset({"country", "region"})
BEHIND_PLACE = re.compile(r"\w,\s*$")
DATELINE = re.compile(r"(?:^|\n|[.!?]\s)\s*$")
HEADED = re.compile(r"\s*(?:,|\(|-|–|—)")


def expand(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Return the full name and the country of a short form that stands at a place of the text, or None."""
    short = text[start:end]
    if text[end : end + 1] == "." and not short.endswith("."):
        short += "."
    return full_name(short, behind_place=bool(BEHIND_PLACE.search(text[max(0, start - 4) : start])))


def candidates(mention: Mention, text: str, gazetteer: Gazetteer) -> tuple[Mention, tuple[Entry, ...]]:
    """Return a mention with the name that it is known by, and the places of that name.

    The name is looked up as written, then without its cue words; short forms are read in full, adjectives as
    their country. An acronym means a country or area, unless it heads a dateline or all the text is in capitals.
    """
    span = mention.span
    if short := expand(text, span.start, span.end):
        name, country = short
        entries = tuple(entry for entry in gazetteer.lookup(name) if entry.country == country)
        regions = tuple(entry for entry in entries if entry.kind == "region" and len(entry.parents) == 1)
        return replace(mention, core=name), (regions or entries)[:1]
    head = " ".join(span.quote.partition(",")[0].split())
    found, core = gazetteer.lookup(head), head
    if not found and (written := with_full_words(head)) != head:
        found = gazetteer.lookup(written)
    if not found:
        found, core = gazetteer.lookup(mention.core), mention.core
    if people := place_of_people(head) or place_of_people(mention.core):
        found = (*(entry for entry in gazetteer.lookup(people)[:1] if entry.kind in AREAS), *found)
    if _is_acronym(core, text, mention):
        found = tuple(entry for entry in found if entry.kind == "country" or not entry.country)
    return replace(mention, core=core), found


def _is_acronym(name: str, text: str, mention: Mention) -> bool:
    if not name.isupper() or len(name) > LONGEST_ACRONYM or is_upper_case(text):
        return False
    span = mention.span
    heads = DATELINE.search(text[max(0, span.start - 4) : span.start]) and HEADED.match(text, span.end)
    return not heads

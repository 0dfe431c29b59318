"""Other names for those of an annotated report, all mentions alike, so that no name is learned by heart."""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from training.corpus import Gold, placed

__all__ = ["Names", "names_of", "swapped"]

PLACES, PARTIES, SPEAKERS = 0.7, 0.35, 0.5
"""Shares of the names of a report that are swapped: of places, of those who act or are hit, of those who speak."""
LONGEST = {"places": 3, "parties": 4, "speakers": 6}
"""Words of a name that may be given to another."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of places, of those who act or are hit, and of those who speak, which reports may be given."""

    places: Sequence[str]
    parties: Sequence[str]
    speakers: Sequence[str]


def names_of(golds: Iterable[Gold]) -> Names:
    """Return the names in annotated reports that begin with a capital and are short enough to stand anywhere."""
    told: dict[str, set[str]] = {kind: set() for kind in LONGEST}
    for gold in golds:
        for claim in gold["claims"]:
            for kind, name in _named(claim):
                if name[0].isupper() and "(" not in name and len(name.split()) <= LONGEST[kind]:
                    told[kind].add(name)
    return Names(*(sorted(told[kind]) for kind in LONGEST))


def _named(claim: Gold) -> Iterator[tuple[str, str]]:
    yield from (("places", name) for name in claim.get("places") or ())
    yield from (("parties", name) for field in ("actors", "targets") for name in claim.get(field) or ())
    yield from (("speakers", name) for name in (claim.get("source") or "").split(" / ") if " " in name)


def swapped(gold: Gold, names: Names, chance: random.Random) -> Gold | None:
    """Return a report with some names swapped.

    None where there are none, where a quote ends inside one, or where a claim would lose a name that the text had.
    """
    others = _others(gold, names, chance)
    if not others:
        return None
    longest_first = sorted(others, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def renamed(text: str) -> str:
        return found.sub(lambda match: others[match[0]], text)

    places = [match.span() for match in found.finditer(gold["text"])]
    claims = []
    for claim in placed(gold):
        start, end = claim["offset"], claim["offset"] + len(claim["quote"])
        if any(first < end_ < last for first, last in places for end_ in (start, end)):
            return None
        claims.append(_renamed(claim, renamed) | {"offset": len(renamed(gold["text"][:start]))})
    text = renamed(gold["text"])
    names_told = {name for claim in gold["claims"] for _, name in _named(claim) if name in gold["text"]}
    if any(renamed(name) not in text for name in names_told):
        return None
    return {**gold, "text": text, "claims": claims}


def _others(gold: Gold, names: Names, chance: random.Random) -> dict[str, str]:
    shares = {
        "places": (PLACES, names.places),
        "parties": (PARTIES, names.parties),
        "speakers": (SPEAKERS, names.speakers),
    }
    told = dict.fromkeys((kind, name) for claim in gold["claims"] for kind, name in _named(claim))
    others: dict[str, str] = {}
    for kind, name in told:
        share, pool = shares[kind]
        if not pool or name in others or not name[0].isupper() or _is_told_short(name, gold["text"]):
            continue
        if chance.random() < share:
            others[name] = chance.choice(pool)
    return others


def _is_told_short(name: str, text: str) -> bool:
    """Tell whether the last word of a name stands without the rest of it, as "Haddad" does for "Omar Haddad"."""
    last = name.split()[-1]
    return last != name and len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", text)) > text.count(name)


def _renamed(claim: Gold, renamed: Callable[[str], str]) -> dict[str, Any]:
    """Return a claim with its quote, trigger and names swapped."""
    other = dict(claim)
    for field in ("quote", "trigger", "source"):
        if claim.get(field):
            other[field] = renamed(claim[field])
    for field in ("places", "actors", "targets"):
        if claim.get(field):
            other[field] = [renamed(name) for name in claim[field]]
    return other

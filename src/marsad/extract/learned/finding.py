"""Which claims a page holds: candidates that mean the same claim are put together, unlikely ones are left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from marsad.codebook import load_codebook
from marsad.extract.learned.network import ROLES, Network, Seen
from marsad.extract.learned.page import Page
from marsad.extract.learned.words import Words

__all__ = ["LEAST", "LIKELY", "Found", "Marked", "chances", "find_claims", "marked"]

LEAST = 0.15
"""Chance from which a word is looked at as a trigger. Rivals for one claim share its chance between them."""
LIKELY = 0.46
"""Chance from which a claim is taken: where claim F1 is best on training/held_out (docs/models.md)."""
BY_TRIGGER, BY_QUOTE = 0.5, 0.5
"""How much the chance of a claim owes to its triggers, and to the words of its quote; from the same reports."""
IN_QUOTE = 0.4
"""Chance from which a word beside the quote belongs to it."""
STOPS = frozenset(".!?")
SHORT = 2
"""Letters of a word whose full stop ends no sentence: "U.S. planes", "Dr. Haddad"."""
GAP = 1
"""Words that a quote may run over that do not seem to belong to it."""
SHARED = 0.5
"""Share of the shorter quote from which two candidates of one type tell one claim."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that was found: what the network sees of it, the words first..stop of its quote, its chance."""

    seen: Seen
    first: int
    stop: int
    chance: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of words that have one part in a claim, and the chance of the likeliest."""

    first: int
    stop: int
    chance: float


def _quote(seen: Seen, words: Words) -> tuple[int, int]:
    """Return the words around the trigger that the claim is told in; they stay in its sentence."""
    chance = chances(seen, "quote")
    ends = [seen.trigger, seen.trigger]
    for side, step in enumerate((-1, 1)):
        word, missed = seen.trigger + step, 0
        while word in chance and missed <= GAP and not _ends_sentence(words, word if step > 0 else word + 1):
            missed = 0 if chance[word] > IN_QUOTE else missed + 1
            if not missed and words[word][0].isalnum():
                ends[side] = word
            word += step
    return ends[0], ends[1] + 1


def _ends_sentence(words: Words, number: int) -> bool:
    """Tell whether a sentence ends before a word: a full stop that follows no initial, and a capital."""
    if number < 2 or words[number - 1] not in STOPS or not words[number][0].isupper():
        return False
    return words[number - 1] != "." or len(words[number - 2]) > SHORT or words[number - 2].isdigit()


def find_claims(page: Page, network: Network) -> list[Found]:
    """Return the claims of a page, in the order of their words."""
    looks = (one for window in page.windows for one in network.look(page, window, LEAST))
    seen = [one for one in looks if not _is_misled(one, page)]
    weighed = [replace(found, chance=_weighed(found)) for found in _merged(seen, page.words)]
    return sorted(
        (found for found in weighed if found.chance >= LIKELY),
        key=lambda found: (found.first, found.seen.trigger, found.seen.kind),
    )


def _is_misled(one: Seen, page: Page) -> bool:
    """Tell whether a candidate rests on a word that means something else here, itself or in its quote.

    In "a general strike lasted a week", "lasted" tells no strike from the air either.
    """
    kind = _types()[one.kind]
    if kind in page.other_senses.get(one.trigger, ()):
        return True
    quote = range(*_quote(one, page.words)) if page.other_senses else ()
    misleading = [word for word in quote if kind in page.other_senses.get(word, ())]
    return any(_tells(page, word, one.kind) for word in misleading) and not _tells(
        page, one.trigger, one.kind
    )


def _tells(page: Page, word: int, kind: int) -> bool:
    senses = (f"{how} {_types()[kind]}" for how in ("tells", "may tell"))
    return any(page.is_marked(range(word, word + 1), sense) for sense in senses)


@cache
def _types() -> tuple[str, ...]:
    return tuple(load_codebook().types)


def _weighed(found: Found) -> float:
    """Return the chance of a claim by its triggers and by the words of its quote."""
    quoted = (found.seen.words >= found.first) & (found.seen.words < found.stop)
    return BY_TRIGGER * found.chance + BY_QUOTE * float(found.seen.inside[quoted].mean())


def _merged(seen: Iterable[Seen], words: Words) -> list[Found]:
    """Put candidates together that tell one claim; the likeliest stands for them, their chances add up."""
    kept: list[Found] = []
    for one in sorted(seen, key=lambda one: (-one.chance, one.trigger, one.kind)):
        first, stop = _quote(one, words)
        home = next((n for n, found in enumerate(kept) if _same(found, one.kind, first, stop)), None)
        if home is None:
            kept.append(Found(one, first, stop, min(one.chance, 1.0)))
        else:
            kept[home] = replace(kept[home], chance=min(kept[home].chance + one.chance, 1.0))
    return kept


def _same(found: Found, kind: int, first: int, stop: int) -> bool:
    shared = min(found.stop, stop) - max(found.first, first)
    return found.seen.kind == kind and shared > SHARED * min(found.stop - found.first, stop - first)


def marked(seen: Seen, role: str, likely: float) -> list[Marked]:
    """Return the runs of words that have a part in a claim, the likeliest first.

    A run goes on as long as its words are more than half as likely as `likely`; one of them must reach it.
    """
    chances = seen.roles[:, ROLES.index(role)]
    runs: list[list[int]] = []
    for place in np.flatnonzero(chances > likely * 0.6).tolist():
        if runs and seen.words[place] == seen.words[runs[-1][-1]] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    found = [
        Marked(int(seen.words[run[0]]), int(seen.words[run[-1]]) + 1, float(chances[run].max()))
        for run in runs
    ]
    return sorted((one for one in found if one.chance > likely), key=lambda one: (-one.chance, one.first))


def chances(seen: Seen, role: str) -> dict[int, float]:
    """Return how likely each word in sight of a claim has a part in it."""
    return dict(zip(seen.words.tolist(), seen.roles[:, ROLES.index(role)].tolist(), strict=True))

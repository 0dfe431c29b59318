"""Candidates put together to claims, and runs of marked words."""

from collections.abc import Collection

import numpy as np

from marsad.extract.learned.finding import LIKELY, Found, _merged, marked
from marsad.extract.learned.network import PHASES, ROLES, STANCES, Seen
from marsad.extract.learned.words import split_words


def seen(
    trigger: int, chance: float, *, quote: Collection[int], kind: int = 0, **roles: dict[int, float]
) -> Seen:
    """A candidate among the words, with chances by role and word."""
    table = np.zeros((20, len(ROLES)), np.float32)
    table[list(quote), ROLES.index("quote")] = 0.9
    for role, chances in roles.items():
        for word, likely in chances.items():
            table[word, ROLES.index(role)] = likely
    return Seen(
        trigger, kind, chance, np.arange(20), np.full(20, 0.5, np.float32), table,
        np.eye(len(PHASES), dtype=np.float32)[0], np.eye(len(STANCES), dtype=np.float32)[0],
    )  # fmt: skip


WORDS = split_words("one two three four five six seven eight nine ten. Eleven twelve " + "more " * 8)


def merged(*candidates: Seen) -> list[Found]:
    return _merged(candidates, WORDS)


def test_two_triggers_of_one_quote_and_type_are_one_claim_with_the_chance_of_both() -> None:
    (found,) = merged(seen(3, 0.5, quote=range(1, 8)), seen(6, 0.3, quote=range(2, 8)))
    assert (found.seen.trigger, found.first, found.stop, round(found.chance, 2)) == (3, 1, 8, 0.8)


def test_two_types_in_one_quote_are_two_claims() -> None:
    assert len(merged(seen(3, 0.5, quote=range(8)), seen(6, 0.4, quote=range(8), kind=2))) == 2


def test_two_quotes_of_one_type_are_two_claims() -> None:
    assert len(merged(seen(3, 0.5, quote=range(1, 6)), seen(12, 0.4, quote=range(10, 15)))) == 2


def test_a_quote_runs_over_one_unlikely_word_and_no_further() -> None:
    (found,) = merged(seen(3, 0.5, quote=(2, 3, 4, 6, 7, 10)))
    assert (found.first, found.stop) == (2, 8)


def test_a_quote_stays_in_its_sentence() -> None:
    (found,) = merged(seen(8, 0.5, quote=range(6, 14)))
    assert WORDS.span(found.first, found.stop).quote == "seven eight nine ten"


def test_a_claim_of_one_word_has_that_word_for_its_quote() -> None:
    (found,) = merged(seen(3, LIKELY, quote=()))
    assert (found.first, found.stop) == (3, 4)


def test_marked_words_come_in_runs_the_likeliest_first() -> None:
    one = seen(3, 0.5, quote=range(8), place={1: 0.6, 2: 0.4, 9: 0.8, 12: 0.2})
    assert [(run.first, run.stop) for run in marked(one, "place", 0.5)] == [(9, 10), (1, 3)]

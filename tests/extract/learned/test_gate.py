"""The gate: what is read any further, and what it may lose."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.texts import CLEAR, STORIES
from tests.quality import GOLD, ROOT, SHARED

from marsad.extract.learned.gate import is_short, load_gate, sentences_of, with_context

HELD_OUT = ROOT / "training" / "held_out"
PEACE = """The county fair opens on Thursday with a show of cattle and a pie contest. Farmers say the wheat looks
good. The school board will vote on a new roof. A choir from the valley sings in the park on Saturday evening.
Tickets cost five dollars, and children under six pay nothing. The fair closes with a parade."""


def test_ordinary_news_is_not_read() -> None:
    assert not load_gate().passes(PEACE)
    assert not load_gate().passes("")


def test_a_claim_among_ordinary_news_is_read() -> None:
    assert load_gate().passes(f"{PEACE} {CLEAR['air_strike']} {PEACE}")


def test_a_short_text_is_read_in_any_case() -> None:
    assert load_gate().passes("Nothing happened here. " * 3)
    assert not load_gate().passes("Nothing happened here. " * 4)


def test_a_list_of_many_words_without_a_full_stop_is_not_short() -> None:
    assert is_short([frozenset({"shells", "hit"})])
    assert not is_short([frozenset(f"word{number}" for number in range(100))])


def test_a_line_break_ends_no_sentence_and_an_empty_line_does() -> None:
    words = [words for _, words in sentences_of("Shells hit\nthe town.\n\nHEADLINE\n \nTwo died. Ten fled.")]
    assert words == [{"shells", "hit", "the", "town"}, {"headline"}, {"two", "died"}, {"ten", "fled"}]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[:40])
def test_capitals_and_broken_lines_change_no_words(story: str) -> None:
    plain = " ".join(story.split())
    changed = plain.upper().replace(" ", "\n")
    assert [words for _, words in sentences_of(changed)] == [words for _, words in sentences_of(plain)]


def test_every_report_of_the_dossier_passes() -> None:
    assert all(load_gate().passes(story) for story in STORIES)


@given(st.text())
def test_any_text_has_its_sentences_in_order_and_within_it(text: str) -> None:
    ends = [end for end, _ in sentences_of(text)]
    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) for end in ends)
    load_gate().passes(text)


def test_a_sentence_has_a_share_of_the_mean_around_it() -> None:
    assert with_context([0.0, 3.0, 0.0]) == [1.0, 4.0, 1.0]


def test_what_stands_far_away_counts_nothing() -> None:
    assert with_context([1.0, *[0.0] * 19])[-1] == 0.0


@pytest.mark.parametrize("folder", [GOLD, SHARED, HELD_OUT], ids=["own", "shared", "held out"])
def test_hardly_a_claim_of_the_gold_is_kept_out(folder: Path) -> None:
    """At most 5 claims of 1,000 stand in texts that are not read."""
    if not folder.is_dir():
        pytest.skip("../shared is not there")
    reports = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]
    kept = sum(len(one["claims"]) for one in reports if load_gate().passes(one["text"]))
    assert kept >= 0.995 * sum(len(one["claims"]) for one in reports)

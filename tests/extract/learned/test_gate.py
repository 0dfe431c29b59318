"""The gate: what is read any further, and what it may lose."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.texts import CLEAR, STORIES
from tests.quality import GOLD, SHARED

from marsad.extract.learned.gate import SHORT, load_gate, sentences_of, with_context

PEACE = """The county fair opens on Thursday with a show of cattle and a pie contest. Farmers say the wheat looks
good. The school board will vote on a new roof. A choir from the valley sings in the park on Saturday evening.
Tickets cost five dollars, and children under six pay nothing. The fair closes with a parade."""


def test_ordinary_news_is_not_read() -> None:
    assert not load_gate().passes(PEACE)
    assert not load_gate().passes("")


def test_a_claim_among_ordinary_news_is_read() -> None:
    assert load_gate().passes(f"{PEACE} {CLEAR['air_strike']} {PEACE}")


def test_a_short_text_is_read_in_any_case() -> None:
    assert load_gate().passes("Nothing happened here. " * SHORT)
    assert not load_gate().passes("Nothing happened here. " * (SHORT + 1))


def test_every_report_of_the_dossier_passes() -> None:
    assert all(load_gate().passes(story) for story in STORIES)


@given(st.text())
def test_any_text_has_its_sentences_in_order_and_within_it(text: str) -> None:
    ends = [end for end, _ in sentences_of(text)]
    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) for end in ends)
    load_gate().passes(text)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40))
def test_the_context_of_like_sentences_moves_none_past_another(scores: list[float]) -> None:
    assert len(with_context(scores)) == len(scores)
    same = with_context([scores[0]] * len(scores))
    assert max(same) - min(same) < 1e-9


@pytest.mark.parametrize("folder", [GOLD, SHARED], ids=["own", "shared"])
def test_hardly_a_claim_of_the_gold_is_kept_out(folder: Path) -> None:
    """At most 5 claims of 1,000 stand in texts that are not read."""
    if not folder.is_dir():
        pytest.skip("../shared is not there")
    reports = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]
    kept = sum(len(one["claims"]) for one in reports if load_gate().passes(one["text"]))
    assert kept >= 0.995 * sum(len(one["claims"]) for one in reports)

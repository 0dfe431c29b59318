"""Words and snippets."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Report
from marsad.store.search import distinct_words, hit, words


def test_words_have_no_case_marks_or_punctuation() -> None:
    assert words("Al-Qaṣr, QASR's cafe\u0301 ﬁre; STRASSE straße بُستان 12.5_km") == [
        "al", "qasr", "qasr", "s", "cafe", "fire", "strasse", "strasse", "بستان", "12", "5", "km",
    ]  # fmt: skip


def test_words_past_what_an_index_holds_are_left_out() -> None:
    text = " ".join(f"{number:060}" for number in range(20_000))
    kept = distinct_words(text + " last")
    assert "last" not in kept
    assert kept == words(text)[: len(kept)]
    assert sum(len(word.encode()) for word in kept) < 1_000_000
    assert [len(word) for word in distinct_words("a" * 5000)] == [64]


def test_a_snippet_stands_in_the_text_and_is_cut_between_words() -> None:
    text = "before " * 40 + "The Bridge fell." + " after" * 40
    snippet = hit(Report(text), ["bridge"]).snippet
    assert snippet.startswith("…before ")
    assert "The Bridge fell." in snippet
    assert snippet.endswith(" after…")
    assert len(snippet) < 220


@given(st.text(max_size=400), st.text(max_size=10))
def test_a_snippet_is_always_a_piece_of_the_text(text: str, query: str) -> None:
    assert hit(Report(text), words(query)).snippet.strip("…") in text

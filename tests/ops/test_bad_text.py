"""Text that no editor would print: it is read or left alone, and every value still stands in it."""

from datetime import date

import pytest

from marsad.model import Claim, Report
from marsad.ops.workshop import Workshop

TELLING = "Shelling hit the town of Madaya on Monday, killing three people, a medic said."
QUIET = "The market was quiet and people walked to the river while the wind blew over the hills. "
COOKING = "The orchestra tuned its strings and the cake was sliced with cream, sugar and lemon. "
"""Nothing in it promises a claim: the gate stays shut, while it lets QUIET pass, where people walk and wind blows."""
MARKUP = (
    '<p class="lead"><b>&nbsp;</b> Shelling <a href="https://example.org/?a=1&b=2">hit</a> the town.</p>\n'
)


def read(workshop: Workshop, text: str) -> tuple[Claim, ...]:
    """The claims of a text; fails where a value does not stand in it."""
    claims = workshop.read(Report(text=text, published=date(2016, 9, 20)))
    assert all(text[span.start : span.end] == span.quote for claim in claims for span in claim.spans())
    return claims


@pytest.mark.parametrize(
    "noise",
    [
        pytest.param("x" * 1_000_000, id="one word of a megabyte"),
        pytest.param("(" * 3_000, id="brackets"),
        pytest.param("🚑💥👩‍👩‍👧‍👦" * 250, id="emoji"),
        pytest.param("🚑 💥 👩‍👩‍👧‍👦 " * 250, id="emoji between spaces"),
        pytest.param("\x00\x07\x1b[0m \x85\x9f" * 200, id="control characters"),
        pytest.param("\u202e\u200f\u2066\u2069 \u200b\ufeff" * 200, id="marks of direction"),
        pytest.param(MARKUP * 40, id="markup"),
        pytest.param("e" + "\u0301" * 3_000, id="one letter under three thousand accents"),
        pytest.param("﷽ " * 300, id="ligatures"),
        pytest.param("\n\t\r\n \u2028" * 2_000, id="blanks"),
    ],
)
def test_a_claim_is_found_before_noise(workshop: Workshop, noise: str) -> None:
    assert "shelling" in [claim.type for claim in read(workshop, f"{TELLING} {noise}")]


@pytest.mark.parametrize(
    "between", ["\u200f", "\u202e", "\x00", "\x1b[31m", "🚑", "<br/>", "&nbsp;", "((", "\u200b", "\ufeff"]
)
def test_noise_between_words_does_not_break_the_reader(workshop: Workshop, between: str) -> None:
    for joined in (between, f" {between} ", f"{between} "):
        read(workshop, TELLING.replace(" ", joined))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(COOKING * 12_000, id="a megabyte of words on one line"),
        pytest.param(QUIET * 600, id="ten thousand words on one line that the network looks at"),
        pytest.param("(" * 20_000, id="brackets"),
        pytest.param("1" * 1_000_000, id="figures"),
        pytest.param("\u202e" * 100_000, id="marks of direction"),
        pytest.param("\x00" * 100_000, id="control characters"),
        pytest.param("🚑" * 100_000, id="emoji"),
        pytest.param("", id="nothing"),
    ],
)
def test_text_without_a_word_that_tells_an_event_has_no_claims(workshop: Workshop, text: str) -> None:
    assert read(workshop, text) == ()


def test_a_sentence_of_ten_thousand_words_is_read(workshop: Workshop) -> None:
    words = QUIET.rstrip(". ").split() * 600
    text = f"{TELLING.rstrip('.')}, and " + " ".join(words[:10_000]) + "."
    claims = read(workshop, text)
    assert [claim.type for claim in claims if claim.trigger.start < len(TELLING)] == ["shelling"]


@pytest.mark.parametrize("end", ["", "\n", " ", "\u202e", "((((", "\x00"])
def test_a_claim_at_the_very_end_keeps_its_words(workshop: Workshop, end: str) -> None:
    claims = read(workshop, QUIET + TELLING.rstrip(".") + end)
    assert [claim.type for claim in claims if claim.trigger.start >= len(QUIET)] == ["shelling"]

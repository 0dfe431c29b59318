"""Texts to try readers on: clear cases, damaged stories, lines hard on a tokenizer; and what holds for any text."""

from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import strategies as st

from marsad.codebook import load_codebook
from marsad.model import Claim

DOSSIER = Path(__file__).parents[2] / "examples" / "aleppo-2016-09"
STORIES = tuple(file.read_text("utf-8") for file in sorted(DOSSIER.glob("*.txt")))
CLEAR = {
    "air_strike": "Air strikes hit the Bustan al-Qasr neighbourhood of Aleppo on Monday, killing at least 12 people.",
    "shelling": "Rebels shelled the government-held district of Aleppo with mortars on Sunday, wounding seven.",
    "explosion": "A car bomb exploded at a checkpoint in Damascus on Monday.",
    "armed_clash": "Heavy clashes broke out between rebels and government troops south of Aleppo on Monday.",
    "attack": "Gunmen shot dead three aid workers near Damascus on Monday.",
    "sexual_violence": "Soldiers raped several women in the village, a rights group said.",
    "abduction": "Militants kidnapped four journalists in Aleppo on Sunday.",
    "detention": "Police arrested 20 activists in Damascus on Monday.",
    "territory_change": "Government forces captured the town of Madaya from rebels on Monday.",
    "destruction": "Soldiers burned and looted dozens of houses in Madaya on Monday.",
    "fire": "Fires raged in the old market of Aleppo overnight, residents said.",
    "siege": "The town of Madaya has been besieged by government forces since July.",
    "protest": "Thousands of people protested in Damascus on Friday against the war.",
    "riot": "Rioters attacked shops in Damascus on Friday.",
    "aid": "An aid convoy of 31 trucks reached Madaya on Monday, the United Nations said.",
    "rescue": "Rescue workers pulled two children from the rubble in Aleppo on Monday.",
    "evacuation": "About 300 fighters were evacuated from Madaya on Monday.",
    "displacement": "Some 2,000 people fled their homes in Madaya on Monday.",
    "ceasefire": "The Syrian army declared on Monday that the ceasefire was over.",
    "talks": "Foreign ministers met in New York on Tuesday for talks on Syria.",
    "toll": "The war has killed more than 300,000 people since 2011.",
}
TELLING = (
    "air strikes killed at least 12 people , including two children in Aleppo on Monday . said the army denied "
    "that according to residents convoy will reach Madaya between 5 and 8 shelling"
)
ODD = ("“", "”", '"', "\n\n", "🚑", "\u202e", "\u200f", "\x00", "\x1b[0m", "حلب", "—")


def telling_words() -> st.SearchStrategy[list[str]]:
    """Words that tell events and marks that do not belong among them, in any order."""
    return st.lists(st.sampled_from([*TELLING.split(), *ODD]), max_size=60)


@st.composite
def damaged_stories(draw: st.DrawFn) -> str:
    """A piece of a dossier report with some of it cut out, doubled or overwritten."""
    story = draw(st.sampled_from(STORIES))
    start = draw(st.integers(0, len(story) - 1))
    text = story[start : start + 900]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 40)))
        new = draw(
            st.sampled_from(["", text[at:until] * 2, "\u202e", "💥", "\x00", "\n\n", '"', ". ", "12 "])
        )
        text = text[:at] + new + text[until:]
    return text


LONG_LINES = {
    "letters": "x" * 100_000,
    "words": "word " * 6_000,
    "figures": "1," * 50_000,
    "empty lines": "\n" * 100_000,
}
ODD_LINES = {"pictures": "🚑\u202e" * 3_000, "brackets": "(" * 6_000, "quotation marks": '"' * 6_000}


def assert_grounded(read: Callable[[str], Sequence[Claim]], text: str) -> None:
    """Every value quotes the text, every id is one claim's, and a second reading is the same."""
    claims = read(text)
    for one in claims:
        for span in one.spans():
            assert text[span.start : span.end] == span.quote
        assert one.evidence.start <= one.trigger.start <= one.trigger.end <= one.evidence.end
        assert 0 < one.confidence <= 1
        assert one.phase in load_codebook().types[one.type].phases
    ids = [one.id for one in claims]
    assert len(set(ids)) == len(ids)
    assert {same for one in claims for same in one.same_as} <= set(ids)
    assert read(text) == claims

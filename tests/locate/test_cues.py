import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.locate.cues import read_mention, relation, sentence_of
from marsad.model import Span


def span(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name), name)


@pytest.mark.parametrize(
    ("text", "name", "core", "cue"),
    [
        ("the Shaar neighbourhood was hit", "Shaar", "Shaar", "part"),
        ("the Shaar neighbourhood was hit", "Shaar neighbourhood", "Shaar", "part"),
        ("the town of Azaz was hit", "Azaz", "Azaz", "settlement"),
        ("Aleppo province was hit", "Aleppo", "Aleppo", "region"),
        ("Aleppo's northern countryside", "Aleppo", "Aleppo", "around"),
        ("the outskirts of Damascus", "Damascus", "Damascus", "around"),
        ("villages north of Hama", "Hama", "Hama", "around"),
        ("a raid near Saraqib", "Saraqib", "Saraqib", "around"),
        ("in eastern Aleppo", "eastern Aleppo", "Aleppo", ""),
        ("the Shaar district of Aleppo", "Aleppo", "Aleppo", ""),
        ("in Aleppo, province officials said", "Aleppo", "Aleppo", ""),
        ("in Aleppo District Six", "Aleppo", "Aleppo", ""),
    ],
)
def test_read_mention_takes_the_cue_from_name_and_neighbours(
    text: str, name: str, core: str, cue: str
) -> None:
    mention = read_mention(text, span(text, name))
    assert (mention.core, mention.cue) == (core, cue)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Inner, Outer was hit", "in"),
        ("Inner in eastern Outer", "in"),
        ("Inner district of the city of Outer", "in"),
        ("Inner, a suburb of Outer", "in"),
        ("Inner, west of Outer", "beside"),
        ("Inner near Outer", "beside"),
        ("Inner, Outer and Other", ""),
        ("Other, Inner, Outer", ""),
        ("Inner and Outer", ""),
        ("Inner. In Outer", ""),
        ("Inner people fled to Outer", ""),
    ],
)
def test_relation_reads_the_words_between(text: str, how: str) -> None:
    assert relation(text, span(text, "Inner"), span(text, "Outer")) == how


@given(st.text(max_size=80), st.integers(0, 80))
def test_sentence_holds_the_character_it_is_around(text: str, at: int) -> None:
    start, end = sentence_of(text, min(at, len(text)))
    assert 0 <= start <= end <= len(text)

"""The places that a name may mean, by how it is written."""

import pytest

from marsad.gazetteer import Gazetteer
from marsad.locate.cues import read_mention
from marsad.locate.names import candidates
from marsad.model import Span


def known(gazetteer: Gazetteer, text: str, name: str) -> tuple[str, list[str]]:
    start = text.index(name)
    mention, entries = candidates(read_mention(text, Span(start, start + len(name), name)), text, gazetteer)
    return mention.core, [entry.name for entry in entries]


def test_a_short_form_is_read_in_full(gazetteer: Gazetteer) -> None:
    assert known(gazetteer, "Paris, Tex., was calm.", "Tex") == ("Texas", ["Texas"])
    assert known(gazetteer, "Paris, TX, was calm.", "TX") == ("Texas", ["Texas"])


def test_an_adjective_means_its_country(gazetteer: Gazetteer) -> None:
    assert known(gazetteer, "A Syrian post was hit.", "Syrian") == ("Syrian", ["Syria"])


def test_a_name_known_with_its_cue_word_keeps_it(gazetteer: Gazetteer) -> None:
    core, entries = known(gazetteer, "They met in Small Hamlet.", "Small Hamlet")
    assert (core, entries) == ("Small Hamlet", ["Small Hamlet"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The HAMA group spoke.", []),
        ("HAMA, Syria (AP) - It was calm.", ["Hama"]),
        ("REBELS LEFT HAMA ON MONDAY.", ["Hama"]),
    ],
)
def test_a_short_name_in_capitals_is_an_acronym_but_in_a_dateline_or_a_text_in_capitals(
    gazetteer: Gazetteer, text: str, found: list[str]
) -> None:
    assert known(gazetteer, text, "HAMA")[1] == found

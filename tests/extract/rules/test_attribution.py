"""Who is said to say something."""

import pytest
from tests.extract.rules.reading import scene

from marsad.extract.rules.attribution import Speech

OBSERVATORY = "Syrian Observatory for Human Rights"


def speeches(text: str) -> tuple[Speech, ...]:
    return tuple(scene(text).speeches)


def speakers(text: str) -> list[tuple[int, str]]:
    """The sentence and the name of each speech, without leading articles."""
    return [
        (one.number, one.speaker.name.text.removeprefix("The ").removeprefix("the "))
        for one in speeches(text)
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Residents said that shells hit the market.", "Residents"),
        ("Shells hit the market, residents said.", "residents"),
        (f"Shells hit the market, according to the {OBSERVATORY}.", OBSERVATORY),
        (f"According to the {OBSERVATORY}, shells hit the market.", OBSERVATORY),
        ('"Shells hit the market," said Omar Haddad, a medic.', "Omar Haddad"),
    ],
)
def test_a_speaker_is_found_before_and_after_the_words(text: str, who: str) -> None:
    assert speakers(text) == [(0, who)]


def test_a_text_that_speaks_itself_has_no_speaker() -> None:
    assert speakers("Shells hit the market. Six people died.") == []


def test_nobody_is_no_speaker() -> None:
    assert speakers("Nobody said that shells hit the market.") == []


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The army said that it bombed the convoy.", "says"),
        ("The army denied that it bombed the convoy.", "denies"),
        ("Washington accused Moscow of bombing the convoy.", "accuses"),
    ],
)
def test_how_it_is_said(text: str, manner: str) -> None:
    assert [speech.manner for speech in speeches(text)] == [manner]


def test_a_person_speaks_for_the_body_that_they_head() -> None:
    (speech,) = speeches(f"Rami Abdul Rahman, head of the {OBSERVATORY}, said shells hit the market.")
    assert speech.speaker.name.text == "Rami Abdul Rahman"
    assert speech.speaker.body is not None
    assert speech.speaker.body.text.removeprefix("the ") == OBSERVATORY


def test_a_pronoun_is_the_person_who_spoke_last() -> None:
    text = "Omar Haddad, a medic, said shells hit the market. He added that six people died."
    assert speakers(text) == [(0, "Omar Haddad"), (1, "Omar Haddad")]


def test_the_group_is_the_body_that_spoke_last() -> None:
    text = f"The {OBSERVATORY} said that shells hit the market. The group said six people died."
    assert speakers(text) == [(0, OBSERVATORY), (1, OBSERVATORY)]


def test_a_chain_of_sources_is_two_speeches() -> None:
    text = "State television said shells hit the market, citing a military source."
    assert speakers(text) == [(0, "State television"), (0, "military source")]


def test_a_quotation_runs_on_until_it_is_closed() -> None:
    text = (
        "“Shells hit the market,” a medic said. “Six people died. The night was dark. Nobody slept.” "
        "The sky was grey. It rained. The shops were shut."
    )
    running = [speech.number for speech in speeches(text) if speech.runs_on]
    assert running[:3] == [1, 2, 3]
    assert max(running) < 5

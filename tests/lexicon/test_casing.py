"""Small letters for texts in capitals."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon.casing import is_upper_case, with_small_letters


def test_a_text_in_capitals_gets_small_letters_and_its_names_keep_their_capital() -> None:
    text = "  LIMA, 3 MAY -- GUERRILLAS KILLED A MAYOR IN AYACUCHO.\nTHE POLICE SAID SO."
    told = "  Lima, 3 May -- guerrillas killed a mayor in Ayacucho.\nThe police said so."
    assert with_small_letters(text) == told


def test_a_short_name_in_brackets_keeps_its_capitals_wherever_it_stands() -> None:
    text = "THE NATIONAL LIBERATION ARMY (ELN) DENIED IT. THE ELN HAD ATTACKED TWO TOWNS."
    told = with_small_letters(text)
    assert "(ELN) denied it. The ELN had attacked" in told


def test_a_text_with_small_letters_stays_as_it_is() -> None:
    text = "SYRIA: Shelling of ALEPPO killed seven people, the monitor said."
    assert not is_upper_case(text)
    assert with_small_letters(text) == text


@given(st.text())
def test_letters_are_replaced_one_for_one(text: str) -> None:
    assert with_small_letters(text).lower() == text.lower() or len(with_small_letters(text)) == len(text)
    assert len(with_small_letters(text.upper())) == len(text.upper())

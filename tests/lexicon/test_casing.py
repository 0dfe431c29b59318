"""Small letters for texts in capitals."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon.casing import is_upper_case, with_small_letters


def test_a_text_in_capitals_gets_small_letters_and_its_names_keep_their_capital() -> None:
    text = "  LIMA, 3 JUNE -- GUERRILLAS KILLED A MAYOR IN AYACUCHO.\nTHE POLICE SAID SO."
    told = "  Lima, 3 June -- guerrillas killed a mayor in Ayacucho.\nThe police said so."
    assert with_small_letters(text) == told


def test_a_short_name_in_brackets_keeps_its_capitals_wherever_it_stands() -> None:
    text = "THE NATIONAL LIBERATION ARMY (ELN) DENIED IT. THE ELN HAD ATTACKED TWO TOWNS."
    told = with_small_letters(text)
    assert "(ELN) denied it. The ELN had attacked" in told


def test_a_text_with_small_letters_stays_as_it_is() -> None:
    text = "SYRIA: Shelling of ALEPPO killed seven people, the monitor said."
    assert not is_upper_case(text)
    assert with_small_letters(text) == text


def test_a_common_word_that_opens_a_name_and_initials_keep_their_capitals() -> None:
    told = with_small_letters("POLICE IN NEW YORK AND U.S. TROOPS SAID THE UN HAD A NEW PLAN.")
    assert told == "Police in New York and U.S. troops said the UN had a new plan."


def test_a_headline_over_a_blank_line_is_no_part_of_the_sentence_below() -> None:
    assert (
        with_small_letters("PLANES HIT TOWN\n\nTHE POLICE SAID SO.")
        == "Planes hit town\n\nThe police said so."
    )


def test_a_text_is_in_capitals_by_its_letters() -> None:
    assert is_upper_case("REBELS LEFT HAMA (acan) ON 3 MAY.")
    assert not is_upper_case("HAMA, Syria. Rebels left.")
    assert not is_upper_case("1990")


PIECES = ["THE ", "ARMY ", "İZMİR ", "ẞ ", "ALME\u0301RIA ", "A.M. ", "\n\n", "(ELN) ", "1"]


@given(st.lists(st.sampled_from(PIECES)))
def test_letters_are_replaced_one_for_one(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert len(with_small_letters(text)) == len(text)
    assert with_small_letters(text).casefold() == text.casefold()

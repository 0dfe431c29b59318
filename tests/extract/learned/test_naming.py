"""Names out of marked words."""

import pytest

from marsad.extract.learned.finding import Marked
from marsad.extract.learned.naming import Named, Names, distinct, places_in
from marsad.extract.learned.words import Words, split_words


def named(words: Words, *runs: Marked, most: int = 6) -> list[str]:
    return [words.span(one.first, one.stop).quote for one in distinct(words, runs, most)]


def fullest(text: str, short: str) -> str:
    """The fullest name for the last word of a text that is `short`."""
    words = split_words(text)
    at = max(number for number in range(len(words)) if words[number] == short)
    full = Names(words).fullest(Named(at, at + 1, 0.9))
    return words.span(full.first, full.stop).quote


def test_small_words_and_marks_at_the_ends_are_no_part_of_a_name() -> None:
    words = split_words("killed in the town of Madaya, near")
    assert named(words, Marked(1, 7, 0.9)) == ["town of Madaya"]


def test_a_thing_named_twice_is_named_once_at_its_fullest() -> None:
    words = split_words("Aleppo and eastern Aleppo")
    assert named(words, Marked(0, 1, 0.9), Marked(2, 4, 0.7)) == ["eastern Aleppo"]


def test_things_that_share_a_small_word_stay_apart() -> None:
    words = split_words("the army of Syria and the army of Russia")
    assert len(named(words, Marked(3, 4, 0.9), Marked(8, 9, 0.8))) == 2


def test_a_run_of_small_words_names_nothing() -> None:
    words = split_words("of the")
    assert named(words, Marked(0, 2, 0.9)) == []


def test_the_fullest_name_holds_all_words_of_the_short_one() -> None:
    words = split_words("The Syrian Observatory for Human Rights spoke. The Observatory said so.")
    at = next(n for n in range(6, len(words)) if words[n] == "Observatory")
    full = Names(words).fullest(Named(at, at + 1, 0.9))
    assert (
        words.span(full.first, full.stop).quote.removeprefix("The ") == "Syrian Observatory for Human Rights"
    )


def test_a_day_beside_a_name_is_no_part_of_it() -> None:
    words = split_words("Six died on Thursday the Syrian Observatory said. The Observatory said so.")
    short, day = (next(n for n in range(len(words)) if words[n] == word) for word in ("Syrian", "Thursday"))
    full = Names(words, {day}).fullest(Named(short, short + 1, 0.9))
    assert words.span(full.first, full.stop).quote == "Syrian Observatory"


def test_a_name_without_capitals_stays_as_it_is() -> None:
    words = split_words("local activists said. The Local Activists Union said.")
    assert Names(words).fullest(Named(0, 2, 0.9)) == Named(0, 2, 0.9)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Syrian town of Madaya", ["Madaya"]),
        ("Urum al-Kubra in northern Syria", ["Urum al-Kubra"]),
        ("Gulf of Aden", ["Gulf"]),
        ("Aleppo, Syria", ["Aleppo"]),
        ("Bustan al-Qasr and Kalasseh", ["Bustan al-Qasr", "Kalasseh"]),
        ("eastern Aleppo", ["Aleppo"]),
        ("near the border", ["near the border"]),
    ],
)
def test_places_are_cut_out_of_the_words_around_them(text: str, places: list[str]) -> None:
    words = split_words(text)
    found = places_in(words, Named(0, len(words), 0.9))
    assert [words.span(one.first, one.stop).quote for one in found] == places


def test_a_name_closes_the_bracket_that_it_opens() -> None:
    words = split_words("shot by the Rapid Support Forces (RSF) on Monday")
    assert named(words, Marked(3, 8, 0.9)) == ["Rapid Support Forces (RSF)"]


def test_a_bracket_that_is_not_closed_behind_the_name_stays_open() -> None:
    words = split_words("shot by the Rapid Support Forces (RSF and others)")
    assert named(words, Marked(3, 8, 0.9)) == ["Rapid Support Forces (RSF"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Rapid Support Forces (RSF)", "RSF"),
        ("Rapid Support Forces (RSF)", "Forces"),
        ("National Intelligence and Security Agency (NISA)", "NISA"),
        ("UN Office for the Coordination of Humanitarian Affairs (OCHA)", "OCHA"),
        ("UN Office for the Coordination of Humanitarian Affairs (OCHA)", "Office"),
        ("Doctors Without Borders", "Doctors"),
    ],
)
def test_initials_in_a_bracket_behind_a_name_stand_for_it(name: str, short: str) -> None:
    assert fullest(f"yesterday {name} spoke. Later the {short} said so.", short) == name


@pytest.mark.parametrize("text", ["BEIRUT (AP) - Three died, AP said.", "Rami Haddad (SOHR) told SOHR so."])
def test_capitals_that_are_no_initials_of_the_name_before_them_stay_apart(text: str) -> None:
    short = "AP" if "AP" in text else "SOHR"
    assert fullest(text, short) == short


def test_other_words_in_a_bracket_are_no_part_of_a_name() -> None:
    text = "yesterday Rapid Support Forces (who deny it) spoke. The Forces said so."
    assert fullest(text, "Forces") == "Rapid Support Forces"

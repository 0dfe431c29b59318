"""Which language a text is in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture import CaptureOptions
from marsad.capture.fields import make_report
from marsad.capture.language import FEWEST_LETTERS, _model, language_name, language_of
from marsad.lexicon.files import read_words

TEXTS = {
    "ar": "قتل ثلاثة أشخاص في قصف استهدف بلدة مضايا يوم الاثنين، وقال مسعفون إن سبعة آخرين أصيبوا بجروح.",
    "ru": "В понедельник в результате обстрела города погибли три человека, ещё семеро ранены, сообщили врачи.",
    "fr": "Une explosion a tué trois personnes lundi dans la ville de Madaya, selon un médecin de l'hôpital.",
    "tr": "Pazartesi günü Madaya kasabasına düzenlenen top atışında üç kişi öldü, yedi kişi de yaralandı.",
    "he": "שלושה בני אדם נהרגו ביום שני בהפגזה על העיירה מדאיא, ושבעה נוספים נפצעו, כך מסרו רופאים.",
    "uk": "У понеділок внаслідок обстрілу міста загинули троє людей, ще семеро дістали поранення, кажуть лікарі.",
    "fa": "روز دوشنبه در گلوله‌باران شهر مضایا سه نفر کشته و هفت نفر دیگر زخمی شدند، پزشکان این را گفتند.",
    "de": "Beim Beschuss der Stadt Madaja sind am Montag drei Menschen getötet worden, sagte ein Arzt.",
    "es": "Una explosión mató a tres personas el lunes en la ciudad de Madaya, dijo un médico del hospital.",
}
ENGLISH = "Shelling hit the town of Madaya on Monday, killing three people and wounding seven, a medic said."
PLACES = (
    "Bustan al-Qasr, Kafr Ḩamrah, al-Kalasseh, Şalāḩ ad Dīn, Ḩuraytān, ‘Anadān, Ma‘arrat an Nu‘mān, Khān Shaykhūn, "
    "Jisr ash Shughūr, Sarāqib, Dayr az Zawr, Al Mayādīn, Abū Kamāl, Tall Abyaḑ, Ra's al ‘Ayn, ‘Ayn al ‘Arab"
)


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_in_another_language_is_known(code: str) -> None:
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("code", ["fr", "tr", "ru", "uk", "es"])
def test_capitals_make_no_difference(code: str) -> None:
    assert language_of(TEXTS[code].upper()) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        f"Air strikes and shelling were reported on Monday in {PLACES}, killing three people.",
        "Shelling hit Aleppo (حلب), Idlib (إدلب) and Hama (حماة), killing three people.",
        f'"{TEXTS["ar"][:50]}," the statement said. {ENGLISH} {ENGLISH}',
    ],
)
def test_english_is_english_with_any_names_in_it(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "AIR STRIKES POUND ALEPPO",
        "TWENTY DEAD IN MADAYA SHELLING",
        "RUSSIA, TURKEY AGREE IDLIB TRUCE",
        "Aid trucks hit",
        "Barrel bombs on Bustan al-Qasr",
        PLACES,
        PLACES.upper(),
        f"Air strikes: {PLACES}",
        "Killed in Madaya: Mohammed Abdul Rahman, Ahmad al-Hussein, Khaled al-Masri, Fatima Haj Ali",
    ],
)
def test_headlines_and_lists_of_names_are_not_called_foreign(text: str) -> None:
    assert language_of(text) in (None, "en")


@pytest.mark.parametrize(
    "text", ["", " \n", "12 345", "19.09.2016, 14:30", "🚑💥", "\u202e\u200f", "Madaya", "حلب"]
)
def test_too_little_text_is_in_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_text_in_two_languages_is_in_that_of_most_of_it() -> None:
    english, arabic, french = ENGLISH + "\n", TEXTS["ar"] + "\n", TEXTS["fr"] + "\n"
    assert language_of(arabic * 7 + english * 3) == "ar"
    assert language_of(english * 7 + arabic * 3) == "en"
    assert language_of(french * 14 + english * 6) == "fr"
    assert language_of(english * 14 + french * 6) == "en"


def test_a_long_text_is_judged_over_all_of_it() -> None:
    assert language_of(ENGLISH * 300 + TEXTS["ru"] * 700) == "ru"
    assert language_of(ENGLISH * 700 + TEXTS["ru"] * 300) == "en"
    assert language_of("x" * 1_000_000) in (None, "en")


def test_plain_english_is_known_without_the_model() -> None:
    asked = _model.cache_info()
    assert language_of(ENGLISH) == language_of(ENGLISH * 500) == "en"
    assert _model.cache_info() == asked
    assert language_of(TEXTS["fr"]) == "fr"
    assert _model.cache_info() != asked


@given(st.text())
def test_any_text_has_a_language_with_a_name_or_none(text: str) -> None:
    found = language_of(text)
    assert found is None or language_name(found) != found
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        assert found is None


def test_every_language_is_named_once() -> None:
    names = read_words("languages")["names"]
    assert all(isinstance(code, str) and code.isalpha() for code in names)
    assert len(set(names.values())) == len(names)
    assert (language_name("uk"), language_name("no"), language_name("qqq")) == (
        "Ukrainian",
        "Norwegian",
        "qqq",
    )


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, "", ""),
        (ENGLISH, "en-GB", "en"),
        (ENGLISH, "fr", "fr"),
        (TEXTS["ar"], "", "ar"),
        (TEXTS["ar"], "en", "ar"),
        (TEXTS["ar"], "ckb", "ckb"),
        ("AIR STRIKES POUND ALEPPO", "", ""),
    ],
)
def test_a_report_has_the_language_of_its_document_unless_its_text_is_plainly_not_english(
    text: str, declared: str, language: str
) -> None:
    options = CaptureOptions(today=date(2016, 10, 1))
    report = make_report({"text": text, "language": declared}, options, original="0" * 64, part="")
    assert report.language == language

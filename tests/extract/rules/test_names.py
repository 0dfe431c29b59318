"""The names of a report and their fullest forms."""

from tests.extract.rules.reading import parsed

from marsad.extract.rules.names import Names, find_names

TEXT = (
    "Rami Abdul Rahman heads the Syrian Observatory for Human Rights. Rahman told reporters on Monday that "
    "the Observatory (SOHR) counted 14 strikes."
)


def names(text: str = TEXT) -> Names:
    return find_names(parsed(text))


def test_a_person_is_found_in_full_by_the_last_name() -> None:
    found = names().person("Rahman")
    assert found is not None
    assert found.text == "Rami Abdul Rahman"


def test_a_body_is_found_in_full_by_one_of_its_words() -> None:
    found = names().body("Observatory")
    assert found is not None
    assert found.text.removeprefix("the ") == "Syrian Observatory for Human Rights"


def test_a_body_is_found_by_its_initials() -> None:
    found = names("The International Rescue Committee said on Monday that IRC staff had left.").body("IRC")
    assert found is not None
    assert found.text.removeprefix("The ") == "International Rescue Committee"


def test_initials_of_nobody_are_nobody() -> None:
    assert names().body("UNHCR") is None


def test_a_person_who_is_not_named_is_nobody() -> None:
    assert names().person("Haddad") is None
    assert names().person("") is None


def test_a_body_of_several_words_is_found_by_a_word_for_its_kind() -> None:
    found = names().body_with(frozenset({"observatory"}))
    assert found is not None
    assert "Observatory for Human Rights" in found.text


def test_a_text_without_names_has_none() -> None:
    assert names("it rained all night long") == Names((), ())

"""Short forms of place names."""

import pytest

from marsad.lexicon.abbreviations import full_name, with_full_words


@pytest.mark.parametrize(
    ("short", "behind_place", "full"),
    [
        ("Ind.", False, ("Indiana", "US")),
        ("W. Va.", False, ("West Virginia", "US")),
        ("IN", True, ("Indiana", "US")),
        ("Ind", True, ("Indiana", "US")),
        ("IN", False, None),
        ("Ind", False, None),
        ("Idlib", True, None),
    ],
)
def test_codes_and_forms_without_a_full_stop_need_a_place_before_them(
    short: str, behind_place: bool, full: tuple[str, str] | None
) -> None:
    assert full_name(short, behind_place=behind_place) == full


def test_short_words_within_a_name_are_written_in_full() -> None:
    assert with_full_words("Mt. Pleasant Twp.") == "Mount Pleasant Township"
    assert with_full_words("Kafr Zita") == "Kafr Zita"

"""Words for aid, medics, mines and checkpoints."""

import pytest

from marsad.lexicon.risk import load_risk_words

WORDS = load_risk_words()


@pytest.mark.parametrize(
    "hit", ["aid convoy", "a Red Cross warehouse", "aid workers", "UN trucks", "relief-goods"]
)
def test_aid_is_known_by_its_own_words(hit: str) -> None:
    assert WORDS.aid.tells(hit, hit)


@pytest.mark.parametrize(
    ("hit", "around", "is_aid"),
    [
        ("18 trucks", "18 trucks of the humanitarian convoy were hit", True),
        ("18 trucks", "18 trucks were hit", False),
        ("drivers", "drivers who brought relief were hurt", True),
        ("a military convoy", "a military convoy was hit", False),
        ("army trucks", "army trucks were hit", False),
        ("raided homes", "raided homes", False),
    ],
)
def test_a_truck_is_aid_where_its_words_speak_of_aid(hit: str, around: str, is_aid: bool) -> None:
    assert WORDS.aid.tells(hit, around) == is_aid


@pytest.mark.parametrize(
    "hit", ["two ambulances", "field hospital", "Medics", "health-centre", "four nurses"]
)
def test_medics_and_where_they_work_are_known(hit: str) -> None:
    assert WORDS.medics.tells(hit, hit)


@pytest.mark.parametrize(
    ("words", "is_mine"),
    [
        ("a bus ran over a land mine", True),
        ("an IED on the road", True),
        ("unexploded bomblets lie in the fields", True),
        ("workers of the coal mine", False),
        ("a bomb fell", False),
    ],
)
def test_mines_are_known_by_their_words(words: str, is_mine: bool) -> None:
    assert WORDS.mines.speaks(words) == is_mine


def test_checkpoints_are_known_in_one_word_and_in_two() -> None:
    assert all(
        WORDS.checkpoints.speaks(words) for words in ("at a check-point", "checkpoints", "a road block")
    )
    assert not WORDS.checkpoints.speaks("he checked the point")

"""Which words reports write small."""

from training.casing import small_words


def test_a_word_that_stands_small_more_often_than_with_a_capital_is_small() -> None:
    texts = [
        "The army shelled the town, the army said.",
        "In March the rebels left, and may march on May day.",
    ]
    assert small_words([*texts, "They march, and march on, in March."]) == [
        "and",
        "army",
        "march",
        "on",
        "the",
    ]


def test_a_word_told_once_is_not_known() -> None:
    assert small_words(["The pylon fell."]) == []

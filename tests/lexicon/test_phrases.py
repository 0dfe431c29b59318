"""Forms of English words, and phrases found in raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon.phrases import PhraseIndex, fold, noun_forms, spellings, verb_forms

PHRASES = ("air", "air strike", "strike", "strike hit", "gas attack", "attackers", "fire", "under fire", "é")
INDEX = PhraseIndex.of((phrase, phrase) for phrase in PHRASES)

# Texts in which phrases meet, overlap, stand inside longer words and stand beside other scripts.
collisions = st.lists(
    st.sampled_from([*PHRASES, " ", " ", "-", "s", "ers", "İ", "قصف", "🔥", "\u00a0", "\n", "'", "9"])
).map("".join)


def naive(text: str) -> list[tuple[int, int, str]]:
    """Find by trying every phrase at every place, the longest first."""
    folded, found, at = fold(text), [], 0
    while at < len(text):
        here = [
            phrase
            for phrase in PHRASES
            if folded.startswith(phrase, at)
            and not folded[max(0, at - 1) : at].isalnum()
            and not folded[at + len(phrase) : at + len(phrase) + 1].isalnum()
        ]
        longest = max(here, key=len, default="")
        if longest:
            found.append((at, at + len(longest), longest))
        at += len(longest) or 1
    return found


@given(st.text())
def test_fold_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_of_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_lowers_and_levels_hyphens_spaces_and_apostrophes() -> None:
    assert fold("AIR-Strike\u00a0on Idlib’s\nİZ") == "air strike on idlib's İz"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("air strike", ("air strike", "airstrike")),
        ("raid", ("raid",)),
        ("go on", ("go on",)),
        ("by air strike", ("by air strike",)),
    ],
)
def test_spellings_joins_two_words_of_three_letters_or_more(phrase: str, expected: tuple[str, ...]) -> None:
    assert spellings(phrase) == expected


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("raid", "raids"),
        ("blast", "blasts"),
        ("ceasefire", "ceasefires"),
        ("casualty", "casualties"),
        ("convoy", "convoys"),
        ("clash", "clashes"),
        ("breach", "breaches"),
        ("bus", "buses"),
        ("box", "boxes"),
    ],
)
def test_noun_forms_gives_singular_and_plural(noun: str, plural: str) -> None:
    assert noun_forms(noun) == (noun, plural)


@pytest.mark.parametrize(
    "forms",
    [
        ("attack", "attacks", "attacked", "attacking"),
        ("rescue", "rescues", "rescued", "rescuing"),
        ("seize", "seizes", "seized", "seizing"),
        ("occupy", "occupies", "occupied", "occupying"),
        ("destroy", "destroys", "destroyed", "destroying"),
        ("clash", "clashes", "clashed", "clashing"),
        ("stab", "stabs", "stabbed", "stabbing"),
        ("kidnap", "kidnaps", "kidnapped", "kidnapping"),
        ("expel", "expels", "expelled", "expelling"),
        ("shell", "shells", "shelled", "shelling"),
        ("bomb", "bombs", "bombed", "bombing"),
        ("loot", "loots", "looted", "looting"),
        ("bury", "buries", "buried", "burying"),
        ("evict", "evicts", "evicted", "evicting"),
        ("target", "targets", "targeted", "targeting"),
    ],
)
def test_verb_forms_gives_the_four_regular_forms(forms: tuple[str, ...]) -> None:
    assert verb_forms(forms[0]) == forms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An AIR-STRIKE hit", ["AIR-STRIKE"]),
        ("an air\nstrike", ["air\nstrike"]),
        ("fire, fire!", ["fire", "fire"]),
        ("fires, gunfire and firefighters", []),
        ("came under fire", ["under fire"]),
        ("قصف air قصف", ["air"]),
        ("gas attackers", ["attackers"]),
        ("an air strike hit it", ["air strike"]),
        ("fire9 9fire _fire", ["fire"]),
        ("", []),
    ],
)
def test_find_takes_whole_words_only_and_the_longest_phrase(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end, _ in INDEX.find(text)] == found


@given(collisions | st.text())
def test_find_agrees_with_trying_every_phrase_everywhere(text: str) -> None:
    assert list(INDEX.find(text)) == naive(text)


def test_of_lets_the_earlier_of_two_equal_phrases_win() -> None:
    index = PhraseIndex.of([("Air-Strike", 1), ("air strike", 2)])

    assert [value for _, _, value in index.find("air strike")] == [1]


def test_of_nothing_finds_nothing() -> None:
    assert list(PhraseIndex[str].of([]).find("an air strike")) == []

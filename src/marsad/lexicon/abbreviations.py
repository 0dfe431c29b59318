"""Short forms of place names and the full names that they stand for: "Ind.", "TX", "Mt. Pleasant"."""

from collections.abc import Mapping
from functools import cache

from marsad.lexicon.files import word_lists

__all__ = ["full_name", "with_full_words"]


@cache
def _forms(group: str) -> Mapping[str, tuple[str, ...]]:
    return word_lists("place_abbreviations", group)


@cache
def _words() -> Mapping[str, str]:
    return {short.lower(): words[0] for short, words in _forms("words").items()}


def full_name(short: str, *, behind_place: bool = False) -> tuple[str, str] | None:
    """Return the full name and the country's code of a short form as written ("W. Va."), or None.

    Codes ("TX"), and short forms without their full stop, are read only `behind_place`, as in "Dallas, TX".
    """
    written = short.replace(" ", "")
    found = _forms("written").get(written)
    if found is None and behind_place:
        found = _forms("codes").get(written) or _forms("written").get(f"{written}.")
    return (found[0], found[1]) if found else None


def with_full_words(name: str) -> str:
    """Return a name with the short words in it written in full: "Mt. Pleasant" is Mount Pleasant."""
    return " ".join(_words().get(word.lower(), word) for word in name.split())

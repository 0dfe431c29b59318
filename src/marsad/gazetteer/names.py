"""Place names made comparable: a strict form for look-up, a forgiving one for search."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

__all__ = ["fold", "normalise", "skeleton", "without_articles"]

_ARTICLES = frozenset({"al", "el", "ul"})
_SUN_ARTICLES = frozenset(
    {"ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "en", "er", "es", "esh", "et", "ez"}
)
_SILENT = "'\u2018\u2019\u201b\u02bb\u02bc\u02be\u02bf\u02b9\u02c8\u2032`\u00b4\u0640\u200c\u200d"
_LETTERS = str.maketrans(
    {
        **dict.fromkeys(_SILENT, ""),
        **{
            "ı": "i",
            "ø": "o",
            "ł": "l",
            "đ": "d",
            "ð": "d",
            "þ": "th",
            "æ": "ae",
            "œ": "oe",
            "ə": "a",
            "ħ": "h",
        },
        **{"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ہ": "ه", "ھ": "ه"},
    }
)
_ARABIC_ARTICLE = "ال"
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")

_SOUNDS = (
    (re.compile(r"sch|ch"), "sh"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"([gdt])h"), r"\1"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"[qc]"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)[ae]h?$"), ""),
    (re.compile(r"[ey]"), "i"),
    (re.compile(r"[ow]"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"a(?=[iu])"), ""),
    (re.compile(r"(?<=[aiu][^aiu])i(?=[lmnr]$)"), ""),
)
"""What transliterations vary in, in the order it is evened out: sh/ch, gh/g, dh/d, th/t, q/c/k, doubled
letters, the ending -a/-ah/-eh, e/i/y/ee, o/u/ou/w, the diphthongs ay/ei and aw/au, and the vowel that eases
an ending (Kafer, Kafr)."""
_GLUED_ARTICLE = re.compile(r"^(?:[ae]l(?=[^aeiouy]..)|[ae](?=([dnrstz])\1..))")


def fold(name: str) -> str:
    """Return the name in small letters without diacritics and punctuation, its words one space apart."""
    if name.isascii():
        return _NOT_PLAIN.sub(" ", name.lower().replace("'", "").replace("`", "")).strip()
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join([letter for letter in letters if not unicodedata.combining(letter)]).translate(_LETTERS)
    if plain.isascii():
        return _NOT_PLAIN.sub(" ", plain).strip()
    kept = (letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " " for letter in plain)
    return " ".join("".join(kept).split())


def without_articles(folded: str) -> str:
    """Drop Arabic articles that stand before a word, from the end so that the result has none left."""
    if " " not in folded and not folded.startswith(_ARABIC_ARTICLE):
        return folded
    kept: list[str] = []
    for word in reversed(folded.split()):
        while word.startswith(_ARABIC_ARTICLE) and len(word) >= 5:
            word = word.removeprefix(_ARABIC_ARTICLE)
        if kept and (word in _ARTICLES or (word in _SUN_ARTICLES and kept[-1].startswith(word[1:]))):
            continue
        kept.append(word)
    return " ".join(reversed(kept))


def normalise(name: str) -> str:
    """Return the strict form of a place name, equal for spellings that differ in writing only.

    Case, diacritics, apostrophes, hyphens, punctuation and the Arabic article are left out (`al-`, `el-`, an
    assimilated one such as `ash-` before its own sound, and `ال`). The form of a form is itself.
    """
    folded = fold(name)
    return without_articles(folded)


@lru_cache(100_000)
def _sounds(word: str) -> str:
    word = _GLUED_ARTICLE.sub("", word)
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def skeleton(name: str) -> str:
    """Return the forgiving form of a place name, equal for most of its Latin transliterations.

    "Bustan al-Qasr", "Bustan Al Qasr" and "Bostan al-Kasr" have one form. The form of a form is itself: the
    steps are repeated until nothing changes, and none of them makes a name longer.
    """
    strict = normalise(name)
    latin = strict if strict.isascii() else normalise(anyascii(strict))
    form = "".join(_sounds(word) for word in latin.split())
    while (shorter := _sounds(form)) != form:
        form = shorter
    return form

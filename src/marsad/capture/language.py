"""Which language a text is in, as far as its letters and words leave no doubt."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from marsad.lexicon.files import read_words, word_list

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["ENGLISH", "language_name", "language_of"]

ENGLISH = "en"

PIECE = 400
"""Characters judged at once: a paragraph, so that a text in two languages is judged by the greater part."""
PIECES = 50
"""How many pieces of a long text are judged, spread over all of it."""
FEWEST_LETTERS = 10
"""In fewer letters than these no language is told."""
# Both measured with benchmarks/language.py: no sentence of English reports is called another language, and of
# 299 whole reports 296 are known by their words, before the model is loaded.
SURE = 0.6
COMMON_SHARE = 0.1

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
OTHER = re.compile(r"[^\W\d_A-Za-zÀ-ɏḀ-ỿ]")


def language_of(text: str) -> str | None:
    """Return the ISO 639 code of the language that more than half of a text is in; None where that is not sure.

    A long text is judged by pieces of it, so that the time has a bound. In Latin letters names do not count:
    a list of places of Syria is in no language.
    """
    pieces = [_without_names(piece) for piece in _pieces(text)]
    sizes = [len(LATIN.findall(piece)) + len(OTHER.findall(piece)) for piece in pieces]
    plain = sum(size for piece, size in zip(pieces, sizes, strict=True) if _is_plain_english(piece))
    if 2 * plain > sum(sizes):
        return ENGLISH
    letters: Counter[str | None] = Counter()
    for piece, size in zip(pieces, sizes, strict=True):
        letters[_of_piece(piece)] += size
    found, most = letters.most_common(1)[0]
    return found if 2 * most > letters.total() else None


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where the list of names lacks it."""
    return str(read_words("languages")["names"].get(code, code))


def _pieces(text: str) -> Sequence[str]:
    step = max(PIECE, len(text) // PIECES)
    return [text[at : at + PIECE] for at in range(0, max(1, len(text)), step)]


def _without_names(piece: str) -> str:
    """Return a piece in small letters, without words that have a capital unless most of its letters are capitals."""
    if 2 * _capitals(piece) <= len(LATIN.findall(piece)):
        piece = " ".join(word for word in piece.split() if not _capitals(word))
    return piece.lower()


def _capitals(text: str) -> int:
    return sum(map(str.isupper, text))


def _is_plain_english(piece: str) -> bool:
    """Tell whether common words of English are frequent in a piece: most reports are told by that alone."""
    words = WORD.findall(piece)
    common = [word for word in words if word in _common_words()]
    return (
        len(set(common)) > 1
        and len(common) >= COMMON_SHARE * len(words)
        and len(LATIN.findall(piece)) > len(OTHER.findall(piece))
    )


def _of_piece(piece: str) -> str | None:
    """Return the language of a piece by the letters that most of it is in; English has none but Latin ones."""
    latin, other = len(LATIN.findall(piece)), len(OTHER.findall(piece))
    if latin + other < FEWEST_LETTERS:
        return None
    code, chance = _model().classify((LATIN if other > latin else OTHER).sub(" ", piece))
    return str(code) if other > latin or chance >= SURE else None


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word_list("languages", "common"))


@cache
def _model() -> "LanguageIdentifier":
    # loaded here: it takes most of a second, and most reports are plain English
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(read_words("languages")["names"]))
    return model

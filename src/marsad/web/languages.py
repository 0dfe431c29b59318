"""The languages of the desk: catalogues of gettext, read from their sources."""

import gettext
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

__all__ = ["LANGUAGES", "N_", "RIGHT_TO_LEFT", "catalogue", "chosen", "in_words"]

LANGUAGES: Mapping[str, str] = {"en": "English", "ar": "العربية"}
"""Languages by code, each in its own words; the strings in code and templates are English."""
RIGHT_TO_LEFT = frozenset({"ar"})
TURNED = re.compile(r"%\(\w+\)s|\d+(?:-\d+)+")
"""What is put in, and days and ranges that are examples."""


def N_(words: str) -> str:  # the name by which gettext's tools know it
    """Return English words as they are: they are translated where they are shown, and go into the catalogues."""
    return words


def in_words(code: str, words: gettext.NullTranslations) -> str:
    """Return a code of the codebook, or a fixed phrase of an answer, as words of a language."""
    return words.gettext(code.replace("_", " ")) if code else ""


@cache
def catalogue(code: str) -> gettext.NullTranslations:
    """Return the strings of a language; what its catalogue lacks stays English."""
    if code == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("marsad.web").joinpath("locales", code, "desk.po")
    with source.open("rb") as file:
        compiled = BytesIO()
        catalog = read_po(file, locale=code)
        if code in RIGHT_TO_LEFT:
            for message in catalog:
                message.string = _isolated(message.string or "")
        write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _isolated(translated: str | Sequence[str]) -> str | tuple[str, ...]:
    """Keep what is put in for a placeholder, such as a number, a day or a name, from turning the words round it."""
    if not isinstance(translated, str):
        return tuple(str(_isolated(one)) for one in translated)
    kept = TURNED.sub("\N{FIRST STRONG ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", translated)
    # The first letter tells `dir="auto"` how a sentence runs, and a name may come before the language's own words.
    return f"\N{RIGHT-TO-LEFT MARK}{kept}" if kept.startswith("\N{FIRST STRONG ISOLATE}") else kept


def chosen(asked: str, kept: str, accepted: str) -> str:
    """Return the language to answer in: the one asked for now, else the one kept, else what the browser accepts."""
    for code in (asked, kept):
        if code in LANGUAGES:
            return code
    preferred = (part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(","))
    return next((code for code in preferred if code in LANGUAGES), "en")

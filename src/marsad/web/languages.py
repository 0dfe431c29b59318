"""The languages of the desk: catalogues of gettext, read from their sources."""

import gettext
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "catalogue", "chosen"]

LANGUAGES: Mapping[str, str] = {"en": "English", "ar": "العربية"}
"""Languages by code, each in its own words; the strings in code and templates are English."""
RIGHT_TO_LEFT = frozenset({"ar"})


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
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def chosen(asked: str, kept: str, accepted: str) -> str:
    """Return the language to answer in: the one asked for now, else the one kept, else what the browser accepts."""
    for code in (asked, kept):
        if code in LANGUAGES:
            return code
    preferred = (part.partition(";")[0].strip().partition("-")[0].lower() for part in accepted.split(","))
    return next((code for code in preferred if code in LANGUAGES), "en")

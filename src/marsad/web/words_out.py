"""Bring the catalogues of the desk's languages up to date with its templates and code: `make words`.

A catalogue keeps its head, which holds its glossary, and its translations. Strings that are new have an empty
translation, those that are no longer used are gone; both are sorted and told without places, so that a change shows
what changed and nothing else.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from marsad.web.codes import code_words
from marsad.web.languages import LANGUAGES

__all__ = ["WEB", "Words", "catalogue_file", "extract", "updated"]

WEB = Path(__file__).parent
Words = str | tuple[str, str]
"""A string, or its singular and plural."""
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
_WIDE = 110


def catalogue_file(code: str) -> Path:
    """Return the catalogue of a language."""
    return WEB / "locales" / code / "desk.po"


def extract() -> tuple[Words, ...]:
    """Return every string of the desk that is translated: of templates, of code, and of the record's own lists."""
    found: set[Words] = set(code_words())
    for _, _, words, _, _ in extract_from_dir(WEB, _METHODS, _OPTIONS, _KEYWORDS):
        found.add(words if isinstance(words, str) else (words[0], words[1]))
    singular = {words[0] for words in found if not isinstance(words, str)}
    return tuple(sorted((words for words in found if words not in singular), key=_order))


def updated(text: str, code: str, strings: Iterable[Words]) -> str:
    """Return a catalogue with these strings: those that it has keep their translation."""
    head, _, _ = text.partition("\n\n")
    old = read_po(BytesIO(text.encode()), locale=code)
    new = Catalog(locale=code)
    for words in strings:
        known = old.get(words)
        new.add(words, known.string if known and not known.fuzzy else _empty(words, new.num_plurals))
    target = BytesIO()
    write_po(target, new, width=_WIDE, no_location=True, omit_header=True, sort_output=True)
    return f"{head}\n\n{target.getvalue().decode().strip()}\n"


def _empty(words: Words, plurals: int) -> str | tuple[str, ...]:
    return "" if isinstance(words, str) else ("",) * plurals


def _order(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def main() -> None:
    """Write every catalogue anew, and tell how much of it is not translated."""
    strings = extract()
    for code in LANGUAGES:
        if code == "en":
            continue
        file = catalogue_file(code)
        text = updated(file.read_text("utf-8"), code, strings)
        file.write_text(text, "utf-8", newline="\n")
        read = read_po(BytesIO(text.encode()), locale=code)
        left = [one for one in read if one.id and not all(_parts(one.string))]
        print(f"{code}: {len(strings)} strings, {len(left)} not translated")


def _parts(translated: str | Iterable[str] | None) -> Iterable[str]:
    return (translated or "",) if translated is None or isinstance(translated, str) else translated


if __name__ == "__main__":
    main()

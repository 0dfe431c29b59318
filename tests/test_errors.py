"""The tree in the words of `errors.py` is the tree of its classes."""

import re
from pathlib import Path

import pytest

from marsad import errors

_LINE = re.compile(r"^(?P<branches>[│├└─ ]*)(?P<name>\w+Error) +(?P<meaning>\S.*)$")
_CLASS = re.compile(r"^ *class \w+\(.*(Error|Exception)\b.*\):", re.MULTILINE)
_STEP = 4  # characters that one level of the drawing is indented by


def _drawn() -> dict[str, tuple[str, str]]:
    """Return the parent and the meaning of each error, as the drawing has them."""
    drawn: dict[str, tuple[str, str]] = {}
    above = ["MarsadError"]
    for line in filter(None, map(_LINE.match, (errors.__doc__ or "").splitlines())):
        depth = len(line["branches"]) // _STEP
        drawn[line["name"]] = (above[depth - 1], line["meaning"])
        above[depth:] = [line["name"]]
    return drawn


def _subclasses(error: type[Exception]) -> list[type[Exception]]:
    return [below for child in error.__subclasses__() for below in (child, *_subclasses(child))]


def test_errors_drawn_tree_is_the_real_tree() -> None:
    ours = [error for error in _subclasses(errors.MarsadError) if error.__module__ == errors.__name__]

    assert {name: parent for name, (parent, _) in _drawn().items()} == {
        error.__name__: error.__bases__[0].__name__ for error in ours
    }


def test_errors_no_other_module_defines_an_error() -> None:
    source = Path(errors.__file__).parent
    elsewhere = [path for path in source.rglob("*.py") if path != Path(errors.__file__)]

    assert elsewhere
    assert [path for path in elsewhere if _CLASS.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", sorted(_drawn()))
def test_errors_say_in_their_docstring_what_the_drawing_says(name: str) -> None:
    meaning = _drawn()[name][1]

    assert getattr(errors, name).__doc__ == meaning[0].upper() + meaning[1:] + "."


def test_errors_exports_every_error_and_nothing_else() -> None:
    assert errors.__all__ == sorted(["MarsadError", *_drawn()])

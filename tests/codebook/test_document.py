"""The codebook that people read is the one that the program reads."""

import doctest
from pathlib import Path

import pytest

from marsad.codebook import EventType, load_codebook

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"
BOOK = load_codebook()


def rows(first: str) -> list[list[str]]:
    """The rows of the page's tables whose first cell is the given code."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")
    ]
    return [row for row in cells if row[0] == f"`{first}`"]


def test_every_code_of_the_page_is_in_the_codebook() -> None:
    known = {*BOOK.types, *BOOK.families, *BOOK.phases, *BOOK.groups, *BOOK.source_kinds, *BOOK.conditions}
    first_cells = [
        line.split("`")[1] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")
    ]
    assert set(first_cells) == known


@pytest.mark.parametrize("event", BOOK.types.values(), ids=BOOK.types)
def test_the_page_tells_each_type_and_its_crosswalk(event: EventType) -> None:
    told = rows(event.id)
    assert [f"`{event.id}`", f"`{event.family}`", event.description] in told
    crosswalk = next(row for row in told if len(row) == 4)
    for code in event.acled:
        assert code.sub_event_type in crosswalk[1]
        assert code.when in crosswalk[1]
    assert set(event.plover.values()) <= set(crosswalk[2].replace("(", "").replace(";", "").split())
    assert crosswalk[3] == (event.ucdp or "–")


@pytest.mark.parametrize("name", ["families", "groups", "source_kinds", "conditions"])
def test_the_page_describes_each_list(name: str) -> None:
    for id, description in getattr(BOOK, name).items():
        assert [f"`{id}`", description] in rows(id)


def test_the_page_describes_each_phase() -> None:
    for phase in BOOK.phases.values():
        assert [f"`{phase.id}`", phase.description, "yes" if phase.occurred else "no"] in rows(phase.id)


def test_the_pages_example_runs() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted == 2
    assert result.failed == 0

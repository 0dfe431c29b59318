"""What docs/desk.md says is so."""

import re
from pathlib import Path

from tests.web.browsing import Browser
from tests.web.walking import NO_CALLER, ways

from marsad.model import ROLES, Viewer
from marsad.web.permissions import GRANTS, Permission

PAGE = (Path(__file__).parents[2] / "docs" / "desk.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, row by row."""
    told = PAGE.split(f"## {heading}\n", 1)[1]
    rows = re.search(r"(?:^\|.*\n)+", told, re.MULTILINE)
    assert rows
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[0].splitlines()]


def test_the_table_of_roles_is_what_roles_may_do() -> None:
    head, _, *rows = table("Users and roles")
    assert head == ["role", *Permission]
    told = {role: {name for name, cell in zip(head[1:], cells, strict=True) if cell} for role, *cells in rows}
    assert told == {role: {*GRANTS[role]} for role in (Viewer.PUBLIC, *ROLES)}


def test_every_permission_is_told_in_words() -> None:
    told = PAGE.split("## Users and roles\n", 1)[1].split("\n## ", 1)[0]
    lines = re.findall(r"^- (\*\*.*?):", told, re.MULTILINE)
    assert {word for line in lines for word in re.findall(r"\w+", line)} == {*Permission}


def test_every_route_of_the_api_is_told_and_no_other(own: Browser) -> None:
    told = set(re.findall(r"(/api/[\w/]+)", " ".join(row[0] for row in table("API"))))
    told = {re.sub(r"/(ID|FORMAT)\b", "/{}", path) for path in told}
    there = {
        re.sub(r"\{\w+\}", "{}", way.path)
        for way in ways(own.client.app)  # type: ignore[arg-type]  # the client's own type is wider
        if way.is_api and way.path not in NO_CALLER
    }
    assert told == there


def test_every_code_of_an_error_is_told() -> None:
    from marsad.web.faults import TITLES

    told = {int(code) for code in re.findall(r"\b([45]\d\d)\b", PAGE.split("An error has one shape", 1)[1])}
    assert told >= {*TITLES} - {500}

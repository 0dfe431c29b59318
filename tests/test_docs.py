"""What the documents say is so."""

import doctest
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import typer.main
from tests.workshop import REPORTS, places_cache

from marsad.cli import app
from marsad.config import VARIABLES
from marsad.link.fields import CORRECTABLE
from marsad.link.grade import rule_in_words
from marsad.model import Verdict

DOCS = Path(__file__).parents[1] / "docs"
COMMANDS = (DOCS / "commands.md").read_text("utf-8")
JUDGEMENTS = (DOCS / "judgements.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, object]]:
    """Every command that does something, with the words that call it."""
    top = typer.main.get_command(app)
    waiting = [("marsad", top)]
    while waiting:
        name, command = waiting.pop()
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
        else:
            waiting += [(f"{name} {word}", one) for word, one in inner.items()]


NAMED = dict(commands())


def section(name: str) -> str:
    """What the page says under the heading of a command, or under the next one with words."""
    told = COMMANDS.split(f"### {name}\n", 1)[1]
    parts = (part.strip() for part in re.split(r"^### .*$|^## .*$", told, flags=re.MULTILINE))
    return next(part for part in parts if part)


def test_the_page_tells_of_every_command_and_no_other() -> None:
    assert set(re.findall(r"^### (.+)$", COMMANDS, re.MULTILINE)) == set(NAMED)


@pytest.mark.parametrize("name", NAMED)
def test_a_command_is_told_with_its_options_and_an_example(name: str) -> None:
    told = section(name)
    common = COMMANDS[: COMMANDS.index("### marsad add")]
    for parameter in NAMED[name].params:  # type: ignore[attr-defined]  # typer keeps its class private
        options = [word for word in parameter.opts if word.startswith("--") and word != "--help"]
        assert all(word in told or word in common for word in options), options
    assert f"    {name}" in told or name.startswith("marsad judge")
    help_text = NAMED[name].help  # type: ignore[attr-defined]  # as above
    assert f"Example: {name}" in help_text


def test_the_rule_of_the_grade_is_told_in_its_own_words() -> None:
    for one in rule_in_words().split("; ", 4):
        grade, _, when = one.partition(": ")
        assert f"| `{grade}` | {when} |" in JUDGEMENTS


def test_every_verdict_and_every_field_that_can_be_corrected_is_told() -> None:
    table = JUDGEMENTS.split("| field | value |", 1)[1].split("\n\n", 1)[0]
    assert set(re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines()[2:]))) == set(
        CORRECTABLE
    )
    verdicts = JUDGEMENTS.split("| verdict |", 1)[1].split("\n\n", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", verdicts, re.MULTILINE) == list(get_args(Verdict))


def test_every_setting_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (MARSAD_\w+) \|", COMMANDS, re.MULTILINE)
    assert dict(rows) == VARIABLES


def test_every_exit_code_is_in_the_table() -> None:
    assert re.findall(r"^\| (\d+) \|", COMMANDS, re.MULTILINE) == ["0", "1", "2", "130"]


def test_the_notebook_session_runs_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, source in (("aid-trucks.txt", "01-wire.txt"), ("ministry.txt", "02-ministry.txt")):
        (tmp_path / name).write_text(REPORTS[source].partition("\n\n")[2], "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MARSAD_CACHE", str(places_cache()))
    text = (DOCS / "api.md").read_text("utf-8").replace("…", "...")
    session = doctest.DocTestParser().get_doctest(text, {"date": date}, "api.md", "api.md", 0)
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=report.append)
    assert result.failed == 0, "".join(report)
    assert result.attempted > 25

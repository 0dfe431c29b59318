"""`marsad figures`."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run
from tests.watch.happenings import happening, toll
from tests.watch.saying import said

from marsad.cli.face import screen
from marsad.cli.figures import line_table
from marsad.link.roots import Root
from marsad.watch.statements import Statement
from marsad.watch.war.lines import Line, find_lines
from marsad.watch.war.ownsum import add_up, addend_of, pile
from marsad.watch.war.titles import line_title
from marsad.watch.war.war_figures import set_beside

WAR = (
    "Title: A war in figures\nPublished: 2016-09-22\n\n"
    "The war in Syria has killed more than 300,000 people since March 2011, the United Nations said."
)


def drawn(thing: object) -> str:
    console = screen()
    with console.capture() as capture:
        console.print(thing)
    return " ".join(capture.get().split())


def line(**told: Any) -> Line:
    (line,) = find_lines([said(**told)], ("killed",))
    return line


def test_a_record_without_figures_says_so(filled: Run) -> None:
    done = filled("figures")
    assert done.exit_code == 0
    assert "No source of this record gives such a figure." in done.stdout
    assert json.loads(filled("figures", "--format", "json").stdout)["wars"] == []


def test_a_figure_that_is_read_is_shown_with_its_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "war.txt").write_text(WAR, "utf-8")
    assert run("add", "war.txt").exit_code == 0
    told = " ".join(run("figures").stdout.split())
    assert told.startswith("Syria: killed, since 2011-03-01")
    assert "United Nations 300,000 or more" in told
    assert "this record itself" in told
    assert "The figures count from 2011-03-01 to 2016-09-22; the record has no incident there" in told


def test_what_cannot_be_asked_is_one_line_of_advice(run: Run) -> None:
    for words in (("--country", "Atlantis"), ("--since", "yesterday"), ("--place", "?")):
        done = run("figures", *words)
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)


def test_a_line_is_drawn_with_its_sources_and_the_record_below() -> None:
    own = add_up(pile([addend_of(happening(tolls=(toll(12, 14, None),)), "killed")]), since=None, until=None)
    table = drawn(line_table(set_beside(line(), own)))
    assert "2016-09-22 SOHR 300,000" in table
    assert "this record itself 12 or more 1 incident, best 14" in table
    assert "not known" in drawn(line_table(line()))


def test_a_title_says_what_is_counted() -> None:
    assert line_title(line()) == "Syria: killed, since 2011-03-15"
    assert (
        line_title(line(killed=3, groups={"aid_workers": 3})) == "Syria: aid workers killed, since 2011-03-15"
    )
    narrow = line_title(line(place=None, land="", actors="Russia", targets="journalists", since=None))
    assert narrow == "country not known: killed (by Russia, journalists), since when is not told"


def test_words_in_brackets_are_words() -> None:
    (one,) = find_lines([Statement(said().claim, Root("x", "[bold]x[/y]"))], ("killed",))
    assert "[bold]x[/y]" in drawn(line_table(one))

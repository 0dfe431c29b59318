"""What the commands share."""

from datetime import date

import pytest
import typer

from marsad.cli.face import finish, parse_day, progress_bar
from marsad.errors import ConfigError
from marsad.model import Issue


def test_a_day_is_a_date_or_an_error() -> None:
    assert (parse_day(None), parse_day("2016-09-19")) == (None, date(2016, 9, 19))
    with pytest.raises(ConfigError, match="2016-09-19"):
        parse_day("yesterday")


def test_nothing_skipped_is_no_exit(capsys: pytest.CaptureFixture[str]) -> None:
    finish([])
    with pytest.raises(typer.Exit) as ended:
        finish(iter([Issue("a.txt", "why")]))
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err == "skipped a.txt: why\n"


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        progress("reading", 1, 2)
        progress("reading", 2, None)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")

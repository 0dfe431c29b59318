"""`marsad read`."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.capture.test_language import TEXTS
from tests.cli.conftest import Run

from marsad.export.reading import Reading

Process = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = "Shelling killed 3 people in the Syrian town of Madaya on Tuesday, a medic said."


def test_json_is_a_reading_a_line(run: Run, folder: Path) -> None:
    done = run("read", str(folder), "--format", "json")
    assert done.exit_code == 0
    readings = [Reading.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [reading.report.title for reading in readings] == ["Aid trucks hit", "Ministry denies", "Shelling"]
    for reading in readings:
        for claim in reading.claims:
            assert reading.report.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_standard_input_is_read_and_options_say_what_it_does_not(run: Run, tmp_path: Path) -> None:
    words = ("read", "-", "--published", "2016-09-21", "--publisher", "Daily Page", "--format", "json")
    done = run(*words, input=TEXT)
    reading = json.loads(done.stdout)
    assert (reading["report"]["text"], reading["report"]["publisher"]) == (TEXT, "Daily Page")
    assert reading["claims"][0]["time"]["start"] == "2016-09-20"
    assert reading["claims"][0]["harm"]["killed"]["quote"] in TEXT
    assert not (tmp_path / "home").exists()


def test_text_is_for_people(run: Run) -> None:
    done = run("read", "-", "--published", "2016-09-21", input=TEXT)
    assert "1. shelling" in done.stdout
    assert "where    Madaya" in done.stdout


def test_html_is_one_page_in_utf_8_whatever_the_terminal_writes(
    process: Process, env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_text(f"Title: Café\nPublished: 2016-09-21\n\n{TEXT}", "utf-8")
    env["PYTHONIOENCODING"] = "ascii"
    done = process("read", "report.txt", "--format", "html")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<!doctype html>")
    assert done.stdout.count("<!doctype html>") == 1
    assert '<h1 dir="auto" lang="">Café</h1>' in done.stdout
    assert re.search(r'<mark data-claim="1" data-type="shelling"', done.stdout)


def test_html_of_several_reports_is_refused(run: Run, folder: Path) -> None:
    done = run("read", str(folder), "--format", "html")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "name a file of one" in done.stderr


def test_what_is_skipped_goes_to_standard_error_with_exit_code_1(run: Run, folder: Path) -> None:
    (folder / "00-empty.txt").write_bytes(b"")
    done = run("read", str(folder), "--format", "json")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr.startswith("skipped 00-empty.txt: ")


def test_another_language_is_named_and_nothing_is_read(run: Run) -> None:
    done = run("read", "-", "--format", "json", input=TEXTS["uk"])
    reading = Reading.model_validate_json(done.stdout)
    assert (reading.report.language, reading.claims) == ("uk", ())
    assert done.exit_code == 1
    assert done.stderr.startswith(
        "not read -: the text seems to be Ukrainian, and the reader reads English only"
    )
    assert "0 claims" in run("read", "-", input=TEXTS["he"]).stdout

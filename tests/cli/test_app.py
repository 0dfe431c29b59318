"""The command as a whole: light to start, clean to fail, clean to interrupt."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from tests.cli.conftest import Run
from typer.testing import CliRunner

from marsad.cli.app import Commands

HEAVY = ("spacy", "sqlalchemy", "trafilatura", "httpx", "numpy")
Process = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"marsad {version('marsad')}\n"


@pytest.mark.parametrize("words", [["--help"], ["add", "--help"], ["demo", "--help"], ["--version"]])
def test_help_loads_no_parser_and_no_database(words: list[str]) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['marsad', *{words}]\n"
        "from marsad.cli import main\n"
        "try: main()\n"
        f"finally: print('loaded', [name for name in {HEAVY} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.endswith("loaded []\n")


def test_an_error_is_one_line_that_says_what_to_do(process: Process) -> None:
    done = process("show", "claim-12", "--record", "no/such/folder/record.db")
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(r"marsad: cannot open no/such/folder/record\.db: check .*\n", done.stderr)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["read", "missing.txt"], "check the path"),
        (["add", "x", "--columns", "text"], "text=COLUMN"),
        (["add", "x", "--published", "19/9/2016"], "2016-09-19"),
        (["incidents", "--grade", "sure"], "choose one of confirmed"),
        (["incidents", "--near", "Xyzzyville"], "gazetteer search"),
        (["incidents", "--limit", "0"], "at least 1"),
        (["show", "claim-12"], "marsad incidents"),
        (["export", "shapefile", "out"], "jsonl, csv, geojson"),
        (["schema", "places"], "claims, incidents"),
        (["evaluate", "."], "give the folder"),
        (["judge", "accept", "claim-12", "--reason", "x", "--author", "A"], "marsad show"),
        (["judge", "withdraw", "judgement-12", "--reason", "x", "--author", "A"], "marsad judge list"),
        (["gazetteer", "add", "missing.csv"], "missing.csv"),
        (["demo", "--dossier", "missing"], "--dossier"),
    ],
)
def test_wrong_use_ends_with_2_and_what_to_do(run: Run, words: list[str], reason: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert done.stderr.startswith("marsad: ")
    assert done.stderr.count("\n") == 1
    assert reason in done.stderr


def test_an_unknown_option_ends_with_2(run: Run) -> None:
    assert run("add", "--no-such-option").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_a_misspelt_setting_is_an_error(process: Process, env: dict[str, str]) -> None:
    env["MARSAD_RECROD"] = "x"
    done = process("verify")
    assert (done.returncode, "MARSAD_RECROD sets nothing" in done.stderr) == (2, True)


def test_an_interrupt_that_compiled_code_made_another_error_is_one_still() -> None:
    interruptible = typer.Typer(cls=Commands)

    @interruptible.command()
    def load() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ImportError("failed to import") from None

    @interruptible.command()
    def fail() -> None:
        raise ImportError("failed to import")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        interrupted, failed = (CliRunner().invoke(interruptible, name) for name in ("load", "fail"))
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert (interrupted.exit_code, failed.exit_code) == (130, 1)
    assert "run the same command again" in interrupted.stderr
    assert isinstance(failed.exception, ImportError)


def heeding_interrupts() -> None:
    """A shell that runs the tests in the background has told them to ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_cleanly_and_the_run_is_completed_by_the_next(
    env: dict[str, str], tmp_path: Path, process: Process
) -> None:
    rows = "\n".join(f"Shelling killed {n} people in the town of Madaya on Monday." for n in range(2, 30000))
    (tmp_path / "many.csv").write_text(f"text\n{rows}\n", "utf-8")
    command = [sys.executable, "-m", "marsad", "add", "many.csv"]
    record = tmp_path / "home" / "record.db"
    with subprocess.Popen(
        command,
        env=env,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    ) as adding:
        while not record.exists() and adding.poll() is None:
            time.sleep(0.05)
        time.sleep(3)
        said = ""
        for _ in range(6):  # the parser's compiled code may swallow one
            adding.send_signal(signal.SIGINT)
            try:
                _, said = adding.communicate(timeout=10)
                break
            except subprocess.TimeoutExpired:
                continue
        else:
            adding.kill()
    assert adding.returncode == 130, said
    assert said.endswith("marsad: interrupted; what was finished is kept, run the same command again\n")
    assert process("verify").returncode == 0

"""The public names, and what they cost."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.workshop import REPORTS, places_cache

import marsad
from marsad.api import Record
from marsad.errors import CaptureError, JudgementError


def test_the_public_names_are_these_in_this_order() -> None:
    assert marsad.__all__ == ["read_report", "read_claims", "locate_claims", "link_claims", "open_record"]
    assert all(callable(getattr(marsad, name)) for name in marsad.__all__)
    assert marsad.__version__ == version("marsad")
    assert {*marsad.__all__, "__version__"} <= set(dir(marsad))


def test_every_public_name_says_what_it_does() -> None:
    public = [name for name in vars(Record) if not name.startswith("_") and callable(getattr(Record, name))]
    for thing in (*(getattr(marsad, name) for name in marsad.__all__), *(getattr(Record, n) for n in public)):
        assert thing.__doc__ and thing.__doc__.rstrip().endswith("."), thing


def test_a_name_that_is_not_there_says_which_are() -> None:
    with pytest.raises(AttributeError, match="read_report, read_claims"):
        marsad.read_mind  # noqa: B018  this is what must fail


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    """A record of the three reports, in a home of its own."""
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MARSAD_CACHE", str(places_cache()))
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    with marsad.open_record() as record:
        assert record.add(*(tmp_path / name for name in REPORTS)).added == len(REPORTS)
        yield record


def test_a_record_answers_for_its_parts(record: Record, tmp_path: Path) -> None:
    assert (tmp_path / "home" / "record.db").is_file()
    report = record.search("ministry convoy")[0].report
    assert record.report(report) in record.reports()
    assert record.report("report-ffff") is None
    shelling = record.incidents(type="shelling")[0]
    assert record.incident(shelling.id[:15]) == shelling
    assert [claim.id for claim in record.claims(shelling)] == list(shelling.claims)
    assert set(record.claims()) == {claim for one in record.reports() for claim in record.claims(one)}
    done = record.rebuild()
    assert (done.before, done.changed) == (done.after, 0)
    with pytest.raises(JudgementError, match="MARSAD_AUTHOR"):
        record.judge("accept", shelling.claims[0], reason="seen")


def test_one_report_is_read_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', "utf-8")
    (tmp_path / "none.txt").write_bytes(b"")
    with pytest.raises(CaptureError, match="2 reports"):
        marsad.read_report(tmp_path / "two.jsonl")
    with pytest.raises(CaptureError, match=r"none\.txt: "):
        marsad.read_report(tmp_path / "none.txt")


HEAVY = ("spacy", "sqlalchemy", "trafilatura", "pydantic", "httpx", "yaml", "numpy")


@pytest.mark.parametrize(
    "code", ["import marsad", "import marsad; marsad.__version__", "import marsad.config"]
)
def test_importing_loads_nothing_heavy_and_opens_no_file_of_ours(code: str) -> None:
    watch = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        f"{code}\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
        "print([name for name in opened if name.endswith(('.yaml', '.json', '.gz', '.sqlite', '.db'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n[]\n"

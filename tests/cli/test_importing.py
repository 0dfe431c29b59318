"""`marsad import`."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_bundle_makes_the_same_record_again(filled: Run) -> None:
    filled("export", "jsonl", "out.zip")
    done = json.loads(filled("import", "out.zip", "--record", "copy.db", "--format", "json").stdout)
    assert (done["reports"], done["digest"]) == (3, done["told"])
    again = filled("import", "out.zip", "--record", "copy.db")
    assert again.exit_code == 0
    assert "0 reports with 0 claims and 0 judgements added, 3 known before" in again.stdout
    one, two = (
        filled("incidents", "--format", "json", *more).stdout for more in ((), ("--record", "copy.db"))
    )
    assert json.loads(one) == json.loads(two)


def test_a_damaged_bundle_is_an_error_in_one_line(filled: Run, tmp_path: Path) -> None:
    filled("export", "jsonl", "out.zip")
    (tmp_path / "out.zip").write_bytes((tmp_path / "out.zip").read_bytes()[:-9])
    done = filled("import", "out.zip", "--record", "copy.db")
    assert done.exit_code == 2
    assert done.stderr.startswith("marsad: out.zip has no seal at its end: it was cut short")

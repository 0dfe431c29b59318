"""`marsad demo`."""

from pathlib import Path

from tests.cli.conftest import Run

DOSSIER = Path(__file__).parents[2] / "examples" / "aleppo-2016-09"


def test_the_dossier_is_read_and_shown(run: Run, tmp_path: Path) -> None:
    done = run("demo", "--dossier", str(DOSSIER), "--into", "out")
    assert done.exit_code == 0, done.stderr
    assert "incidents in 41 reports" in done.stdout
    assert "contested" in done.stdout
    assert "Urum al-Kubra" in done.stdout
    assert "The reading of the first report that tells it" in done.stdout
    assert f"marsad incidents --record sqlite:///{Path('out') / 'record.db'}" in done.stdout
    assert done.stdout.splitlines()[-2:] == [
        f"marsad desk --record {Path('out') / 'record.db'}",
        "serves it at http://127.0.0.1:8000/",
    ]
    again = run("demo", "--dossier", str(DOSSIER), "--into", "out")
    assert (again.exit_code, "another folder" in again.stderr) == (2, True)

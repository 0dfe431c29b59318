"""`marsad add`, `rebuild` and `verify`."""

import json
import sqlite3
from pathlib import Path

from tests.capture.test_language import TEXTS
from tests.cli.conftest import Run


def test_adding_says_what_was_done_and_twice_changes_nothing(run: Run, folder: Path) -> None:
    first = json.loads(run("add", str(folder), "--format", "json").stdout)
    assert (first["added"], first["known"], first["issues"]) == (3, 0, [])
    assert first["claims"] >= first["incidents"] > 0
    head = json.loads(run("verify", "--format", "json").stdout)["head"]
    again = run("add", str(folder))
    assert "0 reports added with 0 claims, 3 known before, 0 skipped" in again.stdout
    assert json.loads(run("verify", "--format", "json").stdout)["head"] == head


def test_a_table_is_read_by_its_column_map(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text(
        "headline,body,day\nA,Shelling killed 3 people in Madaya on Tuesday.,2016-09-21\nB,,2016-09-21\n",
        "utf-8",
    )
    columns = "text=body,title=headline,published=day"
    done = run("add", "articles.csv", "--columns", columns, "--publisher", "Daily Page", "--format", "json")
    assert done.exit_code == 1
    summary = json.loads(done.stdout)
    assert summary["added"] == 1
    assert [one["where"] for one in summary["issues"]] == ["articles.csv:3"]
    assert done.stderr.startswith("skipped articles.csv:3: ")
    hit = json.loads(run("search", "Madaya", "--format", "json").stdout)[0]
    assert (hit["title"], hit["publisher"], hit["published"]) == ("A", "Daily Page", "2016-09-21")


def test_another_record_is_another_record(filled: Run, folder: Path) -> None:
    assert json.loads(filled("incidents", "--format", "json", "--record", "other.db").stdout) == []
    assert "3 reports added" in filled("add", str(folder), "--record", "sqlite:///other.db").stdout


def test_a_rebuilt_record_has_the_same_digest(filled: Run) -> None:
    done = json.loads(filled("rebuild", "--format", "json").stdout)
    assert (done["before"], done["changed"]) == (done["after"], 0)
    assert f"before {done['before']}\nafter  {done['before']}\n" in filled("rebuild").stdout


def test_a_changed_record_does_not_verify(filled: Run, tmp_path: Path) -> None:
    assert filled("verify").exit_code == 0
    with sqlite3.connect(tmp_path / "home" / "record.db") as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE claims SET body = replace(body, '\"killed\"', '\"injured\"')")
    connection.close()
    done = filled("verify")
    assert done.exit_code == 1
    assert "not those that the journal tells of" in done.stdout


def test_a_report_in_another_language_is_kept_and_named(run: Run, folder: Path) -> None:
    (folder / "04-turkish.txt").write_text(TEXTS["tr"], "utf-8")
    done = run("add", str(folder))
    assert done.exit_code == 1
    assert "4 reports added" in done.stdout and "0 skipped, 1 not read" in done.stdout
    assert done.stderr.startswith("not read 04-turkish.txt: the text seems to be Turkish")
    again = json.loads(run("add", str(folder), "--record", "other.db", "--format", "json").stdout)
    assert [one["where"] for one in again["notices"]] == ["04-turkish.txt"]
    assert run("search", "Madaya", "--format", "json").stdout.count("report-") == 2

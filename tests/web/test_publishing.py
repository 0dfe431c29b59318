import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from tests.store.factories import captured, claims

from marsad.errors import ConfigError, StoreError
from marsad.model import Viewer
from marsad.ops.linking import relink
from marsad.store import Store
from marsad.web.publishing import DOWNLOADS, publish


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_a_snapshot_holds_a_page_for_every_incident_that_the_public_may_see(
    store: Store, tmp_path: Path
) -> None:
    done = publish(store, tmp_path / "site")
    with store.view(Viewer.PUBLIC) as view:
        shown = {f"{incident.id}.html" for incident in view.incidents()}
    assert {file.name for file in (done.folder / "incidents").iterdir()} == shown
    assert {file.name for file in (done.folder / "data").iterdir()} == set(DOWNLOADS.values())


def test_every_link_of_a_snapshot_leads_to_one_of_its_files(store: Store, tmp_path: Path) -> None:
    folder = publish(store, tmp_path / "site").folder
    for page in pages(folder):
        for _, _, link, _ in html.parse(str(page)).getroot().iterlinks():
            if link.startswith(("#", "http", "data:")):
                continue
            assert (page.parent / unquote(link.partition("#")[0])).resolve().is_file(), (page, link)


def test_a_snapshot_runs_nothing_and_sends_nothing(store: Store, tmp_path: Path) -> None:
    for page in pages(publish(store, tmp_path / "site").folder):
        assert not re.search(r"<script|<form|\son\w+=|\sstyle=", page.read_text("utf-8")), page


def test_words_of_reports_are_written_as_words(store: Store, tmp_path: Path) -> None:
    found = captured(7)
    report = replace(found, report=replace(found.report, publisher="<script>alert(1)</script>"))
    with store.writer() as writer:
        writer.add_report(report, claims(report.report))
    relink(store)
    text = "".join(page.read_text("utf-8") for page in pages(publish(store, tmp_path / "site").folder))
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_list_of_files_holds_their_digests(store: Store, tmp_path: Path) -> None:
    folder = publish(store, tmp_path / "site").folder
    told = json.loads((folder / "marsad-site.json").read_text("utf-8"))
    for name, digest in told["files"].items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert len(told["files"]) + 1 == sum(file.is_file() for file in folder.rglob("*"))


def test_a_snapshot_is_replaced_by_the_next_and_noted_in_the_journal(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path / "site")
    (tmp_path / "site" / "incidents" / "old.html").write_text("old")
    done = publish(store, tmp_path / "site", title="Second", by="Lina")
    assert not (tmp_path / "site" / "incidents" / "old.html").exists()
    with store.view(Viewer.OWNER) as view:
        last = list(view.journal("published"))[-1]
    assert json.loads(last.body) == {"by": "Lina", "head": done.head, "incidents": 2, "sha256": done.sha256}
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("site")] == ["site"]


def test_a_snapshot_that_was_taken_away_for_one_that_never_came_is_put_back(
    store: Store, tmp_path: Path
) -> None:
    done = publish(store, tmp_path / "site")
    taken = tmp_path / "site.4711.old"
    done.folder.rename(taken)  # what a process leaves that is killed between the two
    with pytest.raises(ConfigError, match="choose one of en, ar"):
        publish(store, done.folder, lang="xx")
    assert (done.folder / "marsad-site.json").is_file() and not taken.exists()


def test_snapshots_that_killed_processes_left_go_with_the_next(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path / "site").folder.rename(tmp_path / "site.4711.old")
    publish(store, tmp_path / "site").folder.rename(tmp_path / "site.4712.old")
    (tmp_path / "site.mine.old").mkdir()
    publish(store, tmp_path / "site")
    assert {one.name for one in tmp_path.iterdir() if one.is_dir()} == {"site", "site.mine.old"}


def test_a_folder_of_something_else_is_left_as_it_is(store: Store, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"")
    with pytest.raises(StoreError, match="no snapshot"):
        publish(store, tmp_path / "photos")
    assert [file.name for file in (tmp_path / "photos").iterdir()] == ["one.jpg"]


def test_a_snapshot_in_arabic_runs_from_right_to_left(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path / "site", lang="ar")
    assert '<html lang="ar" dir="rtl">' in (tmp_path / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("folder", [".", "..", "/"])
def test_a_folder_without_a_name_is_refused(store: Store, folder: str) -> None:
    with pytest.raises(StoreError, match="no name of a folder"):
        publish(store, Path(folder))


def test_a_link_to_a_folder_stays_a_link(store: Store, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "site"
    link.symlink_to(tmp_path / "real")
    for _ in range(2):
        publish(store, link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".part", ".old")) == []

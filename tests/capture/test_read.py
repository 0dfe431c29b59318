import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marsad.capture import CaptureOptions, read_bytes, read_path, read_source
from marsad.capture.kinds import TABLE_FACTOR
from marsad.errors import CaptureError
from marsad.ids import sha256_hex
from marsad.model import Captured, Issue, Report

Found = Captured | Issue
SHARED = Path(__file__).parents[3] / "shared"


def reports(found: Iterator[Found]) -> list[Report]:
    return [each.report for each in found if isinstance(each, Captured)]


def issues(found: Iterator[Found]) -> dict[str, str]:
    return {each.where: each.reason for each in found if isinstance(each, Issue)}


def test_read_bytes_keeps_the_bytes_beside_the_report(options: CaptureOptions) -> None:
    data = b"\xef\xbb\xbfTitle: Shelling\r\nPublished: 2016-09-19\r\n\r\nShelling was heard.\r\n"
    (found,) = read_bytes(data, "a.txt", options)
    assert isinstance(found, Captured)
    assert (found.original.data, found.original.name, found.original.media_type) == (
        data,
        "a.txt",
        "text/plain",
    )
    assert found.report == Report(
        text="Shelling was heard.\n", title="Shelling", published=date(2016, 9, 19), original=sha256_hex(data)
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"title,text\nShelling,It was heard.\n"),
        ("a.jsonl", b'{"title": "Shelling", "text": "It was heard."}\n'),
        ("a.json", b'[{"title": "Shelling", "text": "It was heard."}]'),
    ],
)
def test_the_same_report_has_the_same_id_wherever_it_stands(
    name: str, data: bytes, options: CaptureOptions
) -> None:
    (report,) = reports(read_bytes(data, name, options))
    (plain,) = reports(read_bytes(b"Title: Shelling\n\nIt was heard.", "a.txt", options))
    assert report.id == plain.id
    assert report.part in ("1", "2")


def test_rows_of_a_file_share_one_original(options: CaptureOptions) -> None:
    first, second = read_bytes(b"text\none\ntwo\n", "a.csv", options)
    assert isinstance(first, Captured)
    assert isinstance(second, Captured)
    assert first.original is second.original
    assert (first.report.part, second.report.part) == ("2", "3")


def test_a_fault_in_a_row_names_the_row_and_the_rest_goes_on(options: CaptureOptions) -> None:
    data = b"date,text\n2016-09-19,good\n2016-13-45,broken date\n2030-01-01,ahead\n2016-09-20,\n"
    data += b"3/4/2016,twofold\n2016-09-21,bad \xff byte\n2016-09-22,good\n"
    found = list(read_bytes(data, "a.csv", options))
    assert [report.part for report in reports(iter(found))] == ["2", "8"]
    why = issues(iter(found))
    assert list(why) == ["a.csv:3", "a.csv:4", "a.csv:5", "a.csv:6", "a.csv:7"]
    assert "no date" in why["a.csv:3"]
    assert "after today" in why["a.csv:4"]
    assert "no text" in why["a.csv:5"]
    assert "can be two days" in why["a.csv:6"]
    assert "broken encoding" in why["a.csv:7"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "no text"),
        ("a.txt", b" \r\n\t", "no text"),
        ("a.txt", b"Title: only a header\n\n", "no text"),
        ("a.txt", b"Published: 2030-01-01\n\nText", "after today"),
        ("a.txt", b"Published: soon\n\nText", "no date"),
        ("a.txt", b"Twelve \xff people", "broken encoding"),
        ("a.txt", b"%PDF-1.4", "a PDF"),
        ("a.html", b"<html><body></body></html>", "no main text"),
        ("a.json", b"{", "malformed JSON"),
        ("a.csv", b"title,text\n", "no rows"),
        ("a.jsonl", b"\n\n", "no rows"),
        ("a.json", b"[]", "no rows"),
        ("a.csv", b"name,latitude\nAleppo,36.2\n", "map it to text"),
    ],
)
def test_what_cannot_be_read_is_an_issue(name: str, data: bytes, why: str, options: CaptureOptions) -> None:
    (found,) = read_bytes(data, name, options)
    assert isinstance(found, Issue)
    assert found.where == name
    assert why in found.reason


def test_a_page_is_read_by_the_charset_it_declares(options: CaptureOptions) -> None:
    story = "<p>" + "قتل سبعة مدنيين في قصف على حي بستان القصر في المدينة. " * 3 + "</p>"
    head = '<head><meta charset="windows-1256"></head>'
    page = f'<html lang="ar">{head}<body><article>{story}</article></body></html>'
    (report,) = reports(read_bytes(page.encode("cp1256"), "a.html", options))
    assert "بستان القصر" in report.text
    assert report.language == "ar"


def test_a_document_of_the_limit_passes_and_one_byte_more_does_not(options: CaptureOptions) -> None:
    small = replace(options, max_bytes=1000)
    assert reports(read_bytes(b"x" * 1000, "a.txt", small))
    assert "over 1,000 bytes" in issues(read_bytes(b"x" * 1001, "a.txt", small))["a.txt"]


def test_a_table_may_be_longer_by_its_factor(options: CaptureOptions) -> None:
    small = replace(options, max_bytes=1000)
    row = b"x" * 99 + b"\n"
    assert len(reports(read_bytes(b"text\n" + row * 39, "a.csv", small))) == 39
    assert (
        "over 4,000 bytes" in issues(read_bytes(b"text\n" + row * 10 * TABLE_FACTOR, "a.csv", small))["a.csv"]
    )


@pytest.mark.parametrize("suffix", ["txt", "html", "json", "jsonl", "csv"])
def test_a_file_of_100_megabytes_is_an_issue(suffix: str, tmp_path: Path, options: CaptureOptions) -> None:
    path = tmp_path / f"big.{suffix}"
    with path.open("wb") as file:
        file.write(b"text\n" * 10_000)
        file.truncate(100_000_000)
    assert "split it into parts" in issues(read_path(path, options))[path.name]


def test_a_folder_is_read_in_order_without_hidden_files_and_readmes(
    tmp_path: Path, options: CaptureOptions
) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden", ".git/c.txt", "README.md", "a/readme", "c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}")
    (tmp_path / "c.html").write_text("<html><body><p>A page of one sentence.</p></body></html>")
    (tmp_path / "places.csv").write_text("name,latitude,longitude\nAleppo,36.2,37.1\n")
    found = list(read_path(tmp_path, options))
    names = [each.original.name if isinstance(each, Captured) else each.where for each in found]
    assert names == ["a/1.txt", "a/2.txt", "b.txt", "c.html", "places.csv"]
    assert list(issues(iter(found))) == ["places.csv"]


def test_read_path_of_a_file_names_it_without_its_folder(tmp_path: Path, options: CaptureOptions) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text")
    (found,) = read_source(str(path), options)
    assert isinstance(found, Captured)
    assert found.original.name == "a.txt"


def test_an_empty_folder_is_an_issue(tmp_path: Path, options: CaptureOptions) -> None:
    (tmp_path / ".hidden").write_text("Text")
    assert "no files to read" in issues(read_path(tmp_path, options))[str(tmp_path)]


@pytest.mark.parametrize("name", ["missing", "a\0b", "x" * 300])
def test_a_missing_path_is_refused_at_once(name: str, tmp_path: Path, options: CaptureOptions) -> None:
    with pytest.raises(CaptureError, match="check"):
        read_path(tmp_path / name, options)


def test_links_that_lead_nowhere_or_in_circles_are_issues(tmp_path: Path, options: CaptureOptions) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text("Text")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe")
    found = list(read_path(tmp_path, options))
    assert [report.text for report in reports(iter(found))] == ["Text"]
    why = issues(iter(found))
    assert set(why) == {"a/up", "dangling.txt", "loop.txt", "pipe"}
    assert "link back" in why["a/up"]
    assert "no such file" in why["dangling.txt"]
    assert "too many levels" in why["loop.txt"]
    assert "neither a file nor a folder" in why["pipe"]


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="needs Linux's /proc")
def test_a_file_that_opens_but_cannot_be_read_is_an_issue(tmp_path: Path, options: CaptureOptions) -> None:
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    (tmp_path / "b.txt").write_text("Text")
    found = list(read_path(tmp_path, options))
    assert "cannot be read" in issues(iter(found))["a.txt"]
    assert len(reports(iter(found))) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission_are_issues(tmp_path: Path, options: CaptureOptions) -> None:
    (tmp_path / "a.txt").write_text("Text")
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    why = issues(read_path(tmp_path, options))
    (tmp_path / "b").chmod(0o700)
    assert "permission denied" in why["a.txt"]
    assert "permission denied" in why["b"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_kept_readable(tmp_path: Path, options: CaptureOptions) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Text")
    (found,) = read_path(tmp_path, options)
    assert isinstance(found, Captured)
    assert found.original.name == "caf\N{REPLACEMENT CHARACTER}.txt"


def test_standard_input_is_read_by_its_content(
    options: CaptureOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b'{"text": "one"}\n{"text": "two"}\n{"text": ""}\n'
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
    found = list(read_source("-", options))
    assert [report.text for report in reports(iter(found))] == ["one", "two"]
    assert list(issues(iter(found))) == ["-:3"]


names = st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "-", "a.x"])
starts = st.sampled_from(
    [b"", b"<html>", b"Title: a\n\n", b"text,date\n", b'{"text": "', b"\xff\xfe", b"[", b"{"]
)


@settings(max_examples=300, deadline=None)
@given(names, starts, st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@example("a.jsonl", b'{"text": "', b'\\ud800"}')
def test_any_bytes_become_reports_with_text_or_issues(name: str, start: bytes, rest: bytes) -> None:
    data = start + rest
    found = list(read_bytes(data, name, CaptureOptions(today=date(2024, 5, 6))))
    for each in found:
        if isinstance(each, Captured):
            assert each.report.text.strip()
            assert each.report.id
            assert each.report.original == sha256_hex(data)
        else:
            assert each.where.partition(":")[0] == name
            assert each.reason.encode()


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the evaluation data is not beside the repository")
@pytest.mark.parametrize(
    ("name", "count"),
    [("fa_kes_dev.csv", lambda text: text.count("\n") - 1), ("voa_stories.jsonl", lambda t: t.count("\n"))],
)
def test_every_row_of_the_evaluation_data_is_a_dated_report(
    name: str, count: Callable[[str], int], options: CaptureOptions
) -> None:
    path = SHARED / "data" / name
    found = reports(read_path(path, replace(options, today=date(2026, 1, 1))))
    assert len(found) == count(path.read_text(encoding="utf-8"))
    assert all(report.published and report.publisher and report.title for report in found)

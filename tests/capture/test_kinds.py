import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.capture.kinds import CAPTURE_KINDS, Kind, limit_of, sniff
from marsad.errors import CaptureError


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"Shelling was heard.", "text"),
        ("a.TXT", b"Shelling was heard.", "text"),
        ("bulletin.2016-09-19", b"Shelling was heard.", "text"),
        ("note", b"Shelling was heard.", "text"),
        ("a.txt", b"{this is how the note starts}", "text"),
        ("a.txt", b"\n<!DOCTYPE html><html><body>", "html"),
        ("a.csv", b"<html lang='en'>an error page", "html"),
        ("a.xhtml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "html"),
        ("a.json", b'{"text": "Shelling"}', "json"),
        ("a.jsonl", b'{"text": "Shelling"}\n', "jsonl"),
        ("a.jsonl", b'[{"text": "Shelling"}]', "json"),
        ("a.csv", b"title,text\n", "csv"),
        ("a.tsv", b"title\ttext\n", "csv"),
        ("-", b'{"text": "one line"}\n', "json"),
        ("-", b'{"text": "one"}\n{"text": "two"}\n', "jsonl"),
        ("-", b'{\n  "text": "over several lines"}\n', "json"),
        ("-", b'[{"text": "a"}]', "json"),
        ("-", b"{A note in braces}\n", "text"),
        ("-", b"[Beirut] Shelling was heard.", "text"),
        ("-", b"title,date,text\n", "csv"),
        ("-", "\ufefftitle;date;text\n".encode(), "csv"),
        ("-", b"Shelling, fire and text, all on one date\n", "text"),
    ],
)
def test_sniff_tells_the_kind_by_content_then_name(name: str, head: bytes, kind: Kind) -> None:
    assert sniff(head, name) == kind


@pytest.mark.parametrize(
    ("name", "media_type", "head", "kind"),
    [
        ("https://news.example/story", "text/html", b"<p>no root element</p>", "html"),
        ("https://news.example", "text/plain", b"Shelling was heard.", "text"),
        ("https://raw.example/a.csv?raw=1", "text/plain", b"title,text\n", "csv"),
        ("https://api.example/a.php", "application/json", b'{"text": "a"}', "json"),
        ("https://api.example/a.php", "application/octet-stream", b'{"text": "a"}', "json"),
    ],
)
def test_sniff_uses_what_the_server_says(name: str, media_type: str, head: bytes, kind: Kind) -> None:
    assert sniff(head, name, media_type) == kind


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"\x7fELF\x02", "an executable"),
        (b"MZ\x90\x00", "an executable"),
        (b"\x00\x00\x00\x18ftypmp42", "a film"),
        (b"{\\rtf1 text}", "rich text"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<?xml version='1.0'?><rss>", "XML"),
        (bytes(range(32)) * 8, "binary data of an unknown type"),
    ],
)
def test_sniff_refuses_other_types_by_content_whatever_the_name(head: bytes, what: str) -> None:
    with pytest.raises(CaptureError, match=what):
        sniff(head, "report.txt")


def test_sniff_refuses_a_suffix_it_does_not_know() -> None:
    with pytest.raises(CaptureError, match=r"\.py files are not read.*rename it"):
        sniff(b"import os\n", "tool.py")


def test_a_text_with_a_stray_nul_is_still_text() -> None:
    assert sniff(b"Shelling was heard in the east of\x00 the city.", "a.txt") == "text"


def test_tables_may_be_longer_than_documents_yet_no_kind_may_have_100_megabytes() -> None:
    assert limit_of("csv", 10) > limit_of("text", 10) == 10
    assert max(limit_of(kind, 20_000_000) for kind in CAPTURE_KINDS) < 100_000_000


@given(st.binary(max_size=400), st.text(max_size=20), st.sampled_from(["", "text/plain", "text/csv", "x/y"]))
@example(b"[" * 9000, "-", "")
@example(b'{"a":' * 9000, "-", "")
def test_sniff_answers_or_refuses_any_bytes(head: bytes, name: str, media_type: str) -> None:
    try:
        assert sniff(head, name, media_type) in CAPTURE_KINDS
    except CaptureError as error:
        assert str(error)

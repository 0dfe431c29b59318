import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.capture import CaptureOptions
from marsad.capture.tables import MAX_ROW_CHARS, Row, read_csv, read_json, read_jsonl
from marsad.errors import CaptureError
from marsad.model import Issue

OPTIONS = CaptureOptions(today=date(2024, 5, 6))
Reader = Callable[[bytes, str, CaptureOptions], Iterator[Row | Issue]]


def read(reader: Reader, text: str, options: CaptureOptions = OPTIONS) -> list[Row | Issue]:
    return list(reader(text.encode("utf-8", "surrogatepass"), "f", options))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_read_csv_finds_delimiter_and_columns(delimiter: str, mark: str) -> None:
    lines = [["id", "Headline", "source", "text"], ["7", "Strike", "Desk", '"One, two; three.\nFour."']]
    text = mark + "\r\n".join(delimiter.join(line) for line in lines)
    assert read(read_csv, text) == [
        Row("2", {"text": "One, two; three.\nFour.", "title": "Strike", "publisher": "Desk"})
    ]


def test_read_csv_numbers_rows_as_a_spreadsheet_does() -> None:
    rows = read(read_csv, 'text,date\n"one\nand more",\n\nthree,\n')
    assert [row.part for row in rows if isinstance(row, Row)] == ["2", "4"]


def test_read_csv_follows_the_map() -> None:
    options = replace(OPTIONS, columns={"text": "article_content", "publisher": "agency"})
    assert read(read_csv, "agency,article_content\nDesk,Shelling.\n", options) == [
        Row("2", {"text": "Shelling.", "publisher": "Desk"})
    ]


def test_read_csv_refuses_a_row_with_too_many_cells_and_goes_on() -> None:
    rows = read(read_csv, "text,date\nShelling, then fire,2016-09-19\nQuiet.,2016-09-20\n")
    assert rows == [
        Issue("f:2", "row 2 has 3 cells under 2 columns; quote its texts"),
        Row("3", {"text": "Quiet.", "published": "2016-09-20"}),
    ]


def test_read_csv_gives_a_short_row_blank_cells() -> None:
    assert read(read_csv, "date,text\n2016-09-19\n") == [Row("2", {"published": "2016-09-19", "text": ""})]


def test_read_csv_tells_where_a_quote_is_never_closed() -> None:
    text = 'text\nfirst\n"second ' + "x\n" * (MAX_ROW_CHARS // 2 + 1)
    first, second = read(read_csv, text)
    assert first == Row("2", {"text": "first"})
    assert isinstance(second, Issue)
    assert second.where == "f:3"
    assert "close its quotes" in second.reason


@pytest.mark.parametrize("text", ["", "\n", "name,latitude\nAleppo,36.2\n"])
def test_read_csv_refuses_a_file_without_a_text_column(text: str) -> None:
    with pytest.raises(CaptureError, match="no column or key is named text"):
        read(read_csv, text)


def test_read_jsonl_tells_the_line_of_each_fault_and_goes_on() -> None:
    found = read(
        read_jsonl, '{"text": "one"}\n\n{"text": \n[1]\n{"title": "t"}\n{"text": "six", "date": null}\n'
    )
    assert [row.part for row in found if isinstance(row, Row)] == ["1", "6"]
    issues = [issue for issue in found if isinstance(issue, Issue)]
    assert [issue.where for issue in issues] == ["f:3", "f:4", "f:5"]
    assert issues[0].reason.startswith("line 3: malformed JSON")
    assert "no JSON object" in issues[1].reason
    assert "there are: 'title'" in issues[2].reason


def test_read_jsonl_passes_over_null_for_the_next_likely_key() -> None:
    assert read(read_jsonl, '{"text": null, "content": "one"}') == [Row("1", {"text": "one"})]


def test_read_jsonl_takes_numbers_as_text_and_refuses_lists() -> None:
    row, issue = read(read_jsonl, '{"text": "a", "date": 20160919}\n{"text": ["a"]}\n')
    assert row == Row("1", {"text": "a", "published": "20160919"})
    assert isinstance(issue, Issue)
    assert "'text' is no text" in issue.reason


def test_read_jsonl_refuses_a_line_beyond_reason() -> None:
    (issue,) = read(read_jsonl, json.dumps({"text": "x" * MAX_ROW_CHARS}))
    assert isinstance(issue, Issue)
    assert "split it" in issue.reason


def test_read_json_reads_one_report() -> None:
    assert read(read_json, '{"title": "t", "text": "a"}') == [Row("", {"title": "t", "text": "a"})]


def test_read_json_reads_the_report_of_a_reading() -> None:
    assert read(read_json, '{"report": {"text": "a", "id": "report-1"}, "claims": []}') == [
        Row("", {"text": "a"})
    ]


@pytest.mark.parametrize("form", ["%s", '{"articles": %s, "count": 2}', '{"reports": %s}'])
def test_read_json_reads_a_list_and_tells_the_entry_of_a_fault(form: str) -> None:
    row, issue = read(read_json, form % '[{"text": "a"}, 5]')
    assert row == Row("1", {"text": "a"})
    assert isinstance(issue, Issue)
    assert issue.where == "f:2"


def test_read_json_reads_lines_under_the_wrong_name() -> None:
    assert read(read_json, '{"text": "a"}\n{"text": "b"}\n') == [
        Row("1", {"text": "a"}),
        Row("2", {"text": "b"}),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"text": \n"a"', "malformed JSON at line 2"),
        ("5", "no JSON object"),
        ('{"type": "FeatureCollection", "features": []}', "there are: 'type', 'features'"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ' + "9" * 5000 + "}", "malformed JSON"),
    ],
)
def test_read_json_refuses_what_holds_no_reports(text: str, why: str) -> None:
    with pytest.raises(CaptureError, match=why):
        read(read_json, text)


@pytest.mark.parametrize("reader", [read_csv, read_jsonl, read_json])
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(["text", '"', ",", "\n", "\r", "{", "}", "[", ":", "\\ud800", "a", "\0"])).map(
        lambda parts: "".join(parts).encode()
    )
)
@example(b"\xff\xfetext\n\x00\xd8")
@example(b'text\n"\xff')
def test_each_reader_yields_rows_and_issues_or_refuses_any_bytes(reader: Reader, data: bytes) -> None:
    try:
        for found in reader(data, "f", OPTIONS):
            if isinstance(found, Row):
                assert "text" in found.values
            else:
                assert found.where.startswith("f:")
    except CaptureError as error:
        assert str(error).encode()

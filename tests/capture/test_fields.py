from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture import CaptureOptions
from marsad.capture.fields import clean_text, make_report, one_line, pick_columns
from marsad.errors import CaptureError
from marsad.model import Report

OPTIONS = CaptureOptions(today=date(2024, 5, 6))


def make(values: dict[str, str], options: CaptureOptions = OPTIONS) -> Report:
    return make_report(values, options, original="0" * 64, part="3")


def test_clean_text_changes_line_ends_marks_and_control_characters_only() -> None:
    assert clean_text("\ufeffA\r\nB\rC\x00\x07\tD\u200f \ufeffE") == "A\nB\nC\tD\u200f \ufeffE"


def test_clean_text_refuses_half_a_character() -> None:
    with pytest.raises(CaptureError, match="broken encoding"):
        clean_text("shelling \ud800")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("<b>Strike</b> hits\n clinic", "Strike hits clinic"),
        ("Red Cross &amp; Crescent", "Red Cross & Crescent"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"),
        ("3 < 5 dead > 2", "3 < 5 dead > 2"),
    ],
)
def test_one_line_is_plain_text(value: str, line: str) -> None:
    assert one_line(value) == line


def test_make_report_fills_every_field() -> None:
    report = make(
        {
            "text": "Shelling.\r\n",
            "title": "<i>Shelling</i>",
            "publisher": "Desk",
            "published": "2016-09-19",
            "url": "https://desk.example/1",
            "language": "en-GB",
        }
    )
    assert report == Report(
        text="Shelling.\n",
        title="Shelling",
        publisher="Desk",
        published=date(2016, 9, 19),
        url="https://desk.example/1",
        language="en",
        original="0" * 64,
        part="3",
    )


def test_what_the_options_say_wins_over_the_document() -> None:
    options = replace(OPTIONS, published=date(2017, 1, 2), publisher="Ours")
    report = make({"text": "a", "published": "not a date", "publisher": "Theirs"}, options)
    assert (report.published, report.publisher) == (date(2017, 1, 2), "Ours")


def test_a_report_without_a_date_keeps_none() -> None:
    assert make({"text": "a", "published": " "}).published is None


def test_today_is_no_date_in_the_future_and_tomorrow_is() -> None:
    assert make({"text": "a", "published": "2024-05-06"}).published == OPTIONS.today
    with pytest.raises(CaptureError, match=r"2024-05-07, which is after today.*correct the date"):
        make({"text": "a", "published": "2024-05-07"})


def test_a_date_in_the_future_is_refused_from_the_options_too() -> None:
    with pytest.raises(CaptureError, match="after today"):
        make({"text": "a"}, replace(OPTIONS, published=date(2025, 1, 1)))


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01", "\ufeff"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(CaptureError, match="no text"):
        make({"text": text})


@pytest.mark.parametrize("language", ["", "English, mostly", "x", "12"])
def test_a_language_that_is_no_code_is_unknown(language: str) -> None:
    assert make({"text": "a", "language": language}).language == ""


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "see page 3"])
def test_only_web_addresses_are_addresses(url: str) -> None:
    assert make({"text": "a", "url": url}).url == ""


def test_pick_columns_finds_the_likeliest_names_in_any_case() -> None:
    assert pick_columns(["Date", " SOURCE ", "content", "Text", "id"], OPTIONS) == {
        "text": "Text",
        "publisher": " SOURCE ",
        "published": "Date",
    }


def test_pick_columns_follows_the_map() -> None:
    options = replace(OPTIONS, columns={"text": "story", "publisher": "agency", "published_order": "dmy"})
    assert pick_columns(["text", "story", "agency", "source"], options) == {
        "text": "story",
        "publisher": "agency",
    }


def test_pick_columns_refuses_a_mapped_column_that_is_not_there() -> None:
    with pytest.raises(CaptureError, match="no column 'stroy'; there are: 'story'"):
        pick_columns(["story"], replace(OPTIONS, columns={"text": "stroy"}))


def test_pick_columns_refuses_a_name_that_stands_twice() -> None:
    with pytest.raises(CaptureError, match="two columns 'text'"):
        pick_columns(["text", "Text"], OPTIONS)


def test_pick_columns_says_which_columns_there_are_where_none_holds_text() -> None:
    with pytest.raises(CaptureError, match=r"'name', 'latitude'.*map it to text"):
        pick_columns(["name", "latitude"], OPTIONS)


values = st.dictionaries(
    st.sampled_from(["text", "title", "publisher", "published", "url", "language"]),
    st.text(st.characters(exclude_categories=[]), max_size=60),
)


@given(values)
def test_make_report_gives_a_report_with_text_and_an_id_or_refuses(given_values: dict[str, str]) -> None:
    try:
        report = make(given_values)
    except CaptureError as error:
        assert str(error).encode()
    else:
        assert report.text.strip()
        assert report.id.startswith("report-")
        assert clean_text(report.text) in (report.text, report.text.removeprefix("\ufeff"))
        assert "\n" not in report.title + report.publisher + report.url

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture.text import read_text
from marsad.errors import CaptureError


def test_read_text_takes_the_header_block_off() -> None:
    assert read_text(
        "Title: Shelling in the east\n"
        "PUBLISHER: Desk\n"
        "Published: 2016-09-19\n"
        "Url:https://desk.example/1\n"
        "Language: en\n"
        "Note: written as an example\n"
        "Note: and checked\n"
        "\n"
        "Shelling was heard.\n"
    ) == {
        "title": "Shelling in the east",
        "publisher": "Desk",
        "published": "2016-09-19",
        "url": "https://desk.example/1",
        "language": "en",
        "text": "Shelling was heard.\n",
    }


@pytest.mark.parametrize(
    "text",
    [
        "SHELLING IN THE EAST\n\nShelling was heard.",
        "\nTitle: after an empty line\n\nShelling was heard.",
        "Title: a\nBy a reporter\n\nShelling was heard.",
        "Note: names are withheld.\n\nShelling was heard.",
        "Title: no empty line follows",
        "Title: no empty line follows\nShelling was heard.",
        "",
    ],
)
def test_read_text_without_a_whole_block_is_all_text(text: str) -> None:
    assert read_text(text) == {"text": text}


def test_read_text_takes_one_empty_line_only() -> None:
    assert read_text("Title: a\n\n\n  Text")["text"] == "\n  Text"


def test_read_text_refuses_a_key_that_stands_twice() -> None:
    with pytest.raises(CaptureError, match="names title twice"):
        read_text("Title: a\nTitle: b\n\nText")


header = st.lists(st.sampled_from(["Title: a", "Note: b", "Published:", "Url: c", "x", "", "Language: en"]))


@given(header, st.text())
def test_read_text_keeps_the_end_of_any_text(lines: list[str], rest: str) -> None:
    whole = "\n".join([*lines, rest])
    try:
        assert whole.endswith(read_text(whole)["text"])
    except CaptureError as error:
        assert "twice" in str(error)

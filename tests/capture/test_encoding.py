import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture.encoding import decode
from marsad.errors import CaptureError

WORDS = "قصف على حي — shelling, café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_decode_reads_utf_8_and_what_a_mark_names(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


def test_decode_takes_a_declared_charset_only_where_utf_8_does_not_fit() -> None:
    assert decode("قصف".encode("cp1256"), "windows-1256") == "قصف"
    assert decode("قصف".encode(), "windows-1256") == "قصف"


def test_decode_reads_declared_latin_1_as_browsers_do() -> None:
    assert decode(b"\x93We saw it\x94", "iso-8859-1") == "“We saw it”"


@pytest.mark.parametrize(
    "declared", ["", "utf-8", "no-such-charset", "unicode_escape", "utf-7", "rot13", "a\0b"]
)
def test_decode_refuses_what_nothing_safe_fits(declared: str) -> None:
    with pytest.raises(CaptureError, match=r"broken encoding.*save the file as UTF-8"):
        decode(b"first line\nTwelve \xff\xfe people", declared)


def test_decode_names_the_line() -> None:
    with pytest.raises(CaptureError, match="line 2 is not UTF-8"):
        decode(b"first line\nTwelve \xff people")


@given(st.binary(max_size=300), st.sampled_from(["", "cp1252", "shift_jis", "gbk", "\N{SNOWMAN}"]))
def test_decode_answers_or_refuses_any_bytes(data: bytes, declared: str) -> None:
    try:
        assert isinstance(decode(data, declared), str)
    except CaptureError as error:
        assert "broken encoding" in str(error)


@given(st.text())
def test_decode_gives_back_any_text(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.capture.html import declared_charset, read_html
from marsad.errors import CaptureError

STORY = (
    "<p>A strike hit a clinic in the east of the city on Monday and killed at least four people, "
    "a nurse said.</p>"
    "<p>The army denied it and said that none of its planes had flown over the city on that day.</p>"
)
PAGE = f"""<!DOCTYPE html>
<html class="no-js" lang="en-GB"><head>
<title>Strike hits clinic | Local Desk</title>
<meta property="og:site_name" content="Local Desk">
<meta property="og:title" content="Strike &amp; fire hit clinic">
<meta property="article:published_time" content="2016-09-20T10:00:00Z">
<meta property="article:modified_time" content="2018-01-02T10:00:00Z">
<link rel="canonical" href="https://desk.example/clinic">
</head><body>
<nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Strike &amp; fire hit clinic</h1>{STORY}</article>
<footer>Copyright 2019 Local Desk</footer>
</body></html>"""


def test_read_html_takes_the_story_and_what_the_page_says_of_it() -> None:
    fields = read_html(PAGE, url="https://desk.example/clinic?from=feed")
    assert fields | {"text": ""} == {
        "text": "",
        "title": "Strike & fire hit clinic",
        "publisher": "Local Desk",
        "published": "2016-09-20",
        "url": "https://desk.example/clinic",
        "language": "en-GB",
    }
    assert "killed at least four people, a nurse said." in fields["text"]
    assert "Home" not in fields["text"]
    assert "Copyright" not in fields["text"]


def test_read_html_takes_no_day_from_prose_or_footer() -> None:
    page = f"<html><body><article>{STORY}<p>It was 3 March 2015.</p></article><p>© 2019</p></body></html>"
    fields = read_html(page)
    assert (fields["published"], fields["language"], fields["url"]) == ("", "", "")


def test_read_html_leaves_a_day_that_lies_ahead_for_the_check_to_come() -> None:
    assert read_html(PAGE.replace("2016-09-20", "2098-01-01"))["published"] == "2098-01-01"


def test_read_html_reads_a_page_with_an_xml_declaration() -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<html><body><article>{STORY}</article></body></html>'
    assert "a nurse said." in read_html(page)["text"]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>1</script></body></html>", "<html>\0"]
)
def test_read_html_refuses_a_page_without_main_text(page: str) -> None:
    with pytest.raises(CaptureError, match="no main text"):
        read_html(page)


def test_read_html_survives_a_page_nested_beyond_reason() -> None:
    with pytest.raises(CaptureError, match="no main text"):
        read_html("<html><body>" + "<div>" * 20_000 + "x")


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b"<meta name=charset>", ""),
        (b"", ""),
    ],
)
def test_declared_charset_reads_the_page_head(head: bytes, charset: str) -> None:
    assert declared_charset(b"<html><head>" + head) == charset


pieces = st.lists(
    st.sampled_from(
        ["<html>", "<p>", "</p>", "<meta property='article:published_time' content='", "'>", "<!--"]
    )
    | st.text(max_size=20)
)


@settings(max_examples=60, deadline=None)
@given(pieces)
def test_read_html_answers_or_refuses_any_page(parts: list[str]) -> None:
    try:
        assert read_html("<html>" + "".join(parts))["text"].strip()
    except CaptureError as error:
        assert "no main text" in str(error)

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.capture import CaptureOptions, address, read_source, read_url
from marsad.capture.url import fetch
from marsad.errors import FetchError
from marsad.model import Captured, Issue

STORY = b"Shelling was heard in the east of the city."


class Site(BaseHTTPRequestHandler):
    """A small site, one page a case."""

    def do_GET(self) -> None:
        page = self.path.partition("?")[0].strip("/").replace("-", "_") or "story"
        name, _, rest = page.partition("/")
        handler: Callable[[str], None] = getattr(self, f"page_{name}", self.page_missing)
        handler(rest)

    def answer(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": "text/plain", "Content-Length": str(len(body)), **headers}.items():
            if value:
                self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_story(self, rest: str) -> None:
        self.answer(STORY)

    def page_host(self, rest: str) -> None:
        self.answer(self.headers["Host"].encode())

    def page_arabic(self, rest: str) -> None:
        self.answer("قصف".encode("cp1256"), Content_Type="text/plain; charset=windows-1256")

    def page_missing(self, rest: str) -> None:
        self.answer(b"no such page", status=404)

    def page_pdf(self, rest: str) -> None:
        self.answer(b"%PDF-1.7", Content_Type="text/html")

    def page_hops(self, rest: str) -> None:
        left = int(rest)
        location = f"/hops/{left - 1}" if left > 1 else "/story"
        self.answer(b"", status=302, Location=location)

    def page_away(self, rest: str) -> None:
        self.answer(b"", status=302, Location=rest.replace("%3A", ":").replace("_", "-"))

    def page_announced(self, rest: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000000000")
        self.end_headers()

    def page_endless(self, rest: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def page_drip(self, rest: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        try:
            while True:
                self.wfile.write(b"X-More: 1\r\n")
                time.sleep(0.05)
        except OSError:
            return

    def page_bomb(self, rest: str) -> None:
        self.answer(gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")

    def page_zipped(self, rest: str) -> None:
        self.answer(gzip.compress(STORY), Content_Encoding="gzip")

    def page_nested(self, rest: str) -> None:
        self.answer(gzip.compress(gzip.compress(STORY)), Content_Encoding="gzip, gzip")

    def page_garbled(self, rest: str) -> None:
        self.answer(b"not gzip at all", Content_Encoding="gzip")

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def inside(options: CaptureOptions) -> CaptureOptions:
    return replace(options, allow_private=True)


def test_read_url_captures_the_bytes_and_the_address(site: str, inside: CaptureOptions) -> None:
    (found,) = read_source(f"{site}/story", inside)
    assert isinstance(found, Captured)
    assert found.original.data == STORY
    assert found.original.name == found.report.url == f"{site}/story"
    assert found.report.original == found.original.sha256


def test_read_url_keeps_the_asked_name_and_the_final_address(site: str, inside: CaptureOptions) -> None:
    (found,) = read_url(f"{site}/hops/1", inside)
    assert isinstance(found, Captured)
    assert (found.original.name, found.report.url) == (f"{site}/hops/1", f"{site}/story")


def test_read_url_decodes_by_the_charset_of_the_server(site: str, inside: CaptureOptions) -> None:
    (found,) = read_url(f"{site}/arabic", inside)
    assert isinstance(found, Captured)
    assert found.report.text == "قصف"


def test_read_url_of_something_unreadable_is_an_issue(site: str, inside: CaptureOptions) -> None:
    (found,) = read_url(f"{site}/pdf", inside)
    assert found == Issue(f"{site}/pdf", "this is a PDF; save its text as .txt")


def test_fetch_follows_five_redirects_and_no_sixth(site: str, inside: CaptureOptions) -> None:
    assert fetch(f"{site}/hops/5", inside).data == STORY
    with pytest.raises(FetchError, match="over 5 redirects"):
        fetch(f"{site}/hops/6", inside)


def test_fetch_reads_a_compressed_answer(site: str, inside: CaptureOptions) -> None:
    assert fetch(f"{site}/zipped", inside).data == STORY


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("missing", "answered 404"),
        ("announced", "over 1,000,000 bytes"),
        ("endless", "over 1,000,000 bytes"),
        ("bomb", "over 1,000,000 bytes"),
        ("nested", "compression"),
        ("garbled", "could not be fetched"),
        ("away/file%3A///etc/passwd", "only http and https"),
        ("away/ftp%3A//ftp.example/a", "only http and https"),
    ],
)
def test_fetch_refuses(site: str, inside: CaptureOptions, page: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        fetch(f"{site}/{page}", replace(inside, max_bytes=1_000_000))


def test_fetch_ends_at_the_time_limit_though_bytes_keep_dripping(site: str, inside: CaptureOptions) -> None:
    with pytest.raises(FetchError, match=r"over 0\.4 s"):
        fetch(f"{site}/drip", replace(inside, timeout_s=0.4))


def test_fetch_refuses_a_private_address_before_it_asks(site: str, options: CaptureOptions) -> None:
    with pytest.raises(FetchError, match="private or reserved"):
        fetch(f"{site}/story", options)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/",
        "https://10.0.0.1/",
    ],
)
def test_fetch_refuses_inner_addresses_in_any_spelling(url: str, options: CaptureOptions) -> None:
    with pytest.raises(FetchError, match="private or reserved"):
        fetch(url, options)


def test_every_hop_is_checked_anew(
    site: str, inside: CaptureOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host counts as public here, as one outside would be; where it sends us does not."""
    real = address.resolve

    def resolve(host: str, port: int, *, allow_private: bool) -> str:
        return real(host, port, allow_private=host == "127.0.0.1")

    monkeypatch.setattr("marsad.capture.url.resolve", resolve)
    with pytest.raises(FetchError, match=r"'localhost' is .*private or reserved"):
        fetch(f"{site}/away/http%3A//localhost/", inside)


def test_a_name_is_resolved_once_and_the_connection_goes_where_that_led(
    site: str, inside: CaptureOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rpartition(":")[2])
    asked: list[object] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, *args: object, **kwargs: object) -> list[object]:
        asked.append(host)
        return real("127.0.0.1" if host == "desk.example" else host, port, type=socket.SOCK_STREAM)  # type: ignore[return-value]  # as the real one

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    answer = fetch(f"http://desk.example:{port}/host", inside)
    assert answer.data.decode() == f"desk.example:{port}"
    assert asked == ["desk.example", "127.0.0.1"]


def test_fetch_refuses_a_certificate_it_cannot_check(site: str, inside: CaptureOptions) -> None:
    with pytest.raises(FetchError, match="could not be fetched"):
        fetch(site.replace("http:", "https:"), inside)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://host/a", "only http and https"),
        ("http://", "only http and https"),
        ("http://user:word@host.example/", "user name or password"),
        ("http://a:99999999/", "check the address"),
        ("http://[::1/", "could not be fetched"),
        ("http://no-such-host.invalid/", "not known"),
        ("http://a\0b/", "could not be fetched"),
    ],
)
def test_fetch_refuses_addresses_that_make_no_sense(url: str, why: str, options: CaptureOptions) -> None:
    with pytest.raises(FetchError, match=why):
        read_source(url, options)


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_fetch_refuses_any_text_that_is_no_address(text: str) -> None:
    with pytest.raises(FetchError):
        fetch(text.replace("://", ":/"), CaptureOptions(today=date(2024, 5, 6)))

"""Addresses of the web: fetched with care, because whoever names an address chooses where we connect.

The host is resolved once a connection, every address that it has is checked, and the connection goes to the
address that was checked: a name that changes its address in between (DNS rebinding) gains nothing. TLS still
checks the certificate against the name.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from marsad.capture.address import resolve
from marsad.capture.options import CaptureOptions
from marsad.errors import FetchError

__all__ = ["MAX_REDIRECTS", "Fetched", "fetch"]

MAX_REDIRECTS = 5
CODINGS = ("", "identity", "gzip", "deflate")  # one of these once; codings in codings hide bombs
SHOWN_CHARS = 200
HEADERS = {"Accept-Encoding": "identity", "User-Agent": "Marsad"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; `url` is the one after redirects."""

    data: bytes
    url: str
    media_type: str
    charset: str


def fetch(url: str, options: CaptureOptions) -> Fetched:
    """Return what an http or https address holds, after at most MAX_REDIRECTS redirects.

    Raises FetchError for other schemes, credentials in the address, private addresses (unless
    `options.allow_private`), answers other than 200, more than `options.max_bytes` and more than
    `options.timeout_s`.
    """
    shown = ascii(url[:SHOWN_CHARS])[1:-1]
    try:
        _check(httpx.URL(url))
        with httpx.Client(transport=_Transport(options), headers=HEADERS, trust_env=False) as client:
            request = client.build_request("GET", url)
            return _follow(client, request, options)
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise FetchError(f"{shown} took over {options.timeout_s:g} s; try again or allow more time") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(f"{shown} could not be fetched ({error}); check it in a browser") from None
    except (OSError, ValueError) as error:  # a certificate, a port or a host name that cannot be
        raise FetchError(f"{shown} could not be fetched ({error}); check the address") from None


def _follow(client: httpx.Client, request: httpx.Request, options: CaptureOptions) -> Fetched:
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(request, stream=True)
        try:
            if response.next_request is None:
                return _read(response, options)
            request = response.next_request
            _check(request.url)
        finally:
            response.close()
    raise FetchError(f"over {MAX_REDIRECTS} redirects; give the address where they end")


def _check(url: httpx.URL) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(f"only http and https addresses are fetched, not {url.scheme[:20]!r}")
    if url.userinfo:
        raise FetchError("the address holds a user name or password, which would be kept; leave them out")


def _read(response: httpx.Response, options: CaptureOptions) -> Fetched:
    if response.status_code != httpx.codes.OK:
        raise FetchError(f"the server answered {response.status_code}; look at the address in a browser")
    if response.headers.get("content-encoding", "").strip().lower() not in CODINGS:
        raise FetchError("the server sends a compression that was not asked for; save the page as a file")
    too_long = FetchError(f"the answer is over {options.max_bytes:,} bytes; save the part needed as a file")
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > options.max_bytes:
        raise too_long
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > options.max_bytes:
            raise too_long
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(bytes(data), str(response.url), media_type, response.charset_encoding or "")


class _Transport(httpx.BaseTransport):
    """httpx's requests over connections that go to checked addresses and end at a deadline."""

    def __init__(self, options: CaptureOptions) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=_CheckedNetwork(options)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The bytes of an answer as they arrive."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connects to addresses that were checked, and lets all connections together take `timeout_s`."""

    def __init__(self, options: CaptureOptions) -> None:
        self._backend = httpcore.SyncBackend()
        self._allow_private = options.allow_private
        self._deadline = time.monotonic() + options.timeout_s

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        address = resolve(host, port, allow_private=self._allow_private)
        stream = self._backend.connect_tcp(
            address, port, _left(self._deadline), local_address, socket_options
        )
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step counts against one deadline, so that a slow drip ends as well."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # httpcore's own signature
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    """Return the seconds up to the deadline; raises httpcore.ReadTimeout when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this address is over")
    return left

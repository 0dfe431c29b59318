"""What a caller may say about a capture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marsad.errors import CaptureError

__all__ = ["COLUMN_KEYS", "CaptureOptions"]

FIELDS = ("text", "title", "publisher", "published", "url", "language")
COLUMN_KEYS = (*FIELDS, "published_order")
DATE_ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOptions:
    """What is known beforehand and how far a capture may go; what is said here wins over the document.

    `today` is the last day on which a report may have been published. `columns` maps a field of a report to
    the column (CSV) or key (JSON) that holds it, such as `{"text": "article_content"}`; its key
    `published_order` ("dmy" or "mdy") says how dates such as 03/04/2017 are meant. `max_bytes` limits one
    text, web page, JSON document or address; a CSV or JSON Lines file may be `TABLE_FACTOR` times as long.
    `timeout_s` limits the fetching of one address, in seconds, redirects included. `allow_private` lets a
    fetch reach private and loopback addresses.

    Raises CaptureError where a column key or a limit makes no sense.
    """

    today: date
    published: date | None = None
    publisher: str = ""
    columns: Mapping[str, str] | None = None
    max_bytes: int = 20_000_000
    allow_private: bool = False
    timeout_s: float = 30.0

    def __post_init__(self) -> None:
        columns = self.columns or {}
        unknown = sorted(set(columns) - set(COLUMN_KEYS))
        if unknown:
            raise CaptureError(f"a report has no field {unknown[0]!r}; map {', '.join(COLUMN_KEYS)}")
        if columns.get("published_order", "dmy") not in DATE_ORDERS:
            raise CaptureError(f"published_order is one of {', '.join(DATE_ORDERS)}")
        if self.max_bytes < 1 or not self.timeout_s > 0:
            raise CaptureError("max_bytes and timeout_s are greater than 0; choose larger ones")

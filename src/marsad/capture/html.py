"""Web pages: the main text, and what the page's own markup says of title, publisher, day and language."""

import logging
import re

from marsad.errors import CaptureError

__all__ = ["declared_charset", "read_html"]

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
LANGUAGE = re.compile(r"""<html\b[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z-]{2,35})""", re.IGNORECASE)
# Only dates in the page's markup, that of publication before that of change; a date found in its prose is
# as likely that of an event. The last day is far off because whether a day lies ahead is told later.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def declared_charset(data: bytes) -> str:
    """Return the charset that a page declares near its start, "" where it declares none."""
    match = CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def read_html(page: str, *, url: str = "") -> dict[str, str]:
    """Return the fields of the report on a web page; `url` is where it was, if known.

    Raises CaptureError where no main text is found.
    """
    # loaded here: it takes as long as reading several pages, and most captures hold none
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what fails is said by the CaptureError
    page = XML_DECLARATION.sub("", page.removeprefix("\ufeff"), count=1)
    document = bare_extraction(
        page, url=url or None, include_comments=False, with_metadata=True, date_extraction_params=DATES
    )
    if not isinstance(document, Document) or not (document.text or "").strip():
        raise CaptureError("no main text was found on this page; save its text as .txt")
    language = LANGUAGE.search(page[:4096])
    return {
        "text": document.text or "",
        "title": document.title or "",
        "publisher": document.sitename or "",
        "published": document.date or "",
        "url": document.url or url,
        "language": language[1] if language else "",
    }

"""A report: the text as captured, and the original bytes that it came from. Never changed."""

from dataclasses import dataclass
from datetime import date

from marsad.ids import content_id, sha256_hex

__all__ = ["Captured", "Issue", "Notice", "Original", "Report"]


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as they came, with the name they came under; `sha256` is their hash."""

    data: bytes
    name: str
    media_type: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, 64 hexadecimal digits."""
        return sha256_hex(self.data)


@dataclass(frozen=True, slots=True)
class Report:
    """One text by one publisher; offsets of claims count characters of `text`.

    `original` is the SHA-256 of the captured bytes, `part` the row or line in them where they hold several
    reports. Neither is part of the id: the same content captured twice is the same report. `language` is an
    ISO 639 code: what the document says, or what its text shows where that is plainly not English.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    original: str = ""
    part: str = ""

    @property
    def id(self) -> str:
        """The content hash of everything that a reading depends on."""
        published = self.published.isoformat() if self.published else None
        return content_id("report", self.text, self.title, self.publisher, published, self.language, self.url)


@dataclass(frozen=True, slots=True)
class Captured:
    """A report together with the original it came from."""

    report: Report
    original: Original

    @property
    def where(self) -> str:
        """The name that the original came under, with the part of it that is the report."""
        return f"{self.original.name}:{self.report.part}" if self.report.part else self.original.name


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be taken in: where it stood, and why, in words that say what to do."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know of a report that was taken in: where it stood, and what, in words that say what to do."""

    where: str
    reason: str

"""What reading needs, made once and used for many reports."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.capture.language import ENGLISH, language_name, language_of
from marsad.errors import ExtractError
from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.locate import locate
from marsad.model import Claim, Issue, Notice, Report

if TYPE_CHECKING:
    from marsad.extract.reader import Reader

__all__ = ["Workshop", "open_workshop", "other_language", "unread"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """The reader, and the place names that reading and locating go by."""

    reader: "Reader"
    gazetteer: Gazetteer

    def read(self, report: Report) -> tuple[Claim, ...]:
        """Return the claims of a report, located; none where it is in another language than English.

        Raises ExtractError where a value rests on words that the report does not have there.
        """
        if other_language(report):
            return ()
        claims = locate(self.reader.read(report), report, self.gazetteer)
        for claim in claims:
            for span in claim.spans():
                if report.text[span.start : span.end] != span.quote:
                    raise ExtractError(
                        f"{claim.id} quotes {span.quote!r}, which {report.id} does not say at {span.start}"
                    )
        return claims

    def try_reading(self, report: Report, *, where: str) -> tuple[Claim, ...] | Issue:
        """Return the claims of a report, or what kept the reader from reading it."""
        try:
            return self.read(report)
        except Exception as error:  # noqa: BLE001  one text that the reader stumbles over must not stop the others
            fault = f"{type(error).__name__}: {error}"
            return Issue(where, f"the reader failed ({fault}); leave this text out and report the fault")

    def close(self) -> None:
        """Close the place indexes."""
        self.gazetteer.close()


def other_language(report: Report) -> str:
    """Return the name of the language that a report is in; "" where that is English, which alone is read, or unsure.

    What the text shows goes before what the document says of itself.
    """
    code = language_of(report.text) or report.language
    return "" if code in ("", ENGLISH, "eng") else language_name(code)


def unread(report: Report, *, where: str) -> Notice | None:
    """Return why no claims are read from a report that is in another language, None where it is read."""
    language = other_language(report)
    if not language:
        return None
    return Notice(
        where,
        f"the text seems to be {language}, and the reader reads English only: no claims are read from it; "
        "add a translation to have them",
    )


def open_workshop(*places: Path, reader: str = "learned", pipeline: str) -> Workshop:
    """Load a reader and open place indexes, the user's own before the world's; close it after use.

    Raises GazetteerError for a missing or broken index and ExtractError for a reader that is none
    and where the pipeline is not installed.
    """
    from marsad.extract.reader import open_reader

    gazetteer = open_gazetteer(*places)
    try:
        return Workshop(open_reader(gazetteer.lookup, kind=reader, pipeline=pipeline), gazetteer)
    except BaseException:
        gazetteer.close()
        raise

"""Reading without a record."""

from collections.abc import Iterator

from marsad.capture import CaptureOptions, read_source
from marsad.model import Claim, Issue, Notice, Report
from marsad.ops.workshop import Workshop, unread

__all__ = ["read"]


def read(
    source: str, workshop: Workshop, options: CaptureOptions
) -> Iterator[tuple[Report, tuple[Claim, ...]] | Issue | Notice]:
    """Yield the reports at a path, an address or, for "-", on standard input, each with its claims.

    What cannot be captured or read is an Issue. After a report in another language, which has no claims, comes
    a Notice. Raises CaptureError where nothing is at the source.
    """
    for found in read_source(source, options):
        if isinstance(found, Issue):
            yield found
            continue
        claims = workshop.try_reading(found.report, where=found.where)
        yield claims if isinstance(claims, Issue) else (found.report, claims)
        if notice := unread(found.report, where=found.where):
            yield notice

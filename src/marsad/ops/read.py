"""Reading without a record."""

from collections.abc import Iterator

from marsad.capture import CaptureOptions, read_source
from marsad.model import Claim, Issue, Report
from marsad.ops.workshop import Workshop

__all__ = ["read"]


def read(
    source: str, workshop: Workshop, options: CaptureOptions
) -> Iterator[tuple[Report, tuple[Claim, ...]] | Issue]:
    """Yield the reports at a path, an address or, for "-", on standard input, each with its claims.

    What cannot be captured or read is an Issue. Raises CaptureError where nothing is at the source.
    """
    for found in read_source(source, options):
        if isinstance(found, Issue):
            yield found
            continue
        claims = workshop.try_reading(found.report, where=found.original.name)
        yield claims if isinstance(claims, Issue) else (found.report, claims)

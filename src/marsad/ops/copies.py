"""Copies of a report: other reports of the record that print the same text, or a light rewrite of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from marsad.link.copies import is_copy, signature
from marsad.link.filing import read_filed
from marsad.model import Incident, Report
from marsad.store import View

__all__ = ["Copies", "find_copies"]

MOST = 40
"""Reports that one is compared with: each text is read for it."""
MOST_CLAIMS = 1000
"""Claims of the same incidents whose reports are looked at."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of a report, the earliest first; so many reports beside it were `compared`, so many `left`."""

    reports: tuple[Report, ...]
    compared: int
    left: int


def find_copies(view: View, report: Report, incidents: Iterable[Incident]) -> Copies:
    """Return the copies of a report among those that tell an incident of one of its claims: `incidents` are these.

    Of many such reports those are compared that came out nearest to it.
    """
    others = sorted({id for incident in incidents for id in incident.claims})
    published = {
        filing.report: read_filed(filing.body).published
        for filing in view.filings(claims=others[:MOST_CLAIMS])
        if filing.report != report.id
    }
    nearest = sorted(published, key=lambda id: (_days(report.published, published[id]), id))
    own = _signature(report.text)
    beside = view.reports_of(nearest[:MOST]).values()
    copies = [other for other in beside if is_copy(own, _signature(other.text))]
    copies.sort(key=lambda other: (other.published or date.max, other.publisher, other.id))
    compared = min(len(nearest), MOST)
    return Copies(tuple(copies), compared, len(nearest) - compared)


# Reports of one event are compared with each other, one after the other as somebody opens them.
_signature = lru_cache(4096)(signature)


def _days(one: date | None, other: date | None) -> int:
    """Return how many days lie between two, more than any where one is not told."""
    return abs((one - other).days) if one and other else date.max.toordinal()

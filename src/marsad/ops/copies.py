"""Copies of a report: other reports of the record that print the same text, or a light rewrite of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.link.copies import is_copy, signature
from marsad.model import Incident, Report
from marsad.store import View

__all__ = ["Copies", "find_copies"]

MOST = 40
"""Reports that one is compared with: each text is read for it."""
MOST_CLAIMS = 1000
"""Claims of the same incidents whose reports are looked at."""
MOST_SIGNATURES = 10_000
"""Signatures that are kept, some 500 bytes each."""


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
    published = view.published_of(others[:MOST_CLAIMS])
    published.pop(report.id, None)
    nearest = sorted(published, key=lambda id: (_days(report.published, published[id]), id))
    own = signature(report.text)
    signatures = _signatures(view, nearest[:MOST])
    alike = [id for id, other in signatures.items() if is_copy(own, other)]
    copies = sorted(
        view.reports_of(alike).values(),
        key=lambda other: (other.published or date.max, other.publisher, other.id),
    )
    return Copies(tuple(copies), len(signatures), len(nearest) - len(signatures))


# Reports of one event are compared with each other, one after the other as somebody opens them. The id of a report is
# the hash of its text too.
_SIGNATURES: dict[str, str] = {}


def _signatures(view: View, reports: Sequence[str]) -> dict[str, str]:
    """Return the signatures of reports of the View by id; the texts of those that are not known are read."""
    found = {id: known for id in reports if (known := _SIGNATURES.get(id)) is not None}
    new = {one.id: signature(one.text) for one in view.reports_of(set(reports) - found.keys()).values()}
    if len(_SIGNATURES) > MOST_SIGNATURES:
        _SIGNATURES.clear()
    _SIGNATURES.update(new)
    return found | new


def _days(one: date | None, other: date | None) -> int:
    """Return how many days lie between two, more than any where one is not told."""
    return abs((one - other).days) if one and other else date.max.toordinal()

"""The root sources of a record, and what they tell."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from marsad.link.compare import linked_claims
from marsad.link.judged import read_judgements
from marsad.link.roots import find_roots
from marsad.store import View
from marsad.watch.sources import Told, Voice, count_sources, told_by

__all__ = ["find_sources"]


def find_sources(view: View) -> tuple[Voice, ...]:
    """Return the root sources of a record, those that tell most incidents first."""
    return count_sources(view.incidents(), dict(_told(view)))


def _told(view: View) -> Iterator[tuple[str, Told]]:
    """Yield what each claim tells of its source, report by report, by the claim's id."""
    judged = read_judgements(view.judgements())
    for report_id, told in groupby(view.claims(), key=attrgetter("report")):
        report = view.report(report_id)
        claims = linked_claims(told, judged)
        roots = find_roots(claims, {report.id: report} if report else {})
        for claim in claims:
            yield claim.id, told_by(claim, roots[claim.id])

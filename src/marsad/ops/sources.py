"""The root sources of a record, and what they tell."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from marsad.link.build import is_linked
from marsad.link.corrections import correct_claims, stand_roots
from marsad.link.filing import read_filing
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
    judged = view.judged(read_judgements)
    for report_id, told in groupby(view.claims(), key=attrgetter("report")):
        report = view.report(report_id)
        claims = list(correct_claims(told, judged))
        if report:
            roots = stand_roots(claims, find_roots(claims, report), report, judged)
        else:  # withheld, and with it who published it: linking has filed that
            filed = view.filings(claims={claim.id for claim in claims})
            roots = {one.claim: read_filing(one.body).root for one in filed}
        for claim in claims:
            if is_linked(claim, judged):
                yield claim.id, told_by(claim, roots[claim.id])

"""The root sources of a record, found by what people call them."""

from collections.abc import Collection, Iterable, Mapping

from marsad.errors import JudgementError
from marsad.link.corrections import correct_claims, stand_roots
from marsad.link.filing import read_filed
from marsad.link.judged import Judged, read_judgements
from marsad.link.roots import Root, find_roots, root_named
from marsad.model import Report
from marsad.store import View

__all__ = ["counted_as", "find_root", "roots_of"]

SHOWN = 5


def find_root(view: View, name: str) -> str:
    """Return the id of the root source of a name or id; raises JudgementError where no claim comes from it."""
    roots = roots_of(view, view.reports()).values()
    wanted, named = name.strip().casefold(), root_named(name.strip()).id
    found = (
        {root.id for root in roots if root.id.casefold() == wanted}
        or {root.id for root in roots if root.label.casefold() == wanted}
        or {root.id for root in roots if root.id == named}
    )
    if not found:
        raise JudgementError(
            f"no claim comes from {name!r}; `marsad show INCIDENT` names the sources of its claims"
        )
    if len(found) > 1:
        raise JudgementError(
            f"{name!r} may be {' or '.join(map(repr, sorted(found)[:SHOWN]))}; give one of these"
        )
    return found.pop()


def roots_of(view: View, reports: Iterable[Report]) -> Mapping[str, Root]:
    """Return the root source of each claim of some reports as corrected, without what people say of sources."""
    judged = view.judged(read_judgements)
    roots: dict[str, Root] = {}
    for report in reports:
        corrected = list(correct_claims(view.claims(report.id), judged))
        roots |= stand_roots(corrected, find_roots(corrected, report), report, Judged())
    return roots


def counted_as(view: View, claim_ids: Collection[str]) -> Mapping[str, Root]:
    """Return the root source that linking counts each of some claims for, by claim id."""
    return {filing.claim: read_filed(filing.body).root for filing in view.filings(claims=claim_ids)}

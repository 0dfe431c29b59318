"""The statements of a record: claims with their root sources, as the watches ask for them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from marsad.link.corrections import correct_claims
from marsad.link.filing import read_filed
from marsad.link.judged import Judged, read_judgements
from marsad.model import Claim, Incident
from marsad.store import View
from marsad.watch.statements import Happening, Statement

__all__ = ["find_happenings", "find_statements", "statements_of"]

BATCH = 200
"""Incidents whose claims are fetched at a time."""


def find_statements(view: View, types: Collection[str]) -> tuple[Statement, ...]:
    """Return the statements of claims of some types, rejected ones left out, in the order in which they came out."""
    judged = view.judged(read_judgements)
    return tuple(sorted(_stated(view, view.claims(types=types), judged), key=lambda one: one.order))


def statements_of(
    view: View, claim_ids: Collection[str], is_wanted: Callable[[Claim], bool] | None = None
) -> dict[str, Statement]:
    """Return the statements of claims by id; rejected ones are left out, and as corrected not wanted ones."""
    if not claim_ids:
        return {}
    judged = view.judged(read_judgements)
    claims = view.claims(ids=claim_ids)
    return {one.claim.id: one for one in _stated(view, claims, judged, is_wanted)}


def find_happenings(view: View, incidents: Iterable[Incident]) -> Iterator[Happening]:
    """Yield incidents with their statements."""
    judged = view.judged(read_judgements)
    waiting = iter(incidents)
    while some := tuple(islice(waiting, BATCH)):
        ids = {claim for incident in some for claim in incident.claims}
        known = {one.claim.id: one for one in _stated(view, view.claims(ids=ids), judged)}
        for incident in some:
            yield Happening(incident, tuple(known[id] for id in incident.claims if id in known))


def _stated(
    view: View, claims: Iterable[Claim], judged: Judged, is_wanted: Callable[[Claim], bool] | None = None
) -> Iterator[Statement]:
    """Yield claims with the roots that linking has filed them under; what is not linked yet has none."""
    kept = (claim for claim in claims if claim.id not in judged.rejected) if judged.rejected else claims
    corrected = correct_claims(kept, judged)
    read = {claim.id: claim for claim in corrected if is_wanted is None or is_wanted(claim)}
    for filing in view.filings(claims=read):
        fact = read_filed(filing.body)
        yield Statement(read[filing.claim], fact.root, fact.published, fact.land)

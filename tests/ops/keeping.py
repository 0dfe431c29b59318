"""Puts claims that were told in few words into a record."""

from collections.abc import Sequence

from tests.link.telling import Dossier

from marsad.model import Captured, Claim, Original, Report
from marsad.ops.linking import relink
from marsad.store import Store


def keep(store: Store, dossier: Dossier) -> list[Claim]:
    """Put a dossier into a record, and return its claims as they stand there."""
    for claim in dossier.claims:
        put(store, dossier.reports[claim.report], [claim])
    relink(store)
    return list(dossier.claims)


def put(store: Store, told: Report, claims: Sequence[Claim]) -> None:
    """Add a report with its claims, and link nothing."""
    original = Original(told.text.encode(), f"{told.id}.txt", "text/plain")
    report = Report(told.text, publisher=told.publisher, published=told.published, original=original.sha256)
    with store.writer() as writer:
        writer.add_report(Captured(report, original), claims)

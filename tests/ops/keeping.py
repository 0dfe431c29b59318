"""Puts claims that were told in few words into a record."""

from tests.link.telling import Dossier

from marsad.model import Captured, Claim, Original, Report
from marsad.ops.add import relink
from marsad.store import Store


def keep(store: Store, dossier: Dossier) -> list[Claim]:
    """Put a dossier into a record, and return its claims as they stand there."""
    kept = []
    for claim in dossier.claims:
        told = dossier.reports[claim.report]
        original = Original(told.text.encode(), f"{told.id}.txt", "text/plain")
        report = Report(
            told.text, publisher=told.publisher, published=told.published, original=original.sha256
        )
        with store.writer() as writer:
            writer.add_report(Captured(report, original), [claim])
        kept.append(claim)
    relink(store)
    return kept

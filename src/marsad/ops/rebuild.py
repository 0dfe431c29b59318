"""Computing the views of a record again from its reports and judgements."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from marsad.model import Claim, Issue, Notice, Viewer
from marsad.ops.linking import relink
from marsad.ops.orphans import Orphan, find_orphans, judged_claims, note_lost
from marsad.ops.progress import Progress, silent
from marsad.ops.workshop import Workshop, unread
from marsad.store import Store, View

__all__ = ["Rebuilt", "rebuild"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The digest of the record before and after, how many reports read differently now, and what failed.

    `notices` are reports that are not read because of their language, `orphaned` the judgements that apply to
    nothing now.
    """

    before: str
    after: str
    changed: int
    incidents: int
    issues: tuple[Issue, ...]
    notices: tuple[Notice, ...] = ()
    orphaned: tuple[Orphan, ...] = ()


def rebuild(store: Store, workshop: Workshop, *, progress: Progress = silent) -> Rebuilt:
    """Read every report of a record again and link all claims anew; reports and judgements stay as they are.

    A report that cannot be read any more keeps the claims that it has, and is an Issue. A run that was cut
    short is completed by the next.
    """
    changed = 0
    issues: list[Issue] = []
    notices: list[Notice] = []
    with store.view(Viewer.OWNER) as view:
        before, total = view.digest(), view.counts()["reports"]
        judged = judged_claims(view.judgements())
        for done, report in enumerate(view.reports()):
            progress("reading", done, total)
            claims = workshop.try_reading(report, where=report.id)
            if isinstance(claims, Issue):
                issues.append(claims)
                continue
            if notice := unread(report, where=report.id):
                notices.append(notice)
            lost = _lost(view, report.id, judged, claims)
            with store.writer() as writer:
                note_lost(writer, report.id, lost)
                changed += writer.replace_claims(report.id, claims)
    relink(store, always=True, progress=progress)
    with store.view(Viewer.OWNER) as view:
        orphaned, incidents = find_orphans(view), view.counts("incidents")["incidents"]
        return Rebuilt(before, view.digest(), changed, incidents, tuple(issues), tuple(notices), orphaned)


def _lost(view: View, report: str, judged: Collection[str], claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of a report that people judged and that are not among those read now."""
    if not judged:
        return []
    read = {claim.id for claim in claims}
    return [claim for claim in view.claims(report) if claim.id in judged and claim.id not in read]

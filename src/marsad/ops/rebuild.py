"""Computing the views of a record again from its reports and judgements."""

from dataclasses import dataclass

from marsad.model import Issue, Notice
from marsad.ops.add import relink
from marsad.ops.progress import Progress, silent
from marsad.ops.workshop import Workshop, unread
from marsad.store import Store

__all__ = ["Rebuilt", "rebuild"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The digest of the record before and after, how many reports read differently now, and what failed.

    `notices` are reports that are not read because of their language.
    """

    before: str
    after: str
    changed: int
    incidents: int
    issues: tuple[Issue, ...]
    notices: tuple[Notice, ...] = ()


def rebuild(store: Store, workshop: Workshop, *, progress: Progress = silent) -> Rebuilt:
    """Read every report of a record again and link all claims anew; reports and judgements stay as they are.

    A report that cannot be read any more keeps the claims that it has, and is an Issue. A run that was cut
    short is completed by the next.
    """
    changed = 0
    issues: list[Issue] = []
    notices: list[Notice] = []
    with store.view() as view:
        before, total = view.digest(), view.counts()["reports"]
        for done, report in enumerate(view.reports()):
            progress("reading", done, total)
            claims = workshop.try_reading(report, where=report.id)
            if isinstance(claims, Issue):
                issues.append(claims)
                continue
            if notice := unread(report, where=report.id):
                notices.append(notice)
            with store.writer() as writer:
                changed += writer.replace_claims(report.id, claims)
    incidents = relink(store, always=True, progress=progress)
    with store.view() as view:
        return Rebuilt(before, view.digest(), changed, incidents, tuple(issues), tuple(notices))

"""Adding reports to a record: capture, read, locate, store, link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.capture import CaptureOptions, read_source
from marsad.errors import CaptureError
from marsad.model import Captured, Issue, Notice, Viewer
from marsad.ops.linking import relink
from marsad.ops.progress import Progress, silent
from marsad.ops.workshop import Workshop, unread
from marsad.store import Store

__all__ = ["AddSummary", "add"]


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What adding did: reports taken in, those there before, the claims read, and what was left out and why.

    `incidents` counts those of the whole record afterwards; `notices` are reports taken in that were not read.
    """

    added: int
    known: int
    claims: int
    incidents: int
    issues: tuple[Issue, ...]
    notices: tuple[Notice, ...] = ()


def add(
    sources: Sequence[str],
    store: Store,
    workshop: Workshop,
    options: CaptureOptions,
    *,
    progress: Progress = silent,
) -> AddSummary:
    """Take the reports at paths and addresses into a record, and link what the record then holds.

    Each report is one transaction, with its claims; what is there already is not read again, so that adding
    twice changes nothing and a run that was cut short is completed by the next. What cannot be taken in is
    an Issue and the rest goes on. Raises StoreError where the record cannot be written.
    """
    added = known = read = 0
    issues: list[Issue] = []
    notices: list[Notice] = []
    for found in _captured(sources, options):
        if isinstance(found, Issue):
            issues.append(found)
            continue
        progress("reading", added + known, None)
        with store.view(Viewer.OWNER) as view:
            if view.has_report(found.report.id):
                known += 1
                continue
        claims = workshop.try_reading(found.report, where=found.where)
        if isinstance(claims, Issue):
            issues.append(claims)
            continue
        with store.writer() as writer:
            is_new = writer.add_report(found, claims)
        if is_new and (notice := unread(found.report, where=found.where)):
            notices.append(notice)
        added, known, read = added + is_new, known + (not is_new), read + len(claims) * is_new
    relink(store, progress=progress)
    with store.view(Viewer.OWNER) as view:
        incidents = view.counts("incidents")["incidents"]
    return AddSummary(added, known, read, incidents, tuple(issues), tuple(notices))


def _captured(sources: Sequence[str], options: CaptureOptions) -> Iterator[Captured | Issue]:
    for source in sources:
        try:
            yield from read_source(source, options)
        except CaptureError as error:
            yield Issue(source, str(error))

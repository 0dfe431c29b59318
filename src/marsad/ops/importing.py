"""Taking a bundle into a record: all of it is checked first, then what is missing is added."""

from dataclasses import dataclass
from pathlib import Path

from marsad.errors import BundleError
from marsad.export.bundled import Bundle, open_bundle
from marsad.model import Captured, Claim, Viewer
from marsad.ops.linking import relink
from marsad.ops.progress import Progress, silent
from marsad.store import Store

__all__ = ["Imported", "import_bundle"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing did: reports, claims and judgements taken in, those known before, the incidents there are now.

    `bundle` is the SHA-256 of the file, `head` and `told` the journal's head and the digest of the record that it
    was made from, `digest` that of this record now: the same as `told` where this record holds nothing else and
    both were linked alike.
    """

    bundle: str
    head: str
    told: str
    digest: str
    reports: int
    claims: int
    judgements: int
    known: int
    incidents: int


def import_bundle(path: Path, store: Store, *, progress: Progress = silent) -> Imported:
    """Take the reports, originals, claims and judgements of a bundle into a record, and link anew.

    A report that is there keeps the claims that the record has. Each report is one transaction: importing twice
    changes nothing, and a run that was cut short is completed by the next. The journal gets a note of the bundle
    with the first thing that is new. Raises BundleError, before anything is written, where the bundle is damaged,
    does not fit together or is of another version.
    """
    with open_bundle(path) as bundle:
        total = _check(bundle, progress)
        reports, claims, judgements, known = _take_in(bundle, store, total, progress)
        relink(store, progress=progress)
        with store.view(Viewer.OWNER) as view:
            digest, incidents = view.digest(), view.counts("incidents")["incidents"]
        return Imported(
            bundle=bundle.sha256,
            head=bundle.manifest.head,
            told=bundle.manifest.digest,
            digest=digest,
            reports=reports,
            claims=claims,
            judgements=judgements,
            known=known,
            incidents=incidents,
        )


def _check(bundle: Bundle, progress: Progress) -> int:
    """Read all of a bundle without writing; return how many reports it holds.

    Raises BundleError where its parts do not fit together.
    """
    count = 0
    for count, (captured, read) in enumerate(bundle.captured(), start=1):
        progress("checking", count, None)
        if why := _fault(captured, read):
            raise BundleError(
                f"claims.jsonl in {bundle.path} does not fit: {why}; ask for the file again, nothing was taken in"
            )
    for _ in bundle.judgements():
        pass
    return count


def _fault(captured: Captured, read: tuple[Claim, ...]) -> str:
    """Return what a record would refuse of a report's claims, or ""."""
    text = captured.report.text
    if len({claim.id for claim in read}) < len(read):
        return f"two claims of {captured.report.id} have one id"
    for claim in read:
        for span in claim.spans():
            if text[span.start : span.end] != span.quote:
                return f"{claim.id} quotes {span.quote!r}, which its report does not say there"
    return ""


def _take_in(bundle: Bundle, store: Store, total: int, progress: Progress) -> tuple[int, int, int, int]:
    """Write what is missing; return the new reports, claims and judgements, and how many were known."""
    reports = claims = judgements = known = 0
    told = {"bundle": bundle.sha256, "head": bundle.manifest.head, "digest": bundle.manifest.digest}
    with store.writer() as writer:
        for done, (captured, read) in enumerate(bundle.captured()):
            progress("importing", done, total)
            is_new = writer.add_report(captured, read)
            if is_new and not reports:
                writer.note("import", bundle.path.name, told)
            reports, claims, known = reports + is_new, claims + len(read) * is_new, known + (not is_new)
        for judgement in bundle.judgements():
            is_new = writer.add_judgement(judgement)
            if is_new and not reports and not judgements:
                writer.note("import", bundle.path.name, told)
            judgements, known = judgements + is_new, known + (not is_new)
    return reports, claims, judgements, known

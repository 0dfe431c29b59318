"""Measuring the reader on texts that people have annotated."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marsad.errors import EvaluationError
from marsad.model import Claim, Report
from marsad.ops.progress import Progress, silent
from marsad.ops.scoring import Bounds, Scores, Told, score
from marsad.ops.workshop import Workshop

__all__ = ["Evaluation", "evaluate", "gold_claims", "read_gold", "told"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores, and the share of read values whose words stand where they say (None: nothing was read)."""

    scores: Scores
    grounding: float | None
    documents: int


def evaluate(gold: Path, workshop: Workshop, *, progress: Progress = silent) -> Evaluation:
    """Read the texts of a folder of gold files and score the claims against theirs.

    A gold file is a JSON object with `id`, `text`, `claims`, and mostly `published` and `publisher`; the
    fields of a claim are in docs/codebook.md. Raises EvaluationError for a folder without gold files and for
    a file that is none.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise EvaluationError(f"there are no gold files (*.json) in {gold}; give the folder that holds them")
    spans: list[bool] = []
    documents = []
    for done, file in enumerate(files):
        progress("reading", done, len(files))
        report, expected = read_gold(file)
        claims = workshop.read(report)
        spans += [report.text[s.start : s.end] == s.quote for claim in claims for s in claim.spans()]
        documents.append((file.stem, expected, tuple(map(told, claims))))
    return Evaluation(score(documents), sum(spans) / len(spans) if spans else None, len(files))


def read_gold(file: Path) -> tuple[Report, tuple[Told, ...]]:
    """Return the text of a gold file as a report, and its claims; raises EvaluationError where it is none."""
    try:
        document = json.loads(file.read_text("utf-8"))
        published = document.get("published")
        report = Report(
            text=document["text"],
            publisher=document.get("publisher") or "",
            published=date.fromisoformat(published) if published else None,
        )
        return report, tuple(gold_claims(document))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(
            f"{file} is no gold file ({type(error).__name__}: {error}); mend or remove it"
        ) from error


def gold_claims(document: Mapping[str, Any]) -> Iterator[Told]:
    """Yield the claims of a gold document; raises KeyError or ValueError where it is none."""
    for claim in document["claims"]:
        start = document["text"].find(claim["quote"])
        if start < 0:
            raise ValueError(f"the text does not say {claim['quote']!r}")
        yield Told(
            type=claim["type"],
            quote=claim["quote"],
            start=start,
            end=start + len(claim["quote"]),
            phase=claim.get("phase") or "happened",
            stance=claim.get("stance") or "asserts",
            source=tuple(name for name in (claim.get("source") or "").split(" / ") if name),
            places=tuple(claim.get("places") or ()),
            dates=_dates(claim),
            actors=tuple(claim.get("actors") or ()),
            targets=tuple(claim.get("targets") or ()),
            killed=_bounds(claim.get("killed")),
            injured=_bounds(claim.get("injured")),
            count=_bounds(claim.get("count")),
        )


def told(claim: Claim) -> Told:
    """Return a claim of the program as scoring compares it."""
    nearest = claim.sources[0] if claim.sources else None
    names = (nearest.span, nearest.body) if nearest else ()
    harm = {one.kind: (one.quantity.low, one.quantity.high) for one in claim.harm}
    interval = claim.time.interval if claim.time else None
    return Told(
        type=claim.type,
        quote=claim.evidence.quote,
        start=claim.evidence.start,
        end=claim.evidence.end,
        phase=claim.phase,
        stance=claim.stance,
        source=tuple(span.quote for span in names if span),
        places=tuple(place.span.quote for place in claim.places),
        dates=(interval.start, interval.end) if interval else None,
        actors=tuple(actor.span.quote for actor in claim.actors),
        targets=tuple(target.span.quote for target in claim.targets),
        killed=harm.get("killed"),
        injured=harm.get("injured"),
        count=(claim.count.quantity.low, claim.count.quantity.high) if claim.count else None,
    )


def _dates(claim: Mapping[str, Any]) -> tuple[date, date] | None:
    start = claim.get("start")
    return (date.fromisoformat(start), date.fromisoformat(claim.get("end") or start)) if start else None


def _bounds(value: Any) -> Bounds | None:
    if value is None:
        return None
    low, high = value
    return None if low is None and high is None else (low, high)

"""Measuring the reader on texts that people have annotated."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from marsad.errors import EvaluationError
from marsad.model import Claim, Quantity, Report
from marsad.ops.faults import Fault, find_faults
from marsad.ops.progress import Progress, silent
from marsad.ops.scoring import Bounds, Score, Scores, Told, score, score_types
from marsad.ops.workshop import Workshop

__all__ = ["By", "Document", "Evaluation", "evaluate", "gold_claims", "read_gold", "told"]

By = Literal["war", "publisher", "type"]


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated text with the claims that people and the program read in it; `war` is "" where not told."""

    name: str
    report: Report
    war: str
    gold: tuple[Told, ...]
    read: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores, and the share of read values whose words stand where they say (None: nothing was read)."""

    scores: Scores
    grounding: float | None
    documents: tuple[Document, ...]

    def faults(self) -> tuple[Fault, ...]:
        """Return every difference between gold and what was read, with its cause."""
        return tuple(
            fault
            for one in self.documents
            for fault in find_faults(one.name, one.report.text, one.gold, one.read)
        )

    def claims_by(self, by: By) -> dict[str, Score]:
        """Return how well claims are found in the texts of each war or publisher, or for each type.

        "" stands for the texts that do not say.
        """
        if by == "type":
            return score_types((one.gold, one.read) for one in self.documents)
        groups: defaultdict[str, list[Document]] = defaultdict(list)
        for one in self.documents:
            groups[one.war if by == "war" else one.report.publisher].append(one)
        return {name: score((one.gold, one.read) for one in group).claims for name, group in groups.items()}


def evaluate(gold: Path, workshop: Workshop, *, progress: Progress = silent) -> Evaluation:
    """Read the texts of a folder of gold files and score the claims against theirs.

    A gold file is a JSON object with `id`, `text`, `claims`, and mostly `published` and `publisher`; it may
    name its `war`; the fields of a claim are in docs/codebook.md. Raises EvaluationError for a folder without
    gold files and for a file that is none.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise EvaluationError(f"there are no gold files (*.json) in {gold}; give the folder that holds them")
    spans: list[bool] = []
    documents = []
    for done, file in enumerate(files):
        progress("reading", done, len(files))
        content = _load(file)
        report, expected = _gold(content, file)
        claims = workshop.read(report)
        spans += [report.text[s.start : s.end] == s.quote for claim in claims for s in claim.spans()]
        war = str(content.get("war") or "")
        documents.append(Document(file.stem, report, war, expected, tuple(map(told, claims))))
    scores = score((one.gold, one.read) for one in documents)
    return Evaluation(scores, sum(spans) / len(spans) if spans else None, tuple(documents))


def read_gold(file: Path) -> tuple[Report, tuple[Told, ...]]:
    """Return the text of a gold file as a report, and its claims; raises EvaluationError where it is none."""
    return _gold(_load(file), file)


def _load(file: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _no_gold(file, error) from error
    if not isinstance(content, dict):
        raise _no_gold(file, TypeError("it holds no object"))
    return content


def _gold(content: Mapping[str, Any], file: Path) -> tuple[Report, tuple[Told, ...]]:
    try:
        published = content.get("published")
        report = Report(
            text=content["text"],
            publisher=content.get("publisher") or "",
            published=date.fromisoformat(published) if published else None,
        )
        return report, tuple(gold_claims(content))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_gold(file, error) from error


def _no_gold(file: Path, error: Exception) -> EvaluationError:
    return EvaluationError(f"{file} is no gold file ({type(error).__name__}: {error}); mend or remove it")


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
    if low is None and high is None:
        return None
    Quantity(low, high)  # raises ValueError for bounds that bound nothing
    return low, high

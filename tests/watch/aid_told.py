"""Tell of aid in sentences: each makes its own report, and the places stand where the sentence names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.link.telling import ALEPPO, MONDAY, URUM

from marsad.link.roots import Root
from marsad.model import (
    Actor,
    Attribution,
    Claim,
    Grade,
    Incident,
    Interval,
    Place,
    PlaceName,
    Report,
    Span,
    Time,
)
from marsad.watch.statements import Happening, Statement

MADAYA = Place("Madaya", 33.69, 36.10, 3.0, "SY", "gn-7", "town", ("Rif Dimashq", "Syria"))
ZABADANI = Place("Zabadani", 33.725, 36.10, 3.0, "SY", "gn-8", "town", ("Rif Dimashq", "Syria"))
CASTELLO = Place("Castello Road", 36.25, 37.13, 1.0, "SY", "gn-9", "feature", ("Aleppo", "Syria"))
TURKEY = Place("Turkey", 39.0, 35.0, 700.0, "TR", "gn-10", "country")
SYRIA = Place("Syria", 35.0, 38.0, 300.0, "SY", "gn-11", "country")
GAZA = Place("Gaza Strip", 31.4, 34.4, 20.0, "PS", "gn-12", "region")
FAR = Place("Kaga Bandoro", 7.0, 19.2, 3.0, "CF", "gn-13", "town")
KNOWN: Mapping[str, Place] = {
    "Madaya": MADAYA, "Zabadani": ZABADANI, "Castello Road": CASTELLO, "Turkish": TURKEY, "Turkey": TURKEY,
    "Syria": SYRIA, "Gaza Strip": GAZA, "Kaga Bandoro": FAR, "Aleppo": ALEPPO, "Urum al-Kubra": URUM,
}  # fmt: skip
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))


@dataclass(frozen=True, slots=True)
class Told:
    """A report of one claim, with the claim as a statement."""

    report: Report
    statement: Statement

    @property
    def id(self) -> str:
        return self.statement.claim.id


def tell(
    text: str,
    trigger: str,
    *,
    by: str = "UN",
    published: date | None = MONDAY,
    day: date | None = None,
    rest: str = "",
    **said: Any,
) -> Told:
    """Tell one claim of an outlet: `text` is its evidence, `rest` follows in the sentence, `said` names other fields.

    Names of KNOWN places in the text are its places, and so are the words of `unknown`.
    """
    unknown: Sequence[str] = said.pop("unknown", ())
    number = said.pop("number", 0)
    head = f"Report {number} of {published} by {by}. "
    report = Report(f"{head}{text}{rest}. Nothing more.", publisher=by, published=published)

    def span(words: str) -> Span:
        start = report.text.index(words, len(head))
        return Span(start, start + len(words), words)

    names = [
        name for name in (*KNOWN, *unknown) if name in text and not (name == "Turkey" and "Turkish" in text)
    ]
    actors, targets = (
        tuple(Actor(span(words)) for words in said.pop(kind, ())) for kind in ("actors", "targets")
    )
    claim = Claim(
        report=report.id,
        type=said.pop("type", "aid"),
        trigger=span(trigger),
        evidence=Span(len(head), len(head) + len(text), text),
        places=tuple(PlaceName(span(name), KNOWN.get(name)) for name in names),
        time=Time(Interval(day, day), span(trigger)) if day else None,
        actors=actors,
        targets=targets,
        **said,
    )
    return Told(report, Statement(claim, Root(by.casefold(), by), published))


def together(*told: Told, place: Place | None = None, **said: Any) -> Happening:
    """One incident of some claims."""
    ordered = sorted((one.statement for one in told), key=lambda one: one.order)
    first = ordered[0]
    places = [name.resolved for one in ordered for name in one.claim.places if name.resolved]
    grade: Grade = said.pop("grade", "fair")
    incident = Incident(
        type=first.claim.type,
        claims=tuple(one.claim.id for one in ordered),
        time=first.claim.time.interval if first.claim.time else None,
        place=place or (places[0] if places else None),
        place_names=(),
        roots=tuple(dict.fromkeys(one.root.label for one in ordered)),
        grade=grade,
        grade_reason="two",
        phase=first.claim.phase,
    )
    return Happening(replace(incident, **said), tuple(ordered))


def apart(*told: Told) -> list[Happening]:
    """An incident for each of some claims."""
    return [together(one) for one in told]


def struck(text: str, *targets: str, day: date = MONDAY, by: str = "Monitor", **said: Any) -> Happening:
    """A strike that hits something, blamed on Russia, who denies it."""
    told = tell(text, "struck", by=by, day=day, published=day, type="air_strike", targets=targets)
    blames = Attribution(by, "blames", "planes", "russia", told.id)
    denies = Attribution("Russia", "denies", "planes", "russia", told.id)
    return together(told, **{"grade": "contested", "attributions": (blames, denies), **said})

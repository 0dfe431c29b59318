"""Tell claims in few words: each makes its own report, whose text holds every span."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from marsad.link import link
from marsad.model import (
    HARM_KINDS,
    Actor,
    Claim,
    Count,
    Harm,
    Incident,
    Interval,
    Judgement,
    Means,
    Place,
    PlaceName,
    Quantity,
    Report,
    SourceName,
    Span,
    Time,
)

MONDAY = date(2016, 9, 19)
IN_ALEPPO = ("Aleppo", "Aleppo Governorate", "Syria")
ALEPPO = Place("Aleppo", 36.2021, 37.1343, 10.0, "SY", "gn-170063", "city", ("Aleppo Governorate", "Syria"))
PROVINCE = Place("Aleppo Governorate", 36.25, 37.5, 90.0, "SY", "gn-170062", "region", ("Syria",))
BUSTAN = Place("Bustan al-Qasr", 36.189, 37.146, 1.0, "SY", "nb-1", "neighbourhood", IN_ALEPPO)
KALASSEH = Place("al-Kalasseh", 36.187, 37.152, 1.0, "SY", "nb-2", "neighbourhood", IN_ALEPPO)
URUM = Place("Urum al-Kubra", 36.1519, 36.9497, 3.0, "SY", "gn-1", "town", ("Aleppo Governorate", "Syria"))
IDLIB = Place("Idlib", 35.93, 36.63, 5.0, "SY", "gn-169389", "city", ("Idlib Governorate", "Syria"))

Number = int | Quantity


def at_least(number: int) -> Quantity:
    return Quantity(number, None)


def quantity(number: Number) -> Quantity:
    return number if isinstance(number, Quantity) else Quantity.exactly(number)


@dataclass
class Dossier:
    """Reports and claims as they come in."""

    reports: dict[str, Report] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def tell(
        self,
        type: str = "air_strike",
        *,
        by: str = "",
        paper: str = "Wire",
        published: date | None = MONDAY + timedelta(days=1),
        day: date | Interval | None = MONDAY,
        place: Place | str | Sequence[Place] | None = None,
        text: str = "",
        **said: Any,
    ) -> Claim:
        """Add a report of one claim; `by` is "person / body", `said` names other fields or kinds of harm."""
        number = len(self.claims)
        writer = _Writer(text or f"Report number {number} says:")
        claim = _claim(writer, type, by=by, day=day, place=place, said=said)
        report = Report(writer.text, publisher=paper, published=published)
        self.reports[report.id] = report
        same = said.get("same_as")
        if same is not None:
            return self._add_to_report_of(same, claim)
        self.claims.append(replace(claim, report=report.id))
        return self.claims[-1]

    def _add_to_report_of(self, other: Claim, claim: Claim) -> Claim:
        """Put the claim into the report of another, further on, as one telling."""
        moved = Span(
            1000 + len(self.claims), 1000 + len(self.claims) + len(claim.trigger.quote), claim.trigger.quote
        )
        self.claims.append(replace(claim, report=other.report, trigger=moved, same_as=(other.id,)))
        return self.claims[-1]

    def link(self, *judgements: Judgement) -> tuple[Incident, ...]:
        return link(self.claims, self.reports, judgements)

    def only(self, *judgements: Judgement) -> Incident:
        (incident,) = self.link(*judgements)
        return incident


class _Writer:
    """Grows a text and hands out spans of it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, words: str) -> Span:
        self.text += f" {words}"
        return Span(len(self.text) - len(words), len(self.text), words)


def _claim(writer: _Writer, type: str, *, by: str, day: Any, place: Any, said: dict[str, Any]) -> Claim:
    time = None
    if day is not None:
        interval = day if isinstance(day, Interval) else Interval(day, day)
        time = Time(interval, writer.write(f"from {interval.start} to {interval.end}"))
    places = [place] if isinstance(place, Place | str) else list(place or ())
    count = said.get("count")
    return Claim(
        report="",
        type=type,
        trigger=writer.write(type),
        evidence=Span(0, len(writer.text), writer.text),
        phase=said.get("phase", "happened"),
        stance=said.get("stance", "asserts"),
        sources=(_source(writer, by),) if by else (),
        places=tuple(_place(writer, each) for each in places),
        time=time,
        actors=tuple(Actor(writer.write(name)) for name in _several(said.get("actors"))),
        targets=tuple(Actor(writer.write(name)) for name in _several(said.get("targets"))),
        means=tuple(Means(writer.write(name), name) for name in _several(said.get("means"))),
        count=Count(quantity(count), writer.write(str(count))) if count is not None else None,
        harm=tuple(_harm(writer, kind, said[kind], said) for kind in HARM_KINDS if kind in said),
    )


def _source(writer: _Writer, by: str) -> SourceName:
    person, _, body = by.partition(" / ")
    return SourceName(writer.write(person), writer.write(body) if body else None)


def _place(writer: _Writer, place: Place | str) -> PlaceName:
    if isinstance(place, str):
        return PlaceName(writer.write(place))
    return PlaceName(writer.write(place.name), place)


def _harm(writer: _Writer, kind: Any, number: Number, said: dict[str, Any]) -> Harm:
    groups = said.get("groups", {}) if kind == "killed" else {}
    parts = tuple((name, quantity(part), writer.write(f"{part} {name}")) for name, part in groups.items())
    return Harm(kind, quantity(number), writer.write(f"{kind} {number}"), parts)


def _several(value: str | Sequence[str] | None) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or ()

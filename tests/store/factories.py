"""Small reports, claims and incidents; every claim is of words that stand in its report."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

from marsad.model import (
    Attribution,
    Captured,
    Claim,
    Grade,
    Harm,
    Incident,
    Interval,
    Original,
    Place,
    PlaceName,
    Quantity,
    Report,
    Span,
    Time,
    Toll,
    TollVoice,
)

BRIDGE = Place("Old Bridge", 35.3359, 40.1408, 1.0, "SY", "own:1", "neighbourhood", ("Deir ez-Zor", "Syria"))


def ticking_clock() -> Callable[[], datetime]:
    """A clock that moves on by a second whenever it is read."""
    seconds = count()
    return lambda: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=next(seconds))


def captured(number: int = 1, *, text: str = "", title: str = "", name: str = "") -> Captured:
    """A report on a strike, the same one for the same arguments."""
    text = text or f"Shelling killed {number} people near Old Bridge on Monday, a medic said."
    original = Original(f"<p>{text}</p>".encode(), name or f"{number}.html", "text/html")
    published = date(2016, 9, 1) + timedelta(days=number % 28)
    report = Report(
        text, title or f"Report {number}", "Daily Page", published, "en", original=original.sha256
    )
    return Captured(report, original)


def span(report: Report, quote: str) -> Span:
    """Where a report says something."""
    start = report.text.index(quote)
    return Span(start, start + len(quote), quote)


def claims(report: Report, *, type: str = "shelling") -> tuple[Claim, ...]:
    """What a report of `captured` says: one claim with a toll, a place and a time, and one without."""
    number = int(report.text.split()[2])
    killed = Harm("killed", Quantity(number, None), span(report, str(number)))
    day = report.published or date(2016, 9, 1)
    shelling = Claim(
        report=report.id,
        type=type,
        trigger=span(report, "Shelling"),
        evidence=Span(0, len(report.text), report.text),
        places=(PlaceName(span(report, "Old Bridge"), BRIDGE),),
        time=Time(Interval(day, day), span(report, "Monday")),
        harm=(killed,),
        confidence=0.75,
    )
    said = span(report, "said")
    return (shelling, Claim(report.id, "talks", trigger=said, evidence=said))


def incident(*members: Claim, grade: Grade = "weak", place: Place | None = BRIDGE) -> Incident:
    """The incident of claims, with the first one's toll."""
    first = members[0]
    harm = first.harm_of("killed")
    toll = (harm and harm.quantity.low) or 0
    voices = (TollVoice("medic", Quantity(toll, None), first.id),)
    return Incident(
        type=first.type,
        claims=tuple(claim.id for claim in members),
        time=first.time.interval if first.time else None,
        place=place,
        place_names=tuple(name.span.quote for name in first.places),
        roots=("medic",),
        grade=grade,
        grade_reason="one root source",
        tolls=(Toll("killed", toll, toll, None, voices),) if harm else (),
        attributions=(Attribution("medic", "blames", "the army", "sy_army", first.id),),
    )

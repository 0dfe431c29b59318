"""Incidents and claims drawn for a terminal."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from marsad.model import Claim, Incident, Interval, Report, Toll

__all__ = ["RELATIONS", "draw_claim", "draw_incident", "incident_table"]

GRADE_STYLES = {"confirmed": "bold green", "fair": "green", "weak": "yellow", "contested": "bold red"}
RELATIONS = {
    "blames": "blames",
    "denies": "denies the part of",
    "admits": "accepts the part of",
    "doubts": "doubts",
}
ID_LENGTH = len("incident-") + 8


def incident_table(incidents: Iterable[Incident], locked: Collection[str] = ()) -> Table:
    """Return incidents as a table: when, what, where, how many, how well founded; `locked` are claims."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("when", "what", "where", "killed", "injured", "grade"):
        table.add_column(title, justify="right" if title in ("killed", "injured") else "left")
    table.add_column("sources", no_wrap=True, overflow="ellipsis", max_width=40)
    table.add_column("id", no_wrap=True)
    for incident in incidents:
        table.add_row(
            _days(incident.time),
            Text(_what(incident) + (" (locked)" if not set(incident.claims).isdisjoint(locked) else "")),
            Text(_where(incident)),
            _range(incident.toll_of("killed")),
            _range(incident.toll_of("injured")),
            Text(incident.grade, style=GRADE_STYLES.get(incident.grade, "")),
            Text(", ".join(incident.roots)),
            incident.id[:ID_LENGTH],
        )
    return table


def draw_incident(
    incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]
) -> RenderableType:
    """Return an incident in full: tolls with who counts, who says who did it, every claim with its words."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, value in _facets(incident):
        table.add_row(
            name, Text(value, style=GRADE_STYLES.get(incident.grade, "") if name == "grade" else "")
        )
    parts: list[RenderableType] = [
        Text(f"{_what(incident)} · {incident.id}", style="bold underline"),
        table,
        "",
    ]
    for number, claim in enumerate(claims, start=1):
        parts += [*_claim(number, claim, reports), ""]
    return Group(*parts)


def draw_claim(claim: Claim, reports: Mapping[str, Report]) -> RenderableType:
    """Return one claim in full, as a reading prints it, with the report it stands in."""
    from marsad.export.text import claim_text

    return Group(Text(_report_line(reports.get(claim.report)), style="dim"), Text(claim_text(claim)))


def _facets(incident: Incident) -> Iterator[tuple[str, str]]:
    yield "when", _days(incident.time)
    yield "where", _where(incident)
    place = incident.place
    if place:
        inside = f" in {', '.join(place.parents)}" if place.parents else ""
        yield "", f"{place.latitude:.4f}, {place.longitude:.4f} ± {place.radius_km:g} km{inside}"
    yield "grade", f"{incident.grade}: {incident.grade_reason}"
    yield "sources", ", ".join(incident.roots) or "none asserts it"
    if incident.means:
        yield "means", ", ".join(incident.means)
    if incident.count:
        yield "times", str(incident.count)
    for toll in incident.tolls:
        yield toll.kind + (f", {toll.group}" if toll.group else ""), _range(toll) + f" (best {toll.best})"
        yield "", "; ".join(f"{voice.root}: {voice.quantity}" for voice in toll.voices)
    for number, said in enumerate(incident.attributions):
        yield (
            "who" if not number else "",
            f"{said.root} {RELATIONS[said.relation]} {said.actor or 'the event'}",
        )
    if incident.covers:
        yield "covers", ", ".join(one[:ID_LENGTH] for one in incident.covers)


def _claim(number: int, claim: Claim, reports: Mapping[str, Report]) -> Iterator[Text]:
    says = " ← ".join(source.label for source in claim.sources) or "the report itself"
    stance = "" if claim.stance == "asserts" else f" {claim.stance}"
    yield Text(f"{number:>3}. {says}{stance}: “{' '.join(claim.evidence.quote.split())}”")
    yield Text(f"     {_report_line(reports.get(claim.report))} · {claim.id}", style="dim")


def _report_line(report: Report | None) -> str:
    if report is None:
        return "a report that is not in the record"
    parts = (str(report.published or "no date"), report.publisher, report.title)
    return " · ".join(part for part in parts if part)


def _what(incident: Incident) -> str:
    phase = "" if incident.phase == "happened" else f", {incident.phase.replace('_', ' ')}"
    return incident.type.replace("_", " ") + phase


def _where(incident: Incident) -> str:
    return ", ".join(incident.place_names) or (incident.place.name if incident.place else "not told")


def _days(time: Interval | None) -> str:
    if time is None:
        return "not told"
    return str(time.start) if time.start == time.end else f"{time.start} to {time.end}"


def _range(toll: Toll | None) -> str:
    """Return a toll as people write it; "12 or more" where nobody bounds it."""
    if toll is None:
        return ""
    if toll.high is None:
        return f"{toll.low} or more"
    return str(toll.low) if toll.low == toll.high else f"{toll.low}–{toll.high}"

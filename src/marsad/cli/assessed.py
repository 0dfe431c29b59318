"""A risk sheet in text, for people at a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from marsad.watch.risk.sheet import Beheld, Figure, Said, Sheet, Threat

__all__ = ["print_sheet"]

SHORT = 17
"""Characters of an id that are printed: `marsad show` takes the beginning of one."""

ROOTS = 2
"""Root sources of an incident that are named."""


def print_sheet(sheet: "Sheet", console: "Console") -> None:
    """Print a sheet."""
    for line in sheet.head:
        console.print(Text(line, style="bold"))
    _print_asked(sheet, console)
    _title(console, "How much is not known")
    console.print(Text(sheet.silence.share, style="bold"))
    console.print(_stretches(sheet))
    for one in sheet.apart:
        console.print(Text(f"incidents {one.label}: {one.number}"))
    _title(console, "Incidents on the route")
    console.print(_types(sheet) if sheet.types else Text("none told"))
    if sheet.on_route:
        console.print(_people(sheet))
        console.print(_incidents(sheet.on_route))
    if sheet.somewhere:
        _title(console, "Somewhere in a place that the route meets: may be on the route")
        console.print(_incidents(sheet.somewhere))
    for name, threats in (
        ("Attacks on aid", sheet.aid_attacks),
        ("Attacks on medics, hospitals and ambulances", sheet.medic_attacks),
        ("Mines and things that did not explode", sheet.mines),
        ("Checkpoints and closed roads", sheet.checkpoints),
    ):
        _title(console, name)
        console.print(_threats(sheet, threats) if threats else Text("none told"))
    _print_control(sheet, console)
    _title(console, "Ceasefire: the newest word of each source in these days")
    console.print(_said(sheet.ceasefire) if sheet.ceasefire else Text("not known: nobody speaks of one"))
    _print_trend(sheet, console)
    _title(console, "How to read this")
    for note in (*sheet.totals.notes[:1], *sheet.trend.notes, *sheet.notes):
        console.print(Text(f"· {note}"))


def _print_asked(sheet: "Sheet", console: "Console") -> None:
    asked = sheet.asked
    console.print()
    console.print(Text(f"route    {' → '.join(sheet.place.names) or 'as in the file'}"))
    size = [f"{sheet.place.length_km} km"] if sheet.place.length_km else []
    size += [f"{sheet.place.area_km2} km²"] if sheet.place.area_km2 else []
    console.print(Text(f"size     {', '.join(size)}; within {asked.within_km:g} km"))
    console.print(Text(f"days     {asked.since} to {asked.until} ({asked.until_from})"))
    console.print(
        Text(f"record   read as {asked.viewer}; its oldest report is of {asked.record_from or 'no day'}")
    )


def _title(console: "Console", title: str) -> None:
    console.print()
    console.rule(Text(title), align="left", style="dim")


def _stretches(sheet: "Sheet") -> Table:
    table = _table("stretch", "reports", "incidents", "last report", "last incident before")
    for one in sheet.stretches:
        table.add_row(
            one.label,
            Text(one.reports, style="" if one.incidents else "bold"),
            str(len(one.incidents) or ""),
            str(one.last_report.day) if one.last_report else "not known",
            str(one.last_before.day) if one.last_before else "not known",
        )
    return table


def _types(sheet: "Sheet") -> Table:
    grades = ("confirmed", "fair", "weak", "contested", "discounted")
    table = _table("happened", *grades)
    for row in sheet.types:
        number = {one.label: f"{one.number:g}" for one in row.grades}
        table.add_row(row.type.replace("_", " "), *(number.get(grade, "") for grade in grades))
    return table


def _people(sheet: "Sheet") -> Table:
    kinds = [people.kind for people in sheet.totals.total.people]
    table = _table("people harmed", *kinds)
    lines = [
        ("confirmed or fair", sheet.totals.total),
        *((f"left out: {one.label}", one) for one in sheet.totals.left_out),
    ]
    for label, line in lines:
        told = ("not told" if one.low is None else _range(one.low, one.high) for one in line.people)
        table.add_row(label, *told)
    return table


def _incidents(those: "Iterable[Beheld]") -> Table:
    table = _table("km", "off", "when", "what", "where", "killed", "injured", "grade", "sources", "id")
    for one in those:
        phase = "" if one.phase == "happened" else f", {one.phase}"
        table.add_row(
            "" if one.km is None else f"{one.km:g}",
            "not known" if one.off_km is None else f"{one.off_km:g} km",
            _when(one),
            one.type.replace("_", " ") + phase,
            Text(f"{one.place.name} ± {one.place.radius_km:g} km"),
            _toll(one, "killed"),
            _toll(one, "injured"),
            one.grade,
            Text(_roots(one)),
            Text(one.id[:SHORT]),
        )
    return table


def _threats(sheet: "Sheet", threats: "Sequence[Threat]") -> Table:
    table = _table("km", "when", "what", "grade", "who says it, in which words", "id")
    for threat in threats:
        one = sheet.beheld(threat.incident)
        if one is None:
            continue
        table.add_row(
            "somewhere" if one.off_km is None else "" if one.km is None else f"{one.km:g}",
            _when(one),
            f"{one.type.replace('_', ' ')}, {one.place.name}",
            one.grade,
            Text("\n".join(_lines(threat.said[:3], len(threat.said)))),
            Text(one.id[:SHORT]),
        )
    return table


def _lines(said: "Sequence[Said]", number: int) -> Iterator[str]:
    for one in said:
        stance = "" if one.stance == "asserts" else f" {one.stance}"
        yield f"{one.root}{stance}: “{' '.join(one.quote.split())}” [{one.claim[:SHORT]}]"
    if number > len(said):
        yield f"and {number - len(said)} more claims (marsad show)"


def _print_control(sheet: "Sheet", console: "Console") -> None:
    _title(console, "Who holds the ground, by whose word")
    for one in sheet.control:
        console.print(Text(", ".join(one.stretches), style="bold"))
        console.print(_said(one.said) if one.said else Text("not known: nobody says"))
        if one.left_out:
            console.print(Text(f"and {len(one.left_out)} older statements of other sources"))
    if sheet.control_somewhere:
        console.print(Text("somewhere in a place that the route meets", style="bold"))
        console.print(_said(sheet.control_somewhere.said))


def _said(those: "Iterable[Said]") -> Table:
    table = _table("came out", "tells of", "who says it", "what", "words", "id")
    for one in those:
        stance = "" if one.stance == "asserts" else f" ({one.stance})"
        table.add_row(
            str(one.published or "not known"),
            str(one.day or "not known"),
            Text(one.root),
            Text(f"{one.type.replace('_', ' ')}, {one.phase.replace('_', ' ')}{stance}"),
            Text(f"“{' '.join(one.quote.split())}”"),
            Text(one.claim[:SHORT]),
        )
    return table


def _print_trend(sheet: "Sheet", console: "Console") -> None:
    _title(console, "Trend: violence on the route")
    table = _table("days", "told", "95 % interval", "confirmed or fair", "root sources")
    trend = sheet.trend
    for one in filter(None, (trend.last, trend.before)):
        table.add_row(
            f"{one.since} to {one.until}",
            f"{one.told.number:g}",
            _interval(one.told),
            f"{one.counted.number:g}",
            f"{one.roots.number:g}",
        )
    if trend.mean:
        label = f"mean of the {len(trend.earlier)} periods before"
        table.add_row(label, f"{trend.mean.number:g}", _interval(trend.mean), "", "")
    console.print(table)
    if not trend.before:
        console.print(Text("the period before: not known, the record does not reach back to it"))
    if not trend.mean:
        console.print(Text("mean of earlier periods: not known, the record does not reach back to them"))


def _interval(figure: "Figure") -> str:
    return f"{figure.rule['low']:g}–{figure.rule['high']:g}" if figure.rule else ""


def _roots(one: "Beheld") -> str:
    more = len(one.roots) - ROOTS
    return ", ".join(one.roots[:ROOTS]) + (f" and {more} more" if more > 0 else "")


def _when(one: "Beheld") -> str:
    if one.time is None:
        return "not told"
    return str(one.time.start) if one.time.start == one.time.end else f"{one.time.start} to {one.time.end}"


def _toll(one: "Beheld", kind: str) -> str:
    found = next((toll for toll in one.tolls if (toll.kind, toll.group) == (kind, "")), None)
    return _range(found.low, found.high) if found else ""


def _range(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}–{high}"


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", caption_justify="left")
    for title in titles:
        table.add_column(title, no_wrap=title == "id")
    return table

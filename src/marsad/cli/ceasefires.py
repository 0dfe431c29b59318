"""`marsad ceasefires` and `ceasefire`: which truces there were, how each stands, and what breaks it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_record,
    open_view,
    parse_day,
    print_json,
    screen,
    settings_of,
)

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.ops.ceasefires import Watched
    from marsad.watch.ceasefire.breaches import Blame, Breach, KindCount
    from marsad.watch.ceasefire.ceasefire import Ceasefire, Member
    from marsad.watch.ceasefire.rates import Rate
    from marsad.watch.ceasefire.standing import Day, Step

__all__ = ["app", "ceasefire_table", "ceasefire_text"]

app = typer.Typer()

ID_LENGTH = len("ceasefire-") + 8


@app.command()
def ceasefires(
    since: Annotated[
        str | None, typer.Option(help="Only spoken of on this day or later, YYYY-MM-DD.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Only spoken of on this day or earlier, YYYY-MM-DD.")
    ] = None,
    place: Annotated[str, typer.Option(help="Only where the name of a place of it has these words.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many, those spoken of last.")] = 20,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """List ceasefires: where, between whom, since when, and who says how each stands.

    Example: marsad ceasefires --since 2016-09-01 --place Syria
    """
    from marsad.ops.ceasefires import find_ceasefires
    from marsad.ops.telling import ceasefires_json

    with open_view(settings_of(record=record)) as view:
        found = find_ceasefires(
            view, since=parse_day(since), until=parse_day(until), place=place, limit=limit
        )
    if format is Output.JSON:
        print_json(ceasefires_json(found))
        return
    if found.ceasefires:
        screen().print(ceasefire_table(found.ceasefires))
    typer.echo(f"{len(found.ceasefires)} ceasefires")
    if found.has_more:
        typer.echo("older ones are not shown; give a higher --limit, or --until")
    if found.unassigned:
        typer.echo(
            f"{len(found.unassigned)} claims of ceasefires fit none, or several; --format json lists them"
        )
    for note in found.notes:
        typer.echo(note)


@app.command()
def ceasefire(
    id: Annotated[str, typer.Argument(help="The id of a ceasefire, or its beginning.")],
    csv: Annotated[
        Path | None,
        typer.Option(help="Write it to this file too, and its breaches to breaches.csv beside it."),
    ] = None,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Show one ceasefire: who says what of it, step by step, and what breaks it, by day and by party.

    Example: marsad ceasefire ceasefire-3f9c --csv truce.csv
    """
    from marsad.ops.ceasefires import find_ceasefire
    from marsad.ops.export import export_ceasefire

    settings = settings_of(record=record)
    with open_view(settings) as view:
        found = find_ceasefire(view, id)
    if csv:
        with open_record(settings) as store:
            written = export_ceasefire(store, found.ceasefire.id, csv)
    if format is Output.JSON:
        print_json(asdict(found))
        return
    console = screen()
    for part in ceasefire_text(found):
        console.print(part)
    for path, done in written if csv else ():
        typer.echo(f"{path}\nsha256 {done.sha256}")


def ceasefire_table(found: "Sequence[Ceasefire]") -> "Table":
    """Return ceasefires as a table: where, between whom, the days, how each stands by whose word."""
    from rich.text import Text

    table = _table("where", "parties", "brokers", "declared", "in force", "over", "how it stands", "id")
    for one in found:
        standing = "; ".join(f"{each.reading}: {_sources(each.said)}" for each in one.current)
        table.add_row(
            Text(_where(one)),
            Text(_members(one.parties)),
            Text(_members(one.brokers)),
            *(Text(_days(days)) for days in (one.declared, one.effective, one.ended)),
            Text(standing or "not known"),
            one.id[:ID_LENGTH],
        )
    return table


def ceasefire_text(found: "Watched") -> Iterator[Any]:  # Any: what rich prints
    """Yield one ceasefire as parts of a page: facts, history, rival readings, breaches by day and party, rates."""
    from rich.text import Text

    one, breaches = found.ceasefire, found.breaches
    yield Text(f"ceasefire · {one.id}", style="bold underline")
    yield _grid(_facts(one))
    yield from _section("How it stands, by the last word of each source", _readings(one))
    yield from _section("Who says what, by day", (_line(step) for step in one.history))
    yield from _section("Sources differ", _differences(one))
    yield from _section(
        "Terms", (f"{term.kind}: “{_short(term.quote)}” ({term.source})" for term in one.terms)
    )
    yield from _section(
        "Breaches that sources count (never added up)",
        (f"{said.source}: “{_short(said.quote)}” [{said.claims[0]}]" for said in one.alleged),
    )
    yield from _section(
        "Calls, plans and talks", (_line(step) for step in (*one.calls, *one.talks, *one.others))
    )
    yield Text("\nBreaches", style="bold")
    yield _counts(found)
    yield from _section("Each breach", (_breach(each) for each in breaches.breaches))
    yield from _section("With groups that it does not cover", (_breach(each) for each in breaches.excluded))
    yield from _section("Between others than its parties", (_breach(each) for each in breaches.others))
    yield Text("\nViolent incidents a day in its area", style="bold")
    yield _rates(found)
    for note in found.notes:
        yield Text(note, style="dim")


def _facts(one: "Ceasefire") -> Iterator[tuple[str, str]]:
    yield "where", _where(one)
    yield "parties", _members(one.parties)
    yield "brokers", _members(one.brokers)
    yield "not covered", ", ".join(dict.fromkeys(each.name for each in one.exclusions)) or "nobody is named"
    yield "declared", _told(one.declared)
    yield "in force", _told(one.effective)
    yield "over", _told(one.ended)
    if one.period:
        yield "breaches", f"counted from {one.period.start}, {one.period.start_is},"
        yield "", f"to {one.period.end}, {one.period.end_is}"


def _readings(one: "Ceasefire") -> Iterator[str]:
    for each in one.current:
        for step in each.said:
            yield f"{each.reading}: {step.source}, {step.published or step.end}: “{_short(step.quote)}”"


def _differences(one: "Ceasefire") -> Iterator[str]:
    for each in one.contradictions:
        sides = "; ".join(f"{side.says}: {_sources(side.said)}" for side in each.sides)
        yield f"{each.about} ({sides})"


def _line(step: "Step") -> str:
    day = str(step.start) if step.start == step.end else f"{step.start} to {step.end}"
    stance = "" if step.stance == "asserts" else f" ({step.stance})"
    said = "" if step.dated == "told" else ", no day told"
    return f"{day}{said}  {step.step.replace('_', ' ')}{stance}: {step.source}: “{_short(step.quote)}”"


def _breach(one: "Breach") -> str:
    day = str(one.start) if one.start == one.end else f"{one.start} to {one.end}"
    place = one.place.name if one.place else "place not known"
    said = [
        f"{relation} {', '.join(dict.fromkeys(some))}"
        for relation in ("blames", "denies", "admits", "doubts")
        if (some := [_of_whom(each) for each in one.said if each.relation == relation])
    ]
    blame = f" · {'; '.join(said)}" if said else " · nobody is blamed"
    return f"{day}  {one.type.replace('_', ' ')}, {place}, {one.grade} [{one.incident}]{blame}"


def _of_whom(said: "Blame") -> str:
    return f"{said.source}: {said.actor or 'the event'}"


def _counts(found: "Watched") -> "Table":
    breaches = found.breaches
    table = _table("", "count", "so far", "combat", "arrests", "siege, aid", "weak", "contested")
    for day in breaches.per_day:
        table.add_row(
            str(day.day), str(day.number), str(day.running.number), *_numbers(day.by_kind, day.apart)
        )
    table.add_section()
    table.add_row(
        "all", str(breaches.total.number), "", *_numbers(breaches.by_kind, breaches.apart), style="bold"
    )
    table.add_section()
    for party in breaches.per_party:
        table.add_row(party.name, str(party.number), "", *_numbers(party.by_kind, party.apart))
    return table


def _numbers(by_kind: "Sequence[KindCount]", apart: "Sequence[KindCount]") -> Iterator[str]:
    found = {one.what: one.number for one in (*by_kind, *apart)}
    return (str(found.get(what, 0)) for what in ("combat", "arrest", "siege_or_aid", "weak", "contested"))


def _rates(found: "Watched") -> "Table":
    table = _table("window", "days", "days told of", "confirmed or fair", "a day", "of any grade", "a day")
    for rate, every in zip(found.breaches.rates, found.breaches.all_rates, strict=True):
        days = f"{rate.window}: {rate.start} to {rate.end}"
        table.add_row(days, str(rate.days), str(len(rate.told)), *_rate(rate), *_rate(every))
    return table


def _rate(rate: "Rate") -> tuple[str, str]:
    if rate.count is None or rate.interval is None:
        return "not known", "not known"
    bounds = f"({rate.interval.low:.2f}–{rate.interval.high:.2f})"
    return str(rate.count.number), f"{rate.count.per_day:.2f} {bounds}"


def _section(title: str, lines: Iterable[str]) -> Iterator[Any]:  # Any: as above
    from rich.text import Text

    if told := list(lines):
        yield Text(f"\n{title}", style="bold")
        yield from (Text(f"  {line}") for line in told)


def _table(*titles: str) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title, no_wrap=title == "id")
    return table


def _grid(facts: Iterable[tuple[str, str]]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, value in facts:
        table.add_row(name, Text(value))
    return table


def _where(one: "Ceasefire") -> str:
    return ", ".join(one.names) or "not known"


def _members(members: "Sequence[Member]") -> str:
    return ", ".join(member.name for member in members) or "not known"


def _days(days: "Sequence[Day]") -> str:
    return ", ".join(dict.fromkeys(map(_day, days))) or "not known"


def _told(days: "Sequence[Day]") -> str:
    told: dict[str, list[str]] = {}
    for day in days:
        told.setdefault(_day(day), []).append(day.source)
    return "; ".join(f"{day} ({', '.join(dict.fromkeys(who))})" for day, who in told.items()) or "not known"


def _day(day: "Day") -> str:
    return str(day.start) if day.start == day.end else f"{day.start} to {day.end}"


def _sources(said: "Sequence[Step] | Sequence[Day]") -> str:
    return ", ".join(dict.fromkeys(one.source for one in said))


def _short(quote: str) -> str:
    return quote if len(quote) <= 160 else f"{quote[:159]}…"

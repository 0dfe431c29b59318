"""`marsad trend` and `check`: how intense it is in an area against its past, and what sources say of that."""

from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_places,
    open_view,
    parse_day,
    print_json,
    screen,
    settings_of,
)
from marsad.cli.filters import SinceOption, TypesOption, UntilOption
from marsad.errors import ConfigError

if TYPE_CHECKING:
    from rich.table import Table

    from marsad.watch.intensity.comparison import Checked
    from marsad.watch.intensity.trend_figures import Figures, Hurt, PeriodCount, Trend

__all__ = ["app", "findings_table", "spark", "trend_table"]

app = typer.Typer()

BAR = 14
EIGHTHS = " ▏▎▍▌▋▊▉█"


class Units(StrEnum):
    """What a period is."""

    NIGHT = "night"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Measures(StrEnum):
    """What is measured in a period."""

    INCIDENTS = "incidents"
    STRIKES = "strikes"
    KILLED = "killed"
    INJURED = "injured"


ReachOption = Annotated[
    float | None,
    typer.Option("--within", metavar="KM", help="How far round each place.", show_default="its own radius"),
]


@app.command()
def trend(
    places: Annotated[list[str], typer.Argument(metavar="PLACE...", help="One area: a place, or several.")],
    by: Annotated[Units, typer.Option(help="What a period is.")] = Units.DAY,
    type: TypesOption = None,
    within: ReachOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    measure: Annotated[Measures, typer.Option(help="What is compared with the past.")] = Measures.INCIDENTS,
    trailing: Annotated[
        int | None,
        typer.Option(
            help="Reported periods before each that are its baseline.",
            show_default="28, or 12 by week and month",
        ),
    ] = None,
    with_weak: Annotated[
        bool, typer.Option("--with-weak", help="Compare and rank weak and contested incidents too.")
    ] = False,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Count incidents, strikes and people of an area by night or day, against its own past.

    Example: marsad trend "Bustan al-Qasr" al-Kalasseh --by night
    """
    from marsad.ops.trend import area_of, find_trend, told_place
    from marsad.watch.intensity.trend import TRAILING
    from marsad.watch.intensity.trend_figures import Asked

    settings = settings_of(record=record)
    asked = Asked(
        by=by.value,
        types=tuple(type or ()),
        measure=measure.value,
        since=parse_day(since),
        until=parse_day(until),
        trailing=TRAILING[by.value] if trailing is None else trailing,
        weak=with_weak,
    )
    with open_places(settings) as gazetteer, open_view(settings) as view:
        area = area_of(places, gazetteer, partial(told_place, view), within_km=within)
        found = find_trend(view, area, asked)
    if format is Output.JSON:
        print_json(asdict(found))
        return
    _print_trend(found)


@app.command()
def check(
    words: Annotated[str, typer.Argument(help="What a source says: 'most intense strikes in months'.")],
    place: Annotated[list[str], typer.Option(help="Of which place; several are one area.")],
    date: Annotated[str, typer.Option(help="Of which day, YYYY-MM-DD; of a night the day that follows.")],
    kind: Annotated[
        Measures | None, typer.Option(help="What is meant where the words leave it open.")
    ] = None,
    by: Annotated[
        Units | None, typer.Option(help="What is compared.", show_default="as the words say, else day")
    ] = None,
    type: TypesOption = None,
    within: ReachOption = None,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Check what a source says of an area against the past: it holds, it does not, or it cannot be told.

    Example: marsad check "most intense strikes in months" --place "Bustan al-Qasr" --date 2016-09-22
    """
    from marsad.ops.trend import area_of, find_check, told_place
    from marsad.watch.intensity.comparison import Question

    settings = settings_of(record=record)
    day = parse_day(date)
    if day is None:
        raise ConfigError("no day is given; write --date 2016-09-22")
    asked = Question(
        date=day,
        types=tuple(type or ()),
        measure=kind.value if kind else None,
        by=by.value if by else None,
    )
    with open_places(settings) as gazetteer, open_view(settings) as view:
        area = area_of(place, gazetteer, partial(told_place, view), within_km=within)
        found = find_check(view, area, words, asked)
    if format is Output.JSON:
        print_json(asdict(found))
        return
    _print_check(found)


def trend_table(found: "Trend") -> "Table":
    """Return a trend as a table: a row a period, with a bar for what is measured."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(found.asked.by)
    table.add_column(found.asked.measure, no_wrap=True)
    for title in ("incidents", "strikes", "killed", "injured", "with weak", "baseline", "sources"):
        table.add_column(title, justify="right")
    table.add_column("against its past")
    figures = [one.with_weak if found.asked.weak else one.standing for one in found.periods]
    values = [_value(one, found.asked.measure) for one in figures]
    most = max(values, default=0)
    for period, own, value in zip(found.periods, figures, values, strict=True):
        table.add_row(*_row(period, own, _bar(value, most)))
    return table


def spark(values: Sequence[int]) -> str:
    """Return numbers as a line of little columns, a dot for none."""
    most = max(values, default=0)
    return "".join("▁▂▃▄▅▆▇█"[(value * 8 - 1) // most] if value else "·" for value in values)


def findings_table(found: "Checked") -> "Table":
    """Return the findings of a check as a table: by measure and by what is counted."""
    from rich.table import Table

    table = Table(
        "measure", "counted", "that time", "before, as many", "reported", "answer",
        box=None, pad_edge=False, header_style="bold",
    )  # fmt: skip
    for one in found.findings:
        rivals = ", ".join(f"{rival.key}: {rival.number}" for rival in one.rivals[:3]) or "none"
        more = f" and {one.against - 3} more" if one.against > 3 else ""
        reported = f"{one.reported} of {one.compared}"
        table.add_row(one.measure, one.counting, str(one.period.number), rivals + more, reported, one.verdict)
    return table


def _print_trend(found: "Trend") -> None:
    from marsad.watch.intensity.series import Area
    from marsad.watch.intensity.trend import widest

    covered = found.covered
    typer.echo(f"{widest(Area(found.place, found.asked.within_km))}, by {found.asked.by}")
    typer.echo(_covered(found))
    if found.periods:
        figures = [one.with_weak if found.asked.weak else one.standing for one in found.periods]
        typer.echo(spark([_value(one, found.asked.measure) for one in figures]))
        screen().print(trend_table(found))
    for rank in found.ranks:
        typer.echo(
            f"{rank.measure}: {rank.number} in {rank.label}, {rank.words} (rank {rank.place} of {rank.of} reported)"
        )
    for one in found.stretches:
        typer.echo(
            f"{one.start} to {one.end}: {one.rate:g} incidents a {found.asked.by} ({one.low:g}–{one.high:g})"
        )
    for left in found.left_out:
        typer.echo(f"left out: {len(left.incidents)} {left.label}")
    for note in found.notes:
        typer.echo(note)
    if covered.reported < covered.periods:
        typer.echo(
            f"{covered.periods - covered.reported} of the {covered.periods} covered periods: no reporting"
        )


def _print_check(found: "Checked") -> None:
    since = found.rule.event or (f"since {found.rule.since}" if found.rule.since else "as far back as can be")
    typer.echo(f"{found.verdict}: {found.words}")
    typer.echo(f"read as: the {found.rule.direction} in a {found.rule.unit}, {since}")
    screen().print(findings_table(found))
    for left in found.left_out:
        typer.echo(f"left out: {len(left.incidents)} {left.label}")
    for note in found.notes:
        typer.echo(note)


def _covered(found: "Trend") -> str:
    covered = found.covered
    if covered.begins is None:
        return "The record covers nothing here."
    area = f"{covered.area_begins} to {covered.area_ends}" if covered.area_begins else "nothing"
    return f"Covered period: {covered.begins} to {covered.ends}; of the area itself: {area}"


def _row(period: "PeriodCount", own: "Figures", bar: str) -> list[str]:
    if not period.reported:
        return [period.key, "no reporting", *[""] * 8]
    wide, base = period.with_weak, period.baseline
    against = f"{base.mean:g}" if base else ""
    if base and base.low is not None and base.high is not None:
        against += f" ({base.low:.2g}–{base.high:.2g})"
    says: list[str] = [period.against_past] if period.against_past in ("above", "below") else []
    if period.because == "more reporting" or says == ["above"]:  # a little above the mean is no finding
        says.append(period.because)
    return [
        period.key,
        bar,
        str(own.number),
        str(own.strikes),
        _people(own.killed),
        _people(own.injured),
        f"{wide.number} / {wide.strikes}",
        against,
        str(period.reporting.sources),
        ", ".join(filter(None, says)),
    ]


def _value(figures: "Figures", measure: str) -> int:
    if measure == "incidents":
        return figures.number
    if measure == "strikes":
        return figures.strikes
    return (figures.killed if measure == "killed" else figures.injured).best or 0


def _bar(value: int, most: int) -> str:
    eighths = -(-value * BAR * 8 // most) if most else 0
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()


def _people(hurt: "Hurt") -> str:
    if hurt.low is None:
        return "not told"
    if hurt.high is None:
        return f"{hurt.low} or more"
    return str(hurt.low) if hurt.low == hurt.high else f"{hurt.low}–{hurt.high}"

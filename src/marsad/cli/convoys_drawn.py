"""Convoys, sieges and suspensions drawn for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from marsad.cli.drawing import RELATIONS
from marsad.watch.access.access import Number, Stage, Stop, Told
from marsad.watch.access.convoys import Convoy
from marsad.watch.access.sieges import By, Siege
from marsad.watch.access.suspensions import Suspension

if TYPE_CHECKING:
    from marsad.ops.access import Access

__all__ = ["convoy_table", "draw_access", "draw_convoy"]

UNKNOWN = "not known"
ID_LENGTH = len("convoy-") + 8
ROLES = {"destination": "to", "staging": "from", "route": "by", "place": "place"}


def convoy_table(convoys: Iterable[Convoy], locked: frozenset[str] = frozenset()) -> Table:
    """Return convoys as a table; those that rest on locked claims are marked."""
    table = _table("since", "state", "to", "trucks", "people", "said by", "beside", "id")
    for convoy in convoys:
        table.add_row(
            str(convoy.since or ""),
            Text(_words(convoy.state or UNKNOWN)),
            Text(_where(convoy.stops)),
            Text(_range(convoy.trucks)),
            Text(_range(convoy.people)),
            Text("; ".join(dict.fromkeys(stage.source for stage in convoy.by_source[:3]))),
            Text(", ".join(_beside(convoy, locked))),
            convoy.id[:ID_LENGTH],
        )
    return table


def draw_convoy(convoy: Convoy, locked: frozenset[str] = frozenset()) -> RenderableType:
    """Return a convoy in full: every step with who says so, places, cargo, numbers, reasons, attacks."""
    mark = " · locked" if locked.intersection(convoy.claims) else ""
    grid = _grid()
    grid.add_row("state", Text(f"{_words(convoy.state or UNKNOWN)}{_day(convoy.since, ', ')}"))
    for role, title in ROLES.items():
        for stop in convoy.stops:
            if stop.role == role:
                grid.add_row(title, Text(f"{stop.name}{_in_words(stop)}"))
    grid.add_row("cargo", Text(", ".join(one.name for one in convoy.cargo) or UNKNOWN))
    _add_numbers(grid, "trucks", convoy.trucks)
    _add_numbers(grid, "people", convoy.people)
    grid.add_row("run by", Text(", ".join(one.name for one in convoy.organisers) or UNKNOWN))
    for one in convoy.reasons:
        grid.add_row("why", Text(_told(one)))
    if convoy.constraints:
        grid.add_row("constraint", Text("; ".join(one.name for one in convoy.constraints)))
    parts: list[RenderableType] = [Text(f"{convoy.id}{mark}", style="bold underline"), grid, ""]
    parts += [_heading("Steps"), _steps(convoy.stages)]
    parts += [*_attacks(convoy), *_said("Denied or doubted", map(_told, convoy.denials))]
    return Group(*parts, *_said("Contradictions", (one.words for one in convoy.contradictions)))


def draw_access(found: "Access") -> RenderableType:
    """Return the sieges, suspensions and convoys of an answer."""
    parts: list[RenderableType] = []
    for siege in found.sieges:
        parts += [_siege(siege), ""]
    if not found.sieges:
        parts += ["No siege and no aid kept out is told.", ""]
    for suspension in found.suspensions:
        parts += [_suspension(suspension), ""]
    parts.append(_heading("Convoys"))
    table = _table("state", "convoys", "ids")
    for tally in found.states:
        mark = " · locked" if found.locked.intersection(tally.claims) else ""
        ids = " ".join(id[:ID_LENGTH] for id in tally.convoys)
        table.add_row(Text(_words(tally.state or UNKNOWN)), str(tally.number), f"{ids}{mark}")
    parts.append(table if found.states else "none told")
    return Group(*parts)


def _siege(siege: Siege) -> RenderableType:
    status = f"{siege.status}{', contested' if siege.contested else ''}" if siege.status else "aid kept out"
    grid = _grid()
    grid.add_row("status", Text(status))
    grid.add_row(
        "since",
        Text(str(siege.since) if siege.since else f"{UNKNOWN}; told from {siege.first_told or UNKNOWN}"),
    )
    if siege.until:
        grid.add_row("until", str(siege.until))
    by = (
        f"{name} ({', '.join(dict.fromkeys(one.source for one in group))})" for name, group in _by_name(siege)
    )
    grid.add_row("by", Text("; ".join(by) or UNKNOWN))
    _add_numbers(grid, "inside", siege.people_inside)
    for one in siege.criteria:
        sides = [
            f"{side} {', '.join(dict.fromkeys(told.source for told in said))}"
            for side, said in (("said by", one.supports), ("against it", one.opposes))
            if said
        ]
        grid.add_row("criterion", Text(f"{one.name}: {'; '.join(sides) or 'not told'}"))
    last = siege.last_arrival
    grid.add_row("last aid in", Text(f"{last.day or UNKNOWN} ({last.source})" if last else "none told"))
    grid.add_row("convoys", f"{siege.arrived.number} arrived, {siege.turned_back.number} turned back")
    for mark in siege.history:
        verb = {"asserts": "", "denies": "denied: ", "doubts": "doubted: "}[mark.stance]
        grid.add_row(str(mark.day or ""), Text(f"{verb}{mark.status} · {mark.source}: “{mark.quote}”"))
    for told in siege.kept_out:
        grid.add_row(str(told.day or ""), Text(f"aid kept out · {told.source}: “{told.quote}”"))
    return Group(
        Text(f"{siege.name} · {siege.kind}", style="bold underline"),
        grid,
        *_said("Contradictions", (one.words for one in siege.contradictions)),
    )


def _by_name(siege: Siege) -> Iterator[tuple[str, list[By]]]:
    for name, group in groupby(sorted(siege.by, key=lambda one: one.name), key=lambda one: one.name):
        yield name, list(group)


def _suspension(one: Suspension) -> RenderableType:
    grid = _grid()
    grid.add_row("where", Text(", ".join(stop.name for stop in one.area) or UNKNOWN))
    grid.add_row("since", str(one.since or UNKNOWN))
    grid.add_row("until", str(one.until or UNKNOWN))
    grid.add_row("by", Text(", ".join(name.name for name in one.by) or UNKNOWN))
    for reason in one.reasons:
        grid.add_row("why", Text(_told(reason)))
    for notice in one.notices:
        grid.add_row(str(notice.day or ""), Text(f"{notice.move} · {notice.source}: “{notice.quote}”"))
    return Group(
        Text("Aid suspended", style="bold underline"),
        grid,
        *_said("Denied or doubted", map(_told, one.denials)),
        *_said("Contradictions", (two.words for two in one.contradictions)),
    )


def _steps(stages: Sequence[Stage]) -> Table:
    table = _table("day", "step", "source", "words", "claim")
    for stage in stages:
        claim = stage.claim[: len("claim-") + 8]
        table.add_row(
            str(stage.day or ""), _words(stage.step), Text(stage.source), Text(f"“{stage.quote}”"), claim
        )
    return table


def _attacks(convoy: Convoy) -> Iterator[RenderableType]:
    if convoy.attacks or convoy.possible_attacks:
        yield ""
        yield _heading("Attacks")
    for attack in convoy.attacks:
        yield Text(f"{attack.day or ''} {_words(attack.type)} · {attack.grade} · {attack.incident}")
        for one in attack.blames:
            whom = f"{RELATIONS[one.relation]} {one.actor}" if one.actor else f"{one.relation} it"
            yield Text(f"  {one.source} {whom}: “{one.quote}”")
    for incident in convoy.possible_attacks:
        yield Text(f"possibly {incident}: its place is wide, another convoy may be meant", style="dim")


def _said(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    found = list(lines)
    if found:
        yield _heading(title)
        yield from (Text(f"  {line}") for line in found)


def _add_numbers(grid: Table, title: str, numbers: Sequence[Number]) -> None:
    for one in numbers:
        what = "" if one.what in ("in the convoy", "inside") else f", {one.what}"
        grid.add_row(title, Text(f"{one.quote}{what} ({one.source})"))
    if not numbers:
        grid.add_row(title, UNKNOWN)


def _told(one: Told) -> str:
    return f"“{one.quote}” ({one.source})"


def _in_words(stop: Stop) -> str:
    return f" (“{stop.words}”)" if stop.words != stop.name else ""


def _where(stops: Sequence[Stop]) -> str:
    goals = [stop.name for stop in stops if stop.role == "destination"]
    goals = goals or [f"{stop.name}?" for stop in stops if stop.role == "place"]
    return ", ".join(dict.fromkeys(goals)) or UNKNOWN


def _range(numbers: Sequence[Number]) -> str:
    said = dict.fromkeys(_number(one) for one in numbers)
    return " / ".join(said)


def _number(one: Number) -> str:
    if one.low is not None and one.low == one.high:
        return f"{one.low:,}"
    low = f"{one.low:,}" if one.low is not None else "0"
    return f"{low} or more" if one.high is None else f"{low}–{one.high:,}"


def _beside(convoy: Convoy, locked: frozenset[str]) -> Iterator[str]:
    if convoy.attacks and convoy.state != "attacked":
        yield "attacked"
    if convoy.contradictions:
        yield "contradictions"
    if locked.intersection(convoy.claims):
        yield "locked"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _day(day: date | None, before: str = "") -> str:
    return f"{before}{day}" if day else ""


def _heading(title: str) -> Text:
    return Text(title, style="bold")


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    return grid


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title, no_wrap=title in ("id", "claim", "since", "day"))
    return table

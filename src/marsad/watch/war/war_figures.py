"""Standing figures: what sources say that a whole war has cost, next to what the record itself adds up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.gazetteer.countries import country_name
from marsad.lexicon.names import name_tokens
from marsad.model import HarmKind
from marsad.watch.statements import Statement
from marsad.watch.war.figures import Area, area_of
from marsad.watch.war.lines import Contradiction, Group, Line, group_figures, line_of
from marsad.watch.war.ownsum import OwnSum

__all__ = ["FiguresAsked", "Told", "War", "WarFigures", "ask_lines", "set_beside", "stand"]

MONTH = 31
"""Days between the newest and the oldest of some figures from which on they are not of one moment."""


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """Which figures are asked for: of these countries (ISO codes), places, days on which they came out, and harm.

    `limit` is the most lines that are shown.
    """

    kinds: tuple[HarmKind, ...] = ("killed",)
    country: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Told:
    """Claims that are not in the lines, or how some of them are to be read: why, and their ids."""

    key: str
    label: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class War:
    """The figures of one war: that of a country, of several together, or of one that nobody tells."""

    key: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WarFigures:
    """The answer: figures by war, and claims of such figures that are in no line.

    `unplaced` are incidents that would count but are in no sum, for nobody knows where they were. `notes` say in
    words how to read it.
    """

    asked: FiguresAsked
    wars: tuple[War, ...]
    left_out: tuple[Told, ...]
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]


def ask_lines(
    statements: Iterable[Statement], asked: FiguresAsked
) -> tuple[tuple[Line, ...], tuple[Told, ...]]:
    """Return the lines that are asked for, and the claims that are in none of them, by reason."""
    told = [
        (one, area_of(one.claim, one.land)) for one in statements if _came_out(one, asked.since, asked.until)
    ]
    inside = [(one, area) for one, area in told if _is_asked(area, asked)]
    groups = group_figures([one for one, _ in inside], asked.kinds, [area for _, area in inside])
    left_out = _not_in_lines(inside, _claims(groups), asked)
    beyond = _beyond(groups[asked.limit :], asked.limit)
    return tuple(map(line_of, groups[: asked.limit])), (*left_out, *beyond)


def _claims(groups: Iterable[Group]) -> set[str]:
    return {figure.claim for group in groups for _, _, figure in group}


def _beyond(groups: Sequence[Group], limit: int) -> Iterator[Told]:
    """Yield the claims of lines that are not shown because there are more than are asked for."""
    if groups:
        label = f"claims of {len(groups)} more lines, beyond the limit of {limit}"
        yield Told("limit", label, tuple(sorted(_claims(groups))))


def _came_out(statement: Statement, since: date | None, until: date | None) -> bool:
    """Tell whether it came out on days that are asked for, or nobody knows when."""
    day = statement.published
    return day is None or ((since is None or since <= day) and (until is None or day <= until))


def _is_asked(area: Area, asked: FiguresAsked) -> bool:
    if asked.country and asked.country not in area.countries:
        return False
    if not asked.place:
        return True
    names = [*area.unlocated, *(name for place in area.places for name in (place.name, *place.parents))]
    if area.is_whole:
        names += [country_name(country) for country in area.countries]
    known = {word for name in names for word in name_tokens(name)}
    return all(any(word.startswith(start) for word in known) for start in name_tokens(asked.place))


def _not_in_lines(
    statements: Iterable[tuple[Statement, Area]], told: Collection[str], asked: FiguresAsked
) -> Iterator[Told]:
    """Yield the claims that give no line a figure, or one that has to be read with care."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, area in statements:
        id = one.claim.id
        if one.claim.stance != "asserts":
            found["denied"].append(id)
        elif not one.claim.harm:
            found["no number"].append(id)
        elif id not in told:
            found["other harm"].append(id)
        elif one.published is None and (asked.since or asked.until):
            found["undated"].append(id)
        if id in told and not area.is_told:
            found["no place"].append(id)
    yield from (Told(key, label, tuple(found[key])) for key, label in _TOLD.items() if key in found)


_TOLD = {
    "denied": "claims that deny or doubt a figure",
    "no number": "claims of no number of people",
    "other harm": "claims that count other harm than is asked for",
    "undated": "figures of reports without a date: they are shown whatever days are asked for",
    "no place": "figures that name no place: they are shown with the country that their report speaks of most",
}


def set_beside(line: Line, own: OwnSum | None, why_not: str = "") -> Line:
    """Return a line with the record's own sum for its place and time, and why the two differ.

    Where there is no such sum, `why_not` says why.
    """
    if own is None:
        return replace(line, why=(why_not,) if why_not else ())
    return replace(
        line,
        record=own,
        why=tuple(_reasons(line, own)),
        contradictions=(*line.contradictions, *_exceeded(line, own)),
    )


def stand(
    lines: Sequence[Line],
    asked: FiguresAsked,
    left_out: Sequence[Told] = (),
    unplaced: tuple[str, ...] = (),
) -> WarFigures:
    """Return the answer: lines by war, that of most figures first."""
    wars: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        wars["+".join(line.place.countries)].append(line)
    ordered = sorted(wars.items(), key=lambda war: (not war[0], -_figures(war[1]), war[0]))
    return WarFigures(
        asked=asked,
        wars=tuple(War(key, tuple(those)) for key, those in ordered),
        left_out=tuple(left_out),
        unplaced=unplaced,
        notes=tuple(_notes(lines, asked, unplaced)),
    )


def _figures(lines: Collection[Line]) -> int:
    return sum(len(one.figures) for line in lines for one in line.roots)


def _notes(lines: Sequence[Line], asked: FiguresAsked, unplaced: Sequence[str]) -> Iterator[str]:
    if not lines:
        yield "No source of this record gives such a figure."
        return
    yield "A source's figure and the record's sum count in two ways: they stand side by side and are never added."
    yield (
        "Neither parts fighters from civilians unless a source does, and a source may count deaths that no report "
        "tells one by one."
    )
    yield "Counted in the record's sum are incidents that happened and are confirmed or fair."
    if unplaced:
        yield f"{len(unplaced):,} incidents that would count are in no sum: nobody knows where they were."
    if asked.since or asked.until:
        yield "The days asked for are those on which figures came out, not those that they count."


def _exceeded(line: Line, own: OwnSum) -> Iterator[Contradiction]:
    """Yield that the record alone holds more people than any source counts."""
    if line.high is not None and own.low is not None and own.low > line.high:
        yield Contradiction(
            "record",
            f"the record's own sum is {own.low:,} at least, more than any source counts",
            line.claims,
            own.incidents,
        )


def _reasons(line: Line, own: OwnSum) -> Iterator[str]:
    """Yield in words why the figures of a line and the record's own sum are not the same number."""
    yield _covered(own)
    if own.extent:
        people = line.group.replace("_", " ") if line.group else "people"
        number = f"a number of {people} {line.kind}"
        yield f"The record counts only what reports tell one by one: {_many(own.incidents)} with {number}."
        if own.untold:
            yield f"It counts {_many(own.untold)} more, of which no source gives such a number."
    for part in own.left_out:
        sum = "" if part.low is None else f", with {_bounds(part.low, part.high)} {line.kind}"
        yield f"It leaves out {_many(part.incidents)}, {part.label}{sum}."
    days = [one.latest.day for one in line.roots if one.latest.day]
    if len(days) > 1 and (max(days) - min(days)).days >= MONTH:
        yield f"The sources' latest figures are not of one moment: from {min(days)} to {max(days)}."


def _covered(own: OwnSum) -> str:
    """Say which part of the time that the figures count has incidents in the record."""
    since, until = own.since, own.until
    counted = (
        f"{f'from {since}' if since else 'from a day that no source tells'} to {until or 'a day not known'}"
    )
    if own.extent is None:
        return f"The figures count {counted}; the record has no incident there that begins in this time."
    extent = own.extent
    of = f" of {(until - since).days + 1:,}" if since and until else ""
    return (
        f"The figures count {counted}; the record has incidents that begin on {extent.days:,}{of} days, the first "
        f"on {extent.first}, the last on {extent.last}."
    )


def _many(ids: Sequence[str]) -> str:
    return f"{len(ids):,} incident{'' if len(ids) == 1 else 's'}"


def _verb(ids: Sequence[str], one: str, more: str) -> str:
    return one if len(ids) == 1 else more


def _bounds(low: int, high: int | None) -> str:
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"

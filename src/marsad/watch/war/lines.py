"""The lines of standing figures: what sources say of one and the same, source by source and over time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.link.roots import Root
from marsad.model import HARM_KINDS, HarmKind
from marsad.watch.statements import Statement
from marsad.watch.war.figures import Area, Figure, Period, Scope, area_of, figures_of
from marsad.watch.war.ownsum import OwnSum

__all__ = ["Contradiction", "Group", "Line", "Series", "find_lines", "group_figures", "line_of"]

Group = Sequence[tuple[Scope, Root, Figure]]
"""The figures of one line, in the order in which they came out."""

LONG_DAYS = 366
"""From here on a start is told by the year by some ("since 2011") and by the month by others: they mean one start."""
TOGETHER = timedelta(days=183)
"""Figures of one half-year are compared with each other: a war goes on, so older ones are lower without fault."""
APART = 1.25
"""Two figures differ where one is so many times the other: round numbers ("a quarter of a million") may be less."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one root source, oldest first; `latest` is the one that stands for it.

    `outlet` marks the publisher's own voice.
    """

    root: str
    label: str
    outlet: bool
    latest: Figure
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not fit together, in words: it `falls` or gets `looser` within one source, or sources `differ`.

    `record` is where the record's own sum is more than any source counts.
    """

    what: str
    words: str
    claims: tuple[str, ...]
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What sources say that one kind of harm came to, in one place, over one time, by whomever.

    `low` is the least and `high` the most of the latest figures of all roots (high None: somebody says "at least" and
    nobody goes beyond it; low None: nobody gives a lower bound). `claims` are those of these figures. `group`,
    `doers`, `means` and `targets` are empty where they narrow nothing. `record` is what the record itself adds up for
    the same place and time, None where it cannot; `why` says in words why the two differ. They are never added.
    """

    kind: HarmKind
    group: str
    place: Area
    period: Period
    doers: tuple[str, ...]
    means: tuple[str, ...]
    targets: tuple[str, ...]
    low: int | None
    high: int | None
    claims: tuple[str, ...]
    roots: tuple[Series, ...]
    contradictions: tuple[Contradiction, ...]
    record: OwnSum | None = None
    why: tuple[str, ...] = ()

    @property
    def until(self) -> date | None:
        """The last day that its figures can count: the end of its period or, where it runs on, of the newest."""
        days = [one.latest.until or one.latest.day for one in self.roots]
        return max((day for day in days if day), default=None) if self.period.runs_on else self.period.until


def find_lines(statements: Sequence[Statement], kinds: Sequence[HarmKind]) -> tuple[Line, ...]:
    """Return the lines of figures that claims of type toll give, those of whole countries first."""
    return tuple(map(line_of, group_figures(statements, kinds)))


def group_figures(
    statements: Sequence[Statement], kinds: Sequence[HarmKind], areas: Sequence[Area] | None = None
) -> tuple[Group, ...]:
    """Return the same, line by line, as figures alone: a line is made of a group where it is shown.

    A figure stands in one line with those that count the same: country or narrower place, kind of harm, group, who
    did it, and time. Denials give no figure. `areas` are those of the statements, where they are known already.
    """
    known = areas or [area_of(one.claim, one.land) for one in statements]
    told: list[tuple[Scope, Root, Figure]] = [
        (scope, one.root, figure)
        for one, area in sorted(zip(statements, known, strict=True), key=lambda pair: pair[0].order)
        if one.claim.stance == "asserts"
        for scope, figure in figures_of(one, kinds, area)
    ]
    years = _years(scope for scope, _, _ in told)
    groups: dict[tuple[object, ...], list[tuple[Scope, Root, Figure]]] = defaultdict(list)
    for scope, root, figure in told:
        groups[*_besides_time(scope), *_time(scope, years)].append((scope, root, figure))
    return tuple(sorted(groups.values(), key=_order))


def _besides_time(scope: Scope) -> tuple[object, ...]:
    return scope.kind, scope.group, scope.area.key, scope.doers, scope.means, scope.targets


def _years(scopes: Iterable[Scope]) -> dict[tuple[object, ...], dict[date, int]]:
    """Return, for what is counted besides its time, the starts of long counts with their years."""
    found: dict[tuple[object, ...], dict[date, int]] = defaultdict(dict)
    for scope in scopes:
        start = scope.period.since
        if start and scope.period.runs_on and scope.period.days >= LONG_DAYS:
            found[_besides_time(scope)][start] = start.year
    return found


def _time(scope: Scope, years: Mapping[tuple[object, ...], Mapping[date, int]]) -> tuple[object, ...]:
    """Return what is equal for one time: none told, a start (by the year where the count is long), or the days."""
    period = scope.period
    if period.since is None:
        return ("not told",)
    if period.runs_on:
        return "since", years.get(_besides_time(scope), {}).get(period.since, period.since)
    return "between", period.since, period.until


def line_of(members: Group) -> Line:
    """Return the line of a group of figures."""
    scope = members[0][0]
    roots = _series(members)
    latest = [one.latest for one in roots]
    told = any(scope.area.is_told for scope, _, _ in members)
    return Line(
        kind=scope.kind,
        group=scope.group,
        place=replace(scope.area, is_told=told),
        period=_period(members),
        doers=scope.doers,
        means=scope.means,
        targets=scope.targets,
        low=min((one.low for one in latest if one.low is not None), default=None),
        high=_high(latest),
        claims=tuple(sorted({id for one in latest for id in one.claims})),
        roots=roots,
        contradictions=(*_falls(roots), *_differing(roots)),
    )


def _period(members: Group) -> Period:
    """Return the time of a line: from the earliest start that any of its figures tells."""
    period = members[0][0].period
    starts = [figure.since for _, _, figure in members if figure.since]
    return Period(min(starts, default=None), None if period.runs_on else period.until, period.runs_on)


def _high(figures: Sequence[Figure]) -> int | None:
    """Return the most that anybody says, or None where the most is an "at least" that nobody goes beyond."""
    bounded = max((one.high for one in figures if one.high is not None), default=None)
    least = max((one.low or 0 for one in figures if one.high is None), default=None)
    return None if bounded is None or (least is not None and least >= bounded) else bounded


def _series(members: Iterable[tuple[Scope, Root, Figure]]) -> tuple[Series, ...]:
    """Return the series of each root, the one with the newest figure first."""
    names: dict[str, Root] = {}
    by_root: dict[str, list[Figure]] = defaultdict(list)
    for _, root, figure in members:
        names.setdefault(root.id, root)
        by_root[root.id].append(figure)
    series = []
    for id, figures in by_root.items():
        kept = tuple(_once(figures))
        series.append(Series(id, names[id].label, names[id].outlet, _latest(kept), kept))
    return tuple(sorted(series, key=lambda one: (_newest(one.latest.day), one.label, one.root)))


def _once(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield figures oldest first, undated ones before them; those of one day and one number as one."""
    same: dict[tuple[date | None, int | None, int | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        same[figure.day, figure.low, figure.high].append(figure)
    ordered = sorted(same.values(), key=lambda those: (those[0].day or date.min, those[0].said))
    for those in ordered:
        yield replace(those[0], claims=tuple(dict.fromkeys(one.claim for one in those)))


def _latest(figures: Sequence[Figure]) -> Figure:
    """Return the figure that stands for a root: its last, and of those of one day the one that counts most."""
    return max(figures, key=lambda one: (one.day or date.min, one.said))


def _newest(day: date | None) -> int:
    return -day.toordinal() if day else 0


def _falls(roots: Iterable[Series]) -> Iterator[Contradiction]:
    """Yield the sources that count fewer people later: where the two exclude each other, and where they need not."""
    for one in roots:
        pairs: dict[str, list[tuple[Figure, Figure]]] = {"falls": [], "looser": []}
        most: Figure | None = None
        for figure in one.figures:
            if most and figure.day != most.day and figure.said < most.said:
                pairs["falls" if _most(figure) < (most.low or 0) else "looser"].append((most, figure))
            if most is None or figure.said > most.said:
                most = figure
        yield from (_fall(one.label, what, those) for what, those in pairs.items() if those)


def _fall(label: str, what: str, pairs: Sequence[tuple[Figure, Figure]]) -> Contradiction:
    above, below = min(pairs, key=lambda pair: (pair[1].said, pair[1].day or date.max))
    words = f"{label} counts {_words(above)} and later {_words(below)}"
    if len(pairs) > 1:
        words += f", the least of {len(pairs)} that are lower"
    if what == "looser":
        words += "; the two do not exclude each other"
    return Contradiction(what, words, tuple(dict.fromkeys(one.claim for pair in pairs for one in pair)))


def _words(figure: Figure) -> str:
    return f"{figure.quantity} ({figure.day or 'of an unknown day'})"


def _most(figure: Figure) -> float:
    """Return the most that a figure can mean; "at least" can mean anything more."""
    return float("inf") if figure.high is None else figure.high


def _differing(roots: Sequence[Series]) -> Iterator[Contradiction]:
    """Yield the furthest two of the latest figures that came out within half a year of the newest."""
    newest = max((one.latest.day for one in roots if one.latest.day), default=None)
    if newest is None:
        return
    late = [one for one in roots if one.latest.day and newest - one.latest.day <= TOGETHER]
    least = min(late, key=lambda one: (one.latest.said, one.label))
    most = max(late, key=lambda one: (one.latest.said, one.label))
    if most.latest.said > APART * least.latest.said:
        words = f"{least.label} counts {_words(least.latest)} and {most.label} {_words(most.latest)}"
        yield Contradiction("differ", words, (least.latest.claim, most.latest.claim))


def _order(members: Group) -> tuple[object, ...]:
    """Return the place of a line: whole countries, plain ones and those of most figures first."""
    scope = members[0][0]
    narrowed = scope.doers, scope.means, scope.targets
    figures = {(root.id, figure.day, figure.low, figure.high) for _, root, figure in members}
    period = _period(members)
    return (
        not scope.area.is_whole,
        any(narrowed),
        HARM_KINDS.index(scope.kind),
        bool(scope.group),
        -len(figures),
        scope.group,
        scope.area.key,
        narrowed,
        (period.since or date.min, period.until or date.min, period.runs_on),
    )

"""Suspensions of aid: when its sending was stopped, where, by whom and why, and whether it was taken up again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from marsad.ids import content_id
from marsad.lexicon.access import access_words
from marsad.watch.access import Contradiction, Label, Name, Stop, Told
from marsad.watch.clauses import Where, is_wide, places_of, reasons_in, same_place, says, sentence_of
from marsad.watch.convoys import constraints_of, names_of, stops_of, told, why
from marsad.watch.journeys import is_about_all
from marsad.watch.statements import Happening, Statement

__all__ = ["PAUSE_DAYS", "Notice", "Suspension", "find_suspensions"]

PAUSE_DAYS = 30
"""Days after the last statement about a suspension within which aid that is sent again ends it."""

Move = Literal["suspended", "to resume", "resumed"]


@dataclass(frozen=True, slots=True)
class Notice:
    """That aid is stopped, is to be sent again, or is: by one source."""

    move: Move
    day: date | None
    source: str
    claim: str
    incident: str
    quote: str


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which aid as such was not sent to an area.

    `since` is the first day told for it, `until` that on which somebody says that aid was sent again; None where
    nobody tells. `area` is empty where no place is told.
    """

    id: str
    since: date | None
    until: date | None
    area: tuple[Stop, ...]
    by: tuple[Name, ...]
    reasons: tuple[Told, ...]
    constraints: tuple[Label, ...]
    notices: tuple[Notice, ...]
    denials: tuple[Told, ...]
    contradictions: tuple[Contradiction, ...]
    claims: tuple[str, ...]
    incidents: tuple[str, ...]


def find_suspensions(
    happenings: Iterable[Happening], texts: Mapping[str, str] | None = None
) -> tuple[Suspension, ...]:
    """Return the suspensions of aid as such that incidents of aid and evacuation tell of, newest first.

    Statements are about one where body and area do not differ, as far as they are told. `texts` are those of reports
    by id, for reasons that stand beside a claim's words.
    """
    found = [
        _Notice(one, happening.incident.id)
        for happening in happenings
        for one in happening.statements
        if is_about_all(one.claim) and (_is_stop(one) or _is_start(one))
    ]
    open_ones: list[_Growing] = []
    for one in sorted(found, key=lambda notice: notice.order):
        fitting = [known for known in open_ones if known.takes(one)]
        if not fitting:
            open_ones.append(_Growing())
        (fitting or open_ones)[-1].add(one)
    suspensions = [
        _suspension(known.notices, {} if texts is None else texts) for known in reversed(open_ones)
    ]
    return tuple(sorted(suspensions, key=_newest_first))


def _newest_first(one: Suspension) -> tuple[bool, int, str]:
    day = one.since or one.until
    return day is None, -day.toordinal() if day else 0, one.id


def _is_stop(statement: Statement) -> bool:
    return statement.claim.phase in ("suspended", "ended")


def _is_start(statement: Statement) -> bool:
    """Tell whether a statement says that aid is, or is to be, sent again."""
    claim = statement.claim
    return claim.phase == "resumed" or says(access_words("again"), claim.evidence.quote)


def _is_lasting(statement: Statement) -> bool:
    """Tell whether the time of a statement is how long: "for three days" may be those to come."""
    time = statement.claim.time
    lasting = access_words("lasting").find(time.span.quote) if time and statement.published else iter(())
    return next((start == 0 for start, _, _ in lasting), False)


@dataclass(frozen=True, slots=True)
class _Notice:
    """A statement about aid as such."""

    statement: Statement
    incident: str

    @property
    def day(self) -> date | None:
        """The first day of a stop; of what is to come, the day on which it is told; else the last day told."""
        one = self.statement
        if _is_stop(one):
            return one.published if _is_lasting(one) else one.time.start if one.time else None
        return min(day for day in (one.day, one.published) if day) if one.day else None

    @property
    def order(self) -> tuple[date, date, str, int]:
        return self.day or date.max, *self.statement.order

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset(name.name for name in names_of([self.statement], without_moving=True))

    @property
    def countries(self) -> frozenset[str]:
        places = (name.resolved for name in self.statement.claim.places)
        return frozenset(place.country for place in places if place and place.country)


@dataclass(slots=True)
class _Growing:
    """A suspension while statements are added, in the order of their days."""

    notices: list[_Notice] = field(default_factory=list)
    last: date | None = None
    resumed: date | None = None
    bodies: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    area: list[Where] = field(default_factory=list)

    def add(self, notice: _Notice) -> None:
        self.notices.append(notice)
        self.last = notice.day or self.last
        if _move(notice.statement) == "resumed":
            self.resumed = self.resumed or notice.day
        self.bodies |= notice.bodies
        self.countries |= notice.countries
        self.area += [place for place in _area(notice.statement) if place not in self.area]

    def takes(self, other: _Notice) -> bool:
        """Tell whether a statement may be about this suspension: near in time, and nothing told differs."""
        if not self.last or not other.day or (other.day - self.last).days > PAUSE_DAYS:
            return False
        if _is_stop(other.statement) and self.resumed and self.resumed < other.day:
            return False
        for known, said in ((self.bodies, other.bodies), (self.countries, other.countries)):
            if known and said and known.isdisjoint(said):
                return False
        return self._is_there(list(_area(other.statement)))

    def _is_there(self, asked: list[Where]) -> bool:
        """Tell whether areas in the words are one; that of a country holds all, and none told fits any."""
        wide = any(is_wide(place.place) for place in (*self.area, *asked))
        return wide or not self.area or not asked or any(same_place(a, b) for a in self.area for b in asked)


def _area(statement: Statement) -> tuple[Where, ...]:
    return tuple(place for place in places_of(statement.claim) if place.in_clause)


def _move(statement: Statement) -> Move:
    """Return what a statement says: "the first since convoys were suspended" says that they are sent again."""
    if statement.claim.phase == "resumed":
        return "resumed"
    if _is_stop(statement):
        return "suspended"
    return "to resume" if statement.claim.phase in ("planned", "demanded", "threatened") else "resumed"


def _notices(notices: Sequence[_Notice]) -> list[Notice]:
    found = []
    for one in notices:
        statement, claim = one.statement, one.statement.claim
        if claim.stance != "asserts":
            continue
        said = statement.root.label, claim.id, one.incident, claim.evidence.quote
        found.append(Notice(_move(statement), one.day, *said))
        if _is_stop(statement) and says(access_words("again"), claim.evidence.quote):
            found.append(Notice("resumed", statement.published or statement.day, *said))
    return sorted(found, key=lambda notice: (notice.day or date.max, notice.move == "resumed", notice.claim))


def _suspension(notices: Sequence[_Notice], texts: Mapping[str, str]) -> Suspension:
    ordered = sorted(notices, key=lambda one: one.statement.order)
    stops = [
        one.statement
        for one in ordered
        if _is_stop(one.statement) and one.statement.claim.stance == "asserts"
    ]
    sentences = {one.claim.id: sentence_of(one.claim, texts.get(one.claim.report)) for one in stops}
    reasons = tuple(
        told(one, quote) for one in stops if (quote := reasons_in(one.claim, sentences[one.claim.id]))
    )
    moves = _notices(ordered)
    since = min((one.day for one in moves if one.move == "suspended" and one.day), default=None)
    until = min((one.day for one in moves if one.move == "resumed" and one.day), default=None)
    return Suspension(
        id=content_id("suspension", ordered[0].statement.claim.id),
        since=since,
        until=until,
        area=stops_of((place, one.statement.claim.id) for one in ordered for place in _area(one.statement)),
        by=names_of(stops, without_moving=True),
        reasons=reasons,
        constraints=constraints_of(why(reasons, stops)),
        notices=tuple(moves),
        denials=tuple(told(one.statement) for one in ordered if one.statement.claim.stance != "asserts"),
        contradictions=tuple(_contradictions(moves)),
        claims=tuple(one.statement.claim.id for one in ordered),
        incidents=tuple(dict.fromkeys(one.incident for one in ordered)),
    )


def _contradictions(moves: Sequence[Notice]) -> list[Contradiction]:
    """Return that aid was sent again by one source and is still stopped, on a later day, by another."""
    resumed = [one for one in moves if one.move == "resumed"]
    found = []
    for one in moves:
        against = [
            other
            for other in resumed
            if other.source != one.source and other.day and one.day and other.day < one.day
        ]
        if one.move == "suspended" and against:
            words = f"sent again from {against[0].day} by {against[0].source}; stopped on {one.day} by {one.source}"
            found.append(Contradiction(words, (against[0].claim, one.claim)))
    return found

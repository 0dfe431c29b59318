"""Which statements speak of one truce: the same country, places that fit, and near in time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from marsad.lexicon.ceasefires import load_truce_words
from marsad.lexicon.parties import load_parties
from marsad.model import Claim, Interval, Place, PlaceName
from marsad.watch.ceasefire.truce_words import Said, party_of, read_step
from marsad.watch.statements import Statement

__all__ = ["Told", "Truces", "find_truces", "group_told", "is_finer", "told_of"]

SILENCE_DAYS = 42
"""After so long without a word of a truce the next word is of another. Chosen: reports of 2016 speak of a truce that
runs at least every three weeks, and truces of one place lie months apart."""
RENEWAL_DAYS = 14
"""After its end a truce that is proposed or begins is another after so long, one that is agreed at once."""
DECLARED_DAYS = 3
"""Days round the beginning of a country's truce in which one told at a place in it is the same."""
NEAR_KM = 30.0
"""Places so near may be under one truce."""
LONGEST_DAYS = 92
"""Longer times than this tell nothing of when a truce was spoken of."""
FOUNDING = frozenset({"proposed", "agreed", "in_force"})
AREA_STEPS = frozenset({"proposed", "agreed", "in_force", "extended"})
"""Steps whose places are those of the truce; the places of a breach are not."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a truce as grouping looks at it: its step, days, countries, places, parties.

    `places` are those of the truce, `named` all that are finer than a country, those of a breach too.
    """

    id: str
    statement: Statement
    said: Said
    time: Interval | None
    countries: frozenset[str]
    places: tuple[Place, ...]
    named: tuple[Place, ...]
    parties: frozenset[str]

    @property
    def claim(self) -> Claim:
        """The claim of the statement."""
        return self.statement.claim

    @property
    def order(self) -> tuple[date, date, str, int]:
        """The place in time: by the day told, then by publication, report and position."""
        return (self.time.start if self.time else date.max, *self.statement.order)


@dataclass(frozen=True, slots=True)
class Truces:
    """Statements by truce, each in their order, the truces by their first; and those that fit none or several."""

    groups: tuple[tuple[Told, ...], ...]
    unassigned: tuple[Told, ...]


def told_of(statement: Statement, id: str = "") -> Told:
    """Return a statement as grouping looks at it; `id` is that of its claim, where it is known."""
    claim, said = statement.claim, read_step(statement.claim)
    here = tuple(name for name in claim.places if not _is_venue(name))
    countries = frozenset(name.resolved.country for name in here if name.resolved and name.resolved.country)
    if statement.land in countries:  # a report of one war names other countries by the way
        countries = frozenset({statement.land})
    where = countries or frozenset({statement.land} - {""} - load_truce_words().host_countries)
    named = (
        party_of(actor.span.quote, actor.party, tuple(where)) for actor in (*claim.actors, *claim.targets)
    )
    parties = frozenset({*named, statement.root.party} - {""})
    places = tuple(name.resolved for name in here if name.resolved and is_finer(name.resolved))
    return Told(
        id=id or claim.id,
        statement=statement,
        said=said,
        time=statement.time,
        countries=where,
        places=places if said.step in AREA_STEPS else (),
        named=places,
        parties=parties,
    )


def is_finer(place: Place) -> bool:
    """Tell whether a place is finer than a country."""
    return place.kind != "country" and bool(place.country)


def find_truces(statements: Iterable[Statement]) -> Truces:
    """Return the truces that statements of type ceasefire tell; their order does not matter.

    A truce runs from the first word of it to its end or to a silence of SILENCE_DAYS. Demands, plans and denials
    make none; they join the truce that they fit, or none where there are several.
    """
    return group_told(map(told_of, statements))


def group_told(statements: Iterable[Told]) -> Truces:
    """Return the truces of statements as grouping looks at them."""
    told = sorted(statements, key=lambda one: one.order)
    board = _Board()
    makers = [one for one in told if _makes(one) and one.countries]
    for one in makers:
        board.place(one)
    made = {one.id for one in makers}
    rest = [one for one in told if one.id not in made]
    board.index()
    for _ in range(2):  # what joins at first may tell where others of its report belong
        rest = [one for one in rest if not board.attach(one)]
    homeless = [one for one in rest if _makes(one) and len(_homes(one)) == 1]
    for one in homeless:
        board.place(replace(one, countries=_homes(one)))
    made = {one.id for one in homeless}
    unassigned = tuple(one for one in rest if one.id not in made)
    groups = sorted((sorted(truce.told, key=lambda one: one.order) for truce in board.truces), key=_first)
    return Truces(tuple(map(tuple, groups)), unassigned)


@dataclass(slots=True)
class _Truce:
    """A truce while statements join it."""

    told: list[Told]
    first: date
    last: date
    countries: set[str]
    places: list[Place]
    parties: set[str]
    ended: date | None = None

    @property
    def is_local(self) -> bool:
        return bool(self.places)

    def takes(self, one: Told) -> None:
        """Take in a statement that tells a step, and run on to its day."""
        self.told.append(one)
        if one.time and one.time.days <= LONGEST_DAYS:
            self.last = max(self.last, one.time.end)
        self.countries |= one.countries
        self.parties |= one.parties
        if self.places:
            self.places += (place for place in one.places if place not in self.places)
        if (one.said.step, one.said.stance) == ("ended", "asserts") and one.time:
            self.ended = min(self.ended or date.max, one.time.end)

    def is_near(self, one: Told) -> bool:
        """Tell whether it was spoken of shortly before what is told, or is spoken of at that time."""
        if not one.time:
            return False
        day = one.time.start.toordinal()
        return self.first.toordinal() - SILENCE_DAYS <= day <= self.last.toordinal() + SILENCE_DAYS

    def is_over_for(self, one: Told) -> bool:
        """Tell whether a statement founds another truce, because this one has ended."""
        if self.ended is None or not one.time or not one.claim.time or one.said.step not in FOUNDING:
            return False
        wait = 0 if one.said.step == "agreed" else RENEWAL_DAYS
        return one.time.start > self.ended + timedelta(days=wait)

    def holds(self, place: Place) -> bool:
        """Tell whether a place is one of the truce, or near one."""
        return any(_are_near(own, place) for own in self.places)


@dataclass(slots=True)
class _Board:
    """The truces found so far."""

    truces: list[_Truce] = field(default_factory=list)
    recent: dict[str, list[_Truce]] = field(default_factory=lambda: defaultdict(list))
    by_month: dict[tuple[str, int], list[_Truce]] = field(default_factory=lambda: defaultdict(list))
    holder: dict[str, _Truce] = field(default_factory=dict)
    of_report: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def place(self, one: Told) -> None:
        """Put a statement into the truce that it fits, or make one."""
        fitting = [truce for truce in self._near(one) if not truce.is_over_for(one)]
        truce = _chosen(fitting, one)
        if truce is None:
            truce = self._made(one)
        truce.takes(one)

    def attach(self, one: Told) -> bool:
        """Put a statement that makes no truce into the one that it fits; tell whether there is just one."""
        near = self._at_the_time(one)
        if not one.countries:
            homes = _homes(one)
            near = [truce for truce in near if truce.parties & one.parties or truce.countries & homes]
        held = [truce for truce in near if any(map(truce.holds, one.named))]
        wide = [truce for truce in near if not truce.is_local]
        found = _begun(held or wide or near, one)
        if len(found) != 1:
            found = self._told_with(one)
        if len(found) != 1 and one.countries and not held:
            found = sorted(_begun(wide, one), key=lambda truce: truce.first)[-1:]
        if len(found) != 1:
            return False
        found[0].told.append(one)
        self._note(one, found[0])
        return True

    def _told_with(self, one: Told) -> list[_Truce]:
        """Return the truces of what its report tells as one with it, else of all that its report tells."""
        for ids in (one.claim.same_as, self.of_report[one.claim.report]):
            found = {id(self.holder[other]): self.holder[other] for other in ids if other in self.holder}
            if found:
                return list(found.values())
        return []

    def _note(self, one: Told, truce: _Truce) -> None:
        self.holder[one.id] = truce
        self.of_report[one.claim.report].append(one.id)

    def index(self) -> None:
        """Note of each truce the months in which it is near, and of each claim the truce that it is in."""
        slack = timedelta(days=SILENCE_DAYS)
        for truce in self.truces:
            for one in truce.told:
                self._note(one, truce)
            for month in range(_month(truce.first - slack), _month(truce.last + slack) + 1):
                for country in ("", *truce.countries):
                    self.by_month[country, month].append(truce)

    def _near(self, one: Told) -> list[_Truce]:
        """Return the truces near a statement that is later than all before it; older ones are let go."""
        found: dict[int, _Truce] = {}
        for country in sorted(one.countries):
            self.recent[country] = [truce for truce in self.recent[country] if truce.is_near(one)]
            found |= {id(truce): truce for truce in self.recent[country]}
        return list(found.values())

    def _at_the_time(self, one: Told) -> list[_Truce]:
        if not one.time:
            return []
        month = _month(one.time.start)
        lists = (self.by_month.get((country, month), []) for country in sorted(one.countries) or ("",))
        found = {id(truce): truce for truces in lists for truce in truces if truce.is_near(one)}
        return list(found.values())

    def _made(self, one: Told) -> _Truce:
        assert one.time  # what has no time makes no truce
        truce = _Truce([], one.time.start, one.time.start, set(), list(one.places), set())
        self.truces.append(truce)
        for country in one.countries:
            self.recent[country].append(truce)
        return truce


def _month(day: date) -> int:
    return 12 * day.year + day.month


def _makes(one: Told) -> bool:
    is_told = bool(one.said.step) and one.said.stance == "asserts"
    return is_told and one.time is not None and one.time.days <= LONGEST_DAYS


def _homes(one: Told) -> frozenset[str]:
    """Return the countries of the parties that a statement names, other than those where people meet."""
    parties = load_parties()
    homes = (parties[id].countries for id in one.parties if id in parties)
    return (
        frozenset(country for countries in homes for country in countries) - load_truce_words().host_countries
    )


def _chosen(fitting: Sequence[_Truce], one: Told) -> _Truce | None:
    """Return the truce that a statement fits best, or None where it founds one."""
    wide = [truce for truce in fitting if not truce.is_local]
    held = [truce for truce in fitting if any(map(truce.holds, one.named))]
    if one.places and not held:
        wide = [truce for truce in wide if _is_told_of(truce, one)]
        return _latest(wide, one)
    if held:
        return _latest(held, one)
    local = [truce for truce in fitting if truce.is_local]
    if wide or len(local) != 1:
        return _latest(wide, one)
    return local[0]


def _begun(truces: Sequence[_Truce], one: Told) -> list[_Truce]:
    """Return the truces of which there was word by the day of a statement; all where there was of none."""
    return [truce for truce in truces if one.time and truce.first <= one.time.end] or list(truces)


def _is_told_of(truce: _Truce, one: Told) -> bool:
    """Tell whether a statement with a place speaks of a truce of the whole country all the same."""
    if one.said.step not in ("proposed", "agreed") and not (one.said.begins or one.said.declares):
        return True
    assert one.time  # as in _made
    return abs((one.time.start - truce.first).days) <= DECLARED_DAYS


def _latest(truces: Sequence[_Truce], one: Told) -> _Truce | None:
    """Return the truce that shares most parties; ties go to one that stands, then to the later."""
    return max(
        truces,
        key=lambda truce: (len(truce.parties & one.parties), truce.ended is None, truce.last, truce.first),
        default=None,
    )


def _are_near(one: Place, other: Place) -> bool:
    if one.country != other.country:
        return False
    if one.gazetteer_id == other.gazetteer_id:
        return True
    if one.name in other.parents or other.name in one.parents:
        return True
    return one.distance_km(other) <= max(NEAR_KM, one.radius_km if one.kind != "region" else 0.0)


def _is_venue(name: PlaceName) -> bool:
    venues = load_truce_words().venues
    names = {name.span.quote.casefold()} | ({name.resolved.name.casefold()} if name.resolved else set())
    return not venues.isdisjoint(names)


def _first(group: Sequence[Told]) -> tuple[date, date, str, int]:
    return group[0].order

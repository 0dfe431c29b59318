"""A ceasefire as its statements tell it: parties, terms, dates and status, with rival readings side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from marsad.gazetteer.countries import country_name
from marsad.ids import content_id
from marsad.lexicon.ceasefires import load_truce_words
from marsad.lexicon.parties import load_parties
from marsad.model import Place, Stance
from marsad.watch.ceasefire.standing import (
    Contradiction,
    Day,
    Standing,
    Step,
    find_contradictions,
    find_figures,
)
from marsad.watch.ceasefire.truce_words import find_excluded, find_number, find_terms, is_broker, party_of
from marsad.watch.ceasefire.truces import AREA_STEPS, Told, is_finer
from marsad.watch.statements import Statement

__all__ = [
    "Alleged",
    "Area",
    "Ceasefire",
    "Exclusion",
    "Member",
    "Period",
    "Term",
    "assemble",
    "id_of",
    "identify",
]

TERM_STEPS = frozenset({"", "proposed", "agreed", "in_force", "partially_holding", "extended"})
EXACT_DAYS = 7
"""A day told no finer than this is no day on which a truce began or ended."""


@dataclass(frozen=True, slots=True)
class Term:
    """A clause in the words of a report, whose text has `quote` at `start`..`end`; `claims` is the claim's id."""

    kind: str
    claims: tuple[str, ...]
    start: int
    end: int
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Member:
    """A party, or a name that is of no known party, and the claims that name it."""

    party: str
    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A group that a source says the truce does not cover; `stance` is "denies" where it says that it does."""

    party: str
    name: str
    claim: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the truce and the claims that name it; none where only the reports' country tells it."""

    place: Place | None
    country: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alleged:
    """How many breaches a source says there were, and by whom; such numbers are never added to anything."""

    low: int | None
    high: int | None
    by: tuple[str, ...]
    claims: tuple[str, ...]
    source: str
    published: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which breaches count, both included, why these, and the claims that say so."""

    start: date
    start_is: str
    end: date
    end_is: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """One truce: all of it is what somebody says, and each part names the claims that say it.

    `current` has a reading for every source that says how it stands; where several are there nobody has the last
    word. `calls` are demands, plans and proposals read without a step, `talks` claims of talks told together with
    it, `others` what else is said of it. `period` is None where nobody says that it was agreed or began.
    """

    id: str
    countries: tuple[str, ...]
    area: tuple[Area, ...]
    parties: tuple[Member, ...]
    brokers: tuple[Member, ...]
    exclusions: tuple[Exclusion, ...]
    declared: tuple[Day, ...]
    effective: tuple[Day, ...]
    ended: tuple[Day, ...]
    period: Period | None
    terms: tuple[Term, ...]
    history: tuple[Step, ...]
    current: tuple[Standing, ...]
    contradictions: tuple[Contradiction, ...]
    alleged: tuple[Alleged, ...]
    calls: tuple[Step, ...]
    talks: tuple[Step, ...]
    others: tuple[Step, ...]
    claims: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its places, or of the countries where no place is named, each once."""
        named = (
            one.place.name if one.place else country_name(one.country) or one.country for one in self.area
        )
        return tuple(dict.fromkeys(named))


def identify(group: Sequence[Told]) -> str:
    """Return the id of the truce of some statements: the hash of the claim that came out first."""
    return id_of(min(group, key=lambda one: (*one.statement.order, one.id)).id)


def id_of(claim: str) -> str:
    """Return the id of the truce whose first claim has an id."""
    return content_id("ceasefire", claim)


def assemble(group: Sequence[Told], talks: Iterable[Statement] = ()) -> Ceasefire:
    """Return the ceasefire that the statements of one truce tell."""
    steps = [(one, _step(one)) for one in group if one.time]
    history = tuple(step for one, step in steps if one.said.step)
    days = {name: tuple(_days(group, name)) for name in ("declared", "effective", "ended")}
    brokers = _members(group, brokers=True)
    exclusions = tuple(_exclusions(group))
    left_out = {one.party for one in brokers} | {one.party for one in exclusions}
    return Ceasefire(
        id=identify(group),
        countries=tuple(sorted({country for one in group for country in one.countries})),
        area=_area(group),
        parties=tuple(one for one in _members(group) if not one.party or one.party not in left_out),
        brokers=brokers,
        exclusions=exclusions,
        declared=days["declared"],
        effective=days["effective"],
        ended=days["ended"],
        period=_period(days, history),
        terms=tuple(_terms(group)),
        history=history,
        current=find_figures(history),
        contradictions=tuple(find_contradictions(days, history)),
        alleged=tuple(_alleged(group)),
        calls=tuple(step for one, step in steps if not one.said.step and one.claim.phase in CALLS),
        talks=tuple(_talk(one) for one in talks if one.time),
        others=tuple(step for one, step in steps if not one.said.step and one.claim.phase not in CALLS),
        claims=tuple(one.claim.id for one in group),
    )


CALLS = frozenset({"demanded", "planned", "threatened", "proposed"})


def _step(one: Told) -> Step:
    said = one.said
    step = _stepped(one.statement, said.step or one.claim.phase, said.stance, said.read_by)
    return replace(step, begins=said.begins)


def _talk(one: Statement) -> Step:
    return _stepped(one, one.claim.phase, one.claim.stance, "phase")


def _stepped(one: Statement, step: str, stance: Stance, read_by: Literal["words", "phase"]) -> Step:
    assert one.time  # callers leave out what has no day
    return Step(
        step=step,
        stance=stance,
        start=one.time.start,
        end=one.time.end,
        dated="told" if one.claim.time else "published",
        claim=one.claim.id,
        source=one.root.label,
        party=one.root.party,
        published=one.published,
        quote=_words(one.claim.evidence.quote),
        read_by=read_by,
    )


def _days(group: Sequence[Told], name: str) -> Iterable[Day]:
    """Yield the days that sources give: those of a statement without words for its time are not told."""
    for one in group:
        said, time = one.said, one.claim.time
        if time is None or said.stance != "asserts":
            continue
        is_wanted = {
            "declared": said.declares,
            "effective": said.begins,
            "ended": said.step == "ended" and time.interval.days <= EXACT_DAYS,
        }
        if is_wanted[name]:
            interval = time.interval
            end = interval.start if name == "effective" and interval.precision == "days" else interval.end
            yield Day(interval.start, end, one.claim.id, one.statement.root.label, _words(time.span.quote))


def _period(days: Mapping[str, Sequence[Day]], history: Sequence[Step]) -> Period | None:
    """Return the days on which breaches count: from the day it took effect to the last that is told as its end."""
    told = [step for step in history if step.stance == "asserts"]
    begun = [step for step in told if step.step != "proposed"]
    if not begun:
        return None
    start, start_is, claims = _start(days, begun)
    ends = [day for day in days["ended"] if day.end >= start]
    over = [step for step in told if step.step == "ended" and step.dated == "published" and step.end >= start]
    if ends:
        end = max(day.end for day in ends)
        claims += tuple(day.claim for day in ends if day.end == end)
        return Period(start, start_is, end, "the last day that is told as its end", claims)
    if over:
        end = min(step.end for step in over)
        claims += tuple(step.claim for step in over if step.end == end)
        return Period(start, start_is, end, "the first report that it was over; no day is told", claims)
    end = max((step.end for step in history if step.end >= start), default=start)
    claims += tuple(step.claim for step in history if step.end == end)
    return Period(start, start_is, end, "the last day on which it is spoken of; nobody tells an end", claims)


START_WORDS = {
    "effective": "the day on which it is told to take effect",
    "declared": "the day on which it was declared",
}
"""Days that a truce may start on, the first that is told, and why it is that."""


def _start(days: Mapping[str, Sequence[Day]], begun: Sequence[Step]) -> tuple[date, str, tuple[str, ...]]:
    """Return the first day, why it is that, and the claims that say so."""
    for name, why in START_WORDS.items():
        exact = [day for day in days[name] if (day.end - day.start).days < EXACT_DAYS]
        if exact:
            votes: dict[date, set[str]] = defaultdict(set)
            for day in exact:
                votes[day.start].add(day.source)
            start = min(votes, key=lambda day: (-len(votes[day]), day))
            return start, why, tuple(day.claim for day in exact if day.start == start)
    start = min(step.start for step in begun)
    first = tuple(step.claim for step in begun if step.start == start)
    return start, "the first day on which it is spoken of as agreed or in force", first


def _area(group: Sequence[Told]) -> tuple[Area, ...]:
    """Return the places of the truce; the countries where one is named, it is nationwide or no place is finer."""
    telling = [one for one in group if one.said.step in AREA_STEPS and one.said.stance == "asserts"]
    nationwide = load_truce_words().plain["nationwide"]
    wide = [
        one
        for one in telling
        if next(nationwide.find(one.claim.evidence.quote), None)
        or any(name.resolved and not is_finer(name.resolved) for name in one.claim.places)
    ]
    named: dict[Place, list[str]] = defaultdict(list)
    for one in telling:
        for place in one.places:
            named[place].append(one.claim.id)
    if named and not wide:
        return tuple(Area(place, place.country, tuple(ids)) for place, ids in named.items())
    countries: dict[str, list[str]] = defaultdict(list)
    for one in group:
        for country in sorted(one.countries):
            countries[country].append(one.claim.id)
    return tuple(Area(None, country, tuple(ids)) for country, ids in sorted(countries.items()))


def _members(group: Sequence[Told], *, brokers: bool = False) -> tuple[Member, ...]:
    """Return who is named as a party, or as a broker, with the claims; those named most come first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in group:
        if one.said.step == "" or one.said.stance != "asserts":
            continue
        claim = one.claim
        for actor in claim.actors + claim.targets:
            party = party_of(actor.span.quote, actor.party, tuple(one.countries))
            if is_broker(claim, actor.span.start, actor.span.end) != brokers:
                continue
            if party or (
                one.said.step != "violated" and one.said.read_by == "words" and actor in claim.actors
            ):
                found[party, "" if party else actor.span.quote].append(claim.id)
        root = one.statement.root
        if not brokers and root.party and not root.outlet and one.said.step in SPOKEN:
            found[root.party, ""].append(claim.id)
    parties = load_parties()
    members = [
        Member(party, parties[party].name if party in parties else _words(name), tuple(dict.fromkeys(ids)))
        for (party, name), ids in found.items()
    ]
    return tuple(sorted(members, key=lambda one: (not one.party, -len(one.claims), one.name)))


SPOKEN = frozenset({"agreed", "extended", "suspended", "ended"})
"""Steps that a party takes by saying so."""


def _exclusions(group: Sequence[Told]) -> Iterable[Exclusion]:
    for one in group:
        for party in find_excluded(one.claim):
            quote, name = _words(one.claim.evidence.quote), load_parties()[party].name
            yield Exclusion(party, name, one.claim.id, one.statement.root.label, quote)


def _terms(group: Sequence[Told]) -> Iterable[Term]:
    for one in group:
        if one.said.step not in TERM_STEPS or one.said.stance != "asserts":
            continue
        evidence = one.claim.evidence
        for term in find_terms(one.claim):
            quote = evidence.quote[term.start : term.end]
            start = evidence.start + term.start
            yield Term(term.kind, (one.claim.id,), start, start + len(quote), quote, one.statement.root.label)


def _alleged(group: Sequence[Told]) -> Iterable[Alleged]:
    for one in group:
        claim = one.claim
        number = find_number(claim) if claim.phase == "violated" and claim.stance == "asserts" else None
        if number:
            by = tuple(dict.fromkeys(_words(actor.span.quote) for actor in claim.actors))
            said = one.statement
            quote = _words(claim.evidence.quote)
            yield Alleged(number.low, number.high, by, (claim.id,), said.root.label, said.published, quote)


def _words(quote: str) -> str:
    return " ".join(quote.split())

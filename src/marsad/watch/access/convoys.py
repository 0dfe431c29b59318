"""Convoys: how far each has got and by whose word, what it carries for whom, and what was said against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from marsad.lexicon.convoys import ARRIVED, STEPS, Step, moves
from marsad.lexicon.parties import load_parties
from marsad.model import Span
from marsad.watch.access.access import Attack, Contradiction, Label, Name, Number, Stage, Stop, Told
from marsad.watch.access.attacks import find_attacks, tells_hit
from marsad.watch.access.clauses import (
    Where,
    constraints_in,
    is_one_place,
    name_of,
    people_in,
    places_of,
    reasons_in,
    sentence_of,
    things_in,
    trucks_in,
)
from marsad.watch.access.journeys import Journey, Telling, denied_step, find_journeys
from marsad.watch.statements import Happening, Statement

__all__ = ["Convoy", "constraints_of", "find_convoys", "names_of", "stops_of", "tell_convoy", "told", "why"]

_HELD: frozenset[Step] = frozenset({"suspended", "turned_back"})
_STOPPED: frozenset[Step] = _HELD | {"attacked"}
_SENDING: frozenset[Step | None] = frozenset(STEPS) - _STOPPED - {"approved", "requested"} | {None}


@dataclass(frozen=True, slots=True)
class Convoy:
    """A convoy as its claims tell it.

    `state` is the latest step by the day told, None where no claim tells one; `by_source` has the latest of each
    root source. `stages` are all steps, oldest first. `people` are meant for, reached or moved.
    `attacks` are incidents at its places and days in which aid was hit, `possible_attacks` the ids of those where the
    place is so wide that another convoy may be meant. `contradictions` are shown and not resolved.
    """

    id: str
    state: Step | None
    since: date | None
    by_source: tuple[Stage, ...]
    stages: tuple[Stage, ...]
    stops: tuple[Stop, ...]
    cargo: tuple[Label, ...]
    trucks: tuple[Number, ...]
    people: tuple[Number, ...]
    organisers: tuple[Name, ...]
    reasons: tuple[Told, ...]
    constraints: tuple[Label, ...]
    attacks: tuple[Attack, ...]
    possible_attacks: tuple[str, ...]
    denials: tuple[Told, ...]
    contradictions: tuple[Contradiction, ...]
    claims: tuple[str, ...]
    incidents: tuple[str, ...]


def find_convoys(
    happenings: Iterable[Happening],
    violence: Iterable[Happening] = (),
    texts: Mapping[str, str] | None = None,
) -> tuple[Convoy, ...]:
    """Return the convoys that incidents of aid and evacuation tell of, newest first.

    `violence` are incidents among which attacks on them are looked for; `texts` are those of reports by id, where
    reasons may stand in the same sentence beyond the words of a claim.
    """
    violent = tuple(violence)
    return tuple(tell_convoy(journey, violent, texts) for journey in find_journeys(happenings))


def tell_convoy(
    journey: Journey, violence: Iterable[Happening] = (), texts: Mapping[str, str] | None = None
) -> Convoy:
    """Return what the statements about one convoy tell of it."""
    tellings, attacked = journey.tellings, find_attacks(journey, violence)
    known = {} if texts is None else texts
    sentences = {one.claim.id: sentence_of(one.claim, known.get(one.claim.report)) for one in tellings}
    hits = _hits(attacked)
    stages = tuple(sorted([*_stages(tellings), *_attacked(attacked)], key=_rank))
    stopped = [one for one in tellings if one.step in _STOPPED]
    reasons = tuple(_reasons(stopped, sentences))
    trucks, people = _once(_trucks(tellings, hits)), _once(_people(tellings))
    return Convoy(
        id=journey.id,
        state=stages[-1].step if stages else None,
        since=stages[-1].day if stages else None,
        by_source=_latest(stages),
        stages=stages,
        stops=stops_of(_placed(tellings, sentences, hits)),
        cargo=_cargo(tellings),
        trucks=trucks,
        people=people,
        organisers=names_of((one.statement for one in tellings if one.step in _SENDING), without_moving=True),
        reasons=reasons,
        constraints=constraints_of(why(reasons, (one.statement for one in stopped))),
        attacks=tuple(attack for attack, _ in attacked if attack.certain),
        possible_attacks=tuple(attack.incident for attack, _ in attacked if not attack.certain),
        denials=tuple(told(one.statement) for one in tellings if one.claim.stance != "asserts"),
        contradictions=tuple(_contradictions(tellings, stages, trucks, people)),
        claims=tuple(one.claim.id for one in tellings),
        incidents=tuple(dict.fromkeys(one.incident for one in tellings)),
    )


def told(statement: Statement, quote: str = "") -> Told:
    """Return who says something, in the words of the claim or in others of its sentence."""
    claim = statement.claim
    return Told(claim.id, statement.root.label, statement.day, quote or claim.evidence.quote)


def why(reasons: Iterable[Told], stopped: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield (claim id, words) of what stopped aid, and of the reasons told for it."""
    yield from ((one.claim.id, one.claim.evidence.quote) for one in stopped)
    yield from ((one.claim, one.quote) for one in reasons)


def stops_of(placed: Iterable[tuple[Where, str]]) -> tuple[Stop, ...]:
    """Return the places that claims name, each once, with what it is to the convoy where words say so."""
    gathered: list[tuple[Where, list[str]]] = []
    for place, claim in sorted(placed, key=lambda pair: pair[0].role == "place"):
        fitting = [
            claims
            for known, claims in gathered
            if (known.role == place.role or place.role == "place") and is_one_place(known, place)
        ]
        if fitting:
            fitting[0].append(claim)
        else:
            gathered.append((place, [claim]))
    return tuple(
        Stop(place.role, place.name, place.words, place.place, tuple(dict.fromkeys(claims)))
        for place, claims in gathered
    )


def _placed(
    tellings: Iterable[Telling], sentences: Mapping[str, Span], hits: Iterable[Statement]
) -> Iterator[tuple[Where, str]]:
    """Yield places with the claim that names them; of a claim of violence only what its words say of the convoy."""
    for one in tellings:
        yield from ((place, one.claim.id) for place in places_of(one.claim, sentences[one.claim.id]))
    for hit in hits:
        for place in places_of(hit.claim):
            if place.in_clause and place.role != "place":
                yield place, hit.claim.id


def names_of(statements: Iterable[Statement], *, without_moving: bool = False) -> tuple[Name, ...]:
    """Return those who act in claims, each once; `without_moving` leaves out what is a vehicle or a convoy."""
    parties = load_parties()
    found: dict[tuple[str, str], list[str]] = {}
    for one in statements:
        for actor in one.claim.actors:
            if without_moving and moves(actor.span.quote):
                continue
            name = parties[actor.party].name if actor.party in parties else name_of(actor)
            found.setdefault((name, actor.party), []).append(one.claim.id)
    return tuple(Name(name, party, tuple(dict.fromkeys(ids))) for (name, party), ids in found.items())


def constraints_of(said: Iterable[tuple[str, str]]) -> tuple[Label, ...]:
    """Return OCHA's constraints that the words of (claim id, words) say."""
    found: dict[tuple[str, str], list[str]] = {}
    for claim, words in said:
        for id, name in constraints_in(words).items():
            found.setdefault((id, name), []).append(claim)
    return tuple(Label(id, name, tuple(dict.fromkeys(ids))) for (id, name), ids in found.items())


def _stages(tellings: Iterable[Telling]) -> Iterator[Stage]:
    for one in tellings:
        if one.step:
            stage = _stage(one.step, one.statement, one.incident)
            yield replace(stage, day=None) if one.looks_back else stage


def _stage(step: Step, statement: Statement, incident: str) -> Stage:
    return Stage(
        step=step,
        day=statement.day,
        published=statement.published,
        source=statement.root.label,
        claim=statement.claim.id,
        incident=incident,
        quote=statement.claim.evidence.quote,
    )


def _hits(attacked: Iterable[tuple[Attack, Happening]]) -> list[Statement]:
    """Return the statements whose own words say that this convoy was hit."""
    certain = (happening for attack, happening in attacked if attack.certain)
    return [one for happening in certain for one in happening.statements if tells_hit(one.claim)]


def _attacked(attacked: Iterable[tuple[Attack, Happening]]) -> Iterator[Stage]:
    """Yield the attack as each root source first tells it, where it is certain that this convoy was hit."""
    for attack, happening in attacked:
        if not attack.certain or attack.grade == "discounted":
            continue
        first: dict[str, Statement] = {}
        for one in happening.statements:
            if tells_hit(one.claim):
                first.setdefault(one.root.id, one)
        time = happening.incident.time
        for one in first.values():
            stage = _stage("attacked", one, attack.incident)
            yield stage if one.claim.time or not time else replace(stage, day=time.end)


def _rank(stage: Stage) -> tuple[date, int, date, str]:
    return stage.as_of or date.min, STEPS.index(stage.step), stage.published or date.max, stage.claim


def _latest(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    by_source = {stage.source: stage for stage in stages}
    return tuple(sorted(by_source.values(), key=_rank, reverse=True))


def _cargo(tellings: Iterable[Telling]) -> tuple[Label, ...]:
    found: dict[str, list[str]] = {}
    for one in tellings:
        for thing in things_in(one.claim.evidence.quote) if one.claim.stance == "asserts" else ():
            found.setdefault(thing, []).append(one.claim.id)
    return tuple(Label(thing.replace(" ", "_"), thing, tuple(ids)) for thing, ids in found.items())


def _trucks(tellings: Sequence[Telling], hits: Sequence[Statement]) -> Iterator[Number]:
    said = [(one.statement, one.step == "attacked") for one in tellings] + [(one, True) for one in hits]
    for statement, whole in said:
        if statement.claim.stance == "asserts":
            for quantity, quote in trucks_in(statement.claim.evidence.quote, whole=whole):
                source = statement.root.label
                yield Number(
                    "trucks",
                    "in the convoy",
                    quantity.low,
                    quantity.high,
                    source,
                    quote,
                    (statement.claim.id,),
                )


def _people(tellings: Sequence[Telling]) -> Iterator[Number]:
    for one in tellings:
        if one.claim.stance != "asserts":
            continue
        is_moved = one.claim.type == "evacuation"
        verb = "moved" if is_moved else "reached" if one.step in ARRIVED else "meant for"
        for quantity, unit, quote in people_in(one.claim.evidence.quote, any_number=is_moved):
            source = one.statement.root.label
            yield Number(unit, verb, quantity.low, quantity.high, source, quote, (one.claim.id,))


def _once(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """Return numbers with those that one source gives several times as one."""
    found: dict[tuple[object, ...], Number] = {}
    for one in numbers:
        key = one.unit, one.what, one.low, one.high, one.source
        known = found.get(key, replace(one, claims=()))
        found[key] = replace(known, claims=tuple(dict.fromkeys((*known.claims, *one.claims))))
    return tuple(found.values())


def _reasons(stopped: Iterable[Telling], sentences: Mapping[str, Span]) -> Iterator[Told]:
    for one in stopped:
        if quote := reasons_in(one.claim, sentences[one.claim.id]):
            yield told(one.statement, quote)


def _contradictions(
    tellings: Sequence[Telling], stages: Sequence[Stage], trucks: Sequence[Number], people: Sequence[Number]
) -> Iterator[Contradiction]:
    yield from _too_early(tellings)
    arrivals = [stage for stage in stages if stage.step in ARRIVED]
    for stage in stages:
        if stage.step not in _HELD:
            continue
        against = [
            one for one in arrivals if one.source != stage.source and _not_after(one.as_of, stage.as_of)
        ]
        if against:
            ids = (*(one.claim for one in against), stage.claim)
            words = f"it arrived by {_sources(against)}; {stage.source} says that it was {_said(stage.step)}"
            yield Contradiction(words, ids)
    for one in tellings:
        denied = denied_step(one.claim)
        said = [s for s in stages if s.step == denied and s.source != one.statement.root.label]
        if said:
            ids = (*(stage.claim for stage in said), one.claim.id)
            verb = "denies" if one.claim.stance == "denies" else "doubts"
            words = f"it was {_said(said[0].step)} by {_sources(said)}; {one.statement.root.label} {verb} it"
            yield Contradiction(words, ids)
    for numbers in (trucks, people):
        yield from _rivals(numbers)


def _too_early(tellings: Sequence[Telling]) -> Iterator[Contradiction]:
    """Yield that a convoy arrives on a day before that on which it sets out."""
    arrivals = [(day, one) for one in tellings if one.step in ARRIVED and (day := _at_latest(one.statement))]
    departures = [
        (one.claim.time.interval.start, one)
        for one in tellings
        if one.step in ("departed", "loaded") and one.claim.time
    ]
    if not arrivals or not departures:
        return
    arrived, first = min(arrivals, key=lambda pair: (pair[0], pair[1].claim.id))
    departed, last = max(departures, key=lambda pair: (pair[0], pair[1].claim.id))
    if arrived < departed:
        said = first.statement.root.label, last.statement.root.label
        words = f"it arrived by {arrived} ({said[0]}) before it set out on {departed} ({said[1]})"
        yield Contradiction(words, (first.claim.id, last.claim.id))


def _at_latest(statement: Statement) -> date | None:
    """Return the last day on which what a statement tells can have been: nobody reports it before it is so."""
    days = [
        day
        for day in (statement.claim.time and statement.claim.time.interval.end, statement.published)
        if day
    ]
    return min(days, default=None)


def _not_after(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one <= other


def _rivals(numbers: Sequence[Number]) -> Iterator[Contradiction]:
    """Yield numbers of one unit, by different sources, that no number satisfies together."""
    for unit, what in dict.fromkeys((number.unit, number.what) for number in numbers):
        of_unit = [number for number in numbers if (number.unit, number.what) == (unit, what)]
        rivals = [
            pair for pair in combinations(of_unit, 2) if pair[0].source != pair[1].source and _excludes(*pair)
        ]
        if rivals:
            told = dict.fromkeys(number for pair in rivals for number in pair)
            words = "; ".join(f"{number.source}: {number.quote}" for number in told)
            yield Contradiction(f"{unit} {what}: {words}", tuple(dict.fromkeys(n.claims[0] for n in told)))


def _excludes(one: Number, other: Number) -> bool:
    low = max(one.low or 0, other.low or 0)
    return any(high is not None and high < low for high in (one.high, other.high))


def _sources(stages: Sequence[Stage]) -> str:
    return ", ".join(dict.fromkeys(stage.source for stage in stages))


def _said(step: Step) -> str:
    return step.replace("_", " ")

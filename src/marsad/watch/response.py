"""What responders report for each incident: who came, how far they are, whom they reached, what is still open."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from marsad.codebook import load_codebook
from marsad.lexicon.responses import STEPS, load_responses
from marsad.model import HarmKind, Incident, Interval, Place, Quantity, Toll
from marsad.watch.counted import has_occurred
from marsad.watch.rescuing import RESPONDING, People, Work, read_work
from marsad.watch.statements import Happening, Statement
from marsad.watch.ties import FINE_KM, Tied, tie

__all__ = [
    "RESPONDING",
    "Clash",
    "Counted",
    "Figure",
    "Hurt",
    "Moved",
    "Response",
    "Said",
    "Status",
    "Step",
    "Strike",
    "Task",
    "Team",
    "Tie",
    "find_responses",
]

Status = Literal["open", "contained", "closed", "no response reported"]
ORDER: tuple[Status, ...] = ("open", "contained", "closed", "no response reported")
HURT_GROUPS = ("medics", "aid_workers")
"""Groups of the codebook who respond; others are known by the words for them."""
HURT: tuple[HarmKind, ...] = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Said:
    """Who says so, when and in which words."""

    day: date | None
    who: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the work: dispatched, on_site, contained or closed; `manner` is "", "partly" or "still"."""

    step: str
    manner: str
    day: date | None
    who: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What one root source counts last; both bounds are None where it gives no number."""

    low: int | None
    high: int | None
    day: date | None
    who: str
    claims: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people: the least and the most that any root source says, never a sum of several.

    Both are None where nobody gives a number, `high` alone where somebody says "at least" and nobody goes beyond.
    """

    low: int | None
    high: int | None
    claims: tuple[str, ...]
    told: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """People brought somewhere: `how` is evacuated or taken, `facility` its kind or "" where it is not told."""

    how: str
    facility: str
    people: Figure


@dataclass(frozen=True, slots=True)
class Hurt:
    """Responders who came to harm; `group` is a group of the codebook, or responders where words alone tell."""

    kind: HarmKind
    group: str
    people: Figure


@dataclass(frozen=True, slots=True)
class Task:
    """A task of civil defence: its id, its name in article 61(a), and the claims that tell it."""

    task: str
    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """Who responds, as it is told."""

    name: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strike:
    """A second strike on responders: by whose word, or which other incident shows it; `basis` says why."""

    basis: str
    incidents: tuple[str, ...]
    told: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim of responders that belongs to the incident, and why; `rivals` are incidents that it fits as well."""

    claim: str
    reasons: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """What does not go together, with the claims that say so."""

    what: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """What is told of the response to one incident; what nobody tells is empty, or None for people.

    `status` is open where nobody says that the work was contained or closed as a whole, or where somebody tells
    of work on the day of that or later. `second_strike` is empty where nothing shows one.
    """

    incident: str
    type: str
    time: Interval | None
    place: Place | None
    place_names: tuple[str, ...]
    grade: str
    status: Status
    teams: tuple[Team, ...] = ()
    tasks: tuple[Task, ...] = ()
    steps: tuple[Step, ...] = ()
    rescued_alive: Figure | None = None
    recovered_dead: Figure | None = None
    moved: tuple[Moved, ...] = ()
    under_rubble: Figure | None = None
    responders_hurt: tuple[Hurt, ...] = ()
    second_strike: tuple[Strike, ...] = ()
    needs: tuple[Said, ...] = ()
    hindered: tuple[Said, ...] = ()
    ties: tuple[Tie, ...] = ()
    contradictions: tuple[Clash, ...] = ()

    @property
    def order(self) -> tuple[int, date, str]:
        """The place among responses: open first, of each status the oldest first, undated last."""
        return ORDER.index(self.status), self.time.start if self.time else date.max, self.incident


def find_responses(
    happenings: Sequence[Happening],
    responding: Sequence[Happening],
    *,
    asked: Collection[str] | None = None,
) -> tuple[Response, ...]:
    """Return the response to each incident with harm, fire or rubble, open ones first, oldest first.

    `happenings` are the incidents that may need responders, `responding` those that tell of responders' work
    (of types RESPONDING). Rescue work that belongs to no incident stands as one of its own. `asked` are the ids
    that the answer is about, all where it is None: the others only decide to which incident a statement belongs,
    so that the answer for some incidents is that part of the answer for all.
    """
    known = {one.incident.id for one in happenings}
    crews = [one for one in responding if one.incident.id not in known]
    tied, loose = tie(happenings, crews)
    alone = [one for one in crews if one.incident.id in loose and one.incident.type == "rescue"]
    subjects = [
        one for one in happenings if _needs_response(one) or any(map(_shows_response, tied[one.incident.id]))
    ]
    hurt = {
        one.incident.id: hurt for one in happenings if (hurt := _responders_hurt(one.incident, _works(one)))
    }
    neighbours = _Neighbours([one for one in happenings if one.incident.id in hurt])
    found = [
        _response(one, tied[one.incident.id], neighbours)
        for one in (*subjects, *(one for one in alone if has_occurred(one.incident)))
        if asked is None or one.incident.id in asked
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def _needs_response(happening: Happening) -> bool:
    """Tell whether an incident took place and left harm, fire or rubble behind."""
    incident = happening.incident
    if not has_occurred(incident):
        return False
    if incident.type in ("fire", "destruction"):
        return True
    if not load_codebook().types[incident.type].violent:
        return False
    if any(toll.kind in ("killed", "injured", "missing") and toll.high != 0 for toll in incident.tolls):
        return True
    words = load_responses()
    return any(
        one.claim.type == "fire" or one.claim.damage or words.has("buried", one.claim.evidence.quote)
        for one in happening.statements
        if one.claim.stance == "asserts"
    )


def _shows_response(tied: Tied) -> bool:
    return read_work(tied.statement).tells_response


def _works(happening: Happening) -> list[Work]:
    return [read_work(one) for one in happening.statements]


def _response(happening: Happening, tied: Sequence[Tied], neighbours: "_Neighbours") -> Response:
    incident = happening.incident
    own = _works(happening)
    works = sorted((*own, *(read_work(one.statement) for one in tied)), key=lambda work: work.statement.order)
    works = list({work.statement.claim.id: work for work in works}.values())
    steps = _steps(works)
    status, clashes = _status(steps)
    if not any(work.tells_response for work in works):
        status = "no response reported"
    figures = {kind: _figure(_counted(works, kind)) for kind in ("rescued", "recovered", "buried")}
    return Response(
        incident=incident.id,
        type=incident.type,
        time=incident.time,
        place=incident.place,
        place_names=incident.place_names,
        grade=incident.grade,
        status=status,
        teams=_teams(works),
        tasks=_tasks(works),
        steps=steps,
        rescued_alive=figures["rescued"],
        recovered_dead=figures["recovered"],
        moved=_moved(works),
        under_rubble=_with_missing(figures["buried"], incident, works),
        responders_hurt=_responders_hurt(incident, works),
        second_strike=_second_strikes(happening, works, neighbours),
        needs=tuple(_said(work) for work in works if work.needs),
        hindered=tuple(_said(work) for work in works if work.hindered),
        ties=tuple(Tie(one.statement.claim.id, one.reasons, one.rivals) for one in tied),
        contradictions=(*clashes, *_rivals(figures)),
    )


def _said(work: Work) -> Said:
    one = work.statement
    return Said(one.day, one.root.label, one.claim.id, _quote(one))


def _quote(statement: Statement) -> str:
    return statement.claim.evidence.quote


def _steps(works: Iterable[Work]) -> tuple[Step, ...]:
    """Return the steps by day, then as far as they go; the same words of the same source are one step."""
    found: dict[tuple[str, str, str], Step] = {}
    for work in works:
        said = _said(work)
        for step, manner in work.steps:
            found.setdefault(
                (step, said.who, said.quote), Step(step, manner, said.day, said.who, said.claim, said.quote)
            )
    return tuple(sorted(found.values(), key=lambda one: (one.day or date.max, STEPS.index(one.step))))


def _status(steps: Sequence[Step]) -> tuple[Status, tuple[Clash, ...]]:
    """Return how far the work is, and whether somebody tells of it after somebody else called it done."""
    ended = [one for one in steps if one.step in ("contained", "closed") and one.manner != "partly"]
    if not ended:
        return "open", ()
    last = max((one.day for one in ended if one.day), default=None)
    going = [one for one in steps if one.manner == "still" and one.day and last and one.day >= last]
    if going:
        end, work = ended[-1], going[-1]
        what = f"{end.step} by {end.day}, and work still going on on {work.day}: it is kept open"
        return "open", (Clash(what, (end.claim, work.claim)),)
    return ("closed" if any(one.step == "closed" for one in ended) else "contained"), ()


def _teams(works: Iterable[Work]) -> tuple[Team, ...]:
    names: dict[str, str] = {}
    claims: dict[str, list[str]] = defaultdict(list)
    for work in works:
        for name in work.teams:
            names.setdefault(name.casefold(), name)
            claims[name.casefold()].append(work.statement.claim.id)
    return tuple(Team(name, tuple(claims[key])) for key, name in names.items())


def _tasks(works: Iterable[Work]) -> tuple[Task, ...]:
    claims: dict[str, list[str]] = defaultdict(list)
    for work in works:
        for task in work.tasks:
            claims[task].append(work.statement.claim.id)
    known = load_responses().tasks
    return tuple(Task(id, task.name, tuple(claims[id])) for id, task in known.items() if id in claims)


def _counted(works: Iterable[Work], kind: str) -> Iterator[tuple[Work, People]]:
    yield from ((work, one) for work in works for one in work.people if one.kind == kind)


def _moved(works: Sequence[Work]) -> tuple[Moved, ...]:
    told: dict[tuple[str, str], list[tuple[Work, People]]] = defaultdict(list)
    for kind in ("evacuated", "taken"):
        for work, one in _counted(works, kind):
            told[kind, one.facility].append((work, one))
    moved = ((key, _figure(people)) for key, people in told.items())
    return tuple(Moved(how, facility, figure) for (how, facility), figure in moved if figure)


def _figure(told: Iterable[tuple[Work, People]]) -> Figure | None:
    """Return a figure over root sources, each with its last number, or None where nobody speaks of it."""
    last: dict[str, Counted] = {}
    for work, people in told:
        root, said = work.statement.root.id, _said(work)
        before = last.get(root)
        if people.quantity is None and before:  # a source that repeats it without the number keeps its number
            continue
        number = people.quantity or _UNTOLD
        last[root] = Counted(number.low, number.high, said.day, said.who, (said.claim,), said.quote)
    return _over(tuple(last.values())) if last else None


@dataclass(frozen=True, slots=True)
class _Untold:
    """No number."""

    low: None = None
    high: None = None


_UNTOLD = _Untold()


def _over(told: tuple[Counted, ...]) -> Figure:
    numbers = [one for one in told if one.low is not None or one.high is not None]
    claims = tuple(dict.fromkeys(claim for one in (numbers or told) for claim in one.claims))
    if not numbers:
        return Figure(None, None, claims, told)
    bounded = max((one.high for one in numbers if one.high is not None), default=None)
    least = max((one.low or 0 for one in numbers if one.high is None), default=None)
    high = None if bounded is None or (least is not None and least >= bounded) else bounded
    return Figure(min(one.low or 0 for one in numbers), high, claims, told)


def _with_missing(figure: Figure | None, incident: Incident, works: Sequence[Work]) -> Figure | None:
    """Return who is still under rubble, together with those whom the incident's sources count as missing."""
    toll = incident.toll_of("missing")
    if toll is None:
        return figure
    told = _voices(toll, works)
    seen = {claim for one in told for claim in one.claims}
    others = tuple(one for one in (figure.told if figure else ()) if not seen & set(one.claims))
    return _over((*others, *told))


def _voices(toll: Toll, works: Iterable[Work]) -> tuple[Counted, ...]:
    """Return the numbers of a toll with the words of the claims behind them."""
    said = {work.statement.claim.id: _said(work) for work in works}
    return tuple(
        Counted(
            one.quantity.low,
            one.quantity.high,
            said[one.claim].day if one.claim in said else None,
            one.root,
            (one.claim,),
            said[one.claim].quote if one.claim in said else "",
        )
        for one in toll.voices
    )


def _responders_hurt(incident: Incident, works: Sequence[Work]) -> tuple[Hurt, ...]:
    """Return responders hurt: by the groups of the toll, else where a claim's only victims are named as such."""
    found = []
    for kind in HURT:
        for group in HURT_GROUPS:
            toll = incident.toll_of(kind, group)
            if toll and toll.high != 0:
                told = _voices(toll, works)
                found.append(Hurt(kind, group, replace(_over(told), low=toll.low, high=toll.high)))
        named = list(_named_hurt(kind, works))
        if named and (figure := _figure(named)):
            found.append(Hurt(kind, "responders", figure))
    return tuple(found)


def _named_hurt(kind: HarmKind, works: Iterable[Work]) -> Iterator[tuple[Work, People]]:
    words = load_responses()
    for work in works:
        claim = work.statement.claim
        harm = claim.harm_of(kind)
        if not harm or claim.stance != "asserts" or harm.quantity.high == 0:
            continue
        if any(group in HURT_GROUPS for group, _, _ in harm.groups):
            continue
        targets = [target.span.quote for target in claim.targets]
        if targets and all(words.has("responders", target) for target in targets):
            yield work, People("hurt", harm.quantity)


class _Neighbours:
    """Incidents in which responders were hurt, by day."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._by_day: dict[date, list[Incident]] = defaultdict(list)
        for one in happenings:
            incident = one.incident
            if incident.time and incident.place and load_codebook().types[incident.type].violent:
                self._by_day[incident.time.start].append(incident)

    def after(self, incident: Incident) -> Iterator[Incident]:
        """Yield those at the same place on the same day or the next."""
        time, place = incident.time, incident.place
        if time is None or place is None or place.radius_km > FINE_KM or not has_occurred(incident):
            return
        days = {time.start.toordinal(), time.start.toordinal() + 1} - {date.max.toordinal() + 1}
        for day in sorted(days):
            for other in self._by_day.get(date.fromordinal(day), ()):
                is_near = other.place and other.place.radius_km <= FINE_KM
                if other.id == incident.id or not is_near or not other.place:
                    continue
                if place.distance_km(other.place) <= place.radius_km + other.place.radius_km:
                    yield other


def _second_strikes(
    happening: Happening, works: Sequence[Work], neighbours: _Neighbours
) -> tuple[Strike, ...]:
    """Return what shows that responders at work were struck: words that say so, or a strike within a day."""
    incident = happening.incident
    at_work = {work.statement.claim.report for work in works if work.names_crews}
    told = tuple(
        _said(work) for work in works if work.strikes_again and work.statement.claim.report in at_work
    )
    found = []
    if told:
        basis = "a claim says that the place was struck again, in a report of responders at work there"
        found.append(Strike(basis, (incident.id,), _distinct(told)))
    if any(work.tells_response for work in works):
        others = tuple(other.id for other in neighbours.after(incident))
        if others:
            basis = "the same place was struck on that day or the next, and responders were hurt"
            found.append(Strike(basis, others, ()))
    return tuple(found)


def _distinct(told: Iterable[Said]) -> tuple[Said, ...]:
    """Return each words of a source once: one sentence may be several claims."""
    found: dict[tuple[str, str], Said] = {}
    for one in told:
        found.setdefault((one.who, one.quote), one)
    return tuple(found.values())


def _rivals(figures: dict[str, Figure | None]) -> Iterator[Clash]:
    """Yield the numbers of people that exclude each other."""
    names = {"rescued": "rescued alive", "recovered": "recovered dead", "buried": "under rubble"}
    for kind, figure in figures.items():
        numbers = [
            one for one in (figure.told if figure else ()) if one.low is not None or one.high is not None
        ]
        least = max(numbers, key=lambda one: one.low or 0, default=None)
        most = min(
            (one for one in numbers if one.high is not None), key=lambda one: one.high or 0, default=None
        )
        if least and most and (least.low or 0) > (most.high or 0):
            what = (
                f"{names[kind]}: {_number(most)} by {most.who}, {_number(least)} by {least.who}; "
                "each may count their own work, so they are not added"
            )
            yield Clash(what, (*most.claims, *least.claims))


def _number(one: Counted) -> str:
    return str(Quantity(one.low, one.high))

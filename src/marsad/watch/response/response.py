"""What responders report for each incident: who came, how far they are, whom they reached, what is still open."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.codebook import load_codebook
from marsad.lexicon.responses import STEPS, load_responses
from marsad.model import Incident, Interval, Place
from marsad.watch.counted import has_occurred
from marsad.watch.response.reached import (
    Clash,
    Figure,
    Hurt,
    Moved,
    Said,
    figure_of,
    moved,
    responders_hurt,
    rival_numbers,
    said_by,
    under_rubble,
)
from marsad.watch.response.rescuing import RESPONDING, Work, read_work
from marsad.watch.response.ties import FINE_KM, Tied, tie
from marsad.watch.statements import Happening

__all__ = [
    "RESPONDING",
    "Response",
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
    happenings = [one for one in happenings if any(said.claim.stance == "asserts" for said in one.statements)]
    known = {one.incident.id for one in happenings}
    crews = [one for one in responding if one.incident.id not in known]
    tied, loose = tie(happenings, crews)
    alone = [one for one in crews if one.incident.id in loose and one.incident.type == "rescue"]
    subjects = [
        one for one in happenings if _needs_response(one) or any(map(_shows_response, tied[one.incident.id]))
    ]
    hurt = _Neighbours(one for one in happenings if responders_hurt(one.incident, _works(one)))
    found = [
        _response(one, tied[one.incident.id], hurt)
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


def _response(happening: Happening, tied: Sequence[Tied], hurt: "_Neighbours") -> Response:
    incident = happening.incident
    own = _works(happening)
    works = sorted((*own, *(read_work(one.statement) for one in tied)), key=lambda work: work.statement.order)
    works = list({work.statement.claim.id: work for work in works}.values())
    steps = _steps(works)
    status, clashes = _status(steps)
    if not any(work.tells_response for work in works):
        status = "no response reported"
    figures = {kind: figure_of(works, kind) for kind in ("rescued", "recovered", "buried")}
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
        moved=moved(works),
        under_rubble=under_rubble(incident, works),
        responders_hurt=responders_hurt(incident, works),
        second_strike=_second_strikes(happening, works, hurt),
        needs=tuple(said_by(work) for work in works if work.needs),
        hindered=tuple(said_by(work) for work in works if work.hindered),
        ties=tuple(Tie(one.statement.claim.id, one.reasons, one.rivals) for one in tied),
        contradictions=(*clashes, *rival_numbers(figures)),
    )


def _steps(works: Iterable[Work]) -> tuple[Step, ...]:
    """Return the steps by day, then as far as they go; the same words of the same source are one step."""
    found: dict[tuple[str, str, str], Step] = {}
    for work in works:
        said = said_by(work)
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
    for key in sorted(names, key=len):
        fuller = [other for other in names if other != key and f" {key} " in f" {other} "]
        if (
            len(fuller) == 1
        ):  # "civil defence" is the "volunteers of the civil defence" where no other is named
            claims[fuller[0]] += claims.pop(key)
            del names[key]
    return tuple(Team(name, tuple(sorted(set(claims[key])))) for key, name in names.items())


def _tasks(works: Iterable[Work]) -> tuple[Task, ...]:
    claims: dict[str, list[str]] = defaultdict(list)
    for work in works:
        for task in work.tasks:
            claims[task].append(work.statement.claim.id)
    known = load_responses().tasks
    return tuple(Task(id, task.name, tuple(claims[id])) for id, task in known.items() if id in claims)


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


def _second_strikes(happening: Happening, works: Sequence[Work], hurt: _Neighbours) -> tuple[Strike, ...]:
    """Return what shows that responders at work were struck: words that say so, or a strike within a day."""
    incident = happening.incident
    at_work = {work.statement.claim.report for work in works if work.names_crews}
    told = tuple(
        said_by(work) for work in works if work.strikes_again and work.statement.claim.report in at_work
    )
    found = []
    if told:
        basis = "a claim says that the place was struck again, in a report of responders at work there"
        found.append(Strike(basis, (incident.id,), _distinct(told)))
    if any(work.tells_response for work in works):
        others = tuple(other.id for other in hurt.after(incident))
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

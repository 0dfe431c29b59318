"""What a risk sheet holds: facts about a route and its sources, and how much is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marsad.model import Attribution, Grade, HarmKind, Interval
from marsad.watch.risk.route import Point
from marsad.watch.totals import Totals

__all__ = [
    "Apart",
    "Asked",
    "Beheld",
    "Control",
    "Counted",
    "Day",
    "Figure",
    "Ground",
    "Harmed",
    "Known",
    "Period",
    "Piece",
    "Said",
    "Sheet",
    "Silence",
    "StretchTold",
    "Threat",
    "Trend",
    "TypeTold",
    "Where",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the days, both included, and the corridor.

    `until_from` says where the last day comes from. `record_from` is the day of the oldest report, `country` the
    code of the country that the route lies in, or "". `viewer` is the role that the record was read in.
    """

    since: date
    until: date
    days: int
    within_km: float
    stretch_km: float
    until_from: str = "asked for"
    record_from: date | None = None
    country: str = ""
    viewer: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A place: degrees and the kilometres that hold it; `stretch` is the nearest one."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    kind: str
    stretch: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The route: the places that it was made of, its length and size, and the point that a map is drawn round."""

    names: tuple[str, ...]
    length_km: float
    area_km2: float
    middle: Point
    stretches: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a stretch runs: from which kilometre to which (None: a square of an area), and its lines in degrees."""

    number: int
    from_km: float | None
    to_km: float | None
    lines: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: who says it, and the words; `who` are the actors it names, `at` its places.

    `day` is the last day of what it tells, or the day on which it came out where it tells none.
    """

    claim: str
    report: str
    root: str
    day: date | None
    published: date | None
    type: str
    phase: str
    stance: str
    who: tuple[str, ...]
    at: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What one root source counts last; an open bound is None."""

    root: str
    low: int | None
    high: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harmed:
    """How many came to one kind of harm in an incident: the range over root sources, and what each counts."""

    kind: HarmKind
    group: str
    low: int
    best: int
    high: int | None
    claims: tuple[str, ...]
    voices: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Beheld:
    """An incident by the route: at which kilometre from the start (None in an area), and how far off.

    Where its place is known no better than somewhere in an area, both are None. `claims` are those that tell it.
    """

    id: str
    type: str
    phase: str
    grade: Grade
    grade_reason: str
    time: Interval | None
    km: float | None
    off_km: float | None
    place: Where
    roots: tuple[str, ...]
    tolls: tuple[Harmed, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of incidents, with the ids that it counts; `rule` holds an interval where there is one."""

    label: str
    number: float
    incidents: tuple[str, ...]
    rule: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class TypeTold:
    """The incidents of a type that happened on the route, by grade."""

    type: str
    grades: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Threat:
    """An incident of one kind that a review looks for, with the statements whose words tell it so."""

    incident: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and the claim or incident that it is of."""

    day: date
    id: str


@dataclass(frozen=True, slots=True)
class Control:
    """Who says what of who holds or closes off some ground: the newest statement of each root, newest first.

    `stretches` are labels; `left_out` are the claims of further roots, all older.
    """

    stretches: tuple[str, ...]
    said: tuple[Said, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StretchTold:
    """A stretch, and whether anybody reports of it in the days: `reports` is "told" or "no reports".

    `last_report` is the newest report of the days that tells of it, `last_before` the last incident told before them.
    """

    label: str
    place: Piece
    reports: str
    incidents: tuple[str, ...]
    last_report: Day | None
    last_before: Day | None


@dataclass(frozen=True, slots=True)
class Known:
    """How much of the route reports tell of: stretches, their share of the length (of the size of an area)."""

    stretches: int
    share: float
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """How much of the route no report tells of, in words, and which stretches these are."""

    share: str
    stretches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Some days: incidents told, those of them that count as facts, and root sources that tell them."""

    since: date
    until: date
    told: Figure
    counted: Figure
    roots: Figure


@dataclass(frozen=True, slots=True)
class Trend:
    """The days asked for against those before and the mean of the periods earlier still; None: no record of them."""

    last: Period
    before: Period | None
    earlier: tuple[Period, ...]
    mean: Figure | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Incidents that may concern the route and are in no figure above, and why."""

    key: str
    label: str
    number: int
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts of a corridor. `head` says what the sheet is and is not; `place` is the route."""

    head: tuple[str, ...]
    asked: Asked
    place: Ground
    known: Known
    silence: Silence
    stretches: tuple[StretchTold, ...]
    types: tuple[TypeTold, ...]
    totals: Totals
    on_route: tuple[Beheld, ...]
    somewhere: tuple[Beheld, ...]
    aid_attacks: tuple[Threat, ...]
    medic_attacks: tuple[Threat, ...]
    mines: tuple[Threat, ...]
    checkpoints: tuple[Threat, ...]
    control: tuple[Control, ...]
    control_somewhere: Control | None
    ceasefire: tuple[Said, ...]
    trend: Trend
    apart: tuple[Apart, ...]
    notes: tuple[str, ...]

    def beheld(self, id: str) -> Beheld | None:
        """Return an incident on the route, or somewhere by it, by its id."""
        return next((one for one in (*self.on_route, *self.somewhere) if one.id == id), None)

"""What breaks a truce: incidents inside its area, days and parties, by who is blamed and who denies."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from marsad.codebook import load_codebook
from marsad.lexicon.parties import allied, load_parties
from marsad.model import Grade, Incident, Place, shifted
from marsad.watch.ceasefire.ceasefire import Ceasefire
from marsad.watch.ceasefire.rates import Rate, find_rate
from marsad.watch.ceasefire.truce_words import party_of
from marsad.watch.counted import COUNTING_GRADES, find_counted, has_occurred
from marsad.watch.poisson import CONFIDENCE
from marsad.watch.statements import Happening

__all__ = [
    "Blame", "Breach", "Breaches", "DayCount", "Kind", "KindCount", "PartyCount", "Why", "breach_kind",
    "breach_types", "count_breaches", "find_breaches", "is_inside", "windows",
]  # fmt: skip

Kind = Literal["combat", "arrest", "siege_or_aid"]
Why = Literal["confirmed or fair", "weak", "contested", "discounted", "round-up"]
KINDS: tuple[Kind, ...] = get_args(Kind)
RELIEF = frozenset({"aid", "siege"})
DENIED = frozenset({"blocked", "suspended"})
CENTRE_KM = 5.0
"""A place of a truce reaches at least so far."""
WINDOW_DAYS = 60
"""Windows before and after are as long as the truce, and no longer than this."""
LONGEST_DAYS = 3
"""An incident told no finer than this is of no one day."""
NOBODY, UNKNOWN = "nobody is blamed", "no known party is blamed"


@dataclass(frozen=True, slots=True)
class Blame:
    """Who blames, denies, admits or doubts: the actor is "" where the event itself is denied.

    `quote` is "" where the claim is not shown.
    """

    relation: str
    party: str
    actor: str
    source: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True)
class Breach:
    """An incident that breaks a truce, if it is as sources say; `counts` says why it does or does not count."""

    incident: str
    start: date
    end: date
    type: str
    phase: str
    kind: Kind
    place: Place | None
    grade: Grade
    grade_reason: str
    counts: Why
    said: tuple[Blame, ...]
    claims: tuple[str, ...]

    @property
    def blamed(self) -> tuple[str, ...]:
        """The ids of the parties that somebody blames, or that admit it."""
        return tuple(dict.fromkeys(one.party for one in self.said if one.party and one.relation in BLAMES))

    @property
    def has_unknown(self) -> bool:
        """Whether somebody is blamed who is no known party."""
        return any(one.relation in BLAMES and not one.party for one in self.said)


BLAMES = frozenset({"blames", "admits"})


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many breaches of one kind count, or for one reason do not; `what` is a kind or a reason."""

    what: str
    number: int
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day: the breaches that count, all since the truce began, by kind, and apart from them what does not count."""

    day: date
    number: int
    running: KindCount
    incidents: tuple[str, ...]
    by_kind: tuple[KindCount, ...]
    apart: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class PartyCount:
    """A party that somebody blames, or a row for those whom nobody or no known party is blamed for.

    A breach is in the row of each party blamed for it.
    """

    party: str
    name: str
    number: int
    incidents: tuple[str, ...]
    by_kind: tuple[KindCount, ...]
    apart: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class Breaches:
    """The breaches of a truce, earliest first, counted; `total` counts those that are confirmed or fair.

    `excluded` are incidents in which all who are blamed, or all who are hit, are groups that it does not cover;
    `others` those between others than its parties; `several_days` those told no finer than some days, which are in
    no day's row; `unplaced` are incidents of its days that tell no place.
    """

    breaches: tuple[Breach, ...]
    total: KindCount
    by_kind: tuple[KindCount, ...]
    apart: tuple[KindCount, ...]
    per_day: tuple[DayCount, ...]
    per_party: tuple[PartyCount, ...]
    rates: tuple[Rate, ...]
    all_rates: tuple[Rate, ...]
    excluded: tuple[Breach, ...]
    others: tuple[Breach, ...]
    several_days: tuple[str, ...]
    unplaced: tuple[str, ...]
    rule: Mapping[str, object]


def breach_types() -> tuple[str, ...]:
    """Return the types of incidents that may break a truce."""
    violent = [type.id for type in load_codebook().types.values() if type.violent]
    return (*violent, "detention", *sorted(RELIEF))


def breach_kind(incident: Incident) -> Kind | None:
    """Return what kind of breach an incident would be, None where it would be none."""
    if incident.type in RELIEF:
        return "siege_or_aid" if incident.phase in DENIED else None
    if not has_occurred(incident) or incident.phase in DENIED:
        return None
    if incident.type == "detention":
        return "arrest" if incident.phase != "ended" else None
    return "combat" if load_codebook().types[incident.type].violent else None


def is_inside(ceasefire: Ceasefire, place: Place | None) -> bool:
    """Tell whether a place lies in the truce's area: in its country, its region, or round its places."""
    if place is None:
        return False
    return any(_holds(area.place, area.country, place) for area in ceasefire.area)


def find_breaches(ceasefire: Ceasefire, happenings: Iterable[Happening]) -> tuple[tuple[Breach, ...], ...]:
    """Return the breaches of a truce, the incidents of excluded groups and those between others, earliest first."""
    period = ceasefire.period
    inside = [
        one
        for one in happenings
        if period
        and breach_kind(one.incident)
        and is_inside(ceasefire, one.incident.place)
        and (time := one.incident.time)
        and time.start <= period.end
        and period.start <= time.end
        and (time.days > LONGEST_DAYS or period.start <= time.start)
    ]
    counted = find_counted(one.incident for one in inside)
    sorts: dict[str, list[Breach]] = defaultdict(list)
    for one in inside:
        sorts[_sort(ceasefire, one)].append(_breach(one, counted))
    return tuple(
        tuple(sorted(sorts[name], key=lambda one: (one.start, one.end, one.incident)))
        for name in ("breach", "excluded", "others")
    )


def count_breaches(
    ceasefire: Ceasefire,
    happenings: Sequence[Happening],
    around: Sequence[Incident] = (),
    *,
    unplaced: Collection[str] = (),
    span: tuple[date, date] | None = None,
) -> Breaches:
    """Return the breaches of a truce out of the incidents of its days, counted.

    `around` are the incidents of its area in its days and in the windows before and after, of all types: by them is
    told on which days the record tells of anything. `span` is the first and the last day of which it tells
    anything in the countries of the truce.
    """
    breaches, excluded, others = find_breaches(ceasefire, happenings)
    exact = [one for one in breaches if (one.end - one.start).days < LONGEST_DAYS]
    standing, apart = _split(breaches)
    return Breaches(
        breaches=breaches,
        total=KindCount("confirmed or fair", len(standing), standing),
        by_kind=_by_kind(breaches),
        apart=apart,
        per_day=tuple(_per_day(ceasefire, exact)),
        per_party=tuple(_per_party(breaches)),
        rates=_rates(ceasefire, around, span, lambda one: one.grade in COUNTING_GRADES),
        all_rates=_rates(ceasefire, around, span, lambda one: one.grade != "discounted"),
        excluded=excluded,
        others=others,
        several_days=tuple(one.incident for one in breaches if one not in exact),
        unplaced=tuple(sorted(unplaced)),
        rule=RULE,
    )


RULE: Mapping[str, object] = {
    "counts": "incidents that happened and are confirmed or fair; round-ups where nothing that they cover counts",
    "rates": "violent incidents on their first day, round-ups and those told no finer than some days left out",
    "interval": "exact interval of a Poisson count (Garwood 1936)",
    "level": CONFIDENCE,
    "longest_window_days": WINDOW_DAYS,
}


def windows(ceasefire: Ceasefire) -> tuple[tuple[str, date, date], ...]:
    """Return the windows that are compared: before, during and after, by their first and last days."""
    period = ceasefire.period
    if period is None:
        return ()
    days = min((period.end - period.start).days + 1, WINDOW_DAYS)
    return (
        ("before", shifted(period.start, -days), shifted(period.start, -1)),
        ("during", period.start, period.end),
        ("after", shifted(period.end, 1), shifted(period.end, days)),
    )


def _holds(own: Place | None, country: str, place: Place) -> bool:
    if own is None or own.kind == "country":
        return place.country == country
    if own.name in place.parents or own.gazetteer_id == place.gazetteer_id:
        return place.country == country
    return own.kind != "region" and own.distance_km(place) <= max(CENTRE_KM, own.radius_km)


def _sort(ceasefire: Ceasefire, one: Happening) -> str:
    excluded = {party.party for party in ceasefire.exclusions}
    countries = (one.incident.place.country,) if one.incident.place else ()
    blamed = {said.party for said in one.incident.attributions if said.party and said.relation in BLAMES}
    targets = {
        party
        for statement in one.statements
        if statement.claim.stance == "asserts"
        for actor in statement.claim.targets
        if (party := party_of(actor.span.quote, actor.party, countries))
    }
    if any(found and found <= excluded for found in (blamed, targets)):
        return "excluded"
    parties = {member.party for member in (*ceasefire.parties, *ceasefire.brokers) if member.party}
    involved = blamed | targets
    if (
        parties
        and involved
        and not any(allied(left, right, countries) for left in parties for right in involved)
    ):
        return "others"
    return "breach"


def _breach(one: Happening, counted: Collection[str]) -> Breach:
    incident = one.incident
    kind, time = breach_kind(incident), incident.time
    assert kind and time  # the caller has looked
    words = {
        statement.claim.id: " ".join(statement.claim.evidence.quote.split()) for statement in one.statements
    }
    return Breach(
        incident=incident.id,
        start=time.start,
        end=time.end,
        type=incident.type,
        phase=incident.phase,
        kind=kind,
        place=incident.place,
        grade=incident.grade,
        grade_reason=incident.grade_reason,
        counts=_why(incident, counted),
        said=tuple(
            Blame(said.relation, said.party, said.actor, said.root, said.claim, words.get(said.claim, ""))
            for said in incident.attributions
        ),
        claims=incident.claims,
    )


def _why(incident: Incident, counted: Collection[str]) -> Why:
    if incident.id in counted:
        return "confirmed or fair"
    if incident.grade == "weak" or incident.grade == "contested" or incident.grade == "discounted":
        return incident.grade
    return "round-up"


def _split(breaches: Sequence[Breach]) -> tuple[tuple[str, ...], tuple[KindCount, ...]]:
    """Return the ids of breaches that count, and those that do not by reason."""
    by_why: dict[str, list[str]] = defaultdict(list)
    for one in breaches:
        by_why[one.counts].append(one.incident)
    whys = ("weak", "contested", "discounted", "round-up")
    apart = tuple(KindCount(why, len(by_why[why]), tuple(by_why[why])) for why in whys if by_why[why])
    return tuple(by_why["confirmed or fair"]), apart


def _by_kind(breaches: Sequence[Breach]) -> tuple[KindCount, ...]:
    found = {
        kind: tuple(
            one.incident for one in breaches if one.kind == kind and one.counts == "confirmed or fair"
        )
        for kind in KINDS
    }
    return tuple(KindCount(kind, len(ids), ids) for kind, ids in found.items())


def _per_day(ceasefire: Ceasefire, breaches: Sequence[Breach]) -> Iterable[DayCount]:
    """Yield the days of the truce on which there is a breach, with the number so far."""
    by_day: dict[date, list[Breach]] = defaultdict(list)
    for one in breaches:
        by_day[one.start].append(one)
    running: tuple[str, ...] = ()
    for day in sorted(by_day):
        standing, apart = _split(by_day[day])
        running += standing
        so_far = KindCount("so far", len(running), running)
        yield DayCount(day, len(standing), so_far, standing, _by_kind(by_day[day]), apart)


def _per_party(breaches: Sequence[Breach]) -> Iterable[PartyCount]:
    rows: dict[str, list[Breach]] = defaultdict(list)
    for one in breaches:
        for party in one.blamed or ("?",) if one.blamed or one.has_unknown else ("",):
            rows[party].append(one)
    names = {"": NOBODY, "?": UNKNOWN} | {id: party.name for id, party in load_parties().items()}
    found = [(party, own, *_split(own)) for party, own in rows.items()]
    for party, own, standing, apart in sorted(found, key=lambda row: (-len(row[2]), -len(row[1]), row[0])):
        id = "" if party == "?" else party
        yield PartyCount(id, names.get(party, party), len(standing), standing, _by_kind(own), apart)


def _rates(
    ceasefire: Ceasefire,
    around: Sequence[Incident],
    span: tuple[date, date] | None,
    is_wanted: Callable[[Incident], bool],
) -> tuple[Rate, ...]:
    inside = [
        (one.time.start, one)
        for one in around
        if one.time and one.time.days <= LONGEST_DAYS and is_inside(ceasefire, one.place)
    ]
    told = [(day, one.id) for day, one in inside]
    wanted = {
        one.id for _, one in inside if breach_kind(one) == "combat" and not one.is_roundup and is_wanted(one)
    }
    return tuple(find_rate(window, span, told, wanted) for window in windows(ceasefire))

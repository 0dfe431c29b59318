"""The ceasefires of a record: which there were, how each stands, and what breaks it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.errors import StoreError, UnknownIdError
from marsad.gazetteer.countries import country_name
from marsad.lexicon.names import name_tokens
from marsad.model import Claim, Incident, Interval, Place, shifted
from marsad.ops.collector import without_collector
from marsad.ops.statements import find_happenings, statements_of
from marsad.store import IncidentQuery, View
from marsad.watch.ceasefire.breaches import Breaches, breach_types, count_breaches, windows
from marsad.watch.ceasefire.ceasefire import Area, Ceasefire, assemble, id_of, identify
from marsad.watch.ceasefire.truces import SILENCE_DAYS, Told, Truces, group_told, told_of
from marsad.watch.statements import Statement

__all__ = ["Asked", "Ceasefires", "Watched", "find_ceasefire", "find_ceasefires", "walk_ceasefires"]

Group = Sequence[Told]

TYPE = "ceasefire"
NEAR_DAYS = 366
"""Days round those asked for whose claims are looked at first; most truces are shorter."""
MOST_LIKE = 5
"""Claims whose ids look alike are looked at one by one up to here."""
MARGIN_KM = 5.0
"""Truces reach a little round the places that they name (watch/breaches.py)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked for."""

    since: date | None
    until: date | None
    place: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class Ceasefires:
    """Ceasefires, those that were spoken of last first.

    `has_more` is set where a limit cut older ones off; `unassigned` are the claims of the days of those shown that
    fit no truce, or several.
    """

    asked: Asked
    ceasefires: tuple[Ceasefire, ...]
    has_more: bool
    unassigned: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """One ceasefire with its breaches."""

    ceasefire: Ceasefire
    breaches: Breaches
    notes: tuple[str, ...]


@without_collector()
def find_ceasefires(
    view: View,
    *,
    since: date | None = None,
    until: date | None = None,
    place: str = "",
    limit: int | None = None,
) -> Ceasefires:
    """Return the ceasefires that were spoken of as of some days, in a place all of whose words a name has.

    Breaches are not looked for. Claims are read of the days round those asked for, so far as it takes for the truces
    of these days to be whole. Raises StoreError for days that make no sense.
    """
    asked = Asked(since, until, place, limit)
    IncidentQuery(since=since, until=until, place=place, limit=limit)  # raises for what makes no sense
    wanted: list[Group] = []
    truces = Truces((), ())
    for start, end in _near_then_all(_from(view, asked), until):
        truces = _find(view, start, end)
        wanted = [group for group in truces.groups if _is_wanted(group, asked)]
        wanted.sort(key=lambda group: (_days(group)[1], _days(group)[0], identify(group)), reverse=True)
        is_enough = since is not None or (limit is not None and len(wanted) >= limit)
        if is_enough and all(_is_whole(group, start, end) for group in wanted[:limit]):
            break
    shown = tuple(assemble(group) for group in wanted[:limit])
    first = (
        min((_days(group)[0] for group in wanted[:limit]), default=None) if len(wanted) > len(shown) else None
    )
    return Ceasefires(
        asked=asked,
        ceasefires=shown,
        has_more=len(wanted) > len(shown),
        unassigned=tuple(
            one.id
            for one in truces.unassigned
            if _is_of(one, since or first, until) and (not _has_names((one,)) or _is_in((one,), place))
        ),
        notes=tuple(_list_notes(view, asked, len(shown))),
    )


@without_collector()
def find_ceasefire(view: View, start: str) -> Watched:
    """Return the ceasefire whose id begins so, with its breaches; the kind may be left out.

    The id of a truce that has become part of another leads to that one. Raises StoreError where none or more than
    one has such an id.
    """
    found = [(one, _group_of(view, one)) for one in _first_claims(view, start)]
    groups = [group for _, group in found if group]
    if len(groups) > 1:  # an id that leads to another truce stands back behind a truce's own
        own = [group for one, group in found if group and identify(group) == id_of(one.claim.id)]
        groups = own or groups
    if len({identify(group) for group in groups}) > 1:
        raise StoreError(f"{start!r} begins more than one id; give more of its digits")
    if not groups:
        raise UnknownIdError(
            f"the record holds no ceasefire with the id {start!r}; `marsad ceasefires` lists ids"
        )
    return _watched(view, groups[0])


def walk_ceasefires(view: View) -> Iterator[Watched]:
    """Yield all ceasefires with their breaches, earliest first."""
    for group in _find(view, None, None).groups:
        yield _watched(view, group)


def _first_claims(view: View, start: str) -> list[Statement]:
    """Return the statements of which a truce's id that begins so may be made.

    Raises StoreError where there are too many to look at.
    """
    digits = start.lower().removeprefix("ceasefire-")
    ids = view.told_between((TYPE,), None, None) if digits else set()
    fitting = [claim for claim in sorted(ids) if id_of(claim).startswith(f"ceasefire-{digits}")]
    if len(fitting) > MOST_LIKE:
        raise StoreError(f"{start!r} begins more than one id; give more of its digits")
    known = statements_of(view, fitting)
    return list(known.values())


def _group_of(view: View, statement: Statement) -> Group:
    """Return the truce that a statement is in, nothing where it is in none."""
    day, id = statement.day, statement.claim.id
    group: Group = ()
    for start, end in _near_then_all(day, day):
        groups = _find(view, start, end).groups
        group = next((group for group in groups if any(one.id == id for one in group)), ())
        if group and _is_whole(group, start, end):
            break
    return group


def _find(view: View, start: date | None, end: date | None) -> Truces:
    """Return the truces of some days; those that reach the ends may be longer than they look."""

    def meets(time: Interval | None) -> bool:
        return time is None or ((not start or time.end >= start) and (not end or time.start <= end))

    def may_meet(claim: Claim) -> bool:
        return meets(claim.time.interval if claim.time else None)

    # Most that came out in these days tell of others: of these nothing more is looked up.
    told = statements_of(view, view.told_between((TYPE,), start, end), may_meet)
    return group_told(told_of(one, id) for id, one in told.items() if meets(one.time))


def _near_then_all(since: date | None, until: date | None) -> Iterator[tuple[date | None, date | None]]:
    """Yield days round those asked for, then all there are; None stands for no bound."""
    if since:
        yield shifted(since, -NEAR_DAYS), shifted(until, NEAR_DAYS) if until else None
    yield None, None


def _from(view: View, asked: Asked) -> date | None:
    """Return the day from which on is looked for truces first: of the newest, those of the record's last days."""
    if asked.since or asked.limit is None:
        return asked.since
    span = view.span()
    last = min(asked.until, span[1]) if asked.until and span else span and span[1]
    return last or None


def _is_whole(group: Group, start: date | None, end: date | None) -> bool:
    """Tell whether a truce of some days would be no other if all claims of the record were looked at.

    It is no nearer to their ends than two silences: a truce that may have taken its claims is in these days as well.
    """
    first, last = _days(group)
    margin = timedelta(days=2 * SILENCE_DAYS)
    return (start is None or first - start >= margin) and (end is None or end - last >= margin)


def _watched(view: View, group: Sequence[Told]) -> Watched:
    ceasefire = assemble(group, _talks(view, group))
    around = tuple(_around(view, ceasefire))
    types = frozenset(breach_types())
    period = ceasefire.period
    inside = [
        one
        for one in around
        if period and one.type in types and one.time and one.time.start <= period.end
        and period.start <= one.time.end
    ]  # fmt: skip
    unplaced: Iterable[Incident] = ()
    if period:
        query = IncidentQuery(type=breach_types(), since=period.start, until=period.end, unplaced=True)
        unplaced = view.incidents(query)
    breaches = count_breaches(
        ceasefire,
        tuple(find_happenings(view, inside)),
        around,
        unplaced=[one.id for one in unplaced],
        span=view.span(ceasefire.countries),
    )
    return Watched(ceasefire, breaches, tuple(_notes(ceasefire, breaches)))


def _talks(view: View, group: Sequence[Told]) -> list[Statement]:
    """Return the talks that linking found to be told together with the truce."""
    own = {one.claim.id for one in group}
    others = {id for incident in view.holders(own).values() for id in incident.claims} - own
    told = statements_of(view, others)
    return sorted((one for one in told.values() if one.claim.type == "talks"), key=lambda one: one.order)


def _around(view: View, ceasefire: Ceasefire) -> Iterator[Incident]:
    """Yield the incidents of the truce's area in its days and in the windows before and after, each once."""
    days = [day for _, start, end in windows(ceasefire) for day in (start, end)]
    seen: set[str] = set()
    for area in ceasefire.area if days else ():
        query = _asked_in(area, IncidentQuery(since=min(days), until=max(days)))
        for incident in view.incidents(query):
            if incident.id not in seen:
                seen.add(incident.id)
                yield incident


def _asked_in(area: Area, query: IncidentQuery) -> IncidentQuery:
    """Return the query for all incidents of an area, and some round it."""
    place = area.place
    if place and place.kind not in ("country", "region"):
        return replace(query, near=(place.latitude, place.longitude, _reach(place)))
    return replace(query, country=area.country, place=place.name if place and place.kind == "region" else "")


def _reach(place: Place) -> float:
    return max(MARGIN_KM, place.radius_km) + MARGIN_KM


def _is_wanted(group: Sequence[Told], asked: Asked) -> bool:
    first, last = _days(group)
    if (asked.since and last < asked.since) or (asked.until and first > asked.until):
        return False
    return _is_in(group, asked.place)


def _is_in(group: Sequence[Told], place: str) -> bool:
    """Tell whether all words of a place are in the names of places of a truce."""
    words = name_tokens(place) if place else ()
    names = {word for one in group for name in _names(one) for word in name_tokens(name)} if words else set()
    return all(any(name.startswith(word) for name in names) for word in words)


def _has_names(group: Sequence[Told]) -> bool:
    return any(True for one in group for _ in _names(one))


def _days(group: Sequence[Told]) -> tuple[date, date]:
    """Return the first and the last day of which a truce is spoken."""
    times = [one.time for one in group if one.time]
    return min(time.start for time in times), max(time.end for time in times)


def _is_of(one: Told, since: date | None, until: date | None) -> bool:
    """Tell whether a claim that fits no truce is of some days, or tells no day."""
    time = one.time
    return time is None or not ((since and time.end < since) or (until and time.start > until))


def _names(one: Told) -> Iterator[str]:
    yield from (country_name(country) or country for country in one.countries)
    for place in one.places:
        yield from (place.name, *place.parents)


def _list_notes(view: View, asked: Asked, found: int) -> Iterator[str]:
    span = view.span()
    if span is None:
        yield "The record tells of nothing on any day."
    elif asked.until and asked.until < span[0]:
        yield f"The record tells of nothing before {span[0]}: that it names no truce there says nothing."
    elif asked.since and asked.since > span[1]:
        yield f"The record tells of nothing after {span[1]}: that it names no truce there says nothing."
    if not found:
        yield "No ceasefire is told of; calls for one make none."


def _notes(ceasefire: Ceasefire, breaches: Breaches) -> Iterator[str]:
    if ceasefire.period is None:
        yield "Nobody says that it was agreed or took effect: there is nothing yet that could be broken."
        return
    yield "Breaches counted are confirmed or fair; weak and contested ones are shown apart and never added to them."
    for one in ceasefire.contradictions:
        yield f"Sources differ on {one.about}; both sides are shown."
    if not any(member.party for member in ceasefire.parties):
        yield "No party of it is known: every incident in its area and days is taken for a breach."
    for rate in breaches.rates:
        days = (rate.end - rate.start).days + 1
        if not rate.told:
            yield f"The record tells of nothing in its area in the days {rate.window} it: there is no rate."
        elif len(rate.told) < days:
            yield (
                f"On {days - len(rate.told)} of {days} days {rate.window} it nothing is told of its area: "
                "that is not known, not calm."
            )
    if breaches.unplaced:
        yield "Incidents of its days that tell no place are in no count."

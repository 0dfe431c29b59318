"""Figures of a whole war as sources give them: how many, of whom, where, by whose hand and of which time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from marsad.lexicon.files import word_list
from marsad.lexicon.names import name_tokens
from marsad.lexicon.parties import common_targets
from marsad.lexicon.peoples import place_of_people
from marsad.lexicon.phrases import PhraseIndex
from marsad.model import Actor, Claim, Harm, HarmKind, Place, Quantity
from marsad.watch.statements import Statement

__all__ = ["Area", "Figure", "Period", "Scope", "area_of", "figures_of"]

RUNNING_DAYS = 10
"""A count that ends so few days before it came out runs on: a monitor needs a few days to publish."""


@dataclass(frozen=True, slots=True)
class Area:
    """What a figure is of: whole countries by ISO 3166 alpha-2, or in them the places that it names.

    `places` is empty for all of the countries. `unlocated` are names that nobody could locate. `is_told` is false
    where its sentence names no place, so that the country is the one that its report speaks of most.
    """

    countries: tuple[str, ...]
    places: tuple[Place, ...] = ()
    unlocated: tuple[str, ...] = ()
    is_told: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing narrower than a country is named."""
        return not (self.places or self.unlocated)

    @property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """What is equal for one area."""
        named = (f"{place.country}/{place.gazetteer_id or place.name}" for place in self.places)
        return self.countries, tuple(sorted(named)), self.unlocated


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a figure counts, as far as the words tell; a figure that `runs_on` counts until it came out."""

    since: date | None
    until: date | None
    runs_on: bool

    @property
    def days(self) -> int:
        """The number of days, 0 where none are told."""
        return (self.until - self.since).days + 1 if self.since and self.until else 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure counts: who came to what, where, by whose hand, by what, and who of them.

    `doers` are ids of parties or, for others, words; `targets` words that tell whom it counts ("journalists").
    """

    kind: HarmKind
    group: str
    area: Area
    doers: tuple[str, ...]
    means: tuple[str, ...]
    targets: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its source gives it, on the day on which it came out.

    `since` and `until` are the days that its words tell. `claims` are all that give this figure on this day: several
    outlets quote one source; the quote is that of `claim`, the first of them.
    """

    day: date | None
    low: int | None
    high: int | None
    since: date | None
    until: date | None
    quote: str
    claim: str
    claims: tuple[str, ...]

    @property
    def said(self) -> int:
        """The number that stands for it where one is needed: the lower bound, else the upper."""
        return self.low if self.low is not None else (self.high or 0)

    @property
    def quantity(self) -> Quantity:
        """Both bounds as people write them."""
        return Quantity(self.low, self.high)


def figures_of(
    statement: Statement, kinds: Sequence[HarmKind], area: Area | None = None
) -> Iterator[tuple[Scope, Figure]]:
    """Yield the figures that a claim gives of some kinds of harm, each with what it counts.

    `area` is what `area_of` gives, where it is known already.
    Where a group is as large as the number ("300 civilians were killed") the figure is of that group alone.
    """
    claim = statement.claim
    area, period = area or area_of(claim, statement.land), _period(statement)
    id = claim.id
    doers = tuple(sorted({_doer(actor) for actor in claim.actors}))
    means = tuple(sorted({one.kind for one in claim.means}))
    for harm in claim.harm:
        if harm.kind not in kinds:
            continue
        for group, quantity, targets in _counted(claim, harm):
            figure = Figure(
                statement.published,
                quantity.low,
                quantity.high,
                period.since,
                period.until,
                claim.evidence.quote,
                id,
                (id,),
            )
            yield Scope(harm.kind, group, area, doers, means, targets, period), figure


def _counted(claim: Claim, harm: Harm) -> Iterator[tuple[str, Quantity, tuple[str, ...]]]:
    """Yield each group with its number, "" for all people, and words for whom else the number is of."""
    whole = [group for group, quantity, _ in harm.groups if quantity == harm.quantity]
    targets = () if whole else _targets(claim)
    if not whole:
        yield "", harm.quantity, targets
    for group, quantity, _ in harm.groups:
        yield group, quantity, targets


def _targets(claim: Claim) -> tuple[str, ...]:
    """Return the words that narrow whom a claim counts; those for people in general narrow nothing."""
    found = {word for actor in claim.targets for word in name_tokens(actor.span.quote)}
    narrow = (word for word in found - common_targets() - _everybody() if not word.isdigit())
    return tuple(sorted(word for word in narrow if not place_of_people(word)))


@cache
def _everybody() -> frozenset[str]:
    return frozenset(word_list("standing", "everybody"))


def _doer(actor: Actor) -> str:
    return actor.party or " ".join(name_tokens(actor.span.quote))


def area_of(claim: Claim, land: str) -> Area:
    """Return what a claim is of; `land` is the country that its report speaks of most, for one that names none.

    The places that its own sentence names go before those of others. A sentence about a war that names none is of
    the whole country.
    """
    own = [name for name in claim.places if name.span.overlaps(claim.evidence)]
    if not own and _is_of_war(claim):
        return Area((land,) if land else (), is_told=False)
    named = own or claim.places
    located = [name.resolved for name in named if name.resolved]
    unlocated = tuple(sorted({name.span.quote for name in named if not name.resolved}))
    countries = tuple(sorted({place.country for place in located if place.country}))
    # A country of somebody's own place index has no code, and is a place among others.
    narrow = [place for place in located if place.kind != "country" or not place.country]
    held = {place.country for place in narrow}
    if narrow:  # "Mosul and Syria" are both meant, "Aleppo, Syria" is Aleppo
        whole = (place for place in located if place.kind == "country" and place.country)
        narrow += [place for place in whole if place.country not in held]
    places = {(place.country, place.gazetteer_id or place.name): place for place in narrow}
    return Area(
        countries or ((land,) if land else ()),
        tuple(places[key] for key in sorted(places)),
        unlocated,
        is_told=bool(claim.places),
    )


def _is_of_war(claim: Claim) -> bool:
    return next(_war().find(claim.evidence.quote), None) is not None


@cache
def _war() -> PhraseIndex[bool]:
    return PhraseIndex.of((word, True) for word in word_list("standing", "war"))


def _period(statement: Statement) -> Period:
    """Return the days that a claim counts; those of a day on which a war began, in another sentence, are not."""
    claim, time = statement.claim, statement.claim.time
    if time is None:
        return Period(None, None, runs_on=True)
    start, end = time.interval.start, time.interval.end
    came_out = statement.published
    runs_on = came_out is not None and came_out <= _later(end, RUNNING_DAYS)
    if not runs_on and not time.span.overlaps(claim.evidence) and _is_of_war(claim):
        return Period(None, None, runs_on=True)
    return Period(start, end, runs_on)


def _later(day: date, days: int) -> date:
    return date.max if (date.max - day).days < days else day + timedelta(days=days)

"""People of whom responders tell: whom they reached, who is still missing, and who of them was hurt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.lexicon.responses import load_responses
from marsad.model import HarmKind, Incident, Quantity, Toll
from marsad.watch.response.rescuing import People, Work

__all__ = [
    "Clash",
    "Counted",
    "Figure",
    "Hurt",
    "Moved",
    "Said",
    "figure_of",
    "moved",
    "responders_hurt",
    "rival_numbers",
    "said_by",
    "under_rubble",
]

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
class Clash:
    """What does not go together, with the claims that say so."""

    what: str
    claims: tuple[str, ...]


def said_by(work: Work) -> Said:
    """Return what a statement says, with its words."""
    one = work.statement
    return Said(one.day, one.root.label, one.claim.id, one.claim.evidence.quote)


def _counted(works: Iterable[Work], kind: str) -> Iterator[tuple[Work, People]]:
    yield from ((work, one) for work in works for one in work.people if one.kind == kind)


def moved(works: Sequence[Work]) -> tuple[Moved, ...]:
    """Return who was evacuated or taken where."""
    told: dict[tuple[str, str], list[tuple[Work, People]]] = defaultdict(list)
    for kind in ("evacuated", "taken"):
        for work, one in _counted(works, kind):
            told[kind, one.facility].append((work, one))
    figures = ((key, _figure(people)) for key, people in told.items())
    return tuple(Moved(how, facility, figure) for (how, facility), figure in figures if figure)


def figure_of(works: Iterable[Work], kind: str) -> Figure | None:
    """Return how many people of a kind of People are told of, or None where nobody speaks of them."""
    return _figure(_counted(works, kind))


def _figure(told: Iterable[tuple[Work, People]]) -> Figure | None:
    """Return a figure over root sources, each with its last number, or None where nobody speaks of it."""
    last: dict[str, Counted] = {}
    for work, people in told:
        root, said = work.statement.root.id, said_by(work)
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


def under_rubble(incident: Incident, works: Sequence[Work]) -> Figure | None:
    """Return who is still under rubble, together with those whom the incident's sources count as missing."""
    figure = figure_of(works, "buried")
    toll = incident.toll_of("missing")
    if toll is None:
        return figure
    told = _voices(toll, works)
    seen = {claim for one in told for claim in one.claims}
    others = tuple(one for one in (figure.told if figure else ()) if not seen & set(one.claims))
    return _over((*others, *told))


def _voices(toll: Toll, works: Iterable[Work]) -> tuple[Counted, ...]:
    """Return the numbers of a toll with the words of the claims behind them."""
    said = {work.statement.claim.id: said_by(work) for work in works}
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


def responders_hurt(incident: Incident, works: Sequence[Work]) -> tuple[Hurt, ...]:
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


def rival_numbers(figures: Mapping[str, Figure | None]) -> Iterator[Clash]:
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

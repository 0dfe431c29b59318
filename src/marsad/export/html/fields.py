"""The fields of a claim as a page shows them: a label, and values with the words that each rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from marsad.export.reading import ActorOut, ClaimOut, DamageOut, HarmOut, NumberOut, PlaceOut, TimeOut
from marsad.model import Quantity

__all__ = ["Row", "Value", "in_words", "rows_of"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its words in the text, what the program reads in them, and what else it says of it.

    `name` is that of the words' spot on the page.
    """

    words: str
    start: int
    end: int
    meaning: str = ""
    details: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One field, under the name that the JSON of a reading gives it; `note` says what it means where it is empty."""

    label: str
    values: tuple[Value, ...] = ()
    note: str = ""


def rows_of(claim: ClaimOut, number: int) -> tuple[Row, ...]:
    """Return the filled fields of the claim with a number; values are named "number-1", "number-2", …"""
    names = (f"{number}-{place}" for place in count(1))
    return tuple(
        Row(row.label, tuple(map(_named, row.values, names)), row.note) if row.values else row
        for row in _rows(claim)
    )


def _named(value: Value, name: str) -> Value:
    return Value(value.words, value.start, value.end, value.meaning, value.details, name)


def in_words(code: str) -> str:
    """Return a code as people write it: "air_strike" is "air strike"."""
    return code.replace("_", " ")


def _rows(claim: ClaimOut) -> Iterator[Row]:
    yield Row("trigger", (Value(claim.trigger.quote, claim.trigger.start, claim.trigger.end),))
    yield Row("sources", tuple(_sources(claim)), "" if claim.sources else "the report itself")
    fields: dict[str, list[Value]] = {
        "places": [_place(place) for place in claim.places],
        "time": [_time(claim.time)] if claim.time else [],
        "actors": [_actor(actor) for actor in claim.actors],
        "targets": [_actor(target) for target in claim.targets],
        "means": [Value(one.name, one.start, one.end, in_words(one.kind)) for one in claim.means],
        "count": [_number(claim.count)] if claim.count else [],
        **{kind: list(_harm(harm)) for kind, harm in claim.harm.items()},
        "damage": [value for damage in claim.damage for value in _damage(damage)],
    }
    yield from (Row(label, tuple(values)) for label, values in fields.items() if values)


def _sources(claim: ClaimOut) -> Iterator[Value]:
    for source in claim.sources:
        yield Value(source.name, source.start, source.end, details=_told(in_words(source.kind)))
        if source.body is not None and source.body_start is not None and source.body_end is not None:
            yield Value(
                source.body, source.body_start, source.body_end, details=("speaks through the above",)
            )


def _place(place: PlaceOut) -> Value:
    where = place.resolved
    if where is None:
        return Value(place.name, place.start, place.end, details=("not located",))
    point = f"{where.latitude:.4f}, {where.longitude:.4f} ± {where.radius_km:g} km"
    return Value(
        place.name,
        place.start,
        place.end,
        ", ".join([where.name, *where.parents]),
        _told(point, where.kind, where.country, where.gazetteer_id),
    )


def _time(time: TimeOut) -> Value:
    days = str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
    return Value(time.quote, time.quote_start, time.quote_end, days, (time.precision,))


def _actor(actor: ActorOut) -> Value:
    return Value(actor.name, actor.start, actor.end, details=_told(actor.party))


def _number(number: NumberOut, of: str = "") -> Value:
    meaning = f"{of} {Quantity(number.low, number.high)}".lstrip()
    return Value(number.quote, number.start, number.end, meaning)


def _harm(harm: HarmOut) -> Iterator[Value]:
    yield _number(harm)
    yield from (_number(number, f"of them {in_words(group)}:") for group, number in harm.groups.items())


def _damage(damage: DamageOut) -> Iterator[Value]:
    yield Value(damage.what, damage.what_start, damage.what_end)
    yield _number(damage)


def _told(*details: str) -> tuple[str, ...]:
    return tuple(detail for detail in details if detail)

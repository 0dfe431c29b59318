"""Who holds the ground by whose word: the newest statement of each root source, rival ones side by side."""

from collections.abc import Iterable, Sequence
from datetime import date

from marsad.watch.risk.sheet import Control, Said
from marsad.watch.risk.stretches import Corridor
from marsad.watch.risk.threats import said
from marsad.watch.statements import Statement

__all__ = ["CONTROL_TYPES", "find_ceasefire", "find_control", "newest_by_root"]

CONTROL_TYPES = ("territory_change", "siege")
SHOWN = 8
"""Root sources whose newest statement stands on the sheet for one stretch; what is older is named by its ids."""


def newest_by_root(
    statements: Iterable[Statement], until: date, *, by_telling: bool = False
) -> tuple[Statement, ...]:
    """Return the newest statement of each root up to a day, newest first; those of no day come last.

    Newest is what came out last; `by_telling` it is what tells of the last day, so that a look back at old times does
    not stand for the present. Of several statements of one root on its newest day all stay: that it says two
    things is to be seen.
    """

    def day(one: Statement) -> date:
        return (one.day if by_telling else _out(one)) or date.min

    known = [one for one in statements if day(one) <= until and (one.published or date.min) <= until]
    latest: dict[str, date] = {}
    for one in known:
        latest[one.root.id] = max(latest.get(one.root.id, date.min), day(one))
    kept = [one for one in known if day(one) == latest[one.root.id]]
    return tuple(sorted(kept, key=lambda one: (-day(one).toordinal(), one.root.label, one.order)))


def find_control(
    statements: Sequence[Statement], corridor: Corridor, until: date
) -> tuple[tuple[Control, ...], Control | None]:
    """Return who says what of each stretch's ground, and what is said of places that are no better known.

    Neighbouring stretches of which the same is said stand together. A stretch of which nobody says anything is there
    with nothing.
    """
    near: dict[int, list[Statement]] = {one.number: [] for one in corridor.stretches}
    wide: list[Statement] = []
    for one in statements:
        numbers, is_wide = _stretches(one, corridor)
        for number in numbers:
            near[number].append(one)
        if is_wide and not numbers:
            wide.append(one)
    found: list[Control] = []
    for stretch in corridor.stretches:
        told = _control((stretch.label,), near[stretch.number], until)
        if found and (found[-1].said, found[-1].left_out) == (told.said, told.left_out):
            found[-1] = Control((*found[-1].stretches, stretch.label), told.said, told.left_out)
        else:
            found.append(told)
    somewhere = _control((), wide, until)
    return tuple(found), somewhere if somewhere.said else None


def find_ceasefire(
    statements: Iterable[Statement], corridor: Corridor, country: str, until: date
) -> tuple[Said, ...]:
    """Return the newest word of each root on a ceasefire for the area of a corridor.

    A statement that names no place of the route's country is for the area, unless its report is of another country;
    one that names only places elsewhere in the country is of a local truce there, and left out.
    """
    those = (one for one in statements if _is_for(one, corridor, country))
    return tuple(said(one) for one in newest_by_root(those, until))


def _control(labels: tuple[str, ...], statements: Iterable[Statement], until: date) -> Control:
    newest = newest_by_root(statements, until, by_telling=True)
    return Control(
        labels, tuple(said(one) for one in newest[:SHOWN]), tuple(one.claim.id for one in newest[SHOWN:])
    )


def _stretches(one: Statement, corridor: Corridor) -> tuple[tuple[int, ...], bool]:
    """Return the stretches that a statement's places lie at, and whether one of them may lie by the route."""
    numbers: set[int] = set()
    is_wide = False
    for name in one.claim.places:
        place = name.resolved
        if place is None or place.kind == "country":
            continue
        point = (place.latitude, place.longitude)
        beside = corridor.beside(point)
        if place.radius_km <= corridor.within_km:
            if beside.off_km <= corridor.within_km:
                numbers |= {beside.stretch, *corridor.touched(point, place.radius_km)}
        elif beside.off_km <= corridor.within_km + place.radius_km:
            is_wide = True
    return tuple(sorted(numbers)), is_wide


def _is_for(one: Statement, corridor: Corridor, country: str) -> bool:
    if country and one.land not in ("", country):
        return False
    places = [name.resolved for name in one.claim.places if name.resolved]
    at_home = [place for place in places if not country or place.country == country]
    if not at_home:
        return True
    return any(
        place.kind == "country"
        or corridor.beside((place.latitude, place.longitude)).off_km <= corridor.within_km + place.radius_km
        for place in at_home
    )


def _out(one: Statement) -> date | None:
    """Return the day on which a statement came out, else that of which it tells."""
    return one.published or one.day

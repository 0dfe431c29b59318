"""Weighs whether two claims tell one happening: log-odds, facet by facet.

The weights are set by judgement, as a whole, against the cases in tests/link; tune none of them alone.
They are natural logarithms of odds: +2.3 makes the match ten times likelier.
"""

from collections.abc import Iterator

from marsad.codebook import load_codebook
from marsad.link.facts import Facts, Spot, said
from marsad.model import HarmKind, Quantity

__all__ = ["CONFLICT", "SAME_AS", "Reasons", "conflicts", "holds", "score", "weigh"]

Reasons = tuple[tuple[str, float], ...]

PRIOR = -5.0  # two claims of one block taken at random
CONFLICT = -2.5  # evidence against that no cluster may hold
UNLIKELY = -1.4  # nor may it hold two claims that, with time and place known, are this unlike
SAME_AS = 7.0  # the reader saw both in one text: enough alone
COPIED = 5.0  # one text printed twice
UNPLACED = -1.6  # a claim that names no place could be anywhere
UNDATED = -1.6
GAPS = ("no place", "no time")
TELLS_LATER_DAYS = 7  # a report this long after another tells of something newer, unless it says otherwise

SAME_TYPE, OPEN_TYPE, OTHER_TYPE = 2.0, 0.3, -1.5
OTHER_PHASE, NOT_YET = -1.0, -2.4
SAME_DAY, NEAR_DAY, LONG_OVERLAP, DAY_APART, DAYS_APART = 2.0, 1.2, -0.7, -1.5, -6.0
SAME_SPOT, SAME_CITY, SAME_AREA, WITHIN, NEAR, OTHER_SPOT, FAR = 2.5, 1.5, 0.2, 0.5, 0.3, -3.0, -6.0
SAME_NAME, UNKNOWN_SPOT = 2.0, -1.0  # where the gazetteer does not know one of the two
TARGETS, OTHER_TARGETS = 2.0, -1.0
SAME_ACTOR, RIVAL_ACTOR, OWN_RIVAL = 0.8, -0.3, -3.0
SAME_MEANS, OTHER_MEANS = 0.5, -0.5
SAME_COUNT, OTHER_COUNT = 0.5, -0.8
TOLLS = ((10, 2.5), (3, 1.5), (1, 0.7))  # the larger a number, the less likely two events share it
IN_RANGE, OTHER_TOLL, FAR_TOLL, OWN_TOLL = 0.5, -0.8, -2.0, -3.0
FAR_TOLL_RATIO = 3


def score(left: Facts, right: Facts, *, same_as: bool = False) -> float:
    """Return the log-odds that two claims tell one happening."""
    return PRIOR + sum(weight for _, weight in weigh(left, right, same_as=same_as))


def conflicts(left: Facts, right: Facts) -> bool:
    """Tell whether what speaks against the two is too much for one cluster."""
    if left.is_roundup != right.is_roundup:
        return True
    reasons = {name: weight for name, weight in weigh(left, right) if name not in GAPS}
    if sum(weight for weight in reasons.values() if weight < 0) <= CONFLICT:
        return True
    is_known = left.time and right.time and left.spots and right.spots
    return bool(is_known) and PRIOR + sum(reasons.values()) <= UNLIKELY


def weigh(left: Facts, right: Facts, *, same_as: bool = False) -> Reasons:
    """Return the facets that speak for or against, with their log-odds; symmetric in its arguments."""
    facets = (_type, _phase, _time, _place, _targets, _actors, _means, _count, _harm, _copied)
    reasons = [reason for facet in facets if (reason := facet(left, right))]
    if same_as:
        reasons.append(("told as one in the report", SAME_AS))
    return tuple(reasons)


Reason = tuple[str, float] | None


def _type(left: Facts, right: Facts) -> Reason:
    if left.claim.type == right.claim.type:
        return "same type", SAME_TYPE
    types = load_codebook().types
    if types[left.claim.type].unspecific or types[right.claim.type].unspecific:
        return "types that fit", OPEN_TYPE
    return "different types", OTHER_TYPE


def _phase(left: Facts, right: Facts) -> Reason:
    if left.claim.phase == right.claim.phase:
        return None
    if left.occurred and right.occurred:
        return "different phases", OTHER_PHASE
    return "one has not happened", NOT_YET


def _time(left: Facts, right: Facts) -> Reason:
    a, b = left.time, right.time
    if a is None or b is None:
        return _undated(left, right)
    if not a.overlaps(b):
        return ("a day apart", DAY_APART) if a.gap(b) == 1 else ("days apart", DAYS_APART)
    longest = max(a.days, b.days)
    is_night = longest == 2 and "night" in (a.precision, b.precision)
    if longest == 1 or is_night or (a.start, a.end) == (b.start, b.end):
        return "same time", SAME_DAY
    return ("times meet", NEAR_DAY) if longest <= 3 else ("long times meet", LONG_OVERLAP)


def _undated(left: Facts, right: Facts) -> Reason:
    """Weigh a claim without a time: its publication date bounds it from above."""
    for dated, undated in ((left, right), (right, left)):
        if dated.time and undated.published and undated.published < dated.time.start:
            return "published before it", DAYS_APART
    if left.published and right.published and abs((left.published - right.published).days) > TELLS_LATER_DAYS:
        return "published long apart", CONFLICT
    return "no time", UNDATED


def _place(left: Facts, right: Facts) -> Reason:
    if not left.spots or not right.spots:
        return "no place", UNPLACED
    return max((_compare(a, b) for a in left.spots for b in right.spots), key=lambda reason: reason[1])


def _compare(a: Spot, b: Spot) -> tuple[str, float]:
    """Weigh two places: names first, since a neighbourhood may stand at its city's point."""
    if a.place is None or b.place is None:
        if a.name == b.name or a.name == b.known_as or b.name == a.known_as:
            return ("same city", SAME_CITY) if a.is_city or b.is_city else ("same name", SAME_NAME)
        return ("different names", OTHER_SPOT) if a.place is b.place else ("one place unknown", UNKNOWN_SPOT)
    distance = a.place.distance_km(b.place)
    if distance > a.place.radius_km + b.place.radius_km:
        return "far apart", FAR
    if a.known_as == b.known_as:
        if a.is_area or b.is_area:
            return "same area", SAME_AREA
        return ("same city", SAME_CITY) if a.is_city or b.is_city else ("same place", SAME_SPOT)
    if holds(a, b) or holds(b, a):
        return "one place holds the other", WITHIN
    if a.place.kind != b.place.kind and distance <= max(a.place.radius_km, b.place.radius_km):
        return "near", NEAR
    return "different places", OTHER_SPOT


def holds(outer: Spot, inner: Spot) -> bool:
    """Tell whether the gazetteer puts one place inside the other."""
    if inner.place is None or outer.place is None or inner.place.country != outer.place.country:
        return False
    if outer.place.kind == "country" or outer.place.name in inner.place.parents:
        return True
    if outer.place.gazetteer_id == inner.place.gazetteer_id:  # a neighbourhood at its city's point
        return outer.place.kind == "city" != inner.place.kind
    if outer.place.kind == "region" and inner.place.parents:  # regions are no circles
        return False
    is_larger = outer.is_city and inner.place.radius_km < outer.place.radius_km
    return is_larger and inner.place.distance_km(outer.place) <= outer.place.radius_km


def _targets(left: Facts, right: Facts) -> Reason:
    if not left.targets or not right.targets:
        return None
    return ("same targets", TARGETS) if left.targets & right.targets else ("different targets", OTHER_TARGETS)


def _actors(left: Facts, right: Facts) -> Reason:
    if not left.actors or not right.actors:
        return None
    if left.actors & right.actors:
        return "same actors", SAME_ACTOR
    asserted = left.claim.stance == right.claim.stance == "asserts"
    if asserted and left.root.id == right.root.id and not left.root.outlet:
        return "one source names different actors", OWN_RIVAL
    return "different actors", RIVAL_ACTOR


def _means(left: Facts, right: Facts) -> Reason:
    if not left.means or not right.means:
        return None
    return ("same means", SAME_MEANS) if left.means & right.means else ("different means", OTHER_MEANS)


def _count(left: Facts, right: Facts) -> Reason:
    if not left.claim.count or not right.claim.count:
        return None
    same = _meet(left.claim.count.quantity, right.claim.count.quantity)
    return ("same count", SAME_COUNT) if same else ("different counts", OTHER_COUNT)


def _harm(left: Facts, right: Facts) -> Reason:
    """Weigh the kind of harm that says most."""
    weighed = list(_each_harm(left, right))
    return max(weighed, key=lambda reason: (abs(reason[1]), reason)) if weighed else None


def _each_harm(left: Facts, right: Facts) -> Iterator[tuple[str, float]]:
    for kind in sorted(left.harm.keys() & right.harm.keys()):
        a, b = left.harm[kind], right.harm[kind]
        if a == b:
            yield f"same {kind}", next((weight for least, weight in TOLLS if said(a) >= least), 0.0)
        elif _meet(a, b):
            yield f"{kind} in range", IN_RANGE
        else:
            yield _rival_toll(left, right, kind)


def _rival_toll(left: Facts, right: Facts, kind: HarmKind) -> tuple[str, float]:
    """Weigh two numbers that exclude each other: fatal where one source gives both at one time."""
    if left.root.id == right.root.id and left.published == right.published:
        return f"one source gives two numbers of {kind}", OWN_TOLL
    low, high = sorted((said(left.harm[kind]), said(right.harm[kind])))
    far = high > FAR_TOLL_RATIO * max(low, 1)
    return (f"numbers of {kind} far apart", FAR_TOLL) if far else (f"different {kind}", OTHER_TOLL)


def _copied(left: Facts, right: Facts) -> Reason:
    if left.claim.report == right.claim.report or not left.words or left.words != right.words:
        return None
    return "one text printed twice", COPIED


def _meet(a: Quantity, b: Quantity) -> bool:
    """Tell whether one number can satisfy both."""
    low = max(a.low or 0, b.low or 0)
    return all(high is None or low <= high for high in (a.high, b.high))

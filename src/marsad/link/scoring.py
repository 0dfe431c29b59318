"""Weighs whether two claims tell one happening: log-odds, facet by facet."""

from collections.abc import Iterator

from marsad.codebook import load_codebook
from marsad.link.facts import Facts
from marsad.link.spots import Spot, holds
from marsad.link.weights import load_weights
from marsad.model import Quantity

__all__ = ["JUDGED_SAME", "TOLD_AS_ONE", "Reasons", "conflicts", "is_hopeless", "score", "weigh"]

Reasons = tuple[tuple[str, float], ...]

TOLD_AS_ONE = "told as one in the report"
JUDGED_SAME = "judged the same"
GAPS = frozenset(("no place", "no place in one country", "no time", "published just after"))
"""A claim that names no place could be anywhere: that is no conflict."""
TELLS_LATER_DAYS = 7
"""A report this long after another tells of something newer, unless it says otherwise."""
SHORT_DAYS = 3
NEWS_DAYS = 2
"""Days after it, up to which a report that gives no time tells of something as news."""
LASTING_DAYS = 21
LARGE, TELLING = 10, 3
"""From here on two events seldom share a number."""
FAR_RATIO = 3


def score(left: Facts, right: Facts, *, same_as: bool = False) -> float:
    """Return the log-odds that two claims tell one happening."""
    weights = load_weights()
    return weights.prior_of(left.family, right.family) + sum(
        map(weights.reasons.__getitem__, _reasons(left, right, same_as=same_as))
    )


def weigh(left: Facts, right: Facts, *, same_as: bool = False) -> Reasons:
    """Return the reasons that speak for or against, with their log-odds; symmetric in its arguments."""
    weights = load_weights().reasons
    return tuple((name, weights[name]) for name in _reasons(left, right, same_as=same_as))


def is_hopeless(left: Facts, right: Facts) -> bool:
    """Tell, quicker than `score`, that time or place keep two claims apart whatever else they say."""
    hopeless = load_weights().hopeless_in(left.family)
    return (_place(left, right) in hopeless or _time(left, right) in hopeless) and not _copied(left, right)


def conflicts(left: Facts, right: Facts) -> bool:
    """Tell whether what speaks against the two is too much for one cluster."""
    if left.is_roundup != right.is_roundup:
        return True
    weights = load_weights()
    found = [weights.reasons[name] for name in _reasons(left, right) if name not in GAPS]
    if sum(weight for weight in found if weight < 0) <= weights.conflict:
        return True
    return (
        _is_known(left)
        and _is_known(right)
        and weights.prior_of(left.family, right.family) + sum(found) <= weights.unlikely
    )


def _is_known(fact: Facts) -> bool:
    """Tell whether a claim says where and on which days, so that two that are unlike are two happenings."""
    is_dated = fact.time is not None and fact.time.days <= TELLS_LATER_DAYS
    return is_dated and any(spot.place for spot in fact.spots)


def _reasons(left: Facts, right: Facts, *, same_as: bool = False) -> list[str]:
    facets = (_type, _phase, _time, _place, _targets, _actors, _means, _count, _harm, _twice, _copied)
    found = [reason for facet in facets if (reason := facet(left, right))]
    if same_as:
        found.append(TOLD_AS_ONE)
    return found


Reason = str | None


def _type(left: Facts, right: Facts) -> Reason:
    if left.type == right.type:
        return "same type"
    types = load_codebook().types
    if types[left.type].unspecific or types[right.type].unspecific:
        return "types that fit"
    return "different types"


def _phase(left: Facts, right: Facts) -> Reason:
    if left.phase == right.phase:
        return None
    if left.occurred and right.occurred and _may_last(left, right):
        return "phases of what may last"
    return "different phases" if left.occurred and right.occurred else "one has not happened"


def _time(left: Facts, right: Facts) -> Reason:
    a, b = left.time, right.time
    if a is None or b is None:
        return _undated(left, right)
    if not a.overlaps(b):
        if _may_last(left, right) and a.gap(b) <= LASTING_DAYS:
            return "weeks of what may last"
        return "a day apart" if a.gap(b) == 1 else "days apart"
    if _may_last(left, right):
        return "times meet"
    longest = max(a.days, b.days)
    is_night = longest == 2 and "night" in (a.precision, b.precision)
    if longest == 1 or is_night or (a.start, a.end) == (b.start, b.end):
        return "same time"
    return "times meet" if longest <= SHORT_DAYS else "long times meet"


def _undated(left: Facts, right: Facts) -> Reason:
    """Weigh a claim without a time: its publication date bounds it from above."""
    for dated, undated in ((left, right), (right, left)):
        if dated.time and undated.published and undated.published < dated.time.start:
            return "published before it"
    if left.published and right.published and abs((left.published - right.published).days) > TELLS_LATER_DAYS:
        return "published long apart"
    return "published just after" if _is_news(left, right) else "no time"


def _is_news(left: Facts, right: Facts) -> bool:
    """Tell whether what gives no time was published when the other was news."""
    days = [
        (fact.time.start, fact.time.end) if fact.time else (fact.published, fact.published)
        for fact in (left, right)
    ]
    (start, end), (first, last) = days
    if start is None or end is None or first is None or last is None:
        return False
    return max((first - end).days, (start - last).days) <= NEWS_DAYS


def _place(left: Facts, right: Facts) -> Reason:
    if not left.spots or not right.spots:
        return _unplaced(left, right)
    if len(left.spots) == len(right.spots) == 1:
        return _compare(left.spots[0], right.spots[0])
    weights = load_weights().reasons
    return max((_compare(a, b) for a in left.spots for b in right.spots), key=weights.__getitem__)


def _unplaced(left: Facts, right: Facts) -> str:
    """Weigh a claim without a place: it lies where its report does, as far as that tells a country."""
    lands = [fact.countries or frozenset({fact.land} - {""}) for fact in (left, right)]
    if not lands[0] or not lands[1]:
        return "no place"
    return "no place in one country" if lands[0] & lands[1] else "reports of two countries"


def _may_last(left: Facts, right: Facts) -> bool:
    types = load_codebook().types
    return types[left.type].lasting and types[right.type].lasting


def _compare(a: Spot, b: Spot) -> str:
    """Compare two places: names first, since a neighbourhood may stand at its city's point."""
    if a.place is None or b.place is None:
        if not set(a.sounds).isdisjoint(b.sounds):
            return "same city" if a.is_city or b.is_city else "same name"
        return "different names" if a.place is b.place else "one place unknown"
    distance = a.place.distance_km(b.place)
    if distance > a.place.radius_km + b.place.radius_km:
        return "far apart"
    if not set(a.sounds).isdisjoint(b.sounds):
        if a.is_area or b.is_area:
            return "same area"
        return "same city" if a.is_city or b.is_city else "same place"
    if holds(a, b) or holds(b, a):
        return "one place holds the other"
    if a.place.kind != b.place.kind and distance <= max(a.place.radius_km, b.place.radius_km):
        return "near"
    return "different places"


def _targets(left: Facts, right: Facts) -> Reason:
    if not left.targets or not right.targets:
        return None
    return "different targets" if set(left.targets).isdisjoint(right.targets) else "same targets"


def _actors(left: Facts, right: Facts) -> Reason:
    if not left.parties or not right.parties:
        return None
    if left.parties & right.parties:
        return "same actors"
    types = load_codebook().types
    if types[left.type].two_sided and types[right.type].two_sided:
        return None  # either side of a fight may be named
    asserted = left.stance == right.stance == "asserts"
    if asserted and left.root.id == right.root.id and not left.root.outlet:
        return "one source names different actors"
    return "different actors"


def _means(left: Facts, right: Facts) -> Reason:
    if not left.means or not right.means:
        return None
    return "different means" if set(left.means).isdisjoint(right.means) else "same means"


def _count(left: Facts, right: Facts) -> Reason:
    if not left.count or not right.count:
        return None
    return "same count" if _meet(left.count, right.count) else "different counts"


def _harm(left: Facts, right: Facts) -> Reason:
    """Weigh the kind of harm that says most."""
    weights = load_weights().reasons
    return max(_each_harm(left, right), key=lambda reason: (abs(weights[reason]), reason), default=None)


def _each_harm(left: Facts, right: Facts) -> Iterator[str]:
    for harm in left.harm:
        other = right.harm_of(harm.kind)
        if other is None:
            continue
        if harm.quantity == other:
            if other.said:
                yield _same_number(other.said)
        elif _meet(harm.quantity, other):
            yield "numbers in range"
        else:
            yield _rival_numbers(left, right, harm.quantity, other)


def _same_number(number: int) -> str:
    if number >= LARGE:
        return "same large number"
    return "same number" if number >= TELLING else "same small number"


def _rival_numbers(left: Facts, right: Facts, a: Quantity, b: Quantity) -> str:
    """Weigh two numbers that exclude each other: fatal where one source gives both at one time."""
    if left.root.id == right.root.id and left.published == right.published:
        return "one source gives two numbers"
    low, high = sorted((a.said, b.said))
    return "numbers far apart" if high > FAR_RATIO * max(low, 1) else "different numbers"


def _twice(left: Facts, right: Facts) -> Reason:
    """Weigh two reports of one source on what goes on all day, such as shelling: each tells of what is new.

    Whoever counts the dead of one event does so again and again; of what cost nobody anything, hardly anybody does.
    """
    if left.root.id != right.root.id or left.report == right.report or (left.harm and right.harm):
        return None
    reason = "one source twice, once with harm" if left.harm or right.harm else "one source twice"
    known = load_weights().reasons
    named = [f"{reason} ({type})" for type in (left.type, right.type)]
    if left.type == right.type:
        return named[0] if named[0] in known else None
    types = load_codebook().types
    violent = types[left.type].violent and types[right.type].violent
    return reason if violent and reason in known and any(name in known for name in named) else None


def _copied(left: Facts, right: Facts) -> Reason:
    if left.report == right.report or not left.words or left.words != right.words:
        return None
    return "one text printed twice"


def _meet(a: Quantity, b: Quantity) -> bool:
    """Tell whether one number can satisfy both."""
    low = max(a.low or 0, b.low or 0)
    return all(high is None or low <= high for high in (a.high, b.high))

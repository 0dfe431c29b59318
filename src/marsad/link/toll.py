"""How many were harmed: a range over root sources, each with the last number it gave."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from marsad.link.facts import Facts
from marsad.link.roots import Root
from marsad.model import HARM_KINDS, HarmKind, Quantity, Toll, TollVoice

__all__ = ["count_tolls"]

Key = tuple[HarmKind, str]


def count_tolls(members: Sequence[Facts]) -> tuple[Toll, ...]:
    """Return the tolls of one incident from its claims in order, by kind of harm, then group.

    A root's later number replaces its earlier one, unless the same report only repeats it more loosely ("12
    were killed … killed civilians"). Of two reports of one day the one that counts more is the later: tolls
    rise while rescuers dig. A denial gives no number. The outlet's own number is left out where the
    same report has one from a source it quotes: it rests on that source.
    """
    last: dict[Key, dict[str, tuple[Facts, TollVoice]]] = defaultdict(dict)
    quoted = {(key, fact.report) for fact in members if not fact.root.outlet for key, _ in _numbers(fact)}
    for fact in members:
        for key, quantity in _numbers(fact):
            if fact.root.outlet and (key, fact.report) in quoted:
                continue
            before = last[key].get(fact.root.id)
            if before and _stands(before[0], before[1].quantity, fact, quantity):
                continue
            last[key][fact.root.id] = fact, TollVoice(fact.root.label, quantity, fact.id)
    order = {kind: place for place, kind in enumerate(HARM_KINDS)}
    keys = sorted(last, key=lambda key: (order[key[0]], key[1]))
    voices = {key: [(fact.root, voice) for fact, voice in last[key].values()] for key in keys}
    return tuple(_range(key, voices[key]) for key in keys)


def _stands(earlier: Facts, before: Quantity, later: Facts, now: Quantity) -> bool:
    """Tell whether a root's earlier number stands beside its later one."""
    if earlier.report == later.report:
        return _looser(now, before)
    return earlier.published == later.published and now.said < before.said


def _looser(later: Quantity, earlier: Quantity) -> bool:
    """Tell whether a later "at least" says no more than the earlier number did."""
    return later.high is None and (later.low or 0) <= earlier.said


def _numbers(fact: Facts) -> Iterator[tuple[Key, Quantity]]:
    if fact.stance != "asserts" or not fact.occurred:
        return
    for harm in fact.harm:
        yield (harm.kind, ""), harm.quantity
        for group, quantity in harm.groups:
            yield (harm.kind, group), quantity


def _range(key: Key, voices: Sequence[tuple[Root, TollVoice]]) -> Toll:
    quantities = [voice.quantity for _, voice in voices]
    return Toll(
        kind=key[0],
        group=key[1],
        low=min(quantity.low or 0 for quantity in quantities),
        best=_best(voices),
        high=_high(quantities),
        voices=tuple(voice for _, voice in voices),
    )


def _best(voices: Sequence[tuple[Root, TollVoice]]) -> int:
    """Return what most independent roots say; ties go to the lower number."""
    told = {(root.crowd or root.id, voice.quantity.said) for root, voice in voices}
    votes = Counter(number for _, number in told)
    return min(votes, key=lambda number: (-votes[number], number))


def _high(quantities: Sequence[Quantity]) -> int | None:
    """Return the most that anybody says, or None where the most is an "at least" that nobody goes beyond."""
    bounded = max((q.high for q in quantities if q.high is not None), default=None)
    least = max((q.low or 0 for q in quantities if q.high is None), default=None)
    if bounded is None or (least is not None and least >= bounded):
        return None
    return bounded

"""Counts and chance: exact bounds for a rate, and where a series of counts changes its rate."""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, lgamma, log, sqrt

import numpy as np

__all__ = ["CONFIDENCE", "SHORTEST", "bounds", "change_points"]

CONFIDENCE = 0.95
SHORTEST = 3
"""Periods of which a stretch of one rate has at least so many: a single bad day is no change of rate."""
_NORMAL = 1.959963984540054  # the quantile of the standard normal distribution that belongs to CONFIDENCE
_STEPS = 80


@lru_cache(maxsize=4096)
def bounds(count: int) -> tuple[float, float]:
    """Return the exact 95 % bounds of a rate at which so many were counted.

    Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28: the lower bound is the rate
    at which so many or more come up in 2.5 % of cases (0 for no count), the upper that at which so many or fewer
    do. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"a count is not negative: {count}")
    tail = (1 - CONFIDENCE) / 2
    low = _rate(count, 1 - tail) if count else 0.0
    return low, _rate(count + 1, tail)


def _rate(shape: int, upper: float) -> float:
    """Return the rate at which fewer than `shape` come up with the probability `upper`, by halving."""
    sign = -1 if upper > 0.5 else 1
    # Wilson and Hilferty's approximation says where to look.
    root = 1 - 1 / (9 * shape) + sign * _NORMAL / (3 * sqrt(shape))
    guess = shape * max(root, 0.01) ** 3
    low, high = guess * 0.5, guess * 2 + 1
    while low > 1e-12 and _fewer(shape, low) < upper:
        low /= 2
    while _fewer(shape, high) > upper:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if high - low <= 1e-10 * middle:
            break
        low, high = (middle, high) if _fewer(shape, middle) > upper else (low, middle)
    return (low + high) / 2


def _fewer(shape: int, rate: float) -> float:
    """Return the probability of fewer than `shape` where the rate is `rate`: the sum from its largest term down."""
    if rate <= 0:
        return 1.0
    last = shape - 1
    if last >= rate:  # the tail above is the smaller sum
        return 1 - _summed(shape, rate, up=True)
    return _summed(last, rate, up=False)


def _summed(first: int, rate: float, *, up: bool) -> float:
    """Return the sum of Poisson probabilities from one on upwards, or downwards, until they no longer count."""
    term = exp(first * log(rate) - rate - lgamma(first + 1))
    total, number = 0.0, first
    while term > 1e-17 * total and number >= 0:
        total += term
        if up:
            number += 1
            term *= rate / number
        else:
            term *= number / rate
            number -= 1
    return total


def change_points(counts: Sequence[int]) -> tuple[int, ...]:
    """Return where the rate of a series of counts changes: the positions at which new stretches begin.

    Of all ways to cut the series into stretches of SHORTEST periods or more, the one of least cost: for each
    stretch twice the negative log-likelihood of a Poisson rate of its own, and for each cut 2 log n, as a cut
    adds a rate and a place (the Bayesian information criterion). The best way is found exactly by optimal
    partitioning: Jackson, B. et al. (2005), An algorithm for optimal partitioning of data on an interval, IEEE
    Signal Processing Letters 12; the search that Killick, R. et al. (2012), JASA 107, prune as PELT.
    """
    n = len(counts)
    if n < 2 * SHORTEST:
        return ()
    sums = np.concatenate(([0.0], np.cumsum(np.asarray(counts, dtype=float))))
    penalty = 2 * log(n)
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    came_from = np.zeros(n + 1, dtype=int)
    for end in range(SHORTEST, n + 1):
        begins = np.arange(0, end - SHORTEST + 1)
        total = sums[end] - sums[begins]
        length = end - begins
        logs = np.log(np.where(total > 0, total / length, 1.0))
        costs = best[begins] + 2 * (total - total * logs) + penalty
        came_from[end] = int(np.argmin(costs))
        best[end] = costs[came_from[end]]
    cuts: list[int] = []
    at = n
    while at := int(came_from[at]):
        cuts.append(at)
    return tuple(reversed(cuts))

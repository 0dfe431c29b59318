"""Pairing the members of two lists one to one so that the pairs are worth most."""

from collections.abc import Sequence
from math import inf

__all__ = ["pair"]


def pair(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of greatest total worth: each row and column once, none worth nothing.

    This is the Hungarian method in its form of shortest augmenting paths (Jonker and Volgenant 1987), in the
    cube of the number of rows. Among pairings of equal worth, earlier columns go to earlier rows, so that
    equal input gives equal pairs on every machine: a solver that breaks ties otherwise moves the third digit.
    """
    size = max(len(worth), max(map(len, worth), default=0))
    cost = [[-value for value in (*row, *[0.0] * (size - len(row)))] for row in worth]
    cost += [[0.0] * size for _ in range(size - len(worth))]
    holder: list[int | None] = [None] * size
    row_price, column_price = [0.0] * size, [0.0] * size
    for row in range(size):
        _seat(row, cost, holder, row_price, column_price)
    return [(row, column) for column, row in enumerate(holder) if row is not None and cost[row][column] < 0]


def _seat(
    newcomer: int,
    cost: Sequence[Sequence[float]],
    holder: list[int | None],
    row_price: list[float],
    column_price: list[float],
) -> None:
    """Give one more row a column, moving others along the cheapest path; prices keep reduced costs ≥ 0."""
    reach = [inf] * len(holder)
    via: list[int | None] = [None] * len(holder)
    reached: list[int] = []
    open_columns = list(range(len(holder)))
    row: int | None = newcomer
    last: int | None = None
    while row is not None:
        for column in open_columns:
            reduced = cost[row][column] - row_price[row] - column_price[column]
            if reduced < reach[column]:
                reach[column], via[column] = reduced, last
        last = min(open_columns, key=reach.__getitem__)
        step = reach[last]
        row_price[newcomer] += step
        for column in reached:
            held = holder[column]
            assert held is not None
            row_price[held] += step
            column_price[column] -= step
        for column in open_columns:
            reach[column] -= step
        reached.append(last)
        open_columns.remove(last)
        row = holder[last]
    while last is not None:
        before = via[last]
        holder[last] = newcomer if before is None else holder[before]
        last = before

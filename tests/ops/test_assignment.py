"""Pairing for the greatest total worth."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from marsad.ops.assignment import pair

# Quarters: sums of them are exact, so that equal totals are equal numbers.
WORTHS = st.integers(0, 8).map(lambda quarters: quarters / 4)


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    rows, columns = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    return draw(st.lists(st.lists(WORTHS, min_size=columns, max_size=columns), min_size=rows, max_size=rows))


def best_by_trying_all(worth: list[list[float]]) -> float:
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if rows > columns:
        return best_by_trying_all([list(column) for column in zip(*worth, strict=True)]) if columns else 0.0
    return max(
        (
            sum(worth[row][column] for row, column in enumerate(chosen))
            for chosen in permutations(range(columns), rows)
        ),
        default=0.0,
    )


@given(tables())
def test_no_pairing_is_worth_more(worth: list[list[float]]) -> None:
    pairs = pair(worth)
    assert sum(worth[row][column] for row, column in pairs) == best_by_trying_all(worth)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(worth[row][column] > 0 for row, column in pairs)


def test_one_row_gives_way_to_another_where_both_gain() -> None:
    assert sorted(pair([[3.0, 2.0], [2.5, 0.0]])) == [(0, 1), (1, 0)]
    assert pair([]) == pair([[], []]) == []

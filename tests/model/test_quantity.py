"""Two bounds, either of them open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Quantity


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, high = sorted(draw(st.lists(st.integers(0, 400), min_size=2, max_size=2)))
    return draw(st.sampled_from([Quantity(low, high), Quantity(low, None), Quantity(None, high)]))


def nearest(quantity: Quantity, number: int) -> int:
    """Return the number that the quantity admits and that is nearest to `number`."""
    at_least = max(number, quantity.low or 0)
    return at_least if quantity.high is None else min(at_least, quantity.high)


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (None, None, "at least one bound"),
        (-1, None, "not negative"),
        (None, -1, "not negative"),
        (8, 5, "low 8 is over high 5"),
    ],
)
def test_quantity_refuses_bounds_that_make_no_sense(low: int | None, high: int | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Quantity(low, high)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity.exactly(0), "0"),
        (Quantity(7, 7), "7"),
        (Quantity(12, None), "at least 12"),
        (Quantity(None, 20), "up to 20"),
        (Quantity(5, 8), "5–8"),
    ],
)
def test_str_says_the_bounds_in_words(quantity: Quantity, words: str) -> None:
    assert str(quantity) == words


@given(st.integers(min_value=0))
def test_exactly_is_exact(number: int) -> None:
    assert Quantity.exactly(number) == Quantity(number, number)
    assert Quantity.exactly(number).is_exact


@pytest.mark.parametrize("quantity", [Quantity(3, None), Quantity(None, 3), Quantity(3, 4)])
def test_is_exact_needs_both_bounds_to_agree(quantity: Quantity) -> None:
    assert not quantity.is_exact


def test_add_keeps_an_open_bound_open() -> None:
    assert Quantity(12, None) + Quantity.exactly(3) == Quantity(15, None)
    assert Quantity(None, 20) + Quantity(None, 3) == Quantity(None, 23)
    assert Quantity(12, None) + Quantity(None, 3) == Quantity(12, None)


@given(quantities(), quantities(), st.integers(0, 1000), st.integers(0, 1000))
def test_add_admits_the_sum_of_what_both_admit(left: Quantity, right: Quantity, one: int, other: int) -> None:
    one, other = nearest(left, one), nearest(right, other)

    assert nearest(left + right, one + other) == one + other


@given(quantities(), quantities())
def test_add_does_not_depend_on_the_order(left: Quantity, right: Quantity) -> None:
    assert left + right == right + left


def test_one_number_stands_for_a_quantity_its_lower_bound_first() -> None:
    assert [quantity.said for quantity in (Quantity(3, 5), Quantity(3, None), Quantity(None, 5))] == [3, 3, 5]

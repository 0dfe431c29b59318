"""Which claims of a report tell the same event."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.coreference import tie
from marsad.model import Claim, Harm, Interval, PlaceName, Quantity, Span, Time


def span(start: int, quote: str) -> Span:
    return Span(start, start + len(quote), quote)


def strike(
    at: int, *, place: str = "", day: int = 0, killed: int | None = None, kind: str = "air_strike"
) -> Claim:
    """A claim of a strike whose trigger stands at an offset."""
    when = Time(Interval(date(2016, 9, day), date(2016, 9, day)), span(0, "then")) if day else None
    return Claim(
        "report",
        kind,
        trigger=span(at, "strike"),
        evidence=span(at, "strike"),
        places=(PlaceName(span(at, place)),) if place else (),
        time=when,
        harm=(Harm("killed", Quantity.exactly(killed), span(at, str(killed))),) if killed is not None else (),
    )


def tied(*claims: Claim) -> list[set[int]]:
    """For each claim the positions of those that tell the same event."""
    result = tie(claims)
    number = {claim.id: n for n, claim in enumerate(result)}
    return [{number[other] for other in claim.same_as} for claim in result]


def test_claims_of_a_type_without_conflict_are_one_event() -> None:
    assert tied(strike(0, place="Aleppo"), strike(20), strike(40, killed=6)) == [{1, 2}, {0, 2}, {0, 1}]


def test_claims_of_different_types_are_not() -> None:
    assert tied(strike(0), strike(20, kind="shelling")) == [set(), set()]


def test_another_place_or_another_day_is_another_event() -> None:
    assert tied(strike(0, place="Aleppo"), strike(20, place="Idlib")) == [set(), set()]
    assert tied(strike(0, day=1), strike(20, day=2)) == [set(), set()]


def test_another_number_of_dead_at_the_same_place_and_time_is_a_rival_toll_of_one_event() -> None:
    told = strike(0, place="Aleppo", day=1, killed=6), strike(20, place="Aleppo", day=1, killed=9)
    assert tied(*told) == [{1}, {0}]


def test_another_number_of_dead_without_a_place_is_another_event() -> None:
    assert tied(strike(0, killed=6), strike(20, killed=9)) == [set(), set()]


def test_a_claim_must_agree_with_every_claim_of_the_event() -> None:
    assert tied(strike(0, place="Aleppo"), strike(20), strike(40, place="Idlib"))[2] == set()


OPTIONS = st.builds(
    strike,
    st.integers(0, 500).map(lambda n: n * 10),
    place=st.sampled_from(["", "Aleppo", "Idlib"]),
    day=st.integers(0, 3),
    killed=st.none() | st.integers(0, 3),
    kind=st.sampled_from(["air_strike", "shelling"]),
)


@given(st.lists(OPTIONS, max_size=12, unique_by=lambda claim: claim.id))
def test_sameness_is_mutual_never_of_itself_and_changes_nothing_else(claims: list[Claim]) -> None:
    result = tie(claims)
    same = {claim.id: set(claim.same_as) for claim in result}
    assert all(key not in others for key, others in same.items())
    assert all(key in same[other] for key, others in same.items() for other in others)
    assert [replace(claim, same_as=()) for claim in result] == claims

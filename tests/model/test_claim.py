"""Spans that say what the text says, and ids that last."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marsad.model import (
    Actor,
    Claim,
    Count,
    Damage,
    Harm,
    Interval,
    Means,
    PlaceName,
    Quantity,
    SourceName,
    Span,
    Time,
)

TEXT = (
    "Two drone strikes on Monday hit Saraqib, killing five people, three of them children, "
    "and eight trucks, said Lina Haddad of the Valley Monitor, who blamed the army for the raid on drivers."
)


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote), quote)


BARE = Claim("report-1", "air_strike", trigger=span("drone strikes"), evidence=span(TEXT))
FULL = replace(
    BARE,
    sources=(SourceName(span("Lina Haddad"), span("Valley Monitor")),),
    places=(PlaceName(span("Saraqib")),),
    time=Time(Interval(date(2016, 9, 19), date(2016, 9, 19)), span("Monday")),
    actors=(Actor(span("the army")),),
    targets=(Actor(span("drivers")),),
    means=(Means(span("drone"), "drone"),),
    count=Count(Quantity.exactly(2), span("Two")),
    harm=(
        Harm(
            "killed", Quantity.exactly(5), span("five"), (("children", Quantity.exactly(3), span("three")),)
        ),
    ),
    damage=(Damage(span("trucks"), Quantity.exactly(8), span("eight")),),
)


@given(st.integers(-3, 20), st.integers(-3, 20), st.text(max_size=20))
def test_span_is_refused_where_its_quote_does_not_fit(start: int, end: int, quote: str) -> None:
    assume(start < 0 or end - start != len(quote) or not quote)

    with pytest.raises(ValueError, match="does not fit"):
        Span(start, end, quote)


@given(st.text(min_size=1), st.data())
def test_span_of_any_slice_says_what_the_text_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert Span(start, end, text[start:end]).quote == text[start:end]


@pytest.mark.parametrize(
    ("left", "right", "shared"), [((0, 3), (2, 5), True), ((0, 3), (3, 5), False), ((0, 9), (4, 5), True)]
)
def test_overlaps_needs_a_character_in_both(
    left: tuple[int, int], right: tuple[int, int], shared: bool
) -> None:
    one, other = (Span(start, end, "x" * (end - start)) for start, end in (left, right))

    assert one.overlaps(other) is other.overlaps(one) is shared


def test_label_names_the_person_and_then_the_body() -> None:
    assert FULL.sources[0].label == "Lina Haddad / Valley Monitor"
    assert SourceName(span("Lina Haddad")).label == "Lina Haddad"


def test_spans_yields_every_span_that_a_value_rests_on() -> None:
    quotes = [found.quote for found in FULL.spans()]

    assert sorted(quotes) == sorted([
        TEXT, "drone strikes", "Lina Haddad", "Valley Monitor", "Saraqib", "Monday", "the army", "drivers",
        "drone", "Two", "five", "three", "trucks", "eight",
    ])  # fmt: skip


def test_spans_of_a_bare_claim_are_its_evidence_and_its_trigger() -> None:
    assert list(BARE.spans()) == [BARE.evidence, BARE.trigger]


def test_harm_of_returns_one_kind_or_none() -> None:
    assert FULL.harm_of("killed") == FULL.harm[0]
    assert FULL.harm_of("injured") is None


def test_id_is_this_one_on_every_machine() -> None:
    assert BARE.id == "claim-52d5f7d8a4a997e5"


def test_id_does_not_depend_on_the_values_of_the_fields() -> None:
    assert replace(FULL, phase="planned", evidence=span("Saraqib"), confidence=0.1).id == BARE.id


def test_id_depends_on_report_type_stance_and_trigger() -> None:
    others = [
        replace(BARE, report="report-2"),
        replace(BARE, type="attack"),
        replace(BARE, stance="denies"),
        replace(BARE, trigger=span("raid")),
    ]

    assert len({BARE.id, *(claim.id for claim in others)}) == 5


def test_claim_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        BARE.type = "attack"  # type: ignore[misc] # this is what must fail

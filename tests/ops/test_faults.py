"""Faults: what a reading got wrong, and why as far as the two readings show it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import load_codebook
from marsad.ops.faults import KINDS, Fault, find_faults, report_faults
from marsad.ops.scoring import SLOTS, Told

TEXT = (
    "Market hit in Madaya\n\n"
    "Jets bombed a market in Madaya on Monday, killing 1,200 people, said Omar Haddad of the Syrian Observatory. "
    "They kept coming back. Rebels in Aleppo shelled the town. The army, which has 12 planes, denied it."
)
DAY = date(2016, 9, 19)


def told(quote: str, type: str = "air_strike", **values: Any) -> Told:  # Any: the values of any slot
    """A claim of the text by its words."""
    start = TEXT.index(quote)
    return Told(type=type, quote=quote, start=start, end=start + len(quote), **values)


STRIKE = told("Jets bombed a market in Madaya on Monday")
SHELLING = told("shelled the town", "shelling")


def why(gold: list[Told], read: list[Told]) -> list[tuple[str, str, str]]:
    """The faults of a reading, each with its field, kind and cause."""
    return [(fault.field, fault.kind, fault.why) for fault in find_faults("a", TEXT, gold, read)]


def slot_why(field: str, gold: object, read: object) -> tuple[str, str]:
    """The kind and cause of the one fault of two claims that differ in one slot."""
    values: list[Mapping[str, Any]] = [{} if value is None else {field: value} for value in (gold, read)]
    ((found, kind, cause),) = why(*([replace(STRIKE, **one)] for one in values))
    assert found == field
    return kind, cause


def test_a_reading_like_gold_has_no_faults() -> None:
    assert find_faults("a", TEXT, [STRIKE], [STRIKE]) == ()
    assert report_faults((), examples=3).causes == ()


@pytest.mark.parametrize(
    ("missed", "read", "cause"),
    [
        (told("bombed a market"), [STRIKE], "read once, as another claim of its family"),
        (told("killing 1,200 people", "toll"), [told("killing 1,200 people")], "read as a type outside its family"),
        (told("Jets bombed", "talks"), [STRIKE], "read once, as another claim outside its family"),
        (told("Market hit in Madaya"), [], "the headline, or the first words of the text"),
        (told("They kept coming back"), [], "no trigger word in it, it points back"),
        (told("kept coming back"), [], "no trigger word in it"),
        (told("Rebels in Aleppo shelled the town", "shelling"), [], "nothing is read in its sentence"),
        (
            told("shelled the town", "shelling"),
            [told("Rebels in Aleppo", "riot")],
            "another claim is read in its sentence",
        ),
    ],
)  # fmt: skip
def test_a_missing_claim_has_a_cause(missed: Told, read: list[Told], cause: str) -> None:
    gold = [STRIKE, missed] if STRIKE in read else [missed]
    assert ("claim", "missing", cause) in why(gold, read)


@pytest.mark.parametrize(
    ("gold", "invented", "cause"),
    [
        ([STRIKE], told("bombed a market"), "a second reading of one claim"),
        ([STRIKE], told("Jets bombed", "talks"), "beside a claim outside its family that is read too"),
        ([SHELLING], told("shelled", "talks"), "gold has a type outside its family there"),
        ([SHELLING], told("Rebels in Aleppo"), "gold has other words of its sentence"),
        ([], told("They kept coming back"), "gold has nothing in its sentence"),
    ],
)  # fmt: skip
def test_an_invented_claim_has_a_cause(gold: list[Told], invented: Told, cause: str) -> None:
    read = [STRIKE, invented] if STRIKE in gold else [invented]
    assert ("claim", "invented", cause) in why(gold, read)


def test_a_confusion_is_counted_in_pairs_and_in_words_without_a_pair() -> None:
    shelling = told("Rebels in Aleppo shelled the town", "shelling")
    gold = [STRIKE, shelling]
    read = [replace(STRIKE, type="attack"), replace(shelling, type="armed_clash")]
    report = report_faults(find_faults("a", TEXT, gold, read), examples=1)
    assert {(one.gold, one.read, one.count) for one in report.confusions} == {
        ("air_strike", "attack", 1),
        ("shelling", "armed_clash", 1),
    }
    assert report.types["shelling"] == {"missing": 1, "invented": 0, "wrong": 0}
    assert report.types["armed_clash"] == {"missing": 0, "invented": 1, "wrong": 0}
    assert report.fields["type"] == {"missing": 0, "invented": 0, "wrong": 1}


@pytest.mark.parametrize(
    ("field", "gold", "read", "kind", "cause"),
    [
        ("places", ("Madaya",), None, "missing", "its words stand in the quote"),
        ("source", ("Omar Haddad",), None, "missing", "its words stand in the rest of its sentence"),
        ("actors", ("Rebels",), None, "missing", "its words stand in another sentence"),
        ("actors", ("Syrian jets",), None, "missing", "its words stand nowhere in that form"),
        ("targets", None, ("market",), "invented", "its words stand in the quote"),
        ("targets", None, ("town",), "invented", "its words stand in another sentence"),
        ("places", ("Madaya", "Idlib"), ("Madaya",), "wrong", "one of several is missing"),
        ("places", ("Madaya",), ("Madaya", "Aleppo"), "wrong", "one too many"),
        ("places", ("Madaya",), ("Aleppo",), "wrong", "another, whose words stand in another sentence"),
        ("source", ("Omar Haddad",), ("army",), "wrong", "a general word, where a name stands"),
        ("source", ("Omar Haddad", "Observatory"), ("United Nations",), "wrong", "a body, where a person speaks"),
        ("source", ("United Nations",), ("Omar Haddad", "Observatory"), "wrong", "a person, where a body speaks"),
        ("source", ("Rebels",), ("Omar Haddad",), "wrong", "another, whose words stand in the rest of its sentence"),
        ("killed", (1200, 1200), None, "missing", "its figures stand in the rest of its sentence"),
        ("killed", (12, 12), None, "missing", "its figures stand in another sentence"),
        ("killed", (200, 200), None, "missing", "not in figures"),
        ("killed", (12, 12), (12, None), "wrong", "the number is right, its bounds are not"),
        ("killed", None, (7, 7), "invented", "a number that gold has nowhere"),
        ("dates", (DAY, DAY), (date(2016, 9, 20), date(2016, 9, 20)), "wrong", "one day off"),
        ("dates", (DAY, DAY), (date(2016, 9, 1), DAY), "wrong", "too wide"),
        ("dates", (date(2016, 9, 1), DAY), (DAY, DAY), "wrong", "too narrow"),
        (
            "dates", (date(2016, 9, 1), date(2016, 9, 9)), (date(2016, 9, 9), date(2016, 9, 30)), "wrong",
            "they overlap",
        ),
        ("dates", (DAY, DAY), (date(2015, 9, 19), date(2015, 9, 19)), "wrong", "days that gold has nowhere"),
        ("dates", (DAY, DAY), None, "missing", "no claim is read with its days"),
        ("stance", "denies", None, "missing", "denies read as asserts"),
        ("phase", "planned", "ended", "wrong", "planned read as ended"),
    ],
)  # fmt: skip
def test_a_slot_has_a_kind_and_a_cause(field: str, gold: object, read: object, kind: str, cause: str) -> None:
    assert slot_why(field, gold, read) == (kind, cause)


def test_a_number_or_day_may_be_that_of_another_field_or_claim() -> None:
    shelling = told("Rebels in Aleppo shelled the town", "shelling", killed=(12, 12), dates=(DAY, DAY))
    gold = [replace(STRIKE, killed=(5, 5), injured=(7, 7)), shelling]
    swapped = replace(STRIKE, killed=(7, 7), injured=(12, 12))
    assert why(gold, [swapped, replace(shelling, dates=None)]) == [
        ("killed", "wrong", "the number of another field"),
        ("injured", "wrong", "a number that gold has nowhere"),
        ("dates", "missing", "no claim is read with its days"),
    ]
    taken = replace(STRIKE, killed=(12, 12), injured=(7, 7), dates=(DAY, DAY))
    assert why(gold, [taken, replace(shelling, dates=None)]) == [
        ("dates", "invented", "the days of another claim"),
        ("killed", "wrong", "the number of another claim"),
        ("dates", "missing", "another claim is read with its days"),
    ]


def test_values_are_told_in_words() -> None:
    gold = replace(STRIKE, killed=(12, None), dates=(DAY, date(2016, 9, 20)), places=("Madaya", "Idlib"))
    faults = find_faults("a", TEXT, [gold], [STRIKE])
    assert {fault.field: (fault.gold, fault.read) for fault in faults} == {
        "places": ("Madaya; Idlib", ""),
        "dates": ("2016-09-19 to 2016-09-20", ""),
        "killed": ("at least 12", ""),
    }
    assert {(fault.document, fault.quote) for fault in faults} == {("a", STRIKE.quote)}


def test_causes_stand_by_field_and_kind_the_most_frequent_first() -> None:
    faults = [Fault("a", field, "missing", cause, "", "", "") for field, cause in
              (("places", "x"), ("claim", "y"), ("claim", "z"), ("claim", "z"))]  # fmt: skip
    report = report_faults(faults, examples=1)
    assert [(one.field, one.why, one.count, one.share) for one in report.causes] == [
        ("claim", "z", 2, 0.5),
        ("claim", "y", 1, 0.25),
        ("places", "x", 1, 0.25),
    ]
    assert all(len(one.examples) == 1 for one in report.causes)


CLAIMS = st.builds(
    lambda start, length, **values: Told(
        quote=TEXT[start : start + length], start=start, end=min(len(TEXT), start + length), **values
    ),
    start=st.integers(0, len(TEXT) - 1),
    length=st.integers(1, 60),
    type=st.sampled_from(sorted(load_codebook().types)),
    stance=st.sampled_from(["asserts", "denies"]),
    source=st.lists(st.sampled_from(["Omar Haddad", "army", "medics", ""]), max_size=2).map(tuple),
    places=st.lists(st.sampled_from(["Madaya", "Aleppo"]), max_size=2).map(tuple),
    dates=st.none() | st.dates(date(2016, 9, 1), date(2016, 9, 30)).map(lambda day: (day, day)),
    killed=st.none() | st.sampled_from([(1200, 1200), (0, 0), (None, 12)]),
)


@given(st.lists(CLAIMS, max_size=5), st.lists(CLAIMS, max_size=5))
def test_every_difference_is_one_fault_and_swapping_swaps_missing_and_invented(
    gold: list[Told], read: list[Told]
) -> None:
    there, back = (
        report_faults(find_faults("a", TEXT, *both), examples=9) for both in ((gold, read), (read, gold))
    )
    assert there.total == sum(sum(counts.values()) for counts in there.fields.values())
    claims = there.fields["claim"]
    assert len(gold) - claims["missing"] == len(read) - claims["invented"]
    assert (claims["missing"], claims["invented"]) == (
        back.fields["claim"]["invented"],
        back.fields["claim"]["missing"],
    )
    for cause in there.causes:
        assert cause.field in ("claim", "type", *SLOTS) and cause.kind in KINDS and cause.why
        for fault in cause.examples:
            assert fault.gold != fault.read or cause.field in ("claim", "places", "source")

"""Numbers and blame in words."""

from dataclasses import replace
from datetime import date

import pytest
from tests.store.factories import incident

from marsad.export.wording import said_words, time_words, toll_words
from marsad.model import Attribution, Claim, Interval, Quantity, Span, Toll, TollVoice


def test_a_toll_tells_range_best_and_who_counts() -> None:
    voices = (
        TollVoice("medic", Quantity(12, None), "claim-1"),
        TollVoice("ministry", Quantity(3, 3), "claim-2"),
    )
    assert toll_words(Toll("killed", 3, 3, None, voices)) == (
        "killed at least 3 (best 3): medic at least 12 [claim-1]; ministry 3 [claim-2]"
    )
    assert toll_words(Toll("injured", 3, 3, 12, voices[1:], "aid_workers")) == (
        "injured (aid workers) 3–12 (best 3): ministry 3 [claim-2]"
    )


@pytest.mark.parametrize(
    ("relation", "actor", "words"),
    [
        ("blames", "the army", "medic blames the army [claim-1]"),
        ("denies", "the army", "medic denies that it was the army [claim-1]"),
        ("denies", "", "medic denies the event [claim-1]"),
        ("doubts", "", "medic doubts the event [claim-1]"),
        ("admits", "the army", "medic admits it was the army [claim-1]"),
    ],
)
def test_who_says_what_of_whom_is_a_sentence(relation: str, actor: str, words: str) -> None:
    claim = Claim("report-1", "shelling", Span(0, 1, "S"), Span(0, 1, "S"))
    said = Attribution("medic", relation, actor, "", "claim-1")  # type: ignore[arg-type]  # one of the four
    assert said_words(replace(incident(claim), attributions=(said,))) == (words,)


def test_days_are_told_with_their_precision() -> None:
    assert time_words(None) == "time unknown"
    assert (
        time_words(Interval(date(2016, 9, 1), date(2016, 9, 30), "month"))
        == "2016-09-01 to 2016-09-30 (month)"
    )

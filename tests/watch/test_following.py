"""The walker finds what cannot be followed, so that the tests that use it can fail."""

from typing import Any

import pytest
from tests.watch.following import count_figures, ids_in, quotes_in, unfollowed

CLAIM, INCIDENT = "claim-0a", "incident-0b"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"number": 3, "claims": [CLAIM]}, []),
        ({"number": 3, "claims": [], "incidents": [INCIDENT]}, []),
        ({"number": 3, "claims": []}, ["/"]),
        ({"number": 3}, ["/"]),
        ({"number": 0, "claims": []}, []),
        ({"number": 0}, ["/"]),
        ({"number": None}, []),
        ({"is_open": True, "day": "2016-09-19"}, []),
        ({"killed": {"low": 3}, "claims": [CLAIM]}, ["/killed"]),
        ({"rows": [{"number": 1, "claims": [CLAIM]}, {"number": 2}]}, ["/rows/1"]),
        ({"rows": ({"number": 2},)}, ["/rows/0"]),
        ({"numbers": [0, [2]]}, ["/"]),
        ({"asked": {"limit": 20}, "place": [{"latitude": 36.2}], "rule": {"level": 0.95}}, []),
        ({"inner": {"place": {"latitude": 36.2}, "rule": 0.95, "number": 0.5}}, ["/inner"]),
    ],
)
def test_an_object_with_a_number_needs_ids_beside_it(answer: dict[str, Any], found: list[str]) -> None:
    assert unfollowed(answer) == found


def test_figures_that_are_not_0_are_counted() -> None:
    answer = {
        "asked": {"limit": 5},
        "rows": [{"low": 1, "high": 2, "share": [0.5]}, {"number": 0, "is": True}],
    }
    assert count_figures(answer) == 3


def test_ids_are_found_under_every_key_and_quotes_with_their_claims() -> None:
    answer = {
        "said": [
            {"claim": CLAIM, "quote": "it fell"},
            {"claims": ["claim-1", "claim-2"], "quote": "it rose"},
        ],
        "left_out": (INCIDENT,),
        "words": "see claim-3",
        "alone": {"quote": "who knows"},
    }
    assert ids_in(answer) == {CLAIM, "claim-1", "claim-2", INCIDENT}
    assert list(quotes_in(answer)) == [
        ("it fell", [CLAIM]),
        ("it rose", ["claim-1", "claim-2"]),
        ("who knows", []),
    ]

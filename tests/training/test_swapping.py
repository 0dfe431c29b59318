"""Other names for those of an annotated report."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from training.swapping import Names, names_of, swapped

TEXT = (
    "Madaya: Shelling by the Hill Brigade killed 12 people in Madaya on Monday, Omar Haddad said. "
    "The town of Madaya North was spared."
)
GOLD: dict[str, Any] = {
    "id": "news-7",
    "text": TEXT,
    "claims": [
        {
            "type": "shelling", "quote": "Shelling by the Hill Brigade killed 12 people in Madaya on Monday",
            "trigger": "Shelling", "source": "Omar Haddad", "places": ["Madaya"], "actors": ["Hill Brigade"],
        },
        {"type": "shelling", "quote": "The town of Madaya North was spared", "places": ["Madaya North"]},
    ],
}  # fmt: skip
OTHERS = Names(
    ["Arbil", "Tel Rifaat", "Ghor"], ["Lion Battalion", "Navy"], ["Ana Cruz", "Rights Watch Nepal"]
)


@given(st.integers())
def test_quotes_and_names_are_still_words_of_the_text(seed: int) -> None:
    new = swapped(GOLD, OTHERS, random.Random(seed))
    if new is None:
        return
    for claim in new["claims"]:
        assert new["text"][claim["offset"] :].startswith(claim["quote"])
        for name in [*claim["places"], *claim.get("actors", ()), claim.get("source")]:
            assert name is None or name in new["text"]


@given(st.integers())
def test_all_mentions_of_a_name_get_the_same_other_name(seed: int) -> None:
    new = swapped(GOLD, OTHERS, random.Random(seed))
    if new is None:
        return
    here, north = (claim["places"][0] for claim in new["claims"])
    assert new["text"].startswith(f"{here}: ")
    assert f"people in {here} on Monday" in new["text"]
    assert f"The town of {north} was" in new["text"]


def test_every_kind_of_name_is_swapped_in_some_report() -> None:
    told = "".join((swapped(GOLD, OTHERS, random.Random(seed)) or GOLD)["text"] for seed in range(40))
    assert all(name in told for name in ("Tel Rifaat", "Lion Battalion", "Ana Cruz"))


def test_a_report_without_names_is_not_swapped() -> None:
    bare = {"text": "Shelling went on.", "claims": [{"quote": "Shelling went on", "places": []}]}
    assert swapped(bare, OTHERS, random.Random(1)) is None


def test_a_report_with_a_quote_that_ends_inside_a_name_is_not_swapped() -> None:
    cut = {**GOLD, "claims": [{**GOLD["claims"][1], "quote": "The town of Madaya"}]}
    assert all(swapped(cut, OTHERS, random.Random(seed)) is None for seed in range(20))


def test_a_name_that_is_told_in_part_as_well_is_not_swapped() -> None:
    short = {**GOLD, "text": TEXT + " Haddad knew."}
    told = "".join((swapped(short, OTHERS, random.Random(seed)) or short)["text"] for seed in range(40))
    assert all(name not in told for name in OTHERS.speakers)


def test_a_report_whose_claim_would_lose_a_name_is_not_swapped() -> None:
    inside: dict[str, Any] = {
        "text": "Madaya fighters fled.",
        "claims": [
            {"quote": "fled", "actors": ["Madaya fighters"], "places": []},
            {"quote": "fled", "places": ["Madaya"]},
        ],
    }
    for seed in range(40):
        new = swapped(inside, OTHERS, random.Random(seed)) or inside
        names = [*new["claims"][0]["actors"], *new["claims"][1]["places"]]
        assert all(name in new["text"] for name in names)


@given(st.integers())
def test_one_who_acts_and_speaks_gets_one_other_name_of_any_length(seed: int) -> None:
    both: dict[str, Any] = {
        "text": "Hill Brigade fled, Hill Brigade said.",
        "claims": [{"quote": "Hill Brigade fled", "actors": ["Hill Brigade"], "source": "Hill Brigade"}],
    }
    (claim,) = (swapped(both, OTHERS, random.Random(seed)) or both)["claims"]
    assert claim["actors"] == [claim["source"]]


def test_names_are_collected_by_their_part_in_the_claims() -> None:
    names = names_of([GOLD])
    assert (names.places, names.parties, names.speakers) == (
        ["Madaya", "Madaya North"], ["Hill Brigade"], ["Omar Haddad"],
    )  # fmt: skip

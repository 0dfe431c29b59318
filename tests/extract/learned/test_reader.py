"""The learned reader: clear cases for types and fields, and what holds for any text."""

from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.learned.reading import claim, read
from tests.extract.texts import (
    CLEAR,
    LONG_LINES,
    ODD_LINES,
    STORIES,
    assert_grounded,
    damaged_stories,
    telling_words,
)

from marsad.model import Claim, Quantity

OBSERVATORY = "Syrian Observatory for Human Rights"


def places(one: Claim) -> list[str]:
    return [place.span.quote for place in one.places]


def speakers(one: Claim) -> list[str]:
    return [part.quote for source in one.sources for part in (source.span, source.body) if part]


def harm(one: Claim) -> dict[str, Quantity]:
    return {each.kind: each.quantity for each in one.harm}


@pytest.mark.parametrize("kind", sorted(CLEAR))
def test_a_clear_case_is_read_as_a_claim_of_its_type(kind: str) -> None:
    found = claim(CLEAR[kind], kind)
    assert found.stance == "asserts"
    assert found.evidence.overlaps(found.trigger)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "Aleppo was once the commercial hub of the country.",
        "The general strike in the port lasted a week.",
        "The club lost its striker, and shares in the shell company fell.",
    ],
)
def test_a_text_without_a_happening_has_no_claims(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"Air strikes hit Aleppo on Monday, killing 12 people, the {OBSERVATORY} said.",
        f"According to the {OBSERVATORY}, air strikes killed 12 people in Aleppo on Monday.",
    ],
)
def test_the_source_is_who_says_it(text: str) -> None:
    assert OBSERVATORY in [name.removeprefix("the ") for name in speakers(claim(text, "air_strike"))]


def test_a_number_that_is_not_given_is_no_zero() -> None:
    text = "An air strike hit Aleppo on Monday, the governor said. He gave no number of casualties."
    assert not any(one.harm for one in read(text))


def test_whoever_fights_a_fire_is_in_no_clash() -> None:
    text = "Volunteers fought the huge fire after an air strike on a market of Aleppo on Monday."
    assert {one.type for one in read(text)} & {"air_strike", "armed_clash"} == {"air_strike"}
    text = "Rebels fought under fire from government troops in Aleppo on Monday."
    assert "armed_clash" in {one.type for one in read(text)}


def test_the_outlet_itself_is_no_source() -> None:
    assert claim(CLEAR["shelling"], "shelling").sources == ()


def test_a_known_source_has_its_kind() -> None:
    text = f"Air strikes hit Aleppo on Monday, killing 12 people, the {OBSERVATORY} said."
    assert [source.kind for source in claim(text, "air_strike").sources] == ["monitor"]


def test_a_denial_is_read_as_one() -> None:
    text = "Russia's defence ministry denied that its aircraft bombed the aid convoy in Urum al-Kubra."
    assert claim(text, "air_strike").stance == "denies"


@pytest.mark.parametrize(
    ("text", "kind", "phase"),
    [
        ("The United Nations called for a ceasefire in Aleppo on Tuesday.", "ceasefire", "demanded"),
        (CLEAR["aid"], "aid", "happened"),
    ],
)
def test_a_demand_is_told_from_what_happened(text: str, kind: str, phase: str) -> None:
    assert claim(text, kind).phase == phase


def test_a_date_is_counted_from_publication_and_carries_its_words() -> None:
    time = claim("Shelling hit the town of Madaya on Monday, killing three people.", "shelling").time
    assert time is not None
    assert (time.interval.start, time.interval.end) == (date(2016, 9, 19), date(2016, 9, 19))
    assert "Monday" in time.span.quote


def test_without_a_date_of_publication_a_weekday_is_no_date() -> None:
    text = "Shelling hit Madaya on Monday, killing three people."
    assert claim(text, "shelling", published=None).time is None


def test_a_neighbourhood_is_named_though_it_is_small() -> None:
    assert any("Bustan al-Qasr" in place for place in places(claim(CLEAR["air_strike"], "air_strike")))


def test_a_place_and_a_day_are_carried_over_from_the_sentence_before() -> None:
    first, second = read("Warplanes bombed Madaya on Monday. The raids killed three people.")
    assert places(first) == places(second) == ["Madaya"]
    assert first.time == second.time
    assert second.same_as == (first.id,)


def test_an_actor_has_the_party_that_it_means_in_that_country() -> None:
    found = claim(CLEAR["shelling"], "shelling")
    assert [(actor.span.quote, actor.party) for actor in found.actors] == [("Rebels", "syria_opposition")]
    assert [means.kind for means in found.means] == ["mortar"]


@pytest.mark.parametrize(
    ("kind", "who", "how_many"),
    [
        ("air_strike", "killed", Quantity(12, None)),
        ("shelling", "injured", Quantity.exactly(7)),
        ("attack", "killed", Quantity.exactly(3)),
        ("detention", "detained", Quantity.exactly(20)),
        ("toll", "killed", Quantity(300_000, None)),
    ],
)
def test_harm_has_the_bounds_that_the_words_give(kind: str, who: str, how_many: Quantity) -> None:
    assert harm(claim(CLEAR[kind], kind)) == {who: how_many}


def test_groups_are_parts_of_the_number_with_their_own_words() -> None:
    text = "Air strikes in Aleppo on Monday killed 23 people, including nine children and four women."
    killed = claim(text, "air_strike").harm_of("killed")
    assert killed is not None
    assert killed.quantity == Quantity.exactly(23)
    assert {name: (quantity.low, span.quote) for name, quantity, span in killed.groups} == {
        "children": (9, "nine children"),
        "women": (4, "four women"),
    }


def test_things_hit_are_counted() -> None:
    (damage,) = claim(CLEAR["destruction"], "destruction").damage
    assert (damage.what.quote, damage.quantity) == ("houses", Quantity(24, None))


# What holds for any text


@given(st.text())
def test_any_text_is_read_with_every_value_grounded(text: str) -> None:
    assert_grounded(read, text)


@given(telling_words())
def test_any_order_of_telling_words_is_read_with_every_value_grounded(words: list[str]) -> None:
    assert_grounded(read, " ".join(words))


@given(damaged_stories())
@settings(max_examples=40)
def test_a_damaged_story_is_read_with_every_value_grounded(text: str) -> None:
    assert_grounded(read, text)


@pytest.mark.parametrize("story", STORIES[:6], ids=lambda story: story[:40])
def test_a_whole_story_is_read_with_every_value_grounded(story: str) -> None:
    assert_grounded(read, story)


LINES = LONG_LINES | ODD_LINES | {"figures": LONG_LINES["figures"][:12_000]}
"""The network looks at every figure, 40 s for all of them; `test_page` meets the whole line."""


@pytest.mark.parametrize("line", LINES)
def test_a_long_line_does_not_stop_the_reader(line: str) -> None:
    found = read(text := f"Shelling hit the town of Madaya on Monday, killing three people. {LINES[line]}")
    assert found[0].type == "shelling"
    assert all(text[span.start : span.end] == span.quote for one in found for span in one.spans())


def test_the_weights_stay_under_the_size_that_a_package_may_have() -> None:
    folder = files("marsad.extract.learned").joinpath("weights")
    assert sum(len(part.read_bytes()) for part in folder.iterdir()) < 30_000_000


def test_a_source_is_named_without_the_day_that_is_told_before_it() -> None:
    text = (
        "Shelling killed six civilians in the town of Douma on Thursday the Syrian Observatory for Human Rights said."
        " The Observatory said that two of them were children."
    )
    assert {name for one in read(text) for name in speakers(one)} == {OBSERVATORY}

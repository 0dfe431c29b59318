"""Reading: clear cases for every type and field, and what holds for any text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.rules.reading import PUBLISHED, claim, read, reader
from tests.extract.texts import (
    CLEAR,
    LONG_LINES,
    ODD_LINES,
    STORIES,
    assert_grounded,
    damaged_stories,
    telling_words,
)

from marsad.codebook import load_codebook
from marsad.errors import ExtractError
from marsad.extract.rules.reader import open_rule_reader
from marsad.model import Claim, HarmKind, Interval, Quantity, Report

OBSERVATORY = "Syrian Observatory for Human Rights"


def places(one: Claim) -> list[str]:
    return [place.span.quote for place in one.places]


def speakers(one: Claim) -> list[str]:
    return [source.label.removeprefix("The ").removeprefix("the ") for source in one.sources]


def days(one: Claim) -> tuple[date, date]:
    assert one.time is not None
    return one.time.interval.start, one.time.interval.end


def harm(one: Claim) -> dict[HarmKind, Quantity]:
    return {each.kind: each.quantity for each in one.harm}


def test_there_is_a_clear_case_for_every_type_of_the_codebook() -> None:
    assert set(CLEAR) == set(load_codebook().types)


@pytest.mark.parametrize("kind", CLEAR)
def test_a_clear_case_is_read_as_one_claim_of_its_type(kind: str) -> None:
    (found,) = read(CLEAR[kind])
    assert (found.type, found.stance) == (kind, "asserts")
    assert found.evidence.overlaps(found.trigger)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "Aleppo was once the commercial hub of the country.",
        "The general strike in the port lasted a week.",
    ],
)
def test_a_text_without_a_happening_has_no_claims(text: str) -> None:
    assert read(text) == ()


def test_a_pipeline_that_is_not_installed_is_refused() -> None:
    with pytest.raises(ExtractError, match="no_such_pipeline"):
        open_rule_reader(lambda name: (), pipeline="no_such_pipeline")


# Who says it


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Air strikes hit Aleppo on Monday, killing 12 people, the {OBSERVATORY} said.", OBSERVATORY),
        (f"According to the {OBSERVATORY}, air strikes killed 12 people in Aleppo on Monday.", OBSERVATORY),
        ("Air strikes killed 12 people in Aleppo on Monday, according to residents.", "residents"),
        (
            f'"Warplanes bombed the market in Aleppo," said Rami Abdul Rahman, director of the {OBSERVATORY}.',
            f"Rami Abdul Rahman / the {OBSERVATORY}",
        ),
    ],
)
def test_the_source_is_who_says_it(text: str, who: str) -> None:
    assert speakers(claim(text, "air_strike")) == [who]


def test_the_outlet_itself_is_no_source() -> None:
    assert claim(CLEAR["shelling"], "shelling").sources == ()


def test_the_group_is_the_body_that_spoke_before() -> None:
    text = (
        f"The {OBSERVATORY} said air strikes hit Aleppo on Monday. The group said the raids killed 12 people."
    )
    first, second = read(text)
    assert speakers(first) == speakers(second) == [OBSERVATORY]


def test_a_quotation_over_two_sentences_has_one_source() -> None:
    text = '"Warplanes bombed the market," said Omar Haddad, a medic. "The strikes killed six people."'
    told = [one for one in read(text) if one.type == "air_strike"]
    assert [speakers(one) for one in told] == [["Omar Haddad"], ["Omar Haddad"]]


def test_a_known_source_has_its_kind() -> None:
    text = f"Air strikes hit Aleppo on Monday, killing 12 people, the {OBSERVATORY} said."
    assert [source.kind for source in claim(text, "air_strike").sources] == ["monitor"]


# Whether it happened


@pytest.mark.parametrize(
    "text",
    [
        "Russia's defence ministry denied that its aircraft bombed the aid convoy in Urum al-Kubra.",
        "Russian aircraft did not carry out air strikes on an aid convoy in Urum al-Kubra on Monday, "
        "the Russian defence ministry said.",
    ],
)
def test_a_denial_is_read_as_one(text: str) -> None:
    assert claim(text, "air_strike").stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "Activists told of an air strike on a market in Madaya on Monday, which the Syrian army denied.",
        "Air strikes hit a market in Madaya on Monday, activists said, but the Syrian army denied it.",
    ],
)
def test_a_denial_beside_a_claim_is_a_claim_of_its_own_without_numbers(text: str) -> None:
    told, denied = read(text)
    assert (told.stance, denied.stance) == ("asserts", "denies")
    assert [source.span.quote for source in denied.sources] == ["Syrian army"]
    assert denied.trigger.quote == "denied"
    assert places(denied) == places(told)
    assert denied.harm == ()


def test_what_is_not_clear_is_doubted() -> None:
    text = "Air strikes hit Aleppo on Monday. It was not clear whether Russian planes took part in the raids."
    assert [one.stance for one in read(text)] == ["asserts", "doubts"]


@pytest.mark.parametrize(
    ("text", "kind", "phase"),
    [
        ("The United Nations plans to send an aid convoy to Madaya next week.", "aid", "planned"),
        ("The United Nations called for a ceasefire in Aleppo on Tuesday.", "ceasefire", "demanded"),
        (CLEAR["ceasefire"], "ceasefire", "ended"),
        (CLEAR["aid"], "aid", "happened"),
    ],
)
def test_plans_demands_and_ends_are_told_from_what_happened(text: str, kind: str, phase: str) -> None:
    assert claim(text, kind).phase == phase


# When


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Monday", date(2016, 9, 19), date(2016, 9, 19)),
        ("yesterday", date(2016, 9, 19), date(2016, 9, 19)),
        ("on 14 September", date(2016, 9, 14), date(2016, 9, 14)),
        ("overnight", date(2016, 9, 19), date(2016, 9, 20)),
    ],
)
def test_a_date_is_counted_from_publication(words: str, start: date, end: date) -> None:
    found = claim(f"Shelling hit the town of Madaya {words}, killing three people.", "shelling")
    assert days(found) == (start, end)
    assert found.time is not None
    assert found.time.span.quote in words


def test_without_a_date_of_publication_a_weekday_is_no_date() -> None:
    assert (
        claim("Shelling hit Madaya on Monday, killing three people.", "shelling", published=None).time is None
    )


def test_a_dateline_goes_before_the_date_of_publication() -> None:
    text = "ALEPPO, Syria, Sept 13 (Orontes Wire) - Shelling hit the town of Madaya on Monday, killing three people."
    assert days(claim(text, "shelling")) == (date(2016, 9, 12), date(2016, 9, 12))


# Where


def test_a_neighbourhood_is_named_though_it_is_small() -> None:
    assert "Bustan al-Qasr" in places(claim(CLEAR["air_strike"], "air_strike"))


def test_a_place_and_a_day_are_carried_over_from_the_sentence_before() -> None:
    first, second = read("Warplanes bombed Madaya on Monday. The raids killed three people.")
    assert places(first) == places(second) == ["Madaya"]
    assert days(first) == days(second)
    assert second.places[0].span == first.places[0].span
    assert second.same_as == (first.id,)


# Who, with what, how many


def test_who_shelled_and_what_was_shelled_with() -> None:
    found = claim(CLEAR["shelling"], "shelling")
    assert [(actor.span.quote, actor.party) for actor in found.actors] == [("Rebels", "syria_opposition")]
    assert [means.kind for means in found.means] == ["mortar"]


def test_those_who_were_shot_are_the_target() -> None:
    found = claim(CLEAR["attack"], "attack")
    assert [actor.span.quote for actor in found.actors] == ["Gunmen"]
    assert [target.span.quote for target in found.targets] == ["three aid workers"]


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
def test_harm_has_the_bounds_that_the_words_give(kind: str, who: HarmKind, how_many: Quantity) -> None:
    assert harm(claim(CLEAR[kind], kind)) == {who: how_many}


def test_bounds_between_two_numbers() -> None:
    text = "Shelling hit the town of Madaya on Monday, killing between 5 and 8 people."
    assert harm(claim(text, "shelling")) == {"killed": Quantity(5, 8)}


def test_groups_are_parts_of_the_number_with_their_own_words() -> None:
    text = "Air strikes killed 23 people, including nine children and four women, in Aleppo on Monday."
    killed = claim(text, "air_strike").harm_of("killed")
    assert killed is not None
    assert killed.quantity == Quantity.exactly(23)
    assert {name: (quantity.low, span.quote) for name, quantity, span in killed.groups} == {
        "children": (9, "nine children"),
        "women": (4, "four women"),
    }


def test_happenings_are_counted() -> None:
    count = claim("Warplanes carried out 14 air strikes on Aleppo on Monday.", "air_strike").count
    assert count is not None
    assert (count.quantity, count.span.quote) == (Quantity.exactly(14), "14")


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
@settings(max_examples=60)
def test_a_damaged_story_is_read_with_every_value_grounded(text: str) -> None:
    assert_grounded(read, text)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[:40])
def test_a_whole_story_is_read_with_every_value_grounded(story: str) -> None:
    assert_grounded(read, story)


@pytest.mark.parametrize("line", [*LONG_LINES, *ODD_LINES])
def test_a_long_line_does_not_stop_the_reader(line: str) -> None:
    text = (
        "Shelling hit the town of Madaya on Monday, killing three people. " + (LONG_LINES | ODD_LINES)[line]
    )
    found = reader().read(Report(text=text, published=PUBLISHED))
    assert found[0].type == "shelling"
    assert all(text[span.start : span.end] == span.quote for one in found for span in one.spans())


def test_a_report_of_another_day_is_another_report_with_its_own_claims() -> None:
    text = CLEAR["shelling"]
    (first,), (second,) = read(text), read(text, published=date(2016, 9, 27))
    assert first.id != second.id
    assert first.time is not None and second.time is not None
    assert second.time.interval == Interval(date(2016, 9, 25), date(2016, 9, 25))

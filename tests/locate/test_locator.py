import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.gazetteer import Gazetteer
from marsad.locate import locate
from marsad.model import Claim, Place, PlaceName, Report, Span


def located(gazetteer: Gazetteer, text: str, *names: str) -> list[PlaceName]:
    """Return the places of one claim that names each of `names`, first where it first stands."""
    starts = [re.search(re.escape(name), text) for name in names]
    spans = [Span(match.start(), match.end(), match.group()) for match in starts if match]
    assert len(spans) == len(names)
    claim = Claim("report-1", "attack", spans[0], spans[0], places=tuple(map(PlaceName, spans)))
    (result,) = locate([claim], Report(text), gazetteer)
    return list(result.places)


def place(gazetteer: Gazetteer, text: str, name: str) -> Place | None:
    return located(gazetteer, text, name)[0].resolved


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tripoli was shelled, Libya's government said.", "LY"),
        ("Tripoli was shelled, Lebanon's army said.", "LB"),
        ("Lebanese soldiers died in Tripoli, Beirut said.", "LB"),
    ],
)
def test_the_report_decides_between_places_of_one_name(gazetteer: Gazetteer, text: str, country: str) -> None:
    found = place(gazetteer, text, "Tripoli")
    assert found is not None
    assert found.country == country


def test_a_stated_region_beats_people(gazetteer: Gazetteer) -> None:
    found = place(gazetteer, "Police in Paris, Texas, fired shots.", "Paris")
    assert found is not None
    assert found.parents == ("Texas", "United States")


def test_a_neighbourhood_needs_its_city_in_the_report(gazetteer: Gazetteer) -> None:
    assert place(gazetteer, "Syrian jets hit Sample Corner.", "Sample Corner") is None
    found = place(gazetteer, "Syrian jets hit Sample Corner in Hama.", "Sample Corner")
    assert found is not None
    assert found.gazetteer_id == "geonames:20"


def test_two_far_apart_places_of_like_size_stay_a_name(gazetteer: Gazetteer) -> None:
    assert place(gazetteer, "Shots were fired in Springfield on Monday.", "Springfield") is None


def test_a_small_place_that_fits_nothing_in_the_report_stays_a_name(gazetteer: Gazetteer) -> None:
    assert place(gazetteer, "Syrian jets hit Small Hamlet.", "Small Hamlet") is None


def test_a_small_place_of_the_reports_country_is_found(gazetteer: Gazetteer) -> None:
    found = place(gazetteer, "Syrian jets hit Kafr Takharim.", "Kafr Takharim")
    assert found is not None
    assert found.gazetteer_id == "geonames:18"


@pytest.mark.parametrize(
    "text",
    [
        "Strikes hit the Sample Garden neighbourhood of Aleppo.",
        "Strikes hit Sample Garden, Aleppo.",
        "Strikes hit the Sample Garden district in eastern Aleppo.",
        "Strikes hit Sample Garden, a suburb of Aleppo.",
        "Activists in Aleppo said Sample Garden was hit.",
        "ALEPPO, Syria: it was a bad night. The Sample Garden district was hit.",
    ],
)
def test_an_unknown_part_takes_its_citys_point_and_keeps_its_name(gazetteer: Gazetteer, text: str) -> None:
    found = place(gazetteer, text, "Sample Garden")
    assert found is not None
    assert (found.name, found.kind, found.gazetteer_id) == ("Sample Garden", "neighbourhood", "geonames:2")
    assert (found.latitude, found.longitude) == (36.20124, 37.16117)
    assert found.radius_km > 10
    assert found.parents == ("Aleppo", "Syria")


@pytest.mark.parametrize(
    "text",
    [
        "Strikes hit Aleppo and Sample Garden.",
        "Strikes hit Sample Garden, Aleppo and Hama.",
        "Rebels left Aleppo and Hama after Sample Garden fell.",
        "Aleppo was calm. Sample Garden was hit.",
        "Near Aleppo the town of Sample Garden was hit.",
    ],
)
def test_an_unknown_name_is_no_part_of_a_city_that_stands_beside_it(gazetteer: Gazetteer, text: str) -> None:
    assert place(gazetteer, text, "Sample Garden") is None


def test_a_place_west_of_a_city_is_around_it_and_not_in_it(gazetteer: Gazetteer) -> None:
    found = place(
        gazetteer, "A convoy was hit in Sample Garden, west of Aleppo, Syria said.", "Sample Garden"
    )
    assert found is not None
    assert (found.kind, found.parents) == ("feature", ("Aleppo", "Syria"))
    assert found.radius_km > 35


@pytest.mark.parametrize(
    ("text", "name", "kind", "least"),
    [
        ("Jets hit Idlib province, Syria said.", "Idlib", "region", 50.0),
        ("Jets hit Idlib city, Syria said.", "Idlib", "city", 3.0),
        ("Jets hit the city of Idlib, Syria said.", "Idlib", "city", 3.0),
        ("Jets hit the outskirts of Damascus, Syria said.", "Damascus", "city", 30.0),
        ("Jets hit northern Syria.", "northern Syria", "country", 100.0),
        ("Jets hit eastern Aleppo, Syria said.", "eastern Aleppo", "city", 10.0),
        ("Jets hit Hama province, Syria said.", "Hama province", "region", 50.0),
    ],
)
def test_words_beside_a_name_set_kind_and_radius(
    gazetteer: Gazetteer, text: str, name: str, kind: str, least: float
) -> None:
    found = place(gazetteer, text, name)
    assert found is not None
    assert found.kind == kind
    assert found.radius_km >= least


def test_a_place_that_only_says_where_another_lies_is_left_out(gazetteer: Gazetteer) -> None:
    places = located(
        gazetteer, "Strikes hit the Sample Garden district of Aleppo.", "Sample Garden", "Aleppo"
    )
    assert [name.span.quote for name in places] == ["Sample Garden"]


def test_a_place_named_in_two_ways_is_told_once_by_the_first(gazetteer: Gazetteer) -> None:
    text = "Syria and Aleppo mourn: Syrian towns were hit."
    places = located(gazetteer, text, "Syria", "Aleppo", "Syrian")
    assert [name.span.quote for name in places] == ["Syria", "Aleppo"]
    assert [name.resolved.name for name in places if name.resolved] == ["Syria", "Aleppo"]


def test_places_side_by_side_are_both_kept(gazetteer: Gazetteer) -> None:
    places = located(gazetteer, "Strikes hit Aleppo, Idlib and Hama in Syria.", "Aleppo", "Idlib", "Hama")
    assert [name.resolved.name for name in places if name.resolved] == ["Aleppo", "Idlib", "Hama"]


def test_claims_without_places_pass_unchanged(gazetteer: Gazetteer) -> None:
    claim = Claim("report-1", "talks", Span(0, 5, "Talks"), Span(0, 5, "Talks"))
    assert locate([claim], Report("Talks failed."), gazetteer) == (claim,)


PARTS = "Aleppo|Tripoli|Paris|Sample Garden|,|and|of|in|district|province|near|west|the|.|Syria|'s|\n|حلب"
words = st.sampled_from(PARTS.split("|"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=15), st.data())
def test_any_text_keeps_each_name_and_every_claim(
    gazetteer: Gazetteer, parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    at = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(at + 1, len(text)))
    span = Span(at, end, text[at:end])
    claims = [Claim("report-1", "attack", span, span, places=(PlaceName(span),))]
    (claim,) = locate(claims, Report(text), gazetteer)
    assert [name.span for name in claim.places] == [span]
    assert locate(claims, Report(text), gazetteer) == (claim,)


def test_names_of_a_report_are_placed_by_each_other(gazetteer: Gazetteer) -> None:
    text = "Police in Paris said a man from Springfield, Texas Tech and the State of Texas agreed."
    found = place(gazetteer, text, "Paris")
    assert found is not None
    assert found.country == "US"


def test_the_country_of_a_publisher_tells_what_a_name_means(gazetteer: Gazetteer) -> None:
    span = Span(0, 7, "Tripoli")
    claim = Claim("report-1", "attack", span, span, places=(PlaceName(span),))
    (result,) = locate([claim], Report("Tripoli was shelled.", publisher="paper.com.lb"), gazetteer)
    assert result.places[0].resolved is not None
    assert result.places[0].resolved.country == "LB"

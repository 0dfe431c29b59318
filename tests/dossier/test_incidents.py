"""What happened is there: the incidents, truce claims and figures that the watches start from."""

from collections.abc import Iterator
from datetime import date

import pytest

from marsad.model import Claim, Incident
from marsad.store import View


def september(day: int) -> date:
    return date(2016, 9, day)


def told(view: View, type: str, place: str, day: int) -> list[Incident]:
    """The incidents of a type at a place that a day belongs to."""
    return [
        incident
        for incident in view.incidents()
        if incident.type == type
        and place in incident.place_names
        and incident.time is not None
        and incident.time.start <= september(day) <= incident.time.end
    ]


@pytest.mark.parametrize(
    ("type", "place", "day", "killed"),
    [
        ("air_strike", "Idlib", 10, (58, None)),
        ("air_strike", "Bustan al-Qasr", 10, None),
        ("rescue", "Idlib", 10, None),
        ("shelling", "Quneitra", 13, None),
        ("air_strike", "Khān Shaykhūn", 16, (3, 3)),
        ("attack", "Masharqa", 16, (1, 1)),
        ("air_strike", "Dā‘il", 18, (8, None)),
        ("air_strike", "Karm al-Jabal", 18, None),
        ("aid", "Urum al-Kubra", 19, None),
        ("aid", "Tallbīsah", 19, None),
        ("rescue", "Khan Tuman", 20, None),
        ("air_strike", "Sukkari", 21, (4, 5)),
        ("rescue", "Qadi Askar", 21, None),
        ("rescue", "Sukkari", 21, None),
        ("air_strike", "Bustan al-Qasr", 22, (5, 7)),
        ("rescue", "Bustan al-Qasr", 22, None),
        ("aid", "Moadamiyat al-Sham", 22, None),
        ("air_strike", "Ansari", 23, None),
    ],
)
def test_an_incident_is_told_at_its_place_and_day(
    view: View, type: str, place: str, day: int, killed: tuple[int, int | None] | None
) -> None:
    found = told(view, type, place, day)
    assert found
    tolls = [toll for incident in found if (toll := incident.toll_of("killed"))]
    assert killed is None or killed in [(toll.low, toll.high) for toll in tolls]


def test_the_convoy_strike_is_contested_between_those_who_blame_and_those_who_deny(view: View) -> None:
    argued = max(told(view, "air_strike", "Urum al-Kubra", 19), key=lambda one: len(one.claims))
    assert argued.grade == "contested"
    assert {"blames", "denies"} <= {said.relation for said in argued.attributions}
    assert len(argued.roots) >= 3


def test_the_night_of_the_fires_has_its_strikes_counted(view: View) -> None:
    (night,) = (one for one in told(view, "air_strike", "Bustan al-Qasr", 22) if one.count)
    assert "al-Kalasseh" in night.place_names
    assert night.count is not None
    assert (night.count.low, night.count.high) == (14, 14)


def truce_claims(view: View, phase: str) -> Iterator[Claim]:
    return (claim for claim in view.claims(types={"ceasefire"}) if claim.phase == phase)


@pytest.mark.parametrize(
    ("phase", "day"), [("agreed", 9), ("in_force", 12), ("extended", 14), ("violated", 16), ("ended", 19)]
)
def test_the_truce_is_told_step_by_step(view: View, phase: str, day: int) -> None:
    days = [claim.time.interval for claim in truce_claims(view, phase) if claim.time]
    assert any(one.start <= september(day) <= one.end for one in days)


def test_rival_statements_on_the_end_of_the_truce_are_all_claims(view: View) -> None:
    quotes = [claim.evidence.quote for claim in view.claims(types={"ceasefire"})]
    for words in ("come to an end", "not dead", "in danger", "will not hold out"):
        assert any(words in quote for quote in quotes), words


def test_each_figure_of_the_whole_war_is_a_claim_of_who_says_it(view: View) -> None:
    said = {
        (harm.quantity.low, source.span.quote)
        for claim in view.claims(types={"toll"})
        for source in claim.sources
        if (harm := claim.harm_of("killed"))
    }
    for low, name in [
        (301_781, "Syrian Observatory"),
        (430_000, "Syrian Observatory"),
        (250_000, "United Nations"),
        (400_000, "Staffan de Mistura"),
        (470_000, "Syrian Centre for Policy Research"),
    ]:
        assert any(low == number and name in quote for number, quote in said), (low, name)

"""Who acts and who is hit: what nobody contradicts."""

from dataclasses import replace

import pytest
from tests.export.rows import URUM, strike
from tests.store.factories import incident, span

from marsad.export.sides import Side, civilians_targeted, doers, roundup, state_fights
from marsad.model import Actor, Attribution, Claim, Quantity

GOVERNMENT, REBELS = (
    Side("Syrian government", "syria_government"),
    Side("Syrian opposition", "syria_opposition"),
)


def said(relation: str, actor: str, party: str = "") -> Attribution:
    return Attribution("monitor", relation, actor, party, "claim-1")  # type: ignore[arg-type]  # one of the four


def test_who_is_blamed_or_admits_is_a_doer_once_and_who_denies_is_none() -> None:
    told = replace(
        incident(strike()[1]),
        attributions=(
            said("blames", "the army", "syria_government"),
            said("admits", "Assad's troops", "syria_government"),
            said("blames", "Gunmen"),
            said("blames", "gunmen"),
            said("denies", "Russia", "russia"),
        ),
    )
    assert doers(told, ()) == (GOVERNMENT, Side("Gunmen", ""))


def clash(text: str, *names: str) -> Claim:
    taken, claim = strike(text)
    actors = tuple(Actor(span(taken.report, name)) for name in names)
    return replace(claim, type="armed_clash", actors=actors)


def test_where_sides_fight_they_are_the_known_parties_of_the_claims() -> None:
    fight = clash(
        "Shelling: government forces fought rebels and gunmen.", "government forces", "rebels", "gunmen"
    )
    told = replace(incident(fight, place=URUM), type="armed_clash")
    assert doers(told, (fight,)) == (GOVERNMENT, REBELS)
    assert doers(told, (replace(fight, stance="denies"), replace(fight, phase="planned"))) == ()
    assert doers(replace(told, place=None), (fight,)) == ()


@pytest.mark.parametrize(
    ("side", "country", "inter"),
    [
        (GOVERNMENT, "SY", 1),
        (GOVERNMENT, "LB", 8),
        (GOVERNMENT, "", None),
        (REBELS, "SY", 2),
        (Side("US-led coalition", "us_led_coalition"), "", 8),
        (Side("gunmen", ""), "SY", None),
    ],
)
def test_an_actor_code_depends_on_the_country(side: Side, country: str, inter: int | None) -> None:
    assert side.inter(country) == inter


@pytest.mark.parametrize(
    ("text", "targets", "expected"),
    [
        ("Shelling of civilians.", ("civilians",), True),
        ("Shelling of aid workers and women.", ("aid workers", "women"), True),
        ("Shelling of rebels.", ("rebels",), False),
        ("Shelling of rebels and civilians.", ("rebels", "civilians"), None),
        ("Shelling of a bridge.", ("a bridge",), None),
        ("Shelling.", (), None),
    ],
)
def test_targets_are_civilians_where_words_say_so(
    text: str, targets: tuple[str, ...], expected: bool | None
) -> None:
    taken, claim = strike(text)
    claim = replace(claim, targets=tuple(Actor(span(taken.report, name)) for name in targets))
    assert civilians_targeted((claim,)) is expected
    assert civilians_targeted((replace(claim, stance="denies"),)) is None


def test_a_state_fights_where_one_is_known_and_not_where_somebody_is_unknown() -> None:
    assert state_fights((GOVERNMENT, REBELS)) is True
    assert state_fights((REBELS, Side("Islamic State", "islamic_state"))) is False
    assert state_fights((REBELS, Side("gunmen", ""))) is None
    assert state_fights((Side("US-led coalition", "us_led_coalition"),)) is None
    assert state_fights(()) is None


def test_an_incident_that_counts_several_is_a_roundup() -> None:
    told = incident(strike()[1])
    assert not roundup(told)
    assert roundup(replace(told, count=Quantity(2, 2)))
    assert not roundup(replace(told, count=Quantity(None, 2)))
    assert roundup(replace(told, covers=("incident-1",)))

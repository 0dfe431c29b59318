"""A view over claims, and the id that lasts as long as its earliest claim."""

from dataclasses import replace

from marsad.model import Incident, Toll

INCIDENT = Incident(
    type="air_strike",
    claims=("claim-1", "claim-2"),
    time=None,
    place=None,
    place_names=("Saraqib",),
    roots=("Valley Monitor",),
    grade="weak",
    grade_reason="only one independent source tells it: Valley Monitor",
    tolls=(
        Toll("killed", low=5, best=5, high=7, voices=()),
        Toll("killed", low=3, best=3, high=3, voices=(), group="children"),
    ),
)


def test_id_stays_while_the_earliest_claim_stays() -> None:
    assert replace(INCIDENT, claims=("claim-1", "claim-3"), grade="fair", tolls=()).id == INCIDENT.id


def test_id_changes_with_the_earliest_claim() -> None:
    assert replace(INCIDENT, claims=("claim-0", "claim-1", "claim-2")).id != INCIDENT.id


def test_toll_of_tells_all_people_and_a_group_apart() -> None:
    assert INCIDENT.toll_of("killed") == INCIDENT.tolls[0]
    assert INCIDENT.toll_of("killed", "children") == INCIDENT.tolls[1]
    assert INCIDENT.toll_of("killed", "women") is None
    assert INCIDENT.toll_of("injured") is None

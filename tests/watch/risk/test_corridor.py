"""The risk sheet of a corridor: what is on the route, what may be, and how much is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import Dossier
from tests.watch.following import unfollowed
from tests.watch.happenings import (
    ALEPPO,
    BUSTAN,
    KYIV,
    MONDAY,
    PROVINCE,
    SYRIA,
    URUM,
    happening,
    records,
    toll,
)

from marsad.link.roots import find_roots
from marsad.model import Claim, Incident, Interval, Place
from marsad.watch.risk.corridor import Found, assess
from marsad.watch.risk.route import Route
from marsad.watch.risk.sheet import Asked, Sheet
from marsad.watch.risk.stretches import Corridor, corridor_of
from marsad.watch.statements import Happening, Statement

ROAD = Route((((URUM.latitude, URUM.longitude), (ALEPPO.latitude, ALEPPO.longitude)),))
CORRIDOR = corridor_of(ROAD, within_km=5)
WEEK = Asked(
    since=MONDAY - timedelta(days=6),
    until=MONDAY,
    days=7,
    within_km=5,
    stretch_km=5,
    record_from=date(2016, 1, 1),
    country="SY",
)


def told(*incidents: Incident) -> tuple[Happening, ...]:
    return tuple(Happening(one, ()) for one in incidents)


def sheet(*incidents: Incident, asked: Asked = WEEK, corridor: Corridor = CORRIDOR, **found: Any) -> Sheet:
    return assess(corridor, asked, Found(happenings=told(*incidents), **found))


def stated(dossier: Dossier, claims: Iterable[Claim] | None = None) -> tuple[Statement, ...]:
    found = []
    for claim in dossier.claims if claims is None else claims:
        report = dossier.reports[claim.report]
        (root,) = find_roots([claim], report).values()
        found.append(Statement(claim, root, report.published))
    return tuple(found)


def happened(dossier: Dossier) -> tuple[Happening, ...]:
    by_id = {one.claim.id: one for one in stated(dossier)}
    return tuple(Happening(one, tuple(by_id[id] for id in one.claims)) for one in dossier.link())


def apart(found: Sheet) -> dict[str, tuple[str, ...]]:
    return {one.key: one.incidents for one in found.apart if one.incidents}


def moved(place: Place, north: float, east: float, radius: float = 1.0) -> Place:
    return replace(place, latitude=place.latitude + north, longitude=place.longitude + east, radius_km=radius)


def test_an_incident_stands_at_its_kilometre_and_so_far_off() -> None:
    (one,) = sheet(happening(place=moved(URUM, 0.0, 0.0333))).on_route
    assert one.km == pytest.approx(2.7, abs=0.3)
    assert one.off_km == pytest.approx(1.0, abs=0.3)


def test_a_place_wider_than_the_corridor_may_be_on_the_route_and_is_pinned_nowhere() -> None:
    found = sheet(happening(place=ALEPPO))
    (one,) = found.somewhere
    assert (found.on_route, one.km, one.off_km, one.place.name) == ((), None, None, "Aleppo")
    assert found.known.stretches == 0


def test_a_point_outside_whose_radius_reaches_in_may_be_on_the_route() -> None:
    outside = moved(URUM, -0.06, 0.0, 3.0)
    assert [one.id for one in sheet(happening(place=outside)).somewhere] == [happening().id]


def test_a_region_may_be_on_the_route_and_a_country_is_counted_apart() -> None:
    found = sheet(happening(1, place=PROVINCE), happening(2, place=SYRIA))
    assert [one.id for one in found.somewhere] == [happening(1).id]
    assert apart(found) == {"country": (happening(2).id,)}


def test_what_is_far_away_changes_nothing() -> None:
    near = happening(1)
    assert sheet(near, happening(2, place=KYIV), earlier=(happening(3, place=KYIV),)) == sheet(near)


@given(records(), st.sampled_from([KYIV, moved(URUM, 1.0, 1.0)]))
def test_an_incident_far_from_the_route_changes_nothing(incidents: list[Incident], place: Place) -> None:
    far = happening(99, place=place)
    assert sheet(*incidents, far) == sheet(*incidents)


@given(records(), st.integers(0, 30))
def test_two_periods_add_up_to_both(incidents: list[Incident], split: int) -> None:
    middle, end = MONDAY + timedelta(days=split), MONDAY + timedelta(days=45)
    first = replace(WEEK, since=MONDAY, until=middle)
    second = replace(WEEK, since=middle + timedelta(days=1), until=end)
    parts = [counts(sheet(*incidents, asked=one)) for one in (first, second)]
    whole = counts(sheet(*incidents, asked=replace(WEEK, since=MONDAY, until=end)))
    assert whole == {
        key: sum(part.get(key, 0) for part in parts) for part in parts for key in {*parts[0], *parts[1]}
    }


def counts(found: Sheet) -> dict[tuple[str, str], float]:
    return {(row.type, one.label): one.number for row in found.types for one in row.grades}


@given(records())
def test_every_figure_can_be_followed(incidents: list[Incident]) -> None:
    found = sheet(*incidents, unplaced=[one for one in incidents if one.place is None])
    assert unfollowed(asdict(found)) == []


def test_a_stretch_without_reports_is_marked_and_counted() -> None:
    found = sheet(happening(place=BUSTAN), happening(1, place=moved(URUM, 0, 0, 1.0)))
    silent = [one.label for one in found.stretches if one.reports == "no reports"]
    assert silent == list(found.silence.stretches) == ["5–10 km"]
    assert "no reports" in found.silence.share
    assert found.known.share == pytest.approx(1 - 5 / CORRIDOR.length_km, abs=1e-3)


def test_a_place_tells_of_the_stretches_that_its_radius_reaches() -> None:
    middle = moved(URUM, 0.0, 0.0555, 3.0)  # about the fifth kilometre, where two stretches meet
    assert [one.reports for one in sheet(happening(place=middle)).stretches][:2] == ["told", "told"]


def test_what_a_person_set_aside_tells_of_no_stretch() -> None:
    assert sheet(happening(grade="discounted")).known.stretches == 0


def test_nothing_is_known_of_days_before_the_first_report() -> None:
    asked = replace(WEEK, record_from=MONDAY + timedelta(days=30))
    found = sheet(asked=asked)
    assert {one.reports for one in found.stretches} == {"no reports"}
    assert "100%" in found.silence.share
    assert any("before the first report" in note for note in found.notes)


def test_the_last_report_and_the_last_incident_before_are_told_of_each_stretch() -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, published=MONDAY)
    dossier.tell(place=URUM, published=MONDAY + timedelta(days=3))
    before = happening(7, time=Interval(MONDAY - timedelta(days=20), MONDAY - timedelta(days=20)))
    found = assess(CORRIDOR, WEEK, Found(happened(dossier), earlier=(before,)))
    first = found.stretches[0]
    assert first.last_report and first.last_report.day == MONDAY + timedelta(days=3)
    assert first.last_before and first.last_before.id == before.id
    assert found.stretches[2].last_report is None


def test_what_began_before_or_tells_no_day_or_place_is_counted_apart() -> None:
    reaching = happening(1, time=Interval(MONDAY - timedelta(days=9), MONDAY, "days"))
    undated, nowhere = happening(2, time=None), happening(3, place=None)
    found = sheet(reaching, undated, unplaced=[nowhere])
    assert apart(found) == {"reaching": (reaching.id,), "undated": (undated.id,), "unplaced": (nowhere.id,)}
    assert found.on_route == ()


def test_planned_things_are_listed_and_not_counted_as_happened() -> None:
    found = sheet(happening(phase="planned"))
    assert (len(found.on_route), found.types) == (1, ())


def test_a_strike_on_an_aid_convoy_is_an_attack_on_aid_although_it_is_denied() -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, by="Observatory", targets="aid convoy", text="Planes hit a convoy.")
    dossier.tell(place=URUM, by="ministry", targets="aid convoy", stance="denies")
    found = assess(CORRIDOR, WEEK, Found(happened(dossier)))
    (threat,) = found.aid_attacks
    one = found.beheld(threat.incident)
    assert one and (one.grade, one.km) == ("contested", 0.0)
    assert sorted(said.stance for said in threat.said) == ["asserts", "denies"]
    assert found.medic_attacks == ()


def test_a_delivery_of_aid_is_no_attack_on_aid() -> None:
    dossier = Dossier()
    dossier.tell("aid", place=URUM, targets="aid convoy")
    assert assess(CORRIDOR, WEEK, Found(happened(dossier))).aid_attacks == ()


def test_harm_to_medics_is_an_attack_on_medics() -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, killed=4, groups={"medics": 4})
    (threat,) = assess(CORRIDOR, WEEK, Found(happened(dossier))).medic_attacks
    assert threat.said[0].claim == dossier.claims[0].id


def test_mines_and_checkpoints_are_found_in_the_words_of_claims() -> None:
    dossier = Dossier()
    dossier.tell("explosion", place=URUM, means="landmine")
    dossier.tell("detention", place=BUSTAN, text="Soldiers at a checkpoint took two men.")
    found = assess(CORRIDOR, WEEK, Found(happened(dossier)))
    assert (len(found.mines), len(found.checkpoints)) == (1, 1)


def test_tolls_are_ranges_with_the_source_of_each_number() -> None:
    (one,) = sheet(happening(tolls=(toll(3, 5, None),))).on_route
    (harmed,) = one.tolls
    assert (harmed.low, harmed.best, harmed.high, harmed.claims) == (3, 5, None, ("claim-0",))


def control(*claims: Claim, dossier: Dossier) -> Sequence[tuple[tuple[str, ...], list[str]]]:
    found = assess(CORRIDOR, WEEK, Found(control=stated(dossier, claims)))
    return [(one.stretches, [said.claim for said in one.said]) for one in found.control]


def test_rival_words_on_who_holds_a_stretch_stand_side_by_side() -> None:
    dossier = Dossier()
    army = dossier.tell("territory_change", place=URUM, by="army", actors="army", published=MONDAY)
    rebels = dossier.tell("territory_change", place=URUM, by="rebels", actors="rebels", published=MONDAY)
    first, *others = control(army, rebels, dossier=dossier)
    assert (first[0], set(first[1])) == (("0–5 km",), {army.id, rebels.id})
    assert [ids for _, ids in others] == [[]]


def test_of_one_source_the_newest_word_on_the_ground_stands_and_what_came_later_than_the_days_does_not() -> (
    None
):
    dossier = Dossier()
    days = (MONDAY - timedelta(days=50), MONDAY - timedelta(days=2), MONDAY + timedelta(days=1))
    told = [dossier.tell("siege", place=URUM, by="monitor", published=day, day=day) for day in days]
    assert control(*told, dossier=dossier)[0][1] == [told[1].id]


def test_a_look_back_does_not_stand_for_the_present() -> None:
    dossier = Dossier()
    now = dossier.tell("siege", place=URUM, by="monitor", published=MONDAY, day=MONDAY)
    past = dossier.tell(
        "territory_change", place=URUM, by="monitor", published=MONDAY, day=MONDAY - timedelta(days=900)
    )
    assert control(past, now, dossier=dossier)[0][1] == [now.id]


def test_ground_that_is_known_no_better_than_a_city_is_told_apart() -> None:
    dossier = Dossier()
    claim = dossier.tell("siege", place=ALEPPO, published=MONDAY)
    found = assess(CORRIDOR, WEEK, Found(control=stated(dossier)))
    assert found.control_somewhere and [one.claim for one in found.control_somewhere.said] == [claim.id]
    assert all(not one.said for one in found.control)


def ceasefire(dossier: Dossier) -> list[str]:
    return [one.claim for one in assess(CORRIDOR, WEEK, Found(ceasefire=stated(dossier))).ceasefire]


def test_rival_words_on_a_ceasefire_stand_side_by_side_each_source_with_its_newest() -> None:
    dossier = Dossier()
    dossier.tell("ceasefire", phase="in_force", by="army", day=None, published=MONDAY - timedelta(days=3))
    over = dossier.tell("ceasefire", phase="ended", by="army", day=None, published=MONDAY)
    holds = dossier.tell("ceasefire", phase="in_force", by="envoy", day=None, published=MONDAY, place=SYRIA)
    assert set(ceasefire(dossier)) == {over.id, holds.id}


def test_a_truce_of_another_place_is_not_that_of_the_route() -> None:
    dossier = Dossier()
    dossier.tell("ceasefire", place=moved(URUM, -2.0, 0.0), published=MONDAY)
    assert ceasefire(dossier) == []


def test_a_truce_told_by_a_report_of_another_country_is_not_that_of_the_route() -> None:
    dossier = Dossier()
    dossier.tell("ceasefire", published=MONDAY)
    (here,) = stated(dossier)
    away = Found(ceasefire=(replace(here, land="UA"),))
    assert assess(CORRIDOR, WEEK, away).ceasefire == ()
    assert len(assess(CORRIDOR, WEEK, Found(ceasefire=(here,))).ceasefire) == 1


def test_the_head_says_what_the_sheet_does_not_say() -> None:
    words = " ".join(sheet().head)
    assert "does not say whether to go" in words
    assert "No report is not no danger" in words

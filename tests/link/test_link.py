"""Claims as the field tells them, and the incidents that must come of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.link.telling import (
    ALEPPO,
    BUSTAN,
    IDLIB,
    KALASSEH,
    MONDAY,
    PROVINCE,
    URUM,
    Dossier,
    at_least,
)

from marsad.link.facts import read_facts
from marsad.link.scoring import weigh
from marsad.model import Claim, Interval, Judgement

NOW = datetime(2016, 10, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def judge(verdict: str, *subjects: str, hour: int = 0) -> Judgement:
    return Judgement(verdict, subjects, "M. Analyst", NOW + timedelta(hours=hour))  # type: ignore[arg-type]  # any verdict


@pytest.fixture
def dossier() -> Dossier:
    return Dossier()


def test_the_struck_aid_convoy_is_one_contested_incident(dossier: Dossier) -> None:
    convoy: dict[str, Any] = {"place": URUM, "targets": "aid convoy"}
    dossier.tell("air_strike", by="SOHR", killed=12, **convoy)
    dossier.tell("attack", by="a UN spokesman", paper="UN", killed=at_least(18), **convoy)
    dossier.tell("air_strike", by="US officials", actors="Russia", paper="Post", **convoy)
    dossier.tell("attack", by="Syrian Civil Defence", actors="Syrian regime helicopters", killed=20, **convoy)
    dossier.tell("attack", by="Igor Konashenkov", actors="rebels", published=MONDAY + 2 * DAY, **convoy)
    dossier.tell("air_strike", by="Igor Konashenkov", actors="Russian", stance="denies", **convoy)
    incident = dossier.only()
    assert incident.grade == "contested"
    assert "Russia" in incident.grade_reason
    toll = incident.toll_of("killed")
    assert toll is not None
    assert (toll.low, toll.best, toll.high) == (12, 12, 20)
    assert {voice.root for voice in toll.voices} == {
        "Syrian Observatory for Human Rights",
        "United Nations",
        "Syria Civil Defence",
    }
    relations = {(a.root, a.relation, a.party) for a in incident.attributions}
    assert ("Russia", "denies", "russia") in relations
    assert ("Syria Civil Defence", "blames", "syria_government") in relations
    assert ("Russia", "blames", "syria_opposition") in relations


def test_twelve_tellings_of_one_strike_are_one_incident(dossier: Dossier) -> None:
    tolls = [12, at_least(12), 12, 15, at_least(10), 12, 14, 12, 15, 12, at_least(12), 15]
    for number, toll in enumerate(tolls):
        place = ALEPPO if number == 5 else BUSTAN
        dossier.tell(by=f"Witness {number}", paper=f"Paper {number}", place=place, killed=toll)
    incident = dossier.only()
    assert len(incident.claims) == 12
    assert incident.place == BUSTAN
    assert incident.grade == "fair"


def test_two_districts_and_two_strikes_stay_two(dossier: Dossier) -> None:
    dossier.tell(place=BUSTAN)
    dossier.tell(place=KALASSEH)
    assert len(dossier.link()) == 2


def test_districts_that_stand_at_their_citys_point_stay_two(dossier: Dossier) -> None:
    dossier.tell(place="Salaheddin")
    dossier.tell(place="Hanano")
    assert len(dossier.link()) == 2


def test_one_source_with_two_tolls_at_one_time_tells_two_strikes(dossier: Dossier) -> None:
    dossier.tell(by="SOHR", place=ALEPPO, killed=5)
    dossier.tell(by="SOHR", place=ALEPPO, killed=9)
    assert len(dossier.link()) == 2


def test_one_strike_does_not_chain_two_days_into_one(dossier: Dossier) -> None:
    for days in range(4):
        dossier.tell(place=BUSTAN, killed=12, day=MONDAY + days * DAY, published=MONDAY + 6 * DAY)
    assert all(len(incident.claims) <= 2 for incident in dossier.link())


def test_tolls_far_apart_in_one_city_tell_of_two_strikes(dossier: Dossier) -> None:
    for number, killed in enumerate((3, 24)):
        dossier.tell(by=f"Witness {number}", place=ALEPPO, killed=killed)
    assert len(dossier.link()) == 2


@pytest.mark.parametrize("type", ["armed_clash", "shelling", "air_strike"])
def test_one_source_that_tells_twice_of_what_goes_on_all_day_tells_of_two_things(
    dossier: Dossier, type: str
) -> None:
    for paper in ("Wire", "Post"):
        dossier.tell(type, by="SOHR", place=BUSTAN, paper=paper)
    assert len(dossier.link()) == 2


@pytest.mark.parametrize("type", ["armed_clash", "shelling", "air_strike"])
def test_it_tells_of_one_where_it_counts_those_who_were_hit(dossier: Dossier, type: str) -> None:
    for paper in ("Wire", "Post"):
        dossier.tell(type, by="SOHR", place=BUSTAN, killed=4, paper=paper)
    assert len(dossier.link()) == 1


@pytest.mark.parametrize("type", ["armed_clash", "shelling", "air_strike"])
def test_two_sources_tell_of_one_though_neither_tells_of_harm(dossier: Dossier, type: str) -> None:
    for by in ("SOHR", "UNICEF"):
        dossier.tell(type, by=by, place=BUSTAN, paper=by)
    assert len(dossier.link()) == 1


def test_either_side_of_a_fight_may_be_named(dossier: Dossier) -> None:
    pair = [
        dossier.tell("armed_clash", by=by, place=BUSTAN, actors=by, paper=by)
        for by in ("rebels", "Syrian army")
    ]
    left, right = (one for claim in pair for one in read_facts([claim], dossier.reports[claim.report]))
    assert left.parties and right.parties and left.parties.isdisjoint(right.parties)
    assert not any("actors" in name for name, _ in weigh(left, right))


def test_exact_repeats_merge_across_papers(dossier: Dossier) -> None:
    dossier.tell(place=ALEPPO, paper="Wire")
    dossier.tell(place=ALEPPO, paper="Post")
    assert len(dossier.only().links) == 1


def test_far_towns_stay_apart_whatever_the_toll(dossier: Dossier) -> None:
    dossier.tell(place=IDLIB, killed=23, targets="market")
    dossier.tell(place=BUSTAN, killed=23, targets="market")
    assert len(dossier.link()) == 2


def test_a_helicopter_shot_down_is_not_the_strike_on_a_market_of_the_same_city(dossier: Dossier) -> None:
    dossier.tell("air_strike", place=ALEPPO, targets="market")
    dossier.tell("attack", place=ALEPPO, targets="military helicopter", paper="Post")
    assert len(dossier.link()) == 2


def test_long_times_that_meet_do_not_make_one(dossier: Dossier) -> None:
    for start in (0, 9):
        day = Interval(MONDAY + start * DAY, MONDAY + (start + 20) * DAY, "days")
        dossier.tell("shelling", place=ALEPPO, day=day, actors="rebels", published=day.end)
    assert len(dossier.link()) == 2


def test_a_round_up_covers_what_lies_inside_and_swallows_nothing(dossier: Dossier) -> None:
    strikes = [dossier.tell(place=BUSTAN, killed=12), dossier.tell(place=URUM, killed=3, day=MONDAY + DAY)]
    elsewhere = dossier.tell(place=IDLIB, killed=8)
    before = dossier.tell(place=KALASSEH, day=MONDAY - 9 * DAY, published=MONDAY - 8 * DAY)
    week = Interval(MONDAY, MONDAY + 4 * DAY, "week")
    roundup = dossier.tell(place=PROVINCE, day=week, published=week.end, count=40, killed=at_least(100))
    incidents = {incident.claims[0]: incident for incident in dossier.link()}
    assert len(incidents) == 5
    assert set(incidents[roundup.id].covers) == {incidents[strike.id].id for strike in strikes}
    assert all(incidents[claim.id].covers == () for claim in (elsewhere, before, *strikes))
    toll = incidents[roundup.id].toll_of("killed")
    assert toll is not None
    assert (toll.low, toll.high) == (100, None)


def test_a_claim_without_a_place_joins_only_on_strong_evidence(dossier: Dossier) -> None:
    dossier.tell(place=URUM, targets="aid convoy", killed=20)
    dossier.tell(targets="aid convoy", killed=20, paper="Post")
    vague = dossier.tell(paper="Times")
    incidents = dossier.link()
    assert sorted(len(incident.claims) for incident in incidents) == [1, 2]
    assert next(i for i in incidents if len(i.claims) == 1).claims == (vague.id,)


def test_what_a_report_tells_as_one_is_one(dossier: Dossier) -> None:
    headline = dossier.tell(place=BUSTAN)
    dossier.tell(place=None, day=None, killed=7, same_as=headline)
    assert len(dossier.only().claims) == 2


def test_a_planned_convoy_is_an_incident_of_its_own(dossier: Dossier) -> None:
    dossier.tell("aid", place=URUM, phase="planned")
    dossier.tell("aid", place=URUM, phase="blocked", day=MONDAY + DAY)
    assert {incident.phase for incident in dossier.link()} == {"planned", "blocked"}


def test_a_standing_figure_is_no_incident(dossier: Dossier) -> None:
    dossier.tell("toll", killed=300_000, day=None)
    assert dossier.link() == ()


def test_a_denial_of_something_nobody_tells_stands_alone_and_contested(dossier: Dossier) -> None:
    dossier.tell("air_strike", by="Russian Defence Ministry", actors="Russia", stance="denies", place=BUSTAN)
    incident = dossier.only()
    assert incident.grade == "contested"
    assert incident.roots == ()


def test_a_denial_that_could_mean_two_strikes_joins_neither(dossier: Dossier) -> None:
    dossier.tell(place=BUSTAN, actors="Russia")
    dossier.tell(place=KALASSEH, actors="Russia")
    denial = dossier.tell(by="Russia", actors="Russia", stance="denies")
    assert (denial.id,) in [incident.claims for incident in dossier.link()]


def two_strikes(dossier: Dossier) -> tuple[Claim, Claim]:
    return dossier.tell(place=BUSTAN), dossier.tell(place=BUSTAN, paper="Post")


def test_a_judgement_of_different_always_holds(dossier: Dossier) -> None:
    left, right = two_strikes(dossier)
    apart = judge("different", left.id, right.id)
    joined = judge("same", left.id, right.id, hour=1)
    assert len(dossier.link(apart)) == 2
    assert len(dossier.link(apart, joined)) == 2
    assert len(dossier.link(apart, judge("withdraw", apart.id, hour=2))) == 1


def test_a_judgement_of_same_joins_what_the_program_would_not(dossier: Dossier) -> None:
    left, right = dossier.tell(place=BUSTAN), dossier.tell("shelling", place=IDLIB)
    incident = dossier.only(judge("same", left.id, right.id))
    assert ("judged the same", 20.0) in incident.links[0].reasons


def test_a_rejected_claim_is_left_out_until_accepted(dossier: Dossier) -> None:
    claim = dossier.tell(place=BUSTAN)
    rejected = judge("reject", claim.id)
    assert dossier.link(rejected) == ()
    assert len(dossier.link(rejected, judge("accept", claim.id, hour=1))) == 1
    withdrawal = judge("withdraw", rejected.id, hour=1)
    assert len(dossier.link(rejected, withdrawal)) == 1
    assert dossier.link(rejected, withdrawal, judge("withdraw", withdrawal.id, hour=2)) == ()


def test_links_tell_their_reasons(dossier: Dossier) -> None:
    dossier.tell(place=BUSTAN, killed=12)
    dossier.tell(place=BUSTAN, killed=12, paper="Post")
    (found,) = dossier.only().links
    names = {name for name, _ in found.reasons}
    assert {"same type", "same time", "same place", "same large number"} <= names
    assert found.score > 0


def test_two_denials_judged_different_stay_apart(dossier: Dossier) -> None:
    dossier.tell(place=BUSTAN, killed=12)
    denials = [
        dossier.tell(by=by, place=BUSTAN, stance="denies", actors=by, paper="Post")
        for by in ("Russia", "Syrian army")
    ]
    incidents = dossier.link(judge("different", *(denial.id for denial in denials)))
    assert not any({denial.id for denial in denials} <= set(incident.claims) for incident in incidents)


def test_what_a_report_tells_as_one_through_another_family_is_one(dossier: Dossier) -> None:
    strike = dossier.tell(place=BUSTAN)
    aid = dossier.tell("aid", place=IDLIB, same_as=strike)
    dossier.tell(same_as=aid)
    assert max(len(incident.claims) for incident in dossier.link()) == 2

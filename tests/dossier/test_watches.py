"""What each watch answers on the example dossier, as a monitor would say it; expected.yaml has the same in full."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.test_expected import EXPECTED

from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.model import Captured, Incident, Viewer
from marsad.ops.access import find_access
from marsad.ops.assess import Question, find_sheet, route_of
from marsad.ops.ceasefires import Watched, find_ceasefire, find_ceasefires
from marsad.ops.convoys import Asked, Convoys, find_convoys
from marsad.ops.figures import find_figures
from marsad.ops.linking import relink
from marsad.ops.response import find_response
from marsad.ops.trend import area_of, find_check, find_trend, told_place, violent_types
from marsad.store import IncidentQuery, Store, View, open_store, verify
from marsad.watch.access.convoys import Convoy
from marsad.watch.ceasefire.standing import Step
from marsad.watch.intensity import comparison, trend_figures
from marsad.watch.response.response import Response
from marsad.watch.risk.sheet import Sheet

DISTRICTS = ["Bustan al-Qasr", "al-Kalasseh"]
ARMY, BLAMES, DENIES = "Syrian government", "blames", "denies"


def september(day: int) -> date:
    return date(2016, 9, day)


def facts(watch: str, start: str) -> dict[str, Any]:
    """The facts that are expected as the answer to the question that begins so."""
    (found,) = (one["facts"] for one in EXPECTED[watch] if one["ask"].startswith(start))
    return dict(found)


@pytest.fixture(scope="module")
def gazetteer(dossier_url: str, world: Path) -> Iterator[Gazetteer]:
    """The world's places and those that the dossier brings."""
    own = Path(dossier_url.removeprefix("sqlite:///")).with_name("places.sqlite")
    with closing(open_gazetteer(own, world)) as gazetteer:
        yield gazetteer


# The truce


@pytest.fixture
def truce(view: View) -> Watched:
    """The one truce of the dossier."""
    (one,) = find_ceasefires(view).ceasefires
    return find_ceasefire(view, one.id)


def test_the_truce_was_announced_on_the_9th_in_force_on_the_12th_and_declared_over_on_the_19th(
    truce: Watched,
) -> None:
    expected = facts("truce", "Which truce")
    one = truce.ceasefire
    assert {(day.start, day.end) for day in one.declared} == {(expected["announced"],) * 2}
    assert {(day.start, day.end) for day in one.effective} == {(expected["in_force"],) * 2}
    assert {(day.start, day.end) for day in one.ended} == {(expected["declared_over"]["on"],) * 2}
    assert expected["declared_over"]["by"] == "Syrian army"
    assert ARMY in {day.source for day in one.ended}
    assert one.period
    assert (one.period.start, one.period.end) == (expected["in_force"], expected["declared_over"]["on"])


def test_the_truce_is_one_for_syria_brokered_by_two_powers_and_without_two_groups(truce: Watched) -> None:
    one = truce.ceasefire
    assert [(area.country, area.place) for area in one.area] == [("SY", None)]
    assert {party.name for party in one.brokers} == set(facts("truce", "Which truce")["brokers"])
    assert {party.party for party in one.parties} == {"syria_government", "syria_opposition"}
    # Jabhat Fateh al-Sham is Hayat Tahrir al-Sham by its later name.
    assert {said.party for said in one.exclusions} == {"islamic_state", "hayat_tahrir_al_sham"}


def test_the_truce_was_extended_on_the_14th(truce: Watched) -> None:
    extended = [step for step in truce.ceasefire.history if step.step == "extended"]
    assert {step.start for step in extended} == {facts("truce", "Which truce")["extended"]}


def test_rival_statements_on_its_end_stand_side_by_side(truce: Watched) -> None:
    # The army says that it is over; Kerry says that it is not dead, the UN that only two powers could end it.
    readings = {one.reading: {step.source for step in one.said} for one in truce.ceasefire.current}
    assert ARMY in readings["ended"]
    assert any("John Kerry" in source for source in readings["not ended"])
    assert "United Nations" in readings["ended, doubted"]
    (rival,) = (one for one in truce.ceasefire.contradictions if one.about == "whether it ended")
    ended, against = (" / ".join(step.quote for step in side.said) for side in rival.sides)
    assert "come to an end" in ended
    for words in ("not dead", "in danger", "only the United States and Russia could declare it over"):
        assert words in against
        assert words not in ended


def test_who_denies_the_end_speaks_after_it_was_declared(truce: Watched) -> None:
    # That a first truce of 48 hours "will then be renewed", said on the 10th, is no word on its end on the 19th.
    (rival,) = (one for one in truce.ceasefire.contradictions if one.about == "whether it ended")
    said = [step for side in rival.sides for step in side.said if isinstance(step, Step)]
    assert said
    assert all((step.published or step.end) >= september(19) for step in said)


def test_numbers_of_breaches_that_sources_count_stay_theirs(truce: Watched) -> None:
    # 14 by the Observatory, 7 by state media, 302 by the Russian staff: each with its words, never added up.
    alleged = {(one.low, one.source.split(" (")[0]) for one in truce.ceasefire.alleged}
    assert {(14, "Syrian Observatory for Human Rights"), (7, ARMY)} <= alleged
    assert any(low == 302 and "Rudskoi" in source for low, source in alleged)
    assert truce.breaches.total.number == 0  # of those that are told one by one each has a single source


@pytest.mark.parametrize(
    ("type", "day", "place", "grade"),
    [
        ("shelling", 13, "Quneitra", "weak"),
        ("air_strike", 16, "Khān Shaykhūn", "weak"),
        ("attack", 16, "Masharqa", "weak"),
        ("air_strike", 18, "Karm al-Jabal", "weak"),
        ("air_strike", 18, "Dā‘il", "weak"),
        ("air_strike", 19, "Urum al-Kubra", "contested"),
    ],
)
def test_what_happened_in_its_days_is_a_breach_with_its_grade(
    truce: Watched, type: str, day: int, place: str, grade: str
) -> None:
    assert (type, september(day), place, grade) in {
        (one.type, one.start, one.place.name, one.grade) for one in truce.breaches.breaches if one.place
    }


def test_what_came_before_it_or_after_its_end_is_no_breach(truce: Watched, view: View) -> None:
    ids = {one.incident for one in truce.breaches.breaches}
    for place, day in (("Idlib", 10), ("Bustan al-Qasr", 22)):
        told = list(strikes(view, place, day))
        assert told
        assert ids.isdisjoint(one.id for one in told)


def test_the_days_before_of_which_nothing_is_told_are_not_called_calm(truce: Watched) -> None:
    before, during, after = truce.breaches.all_rates
    assert (before.end, during.start, during.end, after.start) == tuple(map(september, (11, 12, 19, 20)))
    assert len(before.told) < (before.end - before.start).days + 1
    assert any("is not known, not calm" in note for note in truce.notes)


# The convoy strike


def strikes(view: View, place: str, day: int) -> Iterator[Incident]:
    """The air strikes on a place and day."""
    for one in view.incidents(
        IncidentQuery(since=september(day), until=september(day), type=("air_strike",))
    ):
        if place in one.place_names:
            yield one


@pytest.fixture
def convoy_strike(view: View) -> Incident:
    """The incident of the strike on the convoy of which most is told."""
    return max(strikes(view, "Urum al-Kubra", 19), key=lambda one: len(one.claims))


def test_the_convoy_strike_is_a_breach_that_is_contested(truce: Watched, convoy_strike: Incident) -> None:
    (breach,) = (one for one in truce.breaches.breaches if one.incident == convoy_strike.id)
    assert breach.grade == breach.counts == facts("convoy_strike", "What happened")["grade"] == "contested"
    assert convoy_strike.id in next(row for row in truce.breaches.apart if row.what == "contested").incidents
    assert convoy_strike.id not in truce.breaches.total.incidents


def test_the_us_blame_russia_for_it_and_russia_denies(truce: Watched, convoy_strike: Incident) -> None:
    (breach,) = (one for one in truce.breaches.breaches if one.incident == convoy_strike.id)
    said = {(one.source, one.relation, one.party) for one in breach.said}
    assert {("United States", BLAMES, "russia"), ("Russia", DENIES, "russia")} <= said
    # The UN cannot say that it was an air strike: a doubt, which takes nobody's side.
    assert any(one.relation == "doubts" for one in breach.said)
    assert ("Russia", BLAMES, "russia") not in said


def test_the_convoy_strike_is_an_attack_on_aid_on_the_risk_sheet(
    sheet: Sheet, convoy_strike: Incident
) -> None:
    assert convoy_strike.id in {threat.incident for threat in sheet.aid_attacks}
    beheld = sheet.beheld(convoy_strike.id)
    assert beheld
    assert (beheld.grade, beheld.km, beheld.off_km) == ("contested", 0.0, 0.0)
    killed = next(toll for toll in beheld.tolls if (toll.kind, toll.group) == ("killed", ""))
    expected = facts("convoy_strike", "What happened")["killed"]
    assert killed.low <= expected["low"]
    assert killed.high is not None
    assert killed.high >= expected["high"]


def test_18_of_31_trucks_were_hit_and_78000_people_should_have_been_reached(view: View) -> None:
    one = convoy_to(find_convoys(view, Asked()), "Urum al-Kubra")
    expected = facts("convoy_strike", "What happened")
    assert one.state == "attacked"
    assert {(count.what, count.low) for count in one.trucks} >= {
        ("in the convoy", expected["trucks"]["in_all"])
    }
    assert expected["people_to_be_reached"] in {count.low for count in one.people}


# Access


def convoy_to(found: Convoys, place: str) -> Convoy:
    """The one convoy to a place."""
    (one,) = (
        one
        for one in found.convoys
        if any(stop.role == "destination" and stop.name == place for stop in one.stops)
    )
    return one


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Urum al-Kubra", "Urum al-Kubra"),
        ("Tallbīsah", "Talbiseh"),
        ("Moadamiyat al-Sham", "Moadamiyat al-Sham"),
        ("Aleppo", "eastern Aleppo"),
    ],
)
def test_how_far_each_convoy_got(view: View, place: str, expected: str) -> None:
    (row,) = (one for one in facts("access", "Which convoys")["convoys"] if one["to"] == expected)
    assert convoy_to(find_convoys(view, Asked()), place).state == row["last"]


def test_the_un_suspended_all_convoys_on_the_20th_and_resumed_on_the_22nd(view: View) -> None:
    found = [
        one
        for one in find_access(view, Asked()).suspensions
        if any(area.name == "Syria" for area in one.area)
    ]
    assert [(one.since, one.until) for one in found] == [(september(20), september(22))]
    assert "United Nations" in {by.name for by in found[0].by}
    assert any("after the attack on relief trucks" in why.quote for why in found[0].reasons)


def test_eastern_aleppo_is_besieged_with_275000_people_and_the_un_says_that_permits_are_missing(
    view: View,
) -> None:
    (one,) = (siege for siege in find_access(view, Asked()).sieges if siege.name == "Aleppo")
    assert one.status == "besieged"
    assert 275_000 in {count.low for count in one.people_inside}
    assert any(said.source == "United Nations" and "permits" in said.quote for said in one.kept_out)


@pytest.mark.parametrize("place", ["Aleppo", "Moadamiyat al-Sham", "Tallbīsah"])
def test_besieged_places_are_told(view: View, place: str) -> None:
    assert place in {siege.name for siege in find_access(view, Asked()).sieges if siege.kind == "siege"}


ARRIVAL = ("Convoy arrives in Moadamiyat al-Sham", "A UN convoy reached besieged Moadamiya")
"""Words of the two reports that tell of the arrival."""
TOLD_BEFORE = ("Moadam", "Mu‘ad", "Muaddam", "rural Damascus", "Rif Dimashq")
"""What the road's end is called."""


@pytest.fixture(scope="module")
def before(dossier: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same record before anybody told of the arrival: its other reports, as they were read."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('before') / 'record.db'}") as store:
        with dossier.view(Viewer.OWNER) as view, store.writer() as writer:
            reports = list(view.reports())
            kept = [one for one in reports if not any(words in one.title + one.text for words in ARRIVAL)]
            assert len(reports) - len(kept) == len(ARRIVAL)
            for report in kept:
                original = view.original(report.original)
                assert original
                writer.add_report(Captured(report, original), list(view.claims(report.id)))
        relink(store)
        yield store


def moadamiya(store: Store, viewer: Viewer) -> list[Convoy]:
    """The convoys to a town near Damascus, as somebody sees them."""
    with store.view(viewer) as view:
        return [
            one
            for one in find_convoys(view, Asked()).convoys
            if any(near_damascus(f"{stop.name} {stop.words}") for stop in one.stops)
        ]


def near_damascus(text: str) -> bool:
    return any(name.casefold() in text.casefold() for name in TOLD_BEFORE)


def test_before_it_arrived_the_delivery_near_damascus_was_planned_and_its_owner_sees_it_as_locked(
    before: Store,
) -> None:
    found = moadamiya(before, Viewer.OWNER)
    assert found
    with before.view(Viewer.OWNER) as view:
        locked = view.locked({claim for one in found for claim in one.claims})
    for one in found:
        assert one.state in ("planned", "requested", "approved", "departed")
        assert not locked.isdisjoint(one.claims)


def test_before_it_arrived_the_public_sees_no_place_road_or_day_of_it(before: Store) -> None:
    assert moadamiya(before, Viewer.PUBLIC) == []
    with before.view(Viewer.PUBLIC) as view:
        shown = [repr(find_convoys(view, Asked())), repr(find_access(view, Asked()))]
        shown += [repr(one) for one in view.claims() if one.type == "aid"]
        shown += [repr(one) for one in view.incidents() if one.type == "aid"]
    assert len(shown) > 2
    assert [text for text in shown if near_damascus(text)] == []


def test_after_two_sources_told_of_its_arrival_all_of_it_is_open(dossier: Store) -> None:
    expected = next(one for one in facts("access", "Which convoys")["convoys"] if "Moadamiyat" in one["to"])
    (one,) = moadamiya(dossier, Viewer.PUBLIC)
    assert (one.state, one.since) == (expected["last"], expected["on"])
    assert {(count.what, count.low) for count in one.trucks} == {("in the convoy", expected["trucks"])}
    assert expected["people"] in {count.low for count in one.people}
    assert {ARMY, "United Nations"} <= {stage.source for stage in one.stages if stage.step == "arrived"}
    assert moadamiya(dossier, Viewer.PUBLIC) == moadamiya(dossier, Viewer.OWNER)
    with dossier.view(Viewer.OWNER) as view:
        assert view.locked(set(one.claims)) == frozenset()


def test_the_record_before_the_arrival_is_sound(before: Store) -> None:
    assert verify(before) == []


# Intensity


def test_the_night_of_the_22nd_was_the_most_intense_there_in_the_covered_period(
    view: View, gazetteer: Gazetteer
) -> None:
    expected = facts("intensity", "Was the night")
    asked = trend_figures.Asked(by="night", types=(), measure="strikes")
    found = find_trend(view, area_of(DISTRICTS, gazetteer, partial(told_place, view)), asked)
    (rank,) = (one for one in found.ranks if one.measure == "strikes")
    night = next(one for one in found.periods if one.key == rank.key)
    assert (night.start, night.end) == (september(21), expected["night"])
    assert rank.place == expected["rank"]
    assert rank.number == night.standing.strikes == expected["strikes"]["Syrian Observatory for Human Rights"]
    # The period is stated: two weeks of which anybody tells anything, not months.
    assert f"the most in the covered period, which begins {found.covered.begins}" in rank.words
    assert found.covered.begins
    assert september(5) <= found.covered.begins <= expected["covered"]["from"]
    assert found.covered.ends
    assert found.covered.ends >= expected["covered"]["to"]


def test_five_to_seven_people_died_in_that_night(view: View, gazetteer: Gazetteer) -> None:
    expected = facts("intensity", "How many died")["killed"]
    found = find_trend(
        view,
        area_of(DISTRICTS, gazetteer, partial(told_place, view)),
        trend_figures.Asked(by="night", types=violent_types()),
    )
    (night,) = (one for one in found.periods if one.end == september(22))
    assert (night.standing.killed.low, night.standing.killed.high) == (expected["low"], expected["high"])


def test_most_intense_in_months_cannot_be_told_from_a_record_of_two_weeks(
    view: View, gazetteer: Gazetteer
) -> None:
    asked = comparison.Question(date=september(22))
    area = area_of(DISTRICTS, gazetteer, partial(told_place, view))
    found = find_check(view, area, "most intense strikes in months", asked)
    assert found.verdict == "cannot be told"
    assert found.covered.begins == september(9)
    assert (
        f"the record here reaches back only to {found.covered.begins}, within which it is the most"
        in found.words
    )
    assert {finding.period.number for finding in found.findings} == {14, 15}  # without and with a weak one
    assert all(finding.against == 0 for finding in found.findings)
    # It holds for the time that the record does reach.
    assert find_check(view, area, "most intense strikes in a week", asked).verdict == "holds"


def test_more_sources_speak_in_the_last_days_and_stand_beside_the_counts(
    view: View, gazetteer: Gazetteer
) -> None:
    found = find_trend(
        view,
        area_of(DISTRICTS, gazetteer, partial(told_place, view)),
        trend_figures.Asked(by="day", types=violent_types()),
    )
    sources = {one.start: one.reporting.sources for one in found.periods}
    assert sources[september(22)] > max(sources[september(day)] for day in (15, 16, 17))
    (night,) = (one for one in found.periods if one.start == september(22))
    assert night.because == "more events"


# Response


def place_of(one: Response) -> str:
    return " ".join((*one.place_names, one.place.name if one.place else ""))


@pytest.fixture
def open_responses(view: View) -> list[Response]:
    """The responses of which nobody says that they are done."""
    return list(find_response(view, IncidentQuery(), open_only=True).responses)


@pytest.mark.parametrize("place", ["Idlib", "Khan Tuman", "Sukkari", "al-Sakhour", "Bustan al-Qasr"])
def test_responses_are_open(open_responses: list[Response], place: str) -> None:
    since = {row["where"]: row["since"] for row in facts("response", "What do responders")["open"]}
    found = [one for one in open_responses if place in place_of(one)]
    assert since[place] in {one.time.start for one in found if one.time}
    assert {one.status for one in found} == {"open"}


def test_the_oldest_comes_first(open_responses: list[Response]) -> None:
    days = [one.time.start for one in open_responses if one.time]
    assert days == sorted(days)
    assert days[0] == september(10)


def test_the_fires_of_idlib_are_out_but_bodies_are_still_in_the_rubble(
    open_responses: list[Response],
) -> None:
    one = next(one for one in open_responses if one.place_names == ("Idlib",))
    assert {"closed", "on_site"} <= {step.step for step in one.steps}
    assert any("put out the fires" in step.quote for step in one.steps if step.step == "closed")
    assert one.contradictions


def test_two_people_are_still_trapped_in_sukkari(open_responses: list[Response]) -> None:
    (one,) = (one for one in open_responses if "Sukkari" in place_of(one))
    assert one.under_rubble
    assert (one.under_rubble.low, one.under_rubble.high) == (2, 2)


def test_the_fire_of_bustan_al_qasr_is_only_partly_under_control(open_responses: list[Response]) -> None:
    (one,) = (one for one in open_responses if "Bustan al-Qasr" in place_of(one))
    assert [step.manner for step in one.steps if step.step == "contained"] == ["partly"]
    assert "field_hospital" in {moved.facility for moved in one.moved}


def test_the_crews_at_khan_tuman_were_struck_again_and_four_of_them_killed(
    open_responses: list[Response],
) -> None:
    (row,) = facts("response", "Were responders")["second_strikes"]
    (one,) = (one for one in open_responses if row["where"] in place_of(one))
    assert one.second_strike
    hurt = {(hurt.kind, hurt.group): hurt.people.low for hurt in one.responders_hurt}
    assert hurt["killed", "medics"] == row["responders_killed"]
    assert hurt["injured", "medics"] == row["responders_injured"]


# The road from Urum al-Kubra to Aleppo


@pytest.fixture
def sheet(dossier: Store, gazetteer: Gazetteer) -> Sheet:
    """A week on the road, ten kilometres to each side."""
    route = route_of(["Urum al-Kubra", "Aleppo"], gazetteer)
    return find_sheet(dossier, Viewer.OWNER, Question(route, days=7, within_km=10))


def test_the_sheet_says_of_which_stretch_nobody_reports_and_never_calls_it_safe(sheet: Sheet) -> None:
    (silent,) = (one for one in sheet.stretches if one.reports != "told")
    assert (silent.label, silent.reports) == ("10–15 km", "no reports")
    assert sheet.silence.stretches == (silent.label,)
    assert any("no score, no advice and no scale of safety" in line for line in sheet.head)


def test_the_sheet_tells_of_medics_hit_at_khan_tuman_six_kilometres_off(sheet: Sheet) -> None:
    found = {one.place.name: one for threat in sheet.medic_attacks if (one := sheet.beheld(threat.incident))}
    assert found["Khan Tuman"].off_km == pytest.approx(6.1, abs=0.3)


def test_nobody_says_who_holds_the_first_fifteen_kilometres(sheet: Sheet) -> None:
    silent = {
        stretch
        for stretches, said in ((one.stretches, one.said) for one in sheet.control)
        if not said
        for stretch in stretches
    }
    assert {"0–5 km", "5–10 km", "10–15 km"} <= silent


def test_what_is_only_in_aleppo_is_pinned_nowhere(sheet: Sheet) -> None:
    assert sheet.somewhere
    assert all(one.km is None for one in sheet.somewhere)


def test_the_sheet_has_both_sides_on_the_truce(sheet: Sheet) -> None:
    quotes = {one.root: one.quote for one in sheet.ceasefire}
    assert "declared the truce finished" in quotes[ARMY]
    assert any("not declared the agreement dead" in quote for quote in quotes.values())


# Standing figures


def test_what_sources_say_that_the_war_has_killed_stays_theirs(view: View) -> None:
    said = {
        (figure.low, root.label) for line in all_lines(view) for root in line.roots for figure in root.figures
    }
    for row in facts("standing_figures", "How many")["figures"]:
        if isinstance(row["killed"], int) and row["who"] in (
            "Syrian Observatory for Human Rights",
            "Syrian Centre for Policy Research",
        ):
            assert row["killed"] in {low for low, _ in said}, row
    assert {
        (301_000, "Syrian Observatory for Human Rights"),
        (250_000, "United Nations"),
        (470_000, "Syrian Centre for Policy Research"),
    } <= said


def test_the_records_own_sum_stands_beside_them_and_the_answer_says_why_it_is_lower(view: View) -> None:
    (line,) = (one for one in all_lines(view) if one.period.since == date(2011, 3, 1))
    assert line.low is not None
    assert line.low >= 292_817
    assert line.record
    assert line.record.low is not None
    assert (
        0 < line.record.low < 1_000
    )  # the dead of the market of Idlib, and no more than that is fair by then
    assert len(line.record.incidents) > 0
    why = " ".join(line.why)
    for words in (
        "The figures count from 2011-03-01 to 2016-09-13",
        "the record has incidents that begin on 5 of 2,024 days",
        "only what reports tell one by one",
        "leaves out",
    ):
        assert words in why


def test_figures_of_sources_are_not_added(view: View) -> None:
    for line in all_lines(view):
        most = max(figure.high or figure.low for root in line.roots for figure in root.figures)
        assert line.low is None or line.low <= most


def all_lines(view: View) -> Iterable[Any]:
    return [line for war in find_figures(view).wars for line in war.lines]

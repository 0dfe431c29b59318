"""What the example dossier tells of access: its convoys, the UN's suspension, and the besieged places."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import pytest
from tests.watch.following import unfollowed

from marsad.model import Viewer
from marsad.ops.access import Access, find_access
from marsad.ops.convoys import Asked, Convoys, find_convoys
from marsad.store import Store, View
from marsad.watch.convoys import Convoy

NIGHT, PAUSE, DELIVERY = date(2016, 9, 19), date(2016, 9, 20), date(2016, 9, 22)


@pytest.fixture
def access(view: View) -> Access:
    return find_access(view, Asked())


def convoy_to(place: str, view: View) -> Convoy:
    found = [
        convoy
        for convoy in find_convoys(view, Asked()).convoys
        if any(stop.role == "destination" and stop.name == place for stop in convoy.stops)
    ]
    assert len(found) == 1, [convoy.stops for convoy in found]
    return found[0]


def test_the_delivery_whose_place_was_withheld_is_one_convoy_planned_and_arrived(view: View) -> None:
    convoy = convoy_to("Moadamiyat al-Sham", view)
    assert (convoy.state, convoy.since) == ("arrived", DELIVERY)
    assert convoy.stages[0].step == "planned"
    assert any("to a besieged area of rural Damascus" in stage.quote for stage in convoy.stages)
    assert {stage.source for stage in convoy.stages if stage.step == "arrived"} >= {
        "United Nations",
        "Syrian government",
    }
    assert [(one.low, one.high) for one in convoy.trucks] == [(23, 23)]
    assert [(one.low, one.what) for one in convoy.people] == [(35000, "meant for")]
    assert {"food", "medical supplies"} <= {one.name for one in convoy.cargo}
    assert convoy.attacks == ()


def test_the_convoy_to_urum_was_attacked_and_it_is_contested_by_whom(view: View) -> None:
    convoy = convoy_to("Urum al-Kubra", view)
    assert convoy.state == "attacked"
    assert {(one.low, one.high) for one in convoy.trucks} == {(31, 31)}
    assert {one.low for one in convoy.people} == {78000}
    attack = next(one for one in convoy.attacks if one.day == NIGHT)
    assert attack.grade == "contested"
    assert {"United States", "Russia"} <= {one.source for one in attack.blames}
    assert any(one.relation == "denies" and one.party == "russia" for one in attack.blames)


def test_the_trucks_for_eastern_aleppo_wait_at_the_turkish_border(view: View) -> None:
    convoy = convoy_to("Aleppo", view)
    assert (convoy.state, convoy.since) == ("suspended", DELIVERY)
    assert 40 in [one.low for one in convoy.trucks]
    assert ("staging", "the Turkish border") in [(stop.role, stop.words) for stop in convoy.stops]
    assert any("eastern Aleppo" in stop.words for stop in convoy.stops)


def test_the_convoy_to_talbiseh_was_on_its_way_and_delivered(view: View) -> None:
    convoy = convoy_to("Tallbīsah", view)
    assert (convoy.state, convoy.since) == ("completed", NIGHT)
    assert convoy.stages[0].step == "departed"


def test_the_un_suspended_all_convoys_after_the_attack_and_sent_them_again(access: Access) -> None:
    suspension = next(
        one for one in access.suspensions if [name.name for name in one.by] == ["United Nations"]
    )
    assert (suspension.since, suspension.until) == (PAUSE, DELIVERY)
    assert [stop.name for stop in suspension.area] == ["Syria"]
    assert [one.quote for one in suspension.reasons] == ["after the attack on relief trucks near Aleppo"]
    assert "violence" in [one.id for one in suspension.constraints]


def test_besieged_are_eastern_aleppo_and_the_town_that_got_aid(access: Access) -> None:
    sieges = {siege.name: siege for siege in access.sieges if siege.status == "besieged"}
    assert {"Aleppo", "Moadamiyat al-Sham"} <= set(sieges)
    got_aid, waits = sieges["Moadamiyat al-Sham"], sieges["Aleppo"]
    assert (got_aid.arrived.number, waits.arrived.number) == (1, 0)
    assert got_aid.last_arrival and got_aid.last_arrival.day == DELIVERY
    criteria = {one.id: one for one in waits.criteria}
    assert criteria["aid_kept_out"].supports
    assert all(not siege.contested for siege in (got_aid, waits))


def test_every_figure_of_the_dossier_and_of_real_articles_can_be_followed(
    view: View, articles: Store
) -> None:
    with articles.view(Viewer.OWNER) as real:
        answers = [(one, find(one, Asked())) for one in (view, real) for find in (find_convoys, find_access)]
        for one, answer in answers:
            assert unfollowed(asdict(answer)) == []
            known = {claim.id for claim in one.claims()}
            assert set(_claims(asdict(answer))) <= known
        real_convoys = answers[2][1]
        assert isinstance(real_convoys, Convoys)
        assert real_convoys.convoys


def _claims(value: object) -> Iterator[str]:
    """Yield the ids of claims in an answer, wherever they stand."""
    if isinstance(value, str) and value.startswith("claim-"):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _claims(one)
    elif isinstance(value, list | tuple | frozenset):
        for one in value:
            yield from _claims(one)

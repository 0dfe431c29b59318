"""The risk sheet of the example dossier's road: the answers that a monitor would give."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.workshop import places_cache

from marsad.gazetteer import open_gazetteer
from marsad.model import Viewer
from marsad.ops.assess import Question, find_sheet, route_of
from marsad.ops.demo import Demo
from marsad.ops.places import index_file
from marsad.store import open_store
from marsad.watch.risk.sheet import Beheld, Sheet, Threat


@pytest.fixture
def sheet(shown: Demo) -> Sheet:
    """From Urum al-Kubra to Aleppo, a week, ten kilometres to each side."""
    own = Path(shown.record.removeprefix("sqlite:///")).with_name("places.sqlite")
    with closing(open_gazetteer(own, index_file(places_cache()))) as gazetteer:
        route = route_of(["Urum al-Kubra", "Aleppo, Syria"], gazetteer)
    with open_store(shown.record) as store:
        return find_sheet(store, Viewer.OWNER, Question(route, days=7, within_km=10))


def beheld(sheet: Sheet, threats: tuple[Threat, ...]) -> list[Beheld]:
    return [one for threat in threats if (one := sheet.beheld(threat.incident))]


def test_the_road_from_urum_to_aleppo(sheet: Sheet) -> None:
    # the convoy was struck where the road begins; who did it is contested
    convoy = [one for one in beheld(sheet, sheet.aid_attacks) if one.place.name == "Urum al-Kubra"]
    assert convoy
    assert {one.grade for one in convoy} == {"contested"}
    assert all(one.km is not None and one.km < 1 and one.off_km == 0 for one in convoy)
    # a medical post and its ambulances were struck at Khan Tuman, some six kilometres off
    (post, *_) = [one for one in beheld(sheet, sheet.medic_attacks) if one.place.name == "Khan Tuman"]
    assert post.off_km == pytest.approx(6.1, abs=0.3)
    # what is only "in Aleppo" is not pinned to the road's end
    assert all(one.km is None for one in sheet.somewhere)
    # nobody reports of the middle of the road, and nobody says who holds it
    assert sheet.silence.stretches
    *before, last = sheet.control
    assert before and all(not one.said for one in before)
    # of its end, by the Castello Road, sources speak side by side: withdrawn, planned, denied, not confirmed
    assert len({one.root for one in last.said}) > 2
    # the army's end of the truce stands beside those who say that it is not dead
    assert {"ended"} <= {one.phase for one in sheet.ceasefire}
    assert len({one.root for one in sheet.ceasefire}) > 1
    # no mean of weeks of which the record holds nothing
    assert sheet.trend.mean is None

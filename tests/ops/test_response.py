"""The response of a record: what a question finds, what it is held against, and the example dossier."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.telling import BUSTAN, IDLIB, MONDAY, URUM, Dossier
from tests.ops.keeping import keep
from tests.records import empty_record
from tests.store.factories import ticking_clock
from tests.watch.following import unfollowed
from tests.watch.response.test_response import dossiers
from tests.workshop import small_workshop

from marsad.capture import CaptureOptions
from marsad.model import Viewer
from marsad.ops.add import add
from marsad.ops.response import Responses, find_response, response_to
from marsad.store import IncidentQuery, Store
from marsad.watch.response.response import Response

DOSSIER = Path(__file__).parents[2] / "examples" / "aleppo-2016-09"


def ask(store: Store, *, open_only: bool = False, **query: Any) -> Responses:
    with store.view(Viewer.OWNER) as view:
        return find_response(view, IncidentQuery(**query), open_only=open_only)


@pytest.fixture(scope="module")
def example() -> Iterator[Store]:
    """A record of the reports of the example dossier that tell of responders."""
    with empty_record(now=ticking_clock()) as store:
        sources = [
            str(one) for one in sorted(DOSSIER.iterdir()) if one.name[:2] in ("10", "11", "16", "18", "19")
        ]
        add(sources, store, small_workshop(), CaptureOptions(today=date(2016, 10, 1)))
        yield store


def test_the_fires_of_bustan_al_qasr_are_contained_in_part_and_still_open(example: Store) -> None:
    found = ask(example, place="Bustan")
    (fires,) = (one for one in found.responses if one.time and one.time.end == date(2016, 9, 22))
    assert fires.status == "open"
    assert {"Volunteer firefighters", "Volunteers of the civil defence"} <= {
        team.name for team in fires.teams
    }
    assert "firefighting" in {task.task for task in fires.tasks}
    (contained,) = (step for step in fires.steps if step.step == "contained")
    assert contained.manner == "partly"
    assert "more than five hours to bring part of the fire under control" in contained.quote
    moved = {(one.how, one.facility): one.people for one in fires.moved}
    assert moved["taken", "field_hospital"].low == 12
    assert fires.rescued_alive is None
    assert fires.second_strike == ()


def test_at_khan_tuman_the_crews_were_struck_again_and_the_digging_goes_on(example: Store) -> None:
    found = ask(example, since=date(2016, 9, 20), until=date(2016, 9, 20))
    (strike,) = (one for one in found.responses if any("Khan" in name for name in one.place_names))
    assert strike.status == "open"
    assert [step.manner for step in strike.steps if "still digging" in step.quote] == ["still"]
    quotes = {said.quote for flag in strike.second_strike for said in flag.told}
    assert any("second strike" in quote for quote in quotes)
    assert any("hit again" in quote for quote in quotes)
    killed = {hurt.group: hurt.people for hurt in strike.responders_hurt if hurt.kind == "killed"}
    assert (killed["medics"].low, killed["medics"].high) == (4, 4)
    assert strike.under_rubble and strike.under_rubble.low is None


def test_every_figure_of_the_example_leads_to_claims(example: Store) -> None:
    found = asdict(ask(example))
    assert found["responses"]
    assert unfollowed(found) == []
    with example.view(Viewer.OWNER) as view:
        known = {claim.id: " ".join(claim.evidence.quote.split()) for claim in view.claims()}
    for response in found["responses"]:
        for step in response["steps"]:
            assert known[step["claim"]] == " ".join(step["quote"].split())


def test_an_empty_record_has_no_responses(store: Store) -> None:
    assert ask(store) == Responses((), (), ())


def test_what_is_asked_for_is_found_and_only_open_ones_where_these_are_asked_for(store: Store) -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=BUSTAN, text="The search has ended")
    dossier.tell("air_strike", place=IDLIB, killed=3)
    dossier.tell("rescue", place=IDLIB, text="Rescuers dug")
    dossier.tell("air_strike", place=URUM, killed=3)
    keep(store, dossier)
    assert [one.status for one in ask(store).responses] == ["open", "closed"]
    assert [one.place_names for one in ask(store).unreported] == [("Urum al-Kubra",)]
    assert [one.status for one in ask(store, open_only=True).responses] == ["open"]
    assert [one.status for one in ask(store, place="Bustan").responses] == ["closed"]
    near = ask(store, near=(IDLIB.latitude, IDLIB.longitude, 3.0))
    assert [one.place_names for one in near.responses] == [("Idlib",)]
    assert ask(store, since=MONDAY + timedelta(days=1)).responses == ()


def test_an_answer_looks_at_the_newest_only_and_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marsad.ops.response.MOST", 2)
    dossier = Dossier()
    for day, place in enumerate((BUSTAN, URUM, IDLIB)):
        dossier.tell("air_strike", place=place, killed=3, day=MONDAY + timedelta(days=day))
    keep(store, dossier)
    found = ask(store)
    assert len(found.unreported) == 2
    assert "only the newest were, from 2016-09-20 on" in found.notes[0]


def test_one_incident_is_answered_for_alone(store: Store) -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=BUSTAN, text="Rescuers dug")
    keep(store, dossier)
    (told,) = ask(store).responses
    with store.view(Viewer.OWNER) as view:
        assert response_to(view, told.incident) == told
        assert response_to(view, "incident-ffff") is None


@settings(max_examples=12, deadline=None)
@given(dossiers(), st.integers(0, 30))
def test_two_periods_together_are_the_whole(dossier: Dossier, cut: int) -> None:
    """Joined by incident: one that lasts over the cut is in both parts, and the same in both."""
    with empty_record(now=ticking_clock()) as store:
        keep(store, dossier)
        day = MONDAY + timedelta(days=cut)
        parts = [ask(store, until=day), ask(store, since=day + timedelta(days=1))]
        whole = ask(store, since=date(2000, 1, 1))
    joined: dict[str, Response] = {}
    for part in parts:
        for one in (*part.responses, *part.unreported):
            assert joined.setdefault(one.incident, one) == one
    assert joined == {one.incident: one for one in (*whole.responses, *whole.unreported)}

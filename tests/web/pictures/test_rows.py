"""Convoys, responses and standing figures as drawings."""

from datetime import date, timedelta

from tests.link.telling import BUSTAN, MONDAY, Dossier
from tests.watch.aid_told import TUESDAY, WEDNESDAY, apart, tell
from tests.watch.responding import responses
from tests.watch.truces import SYRIA, stated

from marsad.model import Interval
from marsad.watch.access.convoys import find_convoys
from marsad.watch.war.lines import find_lines
from marsad.web.pictures.convoys import draw_convoys, draw_steps
from marsad.web.pictures.figures import draw_line
from marsad.web.pictures.responses import draw_responses

LEFT = tell("A convoy of 20 trucks left for Madaya with food", "left", published=TUESDAY)
ARRIVED = tell("The convoy arrived in Madaya", "arrived", day=WEDNESDAY, published=WEDNESDAY)
AS_WELL = tell(
    "The convoy has arrived in Madaya", "arrived", day=WEDNESDAY, published=WEDNESDAY, by="Red Crescent"
)


def test_a_convoy_is_a_row_of_its_steps_and_what_several_tell_leads_to_all_of_it() -> None:
    (convoy,) = find_convoys(apart(LEFT, ARRIVED, AS_WELL))
    drawn = draw_convoys([convoy])
    assert drawn
    assert [(mark.word, mark.href) for mark in drawn.of(convoy.id).marks] == [
        ("departed", f"/claims/{LEFT.statement.claim.id}"),
        ("arrived", f"/access/convoys/{convoy.id}#steps"),
    ]


def test_on_the_convoy_s_page_each_source_has_a_row_and_each_claim_a_mark() -> None:
    (convoy,) = find_convoys(apart(LEFT, ARRIVED, AS_WELL))
    drawn = draw_steps(convoy)
    assert drawn
    assert {mark.href for row in drawn.rows for mark in row.marks} == {
        f"/claims/{id}" for id in convoy.claims
    }
    assert {row.row for row in drawn.rows} == {stage.source for stage in convoy.stages}


def test_an_open_incident_reaches_to_the_last_day_of_the_record() -> None:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=BUSTAN, text="Rescuers are still digging")
    (one,) = (one for one in responses(dossier) if one.status == "open")
    drawn = draw_responses([one], MONDAY + timedelta(days=4))
    assert drawn
    marks = {mark.word: mark for mark in drawn.of(one.incident).marks}
    assert marks["open"].days == f"{MONDAY} – {MONDAY + timedelta(days=4)}"
    assert marks["open"].wide == 80
    assert marks["happened"].href == f"/incidents/{one.incident}"
    assert draw_responses([], MONDAY) is None


def test_figures_stand_on_one_scale_and_older_ones_behind_the_latest() -> None:
    dossier = Dossier()
    since = Interval(date(2011, 3, 15), MONDAY, "days")
    for by, killed, day in (("UN", 200_000, 1), ("UN", 400_000, 9), ("SOHR", 300_000, 9)):
        dossier.tell(
            "toll", by=by, killed=killed, published=MONDAY + timedelta(days=day), place=SYRIA, day=since
        )
    drawn = [draw_line(line) for line in find_lines(stated(dossier), ("killed",))]
    (un,) = (row for one in drawn for row in one.rows if row.low == 400_000)
    assert (un.x, un.end) == (100, 100)
    told = {row.low for one in drawn for row in one.rows} | {
        low for one in drawn for row in one.rows for _, low, _, _ in row.earlier
    }
    assert told == {200_000, 300_000, 400_000}
    assert all(one.own is None for one in drawn)

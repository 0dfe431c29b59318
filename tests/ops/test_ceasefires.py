"""Ceasefires of a record: found, found again by id, with their breaches."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.link.telling import URUM, Dossier
from tests.ops.keeping import keep
from tests.watch.following import unfollowed
from tests.watch.truces import HOMS, RAQQA, SUDAN, day, say, september

from marsad.errors import StoreError
from marsad.model import Judgement, Viewer
from marsad.ops.ceasefires import Ceasefires, Watched, find_ceasefire, find_ceasefires, walk_ceasefires
from marsad.ops.export import export, export_ceasefire
from marsad.ops.linking import relink
from marsad.store import Store


def struck() -> Dossier:
    """The truce of September, and a convoy that is struck on its last day: two blame, one denies."""
    dossier = september()
    for by, stance in (
        ("Syrian Observatory", "asserts"),
        ("US officials", "asserts"),
        ("Russian army", "denies"),
    ):
        dossier.tell(
            "air_strike", by=by, day=day(19), place=URUM, targets="convoy", killed=20, actors="Russian planes",
            published=day(20), stance=stance, text=f"{by} told of the convoy at Urum:",
        )  # fmt: skip
    dossier.tell("protest", day=day(5), place=HOMS, published=day(6))
    return dossier


def listed(store: Store, **asked: object) -> Ceasefires:
    with store.view(Viewer.OWNER) as view:
        return find_ceasefires(view, **asked)  # type: ignore[arg-type]  # options in words


def shown(store: Store, id: str) -> Watched:
    with store.view(Viewer.OWNER) as view:
        return find_ceasefire(view, id)


def test_a_truce_is_found_with_its_days_and_by_its_id(store: Store) -> None:
    keep(store, struck())
    (one,) = listed(store, limit=5).ceasefires
    assert [told.start for told in (*one.declared, *one.effective, *one.ended)] == [day(9), day(12), day(19)]
    for id in (one.id, one.id[:16], one.id.removeprefix("ceasefire-")):
        assert shown(store, id).ceasefire == one


def test_the_convoy_is_a_contested_breach(store: Store) -> None:
    keep(store, struck())
    found = shown(store, listed(store).ceasefires[0].id).breaches
    (breach,) = found.breaches
    assert (breach.grade, breach.counts, breach.place and breach.place.name) == (
        "contested",
        "contested",
        "Urum al-Kubra",
    )
    assert {said.relation for said in breach.said} == {"blames", "denies"}
    assert (found.total.number, [(row.what, row.number) for row in found.apart]) == (0, [("contested", 1)])


def test_every_figure_and_every_word_can_be_followed(store: Store) -> None:
    keep(store, struck())
    answers = (listed(store), shown(store, listed(store).ceasefires[0].id))
    for answer in answers:
        data = json.loads(json.dumps(asdict(answer), default=str))
        assert unfollowed(data) == []
    with store.view(Viewer.OWNER) as view:
        known = {claim.id: claim for claim in view.claims()}
    one = answers[0].ceasefires[0]
    assert all(" ".join(known[step.claim].evidence.quote.split()) == step.quote for step in one.history)


def test_what_fits_no_truce_is_listed_where_it_may_be_of_the_place(store: Store) -> None:
    dossier = september()
    denial = say(dossier, "A truce was not agreed", "agreed", 16, stance="denies", place=SUDAN)
    nowhere = say(dossier, "A truce was not agreed there", "agreed", 16, stance="denies", place=None)
    keep(store, dossier)
    assert {denial.id, nowhere.id} >= set(listed(store).unassigned) > {denial.id} - {nowhere.id}
    assert denial.id in listed(store, place="sudan").unassigned
    assert denial.id not in listed(store, place="syria").unassigned


def test_a_rate_counts_the_days_that_the_record_reaches_in_the_country(store: Store) -> None:
    dossier = struck()
    keep(store, dossier)
    id = listed(store).ceasefires[0].id
    before = shown(store, id).breaches
    dossier.tell("air_strike", day=day(1), published=day(2), place=SUDAN)
    dossier.tell("air_strike", day=day(30), published=day(30), place=SUDAN)
    keep(store, dossier)
    assert shown(store, id).breaches == before


def test_filters_are_days_and_words_of_places(store: Store) -> None:
    dossier = september()
    say(dossier, "A truce was agreed", "agreed", 28, at=day(27), place=SUDAN)
    keep(store, dossier)
    assert len(listed(store).ceasefires) == 2
    assert [one.countries for one in listed(store, since=day(26)).ceasefires] == [("SD",)]
    assert [one.countries for one in listed(store, until=day(20)).ceasefires] == [("SY",)]
    assert [one.countries for one in listed(store, place="sudan").ceasefires] == [("SD",)]
    first = listed(store, limit=1)
    assert ([one.countries for one in first.ceasefires], first.has_more) == ([("SD",)], True)


def test_days_narrow_the_search_and_change_no_truce(store: Store) -> None:
    dossier = struck()
    for year in range(2, 9):
        for number, place in enumerate((HOMS, RAQQA)):
            at = date(2016 - year, 3, 1 + number)
            say(dossier, "A truce was agreed", "agreed", 1, published=at, at=at, place=place)
            say(dossier, "The truce had collapsed", "ended", 1, published=at + timedelta(days=9), place=place)
    keep(store, dossier)
    whole = {one.id: one for one in listed(store).ceasefires}
    assert len(whole) == 15
    near = [
        *listed(store, limit=3).ceasefires,
        *listed(store, since=date(2012, 1, 1), until=date(2013, 1, 1)).ceasefires,
    ]
    assert {one.id: one for one in near} == {one.id: whole[one.id] for one in near}
    assert len(near) == 5
    assert all(shown(store, id).ceasefire == one for id, one in whole.items())


@pytest.mark.parametrize("id", ["ceasefire-0123", "0123", "xyz", "", "ceasefire-"])
def test_an_unknown_id_is_answered_with_what_to_do(store: Store, id: str) -> None:
    keep(store, september())
    with pytest.raises(StoreError, match=r"holds no ceasefire .* `marsad ceasefires` lists ids"):
        shown(store, id)


def test_an_id_that_has_become_part_of_another_leads_there(store: Store) -> None:
    dossier = september()
    claims = keep(store, dossier)
    from marsad.watch.ceasefire.ceasefire import id_of

    assert shown(store, id_of(claims[4].id)).ceasefire == listed(store).ceasefires[0]


def test_an_empty_record_and_days_before_the_first_report_are_said(store: Store) -> None:
    assert listed(store).notes[0] == "The record tells of nothing on any day."
    keep(store, struck())
    early = listed(store, until=date(2015, 1, 1))
    assert early.ceasefires == ()
    assert "tells of nothing before 2016-09-05" in early.notes[0]
    with pytest.raises(StoreError, match="swap the two"):
        listed(store, since=day(9), until=day(8))


def test_a_rejected_claim_is_no_word_of_a_truce(store: Store) -> None:
    claims = keep(store, september())
    ended = next(claim for claim in claims if claim.phase == "ended")
    with store.writer() as writer:
        writer.add_judgement(_reject(ended.id))
    relink(store)
    (one,) = listed(store).ceasefires
    assert (ended.id in one.claims, one.ended) == (False, ())


def _reject(claim: str) -> Judgement:
    from datetime import UTC, datetime

    return Judgement("reject", (claim,), "A", datetime(2016, 10, 1, tzinfo=UTC), "misread")


def test_what_is_written_is_noted_in_the_journal(store: Store, tmp_path: Path) -> None:
    keep(store, struck())
    one = listed(store).ceasefires[0]
    done = export_ceasefire(store, one.id, tmp_path / "truce.csv")
    export(store, "ceasefires", tmp_path / "all.csv")
    export(store, "breaches", tmp_path / "all-breaches.csv")
    assert (tmp_path / "all.csv").read_bytes() == (tmp_path / "truce.csv").read_bytes()
    assert (tmp_path / "all-breaches.csv").read_bytes() == (tmp_path / "breaches.csv").read_bytes()
    with store.view(Viewer.OWNER) as view:
        assert [entry.subject for entry in view.journal("export")] == [
            "truce.csv", "breaches.csv", "all.csv", "all-breaches.csv",
        ]  # fmt: skip
        assert len(list(walk_ceasefires(view))) == 1
    assert [path.name for path, _ in done] == ["truce.csv", "breaches.csv"]
    with pytest.raises(StoreError, match="give another name"):
        export_ceasefire(store, one.id, tmp_path / "breaches.csv")

"""What a record promises, on every kind of database."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from tests.store.factories import captured, claims, incident, ticking_clock

from marsad.errors import StaleError, StoreError
from marsad.model import Captured, Claim, HarmKind, Incident, Interval, Judgement, Span, Toll, Viewer
from marsad.store import IncidentQuery, Store, open_store, verify
from marsad.store.codec import decode, encode

MADE = datetime(2016, 10, 1, 12, 30, tzinfo=UTC)


def add(store: Store, *numbers: int) -> list[Claim]:
    """Add numbered reports and return the first claim of each."""
    firsts = []
    with store.writer() as writer:
        for number in numbers:
            taken = captured(number)
            writer.add_report(taken, claims(taken.report))
            firsts.append(claims(taken.report)[0])
    return firsts


def link(store: Store) -> bool:
    """Make one incident of each claim that has a toll."""
    with store.view(Viewer.OWNER) as view:
        basis, linked = view.basis(), [incident(claim) for claim in view.claims() if claim.harm]
    with store.writer() as writer:
        return writer.replace_incidents(linked, basis=basis)


def test_an_empty_record_is_good_and_current(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        assert set(view.counts().values()) == {0}
        assert view.head() == view.basis() == "0" * 64
        assert view.incidents_current()
        assert not [*view.reports(), *view.incidents(), *view.journal(), *view.judgements()]
    assert verify(store) == []


def test_a_report_comes_back_as_it_went_in(store: Store) -> None:
    taken = captured(7)
    with store.writer() as writer:
        assert writer.add_report(taken, claims(taken.report))
    with store.view(Viewer.OWNER) as view:
        assert list(view.reports()) == [taken.report]
        assert view.report(taken.report.id) == taken.report
        assert view.has_report(taken.report.id)
        assert view.original(taken.original.sha256) == taken.original
        assert tuple(view.claims()) == tuple(view.claims(taken.report.id)) == claims(taken.report)
        assert view.counts() == {
            "reports": 1, "originals": 1, "claims": 2, "incidents": 0, "judgements": 0, "journal": 1,
        }  # fmt: skip
    assert verify(store) == []


def test_an_original_is_told_of_without_its_bytes(store: Store) -> None:
    taken = captured(7)
    with store.writer() as writer:
        writer.add_report(taken, claims(taken.report))
    with store.view(Viewer.OWNER) as view:
        told = view.about_original(taken.original.sha256)
        assert told == (taken.original.name, taken.original.media_type, len(taken.original.data))
        assert view.about_original("0" * 64) is None


def test_incidents_tell_their_first_day_without_being_read(store: Store) -> None:
    first, second = add(store, 1, 2)
    link(store)
    with store.view(Viewer.OWNER) as view:
        told = {one.id: one.time and one.time.start for one in view.incidents()}
        assert dict(view.first_days(told)) == told
        assert set(told.values()) == {one.time.interval.start for one in (first, second) if one.time}
        assert not list(view.first_days(["incident-0000000000000000"]))


def test_what_is_not_there_is_none(store: Store) -> None:
    add(store, 1)
    with store.view(Viewer.OWNER) as view:
        assert view.report("report-0000") is None
        assert view.claim("nothing") is None
        assert view.incident("incident-0") is None
        assert view.original("0" * 64) is None
        assert not view.has_report("report-0000")
        assert list(view.claims("report-0000")) == []


def test_adding_twice_changes_nothing(store: Store) -> None:
    add(store, 1, 2)
    with store.view(Viewer.OWNER) as view:
        before = (view.digest(), view.head(), view.counts())
    again = captured(1, name="another name.html")
    with store.writer() as writer:
        assert not writer.add_report(again, claims(again.report))
        assert not writer.add_report(captured(2), ())
    with store.view(Viewer.OWNER) as view:
        assert (view.digest(), view.head(), view.counts()) == before


def test_an_original_of_several_reports_is_kept_once(store: Store) -> None:
    one, other = captured(1), captured(2)
    shared = replace(other.report, original=one.original.sha256, part="line 2")
    with store.writer() as writer:
        assert writer.add_report(one, ())
        assert writer.add_report(Captured(shared, one.original), ())
    with store.view(Viewer.OWNER) as view:
        assert (view.counts()["reports"], view.counts()["originals"]) == (2, 1)
        assert view.report(shared.id) == shared
    assert verify(store) == []


def test_originals_come_once_each_by_their_hash(store: Store) -> None:
    add(store, 1, 2, 3)
    with store.view(Viewer.OWNER) as view:
        found = list(view.originals())
        assert [one.sha256 for one in found] == sorted(
            captured(number).original.sha256 for number in (1, 2, 3)
        )
        assert found == [view.original(one.sha256) for one in found]


def test_the_last_entry_is_the_head(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        assert view.last_entry() is None
    add(store, 1)
    with store.view(Viewer.OWNER) as view:
        last = view.last_entry()
        assert last and (last.hash, last) == (view.head(), list(view.journal())[-1])


def test_a_refused_report_leaves_nothing_behind(store: Store) -> None:
    taken = captured(1)
    good, second = claims(taken.report)
    elsewhere = replace(good, report=captured(2).report.id)
    misquoted = replace(second, evidence=Span(0, 4, "Quiet"[:4]))
    for bad in (elsewhere, misquoted, good):
        with store.writer() as writer, pytest.raises(StoreError):
            writer.add_report(taken, (good, bad))
    with store.writer() as writer:
        with pytest.raises(StoreError, match="original"):
            writer.add_report(replace(taken, original=captured(2).original), ())
        unnameable = replace(taken, original=replace(taken.original, name="a\0b"))
        with pytest.raises(StoreError, match="NUL"):
            writer.add_report(unnameable, ())
    with store.view(Viewer.OWNER) as view:
        assert set(view.counts().values()) == {0}


def test_replaced_claims_are_the_new_ones(store: Store) -> None:
    add(store, 1, 2)
    report = captured(1).report
    reread = claims(report, type="attack")
    with store.writer() as writer:
        assert writer.replace_claims(report.id, reread)
        assert not writer.replace_claims(report.id, reread)
        with pytest.raises(StoreError, match="no report"):
            writer.replace_claims("report-0", ())
    with store.view(Viewer.OWNER) as view:
        assert tuple(view.claims(report.id)) == reread
        assert view.counts()["claims"] == 4
        assert [entry.action for entry in view.journal()] == ["report added"] * 2 + ["claims replaced"]
    assert verify(store) == []


def test_incidents_are_current_until_something_they_rest_on_is_written(store: Store) -> None:
    (claim,) = add(store, 1)

    def current() -> bool:
        with store.view(Viewer.OWNER) as view:
            return view.incidents_current()

    assert not current()
    assert link(store)
    assert current()
    with store.writer() as writer:
        writer.note("exported", "incidents.csv", {"rows": 1})
    assert current()
    with store.writer() as writer:
        writer.add_judgement(Judgement("accept", (claim.id,), "ana", MADE))
    assert not current()
    assert link(store)
    add(store, 2)
    assert not current()
    assert verify(store) == []


def test_linking_again_without_news_writes_nothing(store: Store) -> None:
    add(store, 1)
    assert link(store)
    with store.view(Viewer.OWNER) as view:
        head = view.head()
    assert not link(store)
    with store.view(Viewer.OWNER) as view:
        assert view.head() == head


def test_incidents_of_an_older_state_do_not_replace_newer_ones(store: Store) -> None:
    (first,) = add(store, 1)
    with store.view(Viewer.OWNER) as view:
        old = view.basis()
    add(store, 2)
    assert link(store)
    with store.writer() as writer:
        assert not writer.replace_incidents([incident(first)], basis=old)
        with pytest.raises(StoreError, match="another record"):
            writer.replace_incidents([], basis="f" * 64)
        with store.view(Viewer.OWNER) as view:
            now = view.basis()
        with pytest.raises(StoreError, match="same claim"):
            writer.replace_incidents([incident(first), incident(first, grade="fair")], basis=now)
    with store.view(Viewer.OWNER) as view:
        assert view.counts()["incidents"] == 2


def test_an_incident_is_found_by_its_id_a_prefix_and_an_id_merged_into_it(store: Store) -> None:
    one, two = add(store, 1, 2)
    merged = incident(one, two)
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents([merged], basis=basis)
    with store.view(Viewer.OWNER) as view:
        digits = merged.id.removeprefix("incident-")
        for name in (merged.id, merged.id[:16], digits, digits[:8], incident(two).id):
            assert view.incident(name) == merged
        assert list(view.claims(incident=merged.id)) == [one, two]
        assert view.claim(one.id[:14]) == one


def test_a_prefix_of_several_asks_for_more(store: Store) -> None:
    add(store, 1, 2)
    with store.view(Viewer.OWNER) as view, pytest.raises(StoreError, match="more"):
        view.claim("claim-")


def test_a_judgement_is_added_once_and_withdrawn_by_another(store: Store) -> None:
    (claim,) = add(store, 1)
    reject = Judgement("reject", (claim.id,), "ana", MADE.astimezone(timezone(timedelta(hours=3))), "satire")
    withdraw = Judgement("withdraw", (reject.id,), "ben", MADE)
    with store.writer() as writer:
        assert writer.add_judgement(reject)
        assert not writer.add_judgement(reject)
        assert writer.add_judgement(withdraw)
    with store.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == [reject, withdraw]
        assert [judgement.id for judgement in view.judgements()] == [reject.id, withdraw.id]
    assert verify(store) == []


def test_a_judgement_whose_time_would_be_cut_is_refused(store: Store) -> None:
    odd = timezone(timedelta(hours=1, seconds=17))
    with store.writer() as writer, pytest.raises(StoreError, match="UTC"):
        writer.add_judgement(Judgement("accept", ("claim-1",), "ana", MADE.astimezone(odd)))


def test_a_judgement_decided_before_another_came_in_is_refused(store: Store) -> None:
    (claim,) = add(store, 1)
    with store.view(Viewer.OWNER) as view:
        after = view.last_judged()
    accept = Judgement("accept", (claim.id,), "ana", MADE)
    reject = Judgement("reject", (claim.id,), "ben", MADE)
    with store.writer() as writer:
        assert writer.add_judgement(accept, after=after)
        with pytest.raises(StaleError, match="another judgement"):
            writer.add_judgement(reject, after=after)
    with store.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == [accept]
        now = view.last_judged()
    add(store, 2)  # reports do not matter
    with store.writer() as writer:
        assert writer.add_judgement(reject, after=now)
    assert verify(store) == []


def test_a_judgement_kept_before_there_were_fields_and_values_is_the_same(store: Store) -> None:
    (claim,) = add(store, 1)
    made = Judgement("accept", (claim.id,), "ana", MADE, "seen")
    with store.writer() as writer:
        writer.add_judgement(made)
    with store.view(Viewer.OWNER) as view:
        digest = view.digest()
    kept = json.loads(encode(made))
    old = json.dumps({name: kept[name] for name in kept if name not in ("field", "value")})
    assert decode(Judgement, old) == made
    with store.engine.begin() as connection:  # as an older program wrote it
        for trigger in ("judgements_no_update", "judgements_keeps_rows"):
            drop = f"DROP TRIGGER IF EXISTS {trigger}"
            connection.execute(
                text(drop if "sqlite" in store.engine.url.drivername else f"{drop} ON judgements")
            )
        connection.execute(text("UPDATE judgements SET body = :body"), {"body": old})
    with store.view(Viewer.OWNER) as view:
        assert list(view.judgements()) == [made]
        assert view.digest() == digest


def test_the_entries_of_one_action_are_found(store: Store) -> None:
    add(store, 1, 2)
    with store.writer() as writer:
        noted = writer.note("exported", "record.jsonl", {"rows": 2})
    with store.view(Viewer.OWNER) as view:
        assert list(view.journal("exported")) == [noted]
        assert list(view.journal("nothing such")) == []


def test_entries_come_newest_first_however_many_there_are(store: Store) -> None:
    subject = 'a "file", of\ttabs; \u202b\u0645\n\x1f.csv'
    with store.writer() as writer:
        noted = [writer.note("exported", f"{number} {subject}", {"rows": number}) for number in range(150)]
        others = [writer.note("other", "x", {})]
    with store.view(Viewer.OWNER) as view:
        assert list(view.entries()) == [*others, *reversed(noted)]
        assert list(view.entries(action="exported")) == list(reversed(noted))
        assert list(view.entries(before=noted[100].seq, without=["other"])) == list(reversed(noted[:100]))


def test_reports_and_claims_of_ids_come_as_they_are(store: Store) -> None:
    texts = ['He said, "Shelling\n{killed} [2]"', "\u0642\u0635\u0641 \\, \U0001f4a5 Shelling"]
    reports = [captured(number, text=text) for number, text in enumerate(texts)]
    with store.writer() as writer:
        for one in reports:
            writer.add_report(one, ())
    known = add(store, 3, 4, 5)
    with store.view(Viewer.OWNER) as view:
        wanted = {one.report.id: one.report for one in reports}
        assert view.reports_of([*wanted, "report-none"]) == wanted
        assert view.reports_of([]) == {}
        assert sorted(view.claims(ids=[one.id for one in known]), key=lambda one: one.id) == sorted(
            known, key=lambda one: one.id
        )
        assert tuple(view.claims(known[0].report)) == claims(captured(3).report)
        came = {one.report: captured(3).report.published for one in known[:1]}
        assert view.published_of([known[0].id, "claim-none"]) == came
        assert view.published_of([]) == {}


def test_each_entry_hashes_the_one_before(store: Store) -> None:
    add(store, 1, 2)
    with store.writer() as writer:
        noted = writer.note("exported", "record.jsonl", {"rows": 2})
        with pytest.raises(StoreError, match="itself"):
            writer.note("report added", "report-1", {})
    with store.view(Viewer.OWNER) as view:
        entries = list(view.journal())
        assert view.head() == entries[-1].hash == noted.hash
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["0" * 64, entries[0].hash, entries[1].hash]
    assert entries[0].subject == captured(1).report.id
    assert captured(1).original.sha256 in entries[0].body
    assert entries[0].time == "2020-01-01T00:00:00.000000+00:00"


def test_a_view_stays_at_its_moment(store: Store) -> None:
    add(store, 1)
    with store.view(Viewer.OWNER) as view:
        add(store, 2)
        assert view.counts()["reports"] == len(list(view.reports())) == 1
    with store.view(Viewer.OWNER) as view:
        assert view.counts()["reports"] == 2


def test_the_digest_is_of_the_content_and_not_of_its_order(
    record_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = f"sqlite:///{tmp_path_factory.mktemp('other') / 'record.db'}"
    digests = []
    for url, order in ((record_url, (1, 2, 3)), (other, (3, 1, 2))):
        with open_store(url, now=ticking_clock()) as store:
            add(store, *order)
            link(store)
            with store.writer() as writer:
                writer.add_judgement(Judgement("accept", ("claim-1",), "ana", MADE))
            with store.view(Viewer.OWNER) as view:
                digests.append(view.digest())
            assert verify(store) == []
    assert digests[0] == digests[1]


def test_the_digest_tells_of_every_kind_of_change(store: Store) -> None:
    seen = set()

    def look() -> None:
        with store.view(Viewer.OWNER) as view:
            seen.add(view.digest())

    look()
    (claim,) = add(store, 1)
    look()
    link(store)
    look()
    with store.writer() as writer:
        writer.add_judgement(Judgement("accept", (claim.id,), "ana", MADE))
    look()
    with store.writer() as writer:
        writer.replace_claims(claim.report, (claim,))
    look()
    assert len(seen) == 5


def test_search_finds_every_word_whatever_case_marks_and_hyphens(store: Store) -> None:
    one = captured(1, text="Fires burned in Bustan al-Qasr. Two cafés closed; بستان القصر.", title="Night")
    two = captured(2, text="Nothing burned at 12.5 km, see example.org/bustan?x=1 or it_was_said.")
    with store.writer() as writer:
        writer.add_report(one, ())
        writer.add_report(two, ())
    answers = {
        "bustan AL qasr": {one.report.id},
        "Bustân": {one.report.id, two.report.id},
        "cafes": {one.report.id},
        "القصر": {one.report.id},
        "night": {one.report.id},
        "burned": {one.report.id, two.report.id},
        "12 5 org was": {two.report.id},
        "burn": set(),
        "burned AND nothing": set(),
        "': & | ! \" *": set(),
        "": set(),
    }
    with store.view(Viewer.OWNER) as view:
        assert {query: {hit.report for hit in view.search_text(query)} for query in answers} == answers


def test_search_answers_newest_first_with_the_words_as_they_stand(store: Store) -> None:
    add(store, 3, 1, 2)
    with store.view(Viewer.OWNER) as view:
        hits = view.search_text("OLD bridge", limit=2)
    assert [hit.title for hit in hits] == ["Report 3", "Report 2"]
    assert all("Old Bridge" in hit.snippet for hit in hits)


def test_the_round_ups_of_some_grades_are_told_by_id(store: Store) -> None:
    one, two, three, four = add(store, 1, 2, 3, 4)
    told = [
        replace(incident(one, grade="fair"), is_roundup=True),
        replace(incident(two, grade="confirmed"), is_roundup=True),
        replace(incident(three, grade="weak"), is_roundup=True),
        incident(four, grade="fair"),
    ]
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(told, basis=basis)
    with store.view(Viewer.OWNER) as view:
        assert list(view.roundups(("fair", "confirmed"))) == sorted(told[:2], key=lambda one: one.id)
        assert list(view.roundups(())) == []


def test_incidents_answer_questions(store: Store) -> None:
    add(store, 9, 1, 5)
    link(store)
    answers = {
        IncidentQuery(): [9, 5, 1],
        IncidentQuery(limit=2): [9, 5],
        IncidentQuery(type="shelling"): [9, 5, 1],
        IncidentQuery(type="talks"): [],
        IncidentQuery(type=("talks", "shelling")): [9, 5, 1],
        IncidentQuery(type=("talks", "aid")): [],
        IncidentQuery(injured=1): [],
        IncidentQuery(source="MEDIC"): [9, 5, 1],
        IncidentQuery(source="med"): [9, 5, 1],
        IncidentQuery(source="nurse"): [],
        IncidentQuery(text="killed 5"): [5],
        IncidentQuery(text="KILLED bridge"): [9, 5, 1],
        IncidentQuery(text="killed ' 5 & | *"): [5],
        IncidentQuery(text="killed tower"): [],
        IncidentQuery(sort="deadliest", limit=2): [9, 5],
        IncidentQuery(since=date(2016, 9, 6)): [9, 5],
        IncidentQuery(until=date(2016, 9, 6)): [5, 1],
        IncidentQuery(killed=5): [9, 5],
        IncidentQuery(killed=10**30): [],
        IncidentQuery(grade="weak"): [9, 5, 1],
        IncidentQuery(grade="contested"): [],
        IncidentQuery(party="sy_army"): [9, 5, 1],
        IncidentQuery(party="sy%army"): [],
        IncidentQuery(place="deir EZ zor"): [9, 5, 1],
        IncidentQuery(place="old tower"): [],
        IncidentQuery(near=(35.34, 40.14, 2)): [9, 5, 1],
        IncidentQuery(near=(35.34, 40.3, 2)): [],
        IncidentQuery(near=(89.9, 40.3, 10_000)): [9, 5, 1],
        IncidentQuery(near=(-35.3, -139.9, 20_000)): [],
        IncidentQuery(near=(-35.3, -139.9, 20_020)): [9, 5, 1],
        IncidentQuery(near=(35.34, 179.9, 100)): [],
        IncidentQuery(party="SY_Army"): [9, 5, 1],
        IncidentQuery(type="shelling", killed=2, near=(35.34, 40.14, 2), limit=1): [9],
    }
    with store.view(Viewer.OWNER) as view:
        found = {query: [each.tolls[0].best for each in view.incidents(query)] for query in answers}
    assert found == answers


def test_an_incident_without_time_and_place_is_listed_last_and_not_where_they_are_asked_for(
    store: Store,
) -> None:
    one, two = add(store, 1, 2)
    vague = replace(incident(two, place=None), time=None)
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents([vague, incident(one)], basis=basis)
    with store.view(Viewer.OWNER) as view:
        assert list(view.incidents()) == [incident(one), vague]
        assert list(view.incidents(IncidentQuery(since=date(2000, 1, 1)))) == [incident(one)]
        assert list(view.incidents(IncidentQuery(near=(0, 0, 25_000)))) == [incident(one)]
        assert list(view.incidents(IncidentQuery(undated=True))) == [vague]
        assert list(view.incidents(IncidentQuery(unplaced=True))) == [vague]


def test_incidents_are_asked_for_by_where_they_begin_and_by_how_wide_their_place_is(store: Store) -> None:
    told = [incident(claim) for claim in add(store, 1, 2, 3)]
    first = told[0].time and told[0].time.start
    assert first and told[0].place
    week = replace(told[0], time=Interval(first, first + timedelta(days=6), "days"))
    country = replace(told[1], place=replace(told[0].place, kind="country"), time=week.time)
    nowhere = replace(
        told[2], place=None, time=Interval(first + timedelta(days=2), first + timedelta(days=2))
    )
    put(store, week, country, nowhere)
    later = (first + timedelta(days=1), first + timedelta(days=6))
    point = (week.place.latitude, week.place.longitude) if week.place else (0.0, 0.0)
    with store.view(Viewer.OWNER) as view:
        assert list(view.incidents(IncidentQuery(begins=later))) == [nowhere]
        assert len(list(view.incidents(IncidentQuery(begins=(first, first), since=later[1])))) == 2
        assert list(view.incidents(IncidentQuery(area=True))) == [country]
        assert set(view.incidents(IncidentQuery(begins=(first, first), near=(*point, 1.0)))) == {
            week,
            country,
        }
        assert set(view.spots(IncidentQuery())) == {(one.id, *point) for one in (week, country)}
        assert list(view.incidents_of([nowhere.id, "incident-none"])) == [nowhere]


def test_incidents_come_by_the_day_on_which_they_are_told_of_where_they_tell_none(store: Store) -> None:
    told = [incident(claim) for claim in add(store, 1, 2, 3)]
    days = [date(2016, 9, 1) + timedelta(days=number) for number in (1, 2, 3)]
    late = replace(told[0], time=Interval(days[0], date(2016, 10, 1), "days"))
    undated = [replace(one, time=None, phase="planned") for one in told[1:]]
    put(store, late, *undated)
    expected = [
        (late.id, late.phase, date(2016, 10, 1)),
        (undated[1].id, "planned", days[2]),
        (undated[0].id, "planned", days[1]),
    ]
    with store.view(Viewer.OWNER) as view:
        assert list(view.told_on(IncidentQuery())) == expected
        assert list(view.told_on(IncidentQuery(limit=1))) == expected[:1]
        assert list(view.told_on(IncidentQuery(since=days[2]))) == expected[:2]
        assert list(view.told_on(IncidentQuery(until=days[1]))) == expected[2:]
        assert list(view.told_on(IncidentQuery(type="aid"))) == []


def test_claims_are_asked_for_by_the_days_on_which_their_reports_came_out(store: Store) -> None:
    with store.view(Viewer.OWNER) as view:
        assert view.published() == (None, None)
    known = add(store, 1, 2)
    with store.view(Viewer.OWNER) as view:
        days = sorted(report.published for report in view.reports() if report.published)
        assert view.published() == (days[0], days[-1])
        types = {claim.type for claim in known}
        assert sorted(one.id for one in view.claims_published(types, days[0], days[-1])) == sorted(
            one.id for one in known
        )
        assert not list(view.claims_published(types, days[-1] + timedelta(days=1), date.max))
        assert not list(view.claims_published(["toll"], days[0], days[-1]))


def put(store: Store, *linked: Incident) -> None:
    with store.view(Viewer.OWNER) as view:
        basis = view.basis()
    with store.writer() as writer:
        writer.replace_incidents(linked, basis=basis)


def test_the_words_of_a_source_stand_in_one_source(store: Store) -> None:
    one, two = add(store, 1, 2)
    both = replace(incident(one), roots=("Syrian Observatory for Human Rights", "Russian army"))
    army = replace(incident(two), roots=("Syrian army",))
    put(store, both, army)
    with store.view(Viewer.OWNER) as view:
        assert list(view.incidents(IncidentQuery(source="syrian army"))) == [army]
        assert list(view.incidents(IncidentQuery(source="rights syrian OBSERV"))) == [both]
        assert list(view.incidents(IncidentQuery(source="army", limit=1))) == [army]


def test_words_asked_for_stand_in_one_report_and_not_in_two(store: Store) -> None:
    one, two = add(store, 1, 2)
    merged = incident(one, two)
    put(store, merged)
    with store.view(Viewer.OWNER) as view:
        assert list(view.incidents(IncidentQuery(text="killed 1"))) == [merged]
        assert list(view.incidents(IncidentQuery(text="killed 2"))) == [merged]
        assert list(view.incidents(IncidentQuery(text="killed 1 2"))) == []


def test_the_deadliest_come_first_and_what_nobody_counts_last(store: Store) -> None:
    few, many, none = (incident(claim) for claim in add(store, 1, 7, 9))
    none = replace(none, tolls=())
    put(store, few, many, none)
    with store.view(Viewer.OWNER) as view:
        assert list(view.incidents(IncidentQuery(sort="deadliest"))) == [many, few, none]
        assert list(view.incidents()) == [none, many, few]


def test_each_kind_of_harm_has_a_least_number(store: Store) -> None:
    base = incident(*add(store, 1))
    kinds: tuple[HarmKind, ...] = ("injured", "missing", "displaced", "detained")
    for kind in kinds:
        put(store, replace(base, tolls=(Toll(kind, 3, 2**70, None, ()), Toll(kind, 9, 9, 9, (), "women"))))
        with store.view(Viewer.OWNER) as view:
            asked = {"injured": 0, kind: 2**80}
            assert len(list(view.incidents(IncidentQuery(**asked)))) == 1  # type: ignore[arg-type]  # the fields differ in type
            other = next(other for other in kinds if other != kind)
            assert not list(view.incidents(IncidentQuery(**{other: 1})))  # type: ignore[arg-type]  # as above
        assert verify(store) == []

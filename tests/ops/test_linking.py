"""Linking what came in since gives what linking all anew gives."""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, MONDAY, PROVINCE, URUM, Dossier
from tests.link.test_properties import tellings
from tests.ops.keeping import put
from tests.records import empty_record

from marsad.errors import TamperError
from marsad.model import Claim, Incident, Interval, Judgement, Report, Span, Viewer
from marsad.ops import linking
from marsad.ops.linking import relink
from marsad.store import Change, Store, Writer, verify

MADE = datetime(2016, 10, 1, tzinfo=UTC)
WEEK = Interval(MONDAY, MONDAY + timedelta(days=6), "week")

Step = Callable[[Store], None]
CONVOYS = st.sampled_from(
    ["Trucks will set out", "The convoy left", "The convoy arrived", "Trucks were unloaded"]
)


@st.composite
def steps(draw: st.DrawFn) -> tuple[list[Step], list[Step]]:
    """Reports of a few claims, and judgements about them, to be put into a record; then what is read anew of some."""
    dossier = Dossier()
    for number, telling in enumerate(draw(st.lists(tellings, max_size=9))):
        said: dict[str, Any] = dict(telling)
        if draw(st.booleans()):
            said |= {"type": "aid", "text": f"{draw(CONVOYS)}, says report {number}:"}
        dossier.tell(said.pop("type"), **said)
    found: list[Step] = []
    anew: list[Step] = []
    told: list[Claim] = []
    waiting = list(dossier.claims)
    while waiting:
        some, waiting = waiting[: (many := draw(st.integers(1, 3)))], waiting[many:]
        report, claims = in_one_report(dossier, some)
        found.append(partial(put, told=report, claims=claims))
        told += claims
        if draw(st.integers(0, 3)) == 0:
            left = [claim for claim in claims if draw(st.booleans())]
            anew.append(partial(read_anew, report=report, claims=left))
    if len(told) > 1:
        found += draw(st.lists(judgements(told), max_size=4))
    return found, anew


def in_one_report(dossier: Dossier, claims: Sequence[Claim]) -> tuple[Report, list[Claim]]:
    """Put the reports of some claims one after the other into one, the claims into that."""
    reports = [dossier.reports[claim.report] for claim in claims]
    starts = [0, *accumulate(len(report.text) + 1 for report in reports)]
    report = replace(reports[0], text="\n".join(report.text for report in reports))
    return report, [
        replace(moved(claim, by=start), report=report.id)
        for claim, start in zip(claims, starts, strict=False)
    ]


def moved(value: Any, *, by: int) -> Any:
    """Return a claim, or a part of one, whose words stand further on."""
    if isinstance(value, Span):
        return replace(value, start=value.start + by, end=value.end + by)
    if isinstance(value, tuple):
        return tuple(moved(one, by=by) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: moved(getattr(value, one.name), by=by) for one in fields(value)})
    return value


def read_anew(store: Store, *, report: Report, claims: Sequence[Claim]) -> None:
    with store.writer() as writer:
        writer.replace_claims(report.id, claims)


@st.composite
def judgements(draw: st.DrawFn, claims: Sequence[Claim]) -> Step:
    verdict = draw(
        st.sampled_from(["same", "different", "reject", "accept", "correct", "grade", "lock", "release"])
    )
    one, other = draw(st.lists(st.sampled_from([c.id for c in claims]), min_size=2, max_size=2, unique=True))
    made = MADE + timedelta(minutes=draw(st.integers(0, 9)))
    said = {"correct": ("killed", "21"), "grade": ("", "discounted")}.get(verdict, ("", ""))
    subjects = (one, other) if verdict in ("same", "different") else (one,)
    return partial(judge, judgement=Judgement(verdict, subjects, "A", made, "seen", *said))  # type: ignore[arg-type]  # drawn from verdicts


def judge(store: Store, judgement: Judgement) -> None:
    with store.writer() as writer:
        writer.add_judgement(judgement)


def digest(store: Store) -> str:
    with store.view(Viewer.OWNER) as view:
        return view.digest()


def digests(store: Store) -> list[object]:
    """What each kind of viewer sees, and what is locked."""
    seen: list[object] = []
    for viewer in (Viewer.OWNER, Viewer.PUBLIC):
        with store.view(viewer) as view:
            seen += [
                view.digest(),
                view.counts("claims", "incidents"),
                view.locked({claim.id for claim in view.claims()}),
            ]
    return seen


def incidents(store: Store) -> list[Incident]:
    with store.view(Viewer.OWNER) as view:
        return sorted(view.incidents(), key=lambda incident: incident.id)


@settings(max_examples=60, deadline=None)
@given(steps(), st.data())
def test_in_whatever_order_things_come_and_are_linked_the_record_is_the_same(
    steps: tuple[list[Step], list[Step]], data: st.DataObject
) -> None:
    first, anew = steps
    with empty_record() as store:
        for step in (*first, *anew):
            step(store)
        relink(store, always=True)
        expected = digests(store)
    with empty_record() as store:
        for step in (*data.draw(st.permutations(first)), *data.draw(st.permutations(anew))):
            step(store)
            if data.draw(st.booleans()):
                relink(store)
        relink(store)
        assert verify(store) == []
        assert digests(store) == expected


@pytest.fixture
def store() -> Any:
    with empty_record() as opened:
        yield opened


def told(store: Store, dossier: Dossier, **said: Any) -> Claim:
    claim = dossier.tell(**said)
    put(store, dossier.reports[claim.report], [claim])
    relink(store)
    return claim


def test_a_new_report_leaves_what_it_does_not_touch_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = Dossier()
    told(store, dossier, place=BUSTAN, killed=5)
    told(store, dossier, place=URUM, killed=5, day=date(2017, 1, 1))
    monkeypatch.setattr(linking, "_link_all", None)
    first = told(store, dossier, place=BUSTAN, killed=5, paper="Post")
    found = incidents(store)
    assert [len(incident.claims) for incident in found if first.id in incident.claims] == [2]
    assert len(found) == 2


def test_a_round_up_covers_what_comes_later_and_loses_what_is_rejected(store: Store) -> None:
    dossier = Dossier()
    vague = told(store, dossier, type="attack", place=PROVINCE, day=WEEK, killed=50)
    strike = told(store, dossier, place=ALEPPO, killed=5)
    (roundup,) = (one for one in incidents(store) if vague.id in one.claims)
    assert roundup.covers == tuple(one.id for one in incidents(store) if strike.id in one.claims)
    judge(store, Judgement("reject", (strike.id,), "A", MADE, "wrong"))
    relink(store)
    (roundup,) = incidents(store)
    assert roundup.covers == ()


def test_a_withdrawn_judgement_leaves_the_record_as_it_was(store: Store) -> None:
    dossier = Dossier()
    one = told(store, dossier, place=BUSTAN, killed=5)
    other = told(store, dossier, place=BUSTAN, killed=5, paper="Post")
    before = incidents(store)
    apart = Judgement("different", (one.id, other.id), "A", MADE, "two streets")
    judge(store, apart)
    relink(store)
    assert len(incidents(store)) == 2
    judge(store, Judgement("withdraw", (apart.id,), "A", MADE + timedelta(hours=1), "one street"))
    relink(store)
    assert incidents(store) == before


def test_a_claim_that_comes_back_meets_the_others_of_its_report(store: Store) -> None:
    dossier = Dossier()
    undated: dict[str, Any] = {
        "day": None,
        "published": None,
        "place": BUSTAN,
        "killed": 37,
        "injured": 91,
        "targets": "market",
    }
    report, (first, second) = in_one_report(dossier, [dossier.tell(**undated), dossier.tell(**undated)])
    put(store, report, [first, second])
    relink(store)
    before = incidents(store)
    assert len(before) == 1
    wrong = Judgement("reject", (first.id,), "A", MADE, "wrong")
    judge(store, wrong)
    relink(store)
    judge(store, Judgement("withdraw", (wrong.id,), "A", MADE + timedelta(hours=1), "right"))
    relink(store)
    assert incidents(store) == before


def test_a_judged_claim_leaves_the_others_of_its_report_where_they_are(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = Dossier()
    told = [dossier.tell(place=BUSTAN, killed=5), dossier.tell(place=IDLIB, killed=7)]
    report, (first, second) = in_one_report(dossier, told)
    put(store, report, [first, second])
    relink(store)
    changes: list[Change] = []
    change_incidents = Writer.change_incidents

    def noted(writer: Writer, change: Change, *, basis: str, after: str) -> bool:
        changes.append(change)
        return change_incidents(writer, change, basis=basis, after=after)

    monkeypatch.setattr(Writer, "change_incidents", noted)
    judge(store, Judgement("correct", (first.id,), "A", MADE, "seen", "killed", "21"))
    relink(store)
    (change,) = changes
    assert [one.claim for one in change.filed] == [one.claim for one in change.dropped] == [first.id]
    assert [incident.claims for incident in change.linked] == [(first.id,)]


def test_a_changed_incident_is_not_linked_on(store: Store) -> None:
    dossier = Dossier()
    told(store, dossier, place=BUSTAN, killed=5)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE incidents SET body = replace(body, '5', '9')"))
    with pytest.raises(TamperError, match="marsad rebuild"):
        told(store, dossier, place=BUSTAN, killed=5, paper="Post")
    relink(store, always=True)
    assert verify(store) == []


def test_what_another_program_filed_is_not_gone_on_from(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = Dossier()
    told(store, dossier, place=BUSTAN, killed=5)
    monkeypatch.setattr(linking, "linker", lambda: "another")
    monkeypatch.setattr(linking, "_link_arrivals", None)
    told(store, dossier, place=BUSTAN, killed=5, paper="Post")
    assert [len(incident.claims) for incident in incidents(store)] == [2]


def test_a_round_up_of_years_covers_nothing(store: Store) -> None:
    dossier = Dossier()
    years = Interval(MONDAY - timedelta(days=900), MONDAY + timedelta(days=1), "days")
    vague = told(store, dossier, type="attack", place=PROVINCE, day=years, killed=5000)
    told(store, dossier, place=ALEPPO, killed=5)
    (roundup,) = (one for one in incidents(store) if vague.id in one.claims)
    assert (roundup.is_roundup, roundup.covers) == (True, ())


def test_a_claim_of_the_first_days_there_are_is_linked(store: Store) -> None:
    dossier = Dossier()
    first = Interval(date.min, date.min)
    told(store, dossier, place=BUSTAN, day=first, published=None)
    told(store, dossier, place=BUSTAN, day=first, published=date.min, paper="Post")
    told(store, dossier, place=BUSTAN, day=None, published=date.min, paper="Times")
    told(store, dossier, place=BUSTAN, day=Interval(date.max, date.max), published=date.max)
    assert sum(len(incident.claims) for incident in incidents(store)) == 4

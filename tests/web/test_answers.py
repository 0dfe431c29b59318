"""Long answers: given as of before while the record moves on, but never past a lock."""

import pickle
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing import active_children

import pytest
from sqlalchemy import text
from tests.store.factories import captured, claims

from marsad.model import Viewer
from marsad.ops.linking import relink
from marsad.ops.review import judge
from marsad.store import Store, View
from marsad.web import answers as module
from marsad.web import beside
from marsad.web.answers import Answers, asked_as_of
from marsad.web.beside import Beside

MADE = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def kept(store: Store) -> Iterator[Answers]:
    answers = Answers(store)
    yield answers
    answers.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every answer count as one that took long."""
    monkeypatch.setattr(module, "QUICK_S", 0.0)
    monkeypatch.setattr(module, "REST", 0.0)


def ids(view: View) -> set[str]:
    return {incident.id for incident in view.incidents()}


def seen(store: Store, kept: Answers, viewer: Viewer) -> set[str]:
    with store.view(viewer) as view:
        return kept.of(view, "ids", ids)


def now(store: Store, viewer: Viewer) -> set[str]:
    with store.view(viewer) as view:
        return ids(view)


def settle(kept: Answers) -> None:
    """Wait until what was begun in the background is kept."""
    while kept._waiting:
        time.sleep(0.01)


def add_one(store: Store) -> None:
    report = captured(9)
    with store.writer() as writer:
        writer.add_report(report, claims(report.report))
    relink(store)


def test_a_quick_answer_is_always_of_the_record_as_it_stands(store: Store, kept: Answers) -> None:
    before = seen(store, kept, Viewer.OWNER)
    add_one(store)
    assert seen(store, kept, Viewer.OWNER) == now(store, Viewer.OWNER) != before


@pytest.mark.usefixtures("slow")
def test_a_long_answer_is_given_as_of_before_and_says_so_until_it_is_computed(
    store: Store, kept: Answers
) -> None:
    before = seen(store, kept, Viewer.OWNER)
    add_one(store)
    older = asked_as_of()
    assert seen(store, kept, Viewer.OWNER) == before
    assert len(older) == 1
    settle(kept)
    older = asked_as_of()
    assert seen(store, kept, Viewer.OWNER) == now(store, Viewer.OWNER)
    assert older == []


@pytest.mark.usefixtures("slow")
def test_what_was_locked_since_is_in_no_answer_to_those_without_the_right(
    store: Store, kept: Answers
) -> None:
    before = seen(store, kept, Viewer.READER)
    with store.view(Viewer.OWNER) as view:
        (strike,) = (one for one in view.incidents() if one.type == "shelling")
    judge(store, "lock", [strike.claims[0]], author="A", made=MADE, reason="a witness is named")
    after = seen(store, kept, Viewer.READER)
    assert strike.id in before
    assert strike.id not in after


@pytest.mark.usefixtures("slow")
def test_those_with_the_right_and_those_without_never_share_an_answer(store: Store, kept: Answers) -> None:
    whole, open_ = seen(store, kept, Viewer.OWNER), seen(store, kept, Viewer.READER)
    assert open_ < whole
    assert seen(store, kept, Viewer.ANALYST) == open_
    assert seen(store, kept, Viewer.ADMIN) == whole


def test_those_who_ask_at_once_wait_for_one_computation(store: Store, kept: Answers) -> None:
    computed, begun, go_on = [], threading.Event(), threading.Event()

    def compute(view: View) -> int:
        computed.append(1)
        begun.set()
        go_on.wait(30)
        return len(computed)

    def ask() -> None:
        with store.view(Viewer.OWNER) as view:
            found.append(kept.of(view, "number", compute))

    found: list[int] = []
    threads = [threading.Thread(target=ask) for _ in range(5)]
    threads[0].start()
    begun.wait(30)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert found == [1] * 5


def test_an_answer_that_fails_fails_for_all_who_wait_and_is_computed_again(
    store: Store, kept: Answers
) -> None:
    def fail(view: View) -> int:
        raise ValueError("no")

    with store.view(Viewer.OWNER) as view:
        with pytest.raises(ValueError, match="no"):
            kept.of(view, "number", fail)
        assert kept.of(view, "number", lambda view: 3) == 3


@pytest.mark.usefixtures("slow")
def test_an_answer_that_took_long_rests_before_it_is_computed_again(
    store: Store, kept: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REST", 1e9)
    before = seen(store, kept, Viewer.OWNER)
    add_one(store)
    seen(store, kept, Viewer.OWNER)
    settle(kept)
    assert seen(store, kept, Viewer.OWNER) == before


def test_an_answer_that_expired_is_of_the_record_as_it_stands_for_the_next_who_asks(
    store: Store, kept: Answers, slow: None
) -> None:
    seen(store, kept, Viewer.OWNER)
    add_one(store)
    kept.expire()
    older = asked_as_of()
    assert seen(store, kept, Viewer.OWNER) == now(store, Viewer.OWNER)
    assert older == []


def test_what_is_made_of_an_answer_is_kept_with_it(store: Store, kept: Answers) -> None:
    def ask(form: str) -> tuple[set[str], list[str]]:
        with store.view(Viewer.OWNER) as view:
            return kept.made_of(view, "ids", ids, form, sorted)

    first = ask("en")
    assert first[1] == sorted(first[0])
    assert ask("en")[1] is first[1]
    assert ask("ar")[1] is not first[1]
    add_one(store)
    assert ask("en")[1] == sorted(now(store, Viewer.OWNER)) != first[1]


def test_another_process_computes_what_can_be_sent_there(store: Store) -> None:
    other = Beside(store.dialect.url.render_as_string(hide_password=False))
    try:
        begun = other.begin(Viewer.READER, ids)
        assert begun is not None
        assert begun.result(60).value == now(store, Viewer.READER)
        assert other.begin(Viewer.READER, lambda view: ids(view)) is None
    finally:
        other.close()


def test_a_server_is_left_alone_after_an_answer_and_a_file_is_not(
    store: Store, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "SPARED", 1e9)
    monkeypatch.setattr(beside, "MOST_SPARED_S", 60.0)
    for url, rests in (
        (store.dialect.url.render_as_string(hide_password=False), False),
        (postgres_database, True),
    ):
        monkeypatch.setattr(beside, "_SPARED", spared := beside._Spared())
        assert beside._compute(url, Viewer.OWNER, pickle.dumps(ids)).value == (
            set() if rests else now(store, Viewer.OWNER)
        )
        assert (spared.until > time.monotonic()) == rests
        if rests:
            with beside._spared_store(url).engine.connect() as connection:
                shown = connection.execute(text("SHOW max_parallel_workers_per_gather"))
                assert shown.scalar_one() == "0"
        beside._spared_store(url).close()


def test_another_process_links_what_came_in_and_is_done_without_when_it_is_gone(store: Store) -> None:
    other = Beside(store.dialect.url.render_as_string(hide_password=False))
    report = captured(9)
    try:
        with store.writer() as writer:
            writer.add_report(report, claims(report.report))
        assert other.link()
        with store.view(Viewer.OWNER) as view:
            assert view.incidents_current()
        for process in active_children():
            process.kill()
        assert not other.link()
    finally:
        other.close()
    assert not other.link()


@pytest.mark.usefixtures("slow")
def test_a_process_that_is_gone_is_done_without(store: Store) -> None:
    other = Beside(store.dialect.url.render_as_string(hide_password=False))
    answers = Answers(store, other)
    try:
        other.close()
        assert seen(store, answers, Viewer.OWNER) == now(store, Viewer.OWNER)
        add_one(store)
        seen(store, answers, Viewer.OWNER)
        settle(answers)
        assert seen(store, answers, Viewer.OWNER) == now(store, Viewer.OWNER)
    finally:
        answers.close()

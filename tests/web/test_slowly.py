"""Answers that take long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event

from marsad.model import Viewer
from marsad.ops.review import judge
from marsad.store import Store, View
from marsad.web.slowly import Found, Slowly

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def number(view: View) -> int:
    return view.counts("claims")["claims"]


def asked(slowly: Slowly, store: Store, viewer: Viewer = Viewer.OWNER) -> Found[int] | None:
    @contextmanager
    def open_view() -> Iterator[View]:
        with store.view(viewer) as view:
            yield view

    with store.view(viewer) as view:
        return slowly.of(view, open_view, "claims", number)


def settle(slowly: Slowly) -> None:
    """Wait for what is being looked for."""
    for done in list(slowly._running.values()):
        assert done.wait(20)


def some_claim(store: Store) -> str:
    with store.view(Viewer.READER) as view:
        return next(view.claims()).id


def accept(store: Store) -> None:
    judge(store, "accept", (some_claim(store),), author="ana", made=MADE, reason="so")


def test_an_answer_that_comes_soon_is_the_newest(store: Store) -> None:
    slowly = Slowly(patience_s=20)
    for _ in range(2):
        found = asked(slowly, store)
        with store.view(Viewer.OWNER) as view:
            assert found == Found(number(view), view.head(), is_newest=True)
        accept(store)


def test_one_that_takes_long_is_there_later_and_looked_for_once(store: Store) -> None:
    slowly, hold, begun = Slowly(patience_s=0), Event(), []

    def slow(view: View) -> int:
        begun.append(view)
        assert hold.wait(20)
        return number(view)

    def ask() -> Found[int] | None:
        with store.view(Viewer.OWNER) as view:
            return slowly.of(view, lambda: store.view(Viewer.OWNER), "slow", slow)

    assert ask() is ask() is None
    hold.set()
    settle(slowly)
    assert ask()
    assert len(begun) == 1


def test_until_the_newest_is_there_the_one_before_is_given_as_such(store: Store) -> None:
    slowly = Slowly(patience_s=20)
    before = asked(slowly, store)
    accept(store)
    slowly.patience_s = 0
    found = asked(slowly, store)
    assert before
    assert found
    assert (found.head, found.is_newest) == (before.head, False)
    settle(slowly)
    newest = asked(slowly, store)
    assert newest
    assert newest.is_newest


def test_what_was_found_before_something_was_locked_is_no_answer_for_a_reader(store: Store) -> None:
    slowly = Slowly(patience_s=20)
    assert asked(slowly, store, Viewer.READER)
    accept(store)
    slowly.patience_s = 0
    assert asked(slowly, store, Viewer.READER)
    settle(slowly)
    judge(store, "lock", (some_claim(store),), author="ana", made=MADE, reason="a name")
    assert asked(slowly, store, Viewer.READER) is None
    settle(slowly)


def test_each_right_has_its_own_answer(store: Store) -> None:
    slowly = Slowly(patience_s=20)
    owner, reader = asked(slowly, store), asked(slowly, store, Viewer.READER)
    assert owner
    assert reader
    assert owner.answer > reader.answer

"""What the journal tells of a moment is read once, and every moment has its own."""

from datetime import UTC, datetime

from tests.records import empty_record
from tests.store.factories import captured, claims

from marsad.model import Viewer
from marsad.ops.linking import relink
from marsad.store import Store

MADE = datetime(2016, 10, 1, tzinfo=UTC)


def add(store: Store, number: int) -> None:
    report = captured(number)
    with store.writer() as writer:
        writer.add_report(report, claims(report.report))


def told(store: Store) -> tuple[str, str, str, bool, int]:
    with store.view(Viewer.OWNER) as view:
        return view.head(), view.state(), view.basis(), view.incidents_current(), view.locks_changed()


def test_a_moment_keeps_its_own_entries_while_the_record_moves_on(store: Store) -> None:
    add(store, 1)
    relink(store)
    before = told(store)
    with store.view(Viewer.OWNER) as view:
        add(store, 2)
        after = told(store)
        assert (view.head(), view.state(), view.basis(), view.incidents_current()) == before[:4]
    assert after[0] != before[0] and before[3] and not after[3]
    relink(store)
    assert told(store)[3]


def test_another_record_in_the_place_of_one_has_its_own_entries() -> None:
    seen = []
    for number in (1, 2):
        with empty_record(now=lambda: MADE) as store:  # one engine over one file that is put back
            assert told(store)[0] == "0" * 64
            add(store, number)
            seen.append(told(store)[:3])
    assert seen[0] != seen[1]
    assert all(head == state == basis for head, state, basis in seen)

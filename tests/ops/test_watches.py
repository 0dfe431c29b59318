"""The benchmark of the watches, over few claims: the record that it makes, and that every watch answers over it."""

from pathlib import Path

import pytest
from benchmarks.war import SHARES, sentences
from benchmarks.watches import WATCHES, ask, fill

from marsad.model import Viewer
from marsad.store import Store, open_store, verify


def digest(store: Store) -> str:
    with store.view(Viewer.OWNER) as view:
        return view.digest()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = f"sqlite:///{tmp_path_factory.mktemp('watches') / 'record.db'}"
    with open_store(path) as store:
        fill(store, 600)
    return path


def test_a_record_that_was_cut_short_goes_on_to_the_same_record(record: str, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'record.db'}") as store, open_store(record) as whole:
        fill(store, 200)
        fill(store, 600)
        assert digest(store) == digest(whole)
        fill(store, 600)
        assert digest(store) == digest(whole)


def test_the_record_verifies_and_holds_the_claims_that_the_watches_read(record: str) -> None:
    with open_store(record) as store:
        assert verify(store) == []
        with store.view(Viewer.OWNER) as view:
            types = {claim.type for claim in view.claims()}
    assert SHARES.keys() <= types


def test_claims_of_a_kind_are_as_many_as_they_should_be() -> None:
    told = sentences()
    types = [next(told).type for _ in range(20_000)]
    for kind in ("ceasefire", "siege", "rescue", "toll"):
        assert types.count(kind) / len(types) == pytest.approx(SHARES[kind] / 100, rel=0.2)


@pytest.mark.parametrize("number", range(len(WATCHES)), ids=[f"{one.name} {one.asked}" for one in WATCHES])
def test_a_watch_that_this_program_has_is_asked(record: str, number: int) -> None:
    taken = ask(number, record)
    assert taken is None or taken > 0
    if WATCHES[number].name in ("figures", "totals"):
        assert taken is not None

"""The root sources of a record."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.link.telling import MONDAY, URUM, Dossier
from tests.ops.keeping import keep
from tests.store.factories import ticking_clock

from marsad.model import Viewer
from marsad.ops.review import Decision, Signature, judge, record
from marsad.ops.sources import find_sources
from marsad.store import Store, open_store

MADE = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, store: Store) -> Iterator[Store]:
    """An empty record on each kind of database."""
    if request.param == "sqlite":
        yield store
        return
    with open_store(request.getfixturevalue("postgres_database"), now=ticking_clock()) as server:
        yield server


def test_sources_of_a_record_are_counted_without_what_is_rejected(either: Store) -> None:
    with either.view(Viewer.OWNER) as view:
        assert find_sources(view) == ()
    dossier = Dossier()
    for number, by in enumerate(("SOHR", "SOHR", "UNICEF")):
        dossier.tell(place=URUM, day=MONDAY.replace(day=number * 5 + 1), by=by)
    claims = keep(either, dossier)
    judge(either, "reject", (claims[2].id,), author="ana", made=MADE, reason="a drill")
    with either.view(Viewer.OWNER) as view:
        found = [(voice.id, len(voice.tells), len(voice.alone)) for voice in find_sources(view)]
        assert found == [("sohr", 2, 2)]


def test_the_kind_that_a_person_gave_goes_before_the_one_that_is_known(store: Store) -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, day=MONDAY, by="SOHR")
    keep(store, dossier)
    with store.view(Viewer.OWNER) as view:
        assert [voice.kind for voice in find_sources(view)] == ["monitor"]
    record(store, Decision("source", ("sohr",), "kind", "ngo"), Signature("ana", MADE, "so"))
    with store.view(Viewer.OWNER) as view:
        assert [voice.kind for voice in find_sources(view)] == ["ngo"]

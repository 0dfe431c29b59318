"""A record with one report, its claims and incidents, and a judgement."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.records import empty_record
from tests.store.factories import captured, claims, incident, ticking_clock

from marsad.model import Judgement, Viewer
from marsad.store import Store, View


@pytest.fixture
def store() -> Iterator[Store]:
    with empty_record(now=ticking_clock()) as store:
        taken = captured(12)
        read = claims(taken.report)
        with store.writer() as writer:
            writer.add_report(taken, read)
            writer.add_judgement(
                Judgement(
                    "accept", (read[0].id,), "A. Analyst", datetime(2020, 1, 2, tzinfo=UTC), "so it says"
                )
            )
        with store.view(Viewer.OWNER) as view:
            basis = view.basis()
        with store.writer() as writer:
            writer.replace_incidents([incident(read[0]), incident(read[1], place=None)], basis=basis)
        yield store


@pytest.fixture
def view(store: Store) -> Iterator[View]:
    with store.view(Viewer.OWNER) as view:
        yield view

"""Nothing that is locked is in any byte of a published snapshot; after release all of it is."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from tests.locks.convoys import Case, cases
from tests.locks.test_locks import AS_DRAWN, leaks, record_of, release

from marsad.model import Viewer
from marsad.store import Store
from marsad.web.publishing import publish


def published(store: Store) -> str:
    with tempfile.TemporaryDirectory() as folder:
        publish(store, Path(folder) / "site")
        return "\n".join(
            f"{file.name}\n{file.read_text('utf-8')}" for file in Path(folder).rglob("*") if file.is_file()
        )


@settings(AS_DRAWN, max_examples=12)
@given(case=cases())
def test_nothing_that_is_locked_is_in_any_published_byte(case: Case) -> None:
    with record_of(case.told, case.judgements + case.hidden_judgements) as store:
        assert leaks(published(store), case) == []
        release(store, case)
        with store.view(Viewer.PUBLIC) as view:
            shown = {incident.id for incident in view.incidents()}
        after = published(store)
        assert all(f"{id}.html" in after for id in shown)
        assert leaks(after, case) != []

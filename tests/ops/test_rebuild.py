"""Rebuilding: the views follow from reports and judgements alone."""

from datetime import UTC, datetime
from pathlib import Path

from tests.workshop import places_cache

from marsad.capture import CaptureOptions
from marsad.gazetteer import open_gazetteer
from marsad.model import Viewer
from marsad.ops.add import add
from marsad.ops.places import index_file
from marsad.ops.rebuild import rebuild
from marsad.ops.review import judge
from marsad.ops.workshop import Workshop
from marsad.store import Store, open_store, verify


def test_a_rebuilt_record_is_the_same_on_sqlite_and_postgresql(
    folder: Path, store: Store, postgres_database: str, workshop: Workshop, options: CaptureOptions
) -> None:
    with open_store(postgres_database) as other:
        made = datetime(2016, 10, 1, tzinfo=UTC)
        for each in (store, other):
            add([str(folder)], each, workshop, options)
            with each.view(Viewer.OWNER) as view:
                claim = next(claim.id for claim in view.claims() if claim.type == "shelling")
            judge(each, "reject", [claim], author="A. Analyst", made=made, reason="a film")
        one, two = rebuild(store, workshop), rebuild(other, workshop)
        assert one.before == one.after == two.before == two.after
        assert (one.changed, one.issues) == (0, ())
        assert verify(store) == verify(other) == []


def test_claims_that_another_reader_left_are_read_anew(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    add([str(folder)], store, workshop, options)
    with store.view(Viewer.OWNER) as view:
        good, report = view.digest(), next(view.reports())
    with store.writer() as writer:
        writer.replace_claims(report.id, ())
    done = rebuild(store, workshop)
    assert (done.after, done.changed) == (good, 1)
    assert done.before != good


def test_a_report_that_cannot_be_read_any_more_keeps_its_claims(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    add([str(folder)], store, workshop, options)
    gazetteer = open_gazetteer(index_file(places_cache()))
    broken = Workshop(workshop.reader.with_lookup(gazetteer.lookup), gazetteer)
    gazetteer.close()
    done = rebuild(store, broken)
    assert done.before == done.after
    with store.view(Viewer.OWNER) as view:
        assert [issue.where for issue in done.issues] == [report.id for report in view.reports()]

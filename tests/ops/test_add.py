"""Adding: everything in or an issue, twice changes nothing."""

from pathlib import Path

from tests.capture.test_language import TEXTS
from tests.workshop import places_cache

from marsad.capture import CaptureOptions
from marsad.gazetteer import open_gazetteer
from marsad.model import Issue, Viewer
from marsad.ops.add import add
from marsad.ops.linking import relink
from marsad.ops.places import index_file
from marsad.ops.rebuild import rebuild
from marsad.ops.workshop import Workshop
from marsad.store import Store, verify


def test_a_folder_becomes_reports_claims_and_incidents(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    done = add([str(folder)], store, workshop, options)
    assert (done.added, done.known, done.issues) == (3, 0, ())
    with store.view(Viewer.OWNER) as view:
        counts = view.counts()
        assert view.incidents_current()
        located = [place.resolved for claim in view.claims() for place in claim.places]
        shelling = next(incident for incident in view.incidents() if incident.type == "shelling")
    assert (counts["reports"], counts["claims"], counts["incidents"]) == (3, done.claims, done.incidents)
    assert {place.name for place in located if place} == {"Urum al-Kubra", "Madaya"}
    toll = shelling.toll_of("killed")
    assert toll and (toll.low, toll.best, toll.high) == (3, 3, 3)
    assert verify(store) == []


def test_adding_twice_changes_nothing(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    add([str(folder)], store, workshop, options)
    with store.view(Viewer.OWNER) as view:
        before = view.digest(), view.head()
    again = add([str(folder), str(folder / "01-wire.txt")], store, workshop, options)
    assert (again.added, again.known, again.claims) == (0, 4, 0)
    with store.view(Viewer.OWNER) as view:
        assert (view.digest(), view.head()) == before


def test_the_order_of_adding_does_not_matter(
    folder: Path, store: Store, tmp_path: Path, workshop: Workshop, options: CaptureOptions
) -> None:
    from marsad.store import open_store

    add([str(folder)], store, workshop, options)
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        for file in sorted(folder.iterdir(), reverse=True):
            add([str(file)], other, workshop, options)
        with store.view(Viewer.OWNER) as one, other.view(Viewer.OWNER) as two:
            assert one.digest() == two.digest()


def test_what_cannot_be_taken_in_is_an_issue_and_the_rest_goes_on(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    (folder / "00-empty.txt").write_bytes(b"")
    (folder / "04-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    done = add([str(folder / "missing.txt"), "ftp://example.org/x", str(folder)], store, workshop, options)
    assert done.added == 3
    assert [Path(issue.where).name for issue in done.issues] == [
        "missing.txt", "x", "00-empty.txt", "04-picture.png",
    ]  # fmt: skip
    assert all(issue.reason for issue in done.issues)


def test_a_report_that_the_reader_fails_on_is_an_issue(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    gazetteer = open_gazetteer(index_file(places_cache()))
    broken = Workshop(workshop.reader.with_lookup(gazetteer.lookup), gazetteer)
    gazetteer.close()  # every look-up raises now
    done = add([str(folder)], store, broken, options)
    assert (done.added, done.incidents) == (0, 0)
    assert [issue.where for issue in done.issues] == sorted(file.name for file in folder.iterdir())
    assert all("closed database" in issue.reason for issue in done.issues)
    assert add([str(folder)], store, workshop, options).added == 3


def test_a_run_that_ended_before_linking_is_completed(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    from marsad.capture import read_path

    for found in read_path(folder, options):
        assert not isinstance(found, Issue)
        with store.writer() as writer:
            writer.add_report(found, workshop.read(found.report))
    with store.view(Viewer.OWNER) as view:
        assert not view.incidents_current()
    done = add([str(folder)], store, workshop, options)
    assert (done.added, done.known) == (0, 3)
    assert done.incidents > 0


def test_linking_an_empty_record_gives_no_incidents(store: Store) -> None:
    relink(store)
    relink(store, always=True)
    with store.view(Viewer.OWNER) as view:
        assert view.counts("incidents") == {"incidents": 0}
    assert verify(store) == []


def test_progress_is_told_report_by_report(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    told: list[tuple[str, int]] = []
    add(
        [str(folder)],
        store,
        workshop,
        options,
        progress=lambda stage, done, total: told.append((stage, done)),
    )
    assert told == [("reading", 0), ("reading", 1), ("reading", 2), ("linking", 0)]


def test_a_report_in_another_language_is_kept_without_claims_and_noted(
    folder: Path, store: Store, workshop: Workshop, options: CaptureOptions
) -> None:
    (folder / "04-arabic.txt").write_text(TEXTS["ar"], "utf-8")
    done = add([str(folder)], store, workshop, options)
    assert (done.added, done.issues, [one.where for one in done.notices]) == (4, (), ["04-arabic.txt"])
    assert "Arabic" in done.notices[0].reason
    with store.view(Viewer.OWNER) as view:
        kept = next(report for report in view.reports() if report.text == TEXTS["ar"])
        assert (kept.language, list(view.claims(kept.id))) == ("ar", [])
        assert {report.language for report in view.reports()} == {"ar", ""}
    assert verify(store) == []
    again = add([str(folder)], store, workshop, options)
    assert (again.added, again.known, again.notices) == (0, 4, ())
    rebuilt = rebuild(store, workshop)
    assert (rebuilt.changed, [one.where for one in rebuilt.notices]) == (0, [kept.id])

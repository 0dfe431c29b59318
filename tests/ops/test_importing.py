"""Importing: the same record again, what is missing, or nothing at all."""

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records import empty_record
from tests.store.factories import captured, claims, ticking_clock
from tests.store.strategies import captures, claims_of

from marsad.capture import CaptureOptions
from marsad.errors import BundleError
from marsad.export import FORMATS
from marsad.export.bundle import MANIFEST, SEAL, write_bundle
from marsad.model import Captured, Judgement, Viewer
from marsad.ops.add import add
from marsad.ops.export import export
from marsad.ops.importing import import_bundle
from marsad.ops.linking import relink
from marsad.ops.workshop import Workshop
from marsad.store import Store, open_store, verify


@pytest.fixture
def filled(folder: Path, store: Store, workshop: Workshop, options: CaptureOptions) -> Store:
    """A record of three reports and a judgement, linked."""
    add([str(folder)], store, workshop, options)
    with store.view(Viewer.OWNER) as view:
        pair = [claim.id for claim in view.claims()][:2]
    made = datetime(2020, 1, 2, tzinfo=UTC)
    with store.writer() as writer:
        writer.add_judgement(Judgement("different", tuple(pair), "A. Analyst", made, "two events"))
    relink(store)
    return store


@pytest.fixture
def bundle(filled: Store, tmp_path: Path) -> Path:
    export(filled, "jsonl", tmp_path / "record.zip")
    return tmp_path / "record.zip"


@pytest.fixture
def other(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'other.db'}", now=ticking_clock())


def state(store: Store) -> tuple[str, str]:
    with store.view(Viewer.OWNER) as view:
        return view.digest(), view.head()


def test_an_empty_record_becomes_the_one_that_was_exported(filled: Store, bundle: Path, other: Store) -> None:
    done = import_bundle(bundle, other)
    assert state(other)[0] == state(filled)[0] == done.told == done.digest
    assert (done.reports, done.judgements, done.known) == (3, 1, 0)
    with filled.view(Viewer.OWNER) as one, other.view(Viewer.OWNER) as two:
        assert list(two.originals()) == list(one.originals())
        assert list(two.reports()) == list(one.reports())
        notes = [entry for entry in two.journal() if entry.action == "import"]
        assert done.head in {entry.hash for entry in one.journal()}
    sha256 = hashlib.sha256(bundle.read_bytes()).hexdigest()
    assert [json.loads(note.body) for note in notes] == [
        {"bundle": sha256, "head": done.head, "digest": done.told}
    ]
    assert notes[0].subject == bundle.name
    assert verify(other) == []


def test_a_record_moves_to_postgresql_and_back(
    filled: Store, bundle: Path, other: Store, tmp_path: Path, postgres_database: str
) -> None:
    with open_store(postgres_database) as server:
        import_bundle(bundle, server)
        for format in FORMATS:
            export(server, format, tmp_path / f"out.{format}")
        assert verify(server) == []
    import_bundle(tmp_path / "out.jsonl", other)
    assert state(other)[0] == state(filled)[0]


def test_importing_twice_or_into_the_same_record_changes_nothing(
    filled: Store, bundle: Path, other: Store
) -> None:
    import_bundle(bundle, other)
    for record in (filled, other):
        before = state(record)
        again = import_bundle(bundle, record)
        assert (again.reports, again.claims, again.judgements, again.known) == (0, 0, 0, 4)
        assert state(record) == before


def test_what_is_missing_is_added_and_what_is_there_stays(filled: Store, bundle: Path, other: Store) -> None:
    own = captured(7)
    with filled.view(Viewer.OWNER) as view, other.writer() as writer:
        writer.add_report(own, claims(own.report))
        report = next(iter(view.reports()))
        original = view.original(report.original)
        assert original
        writer.add_report(Captured(report, original), ())
    done = import_bundle(bundle, other)
    assert (done.reports, done.judgements, done.known) == (2, 1, 1)
    with other.view(Viewer.OWNER) as view:
        assert view.has_report(own.report.id)
        assert list(view.claims(report.id)) == []
        assert view.incidents_current()
    assert done.digest == state(other)[0] != done.told
    assert verify(other) == []


def test_a_run_that_was_cut_short_is_completed(filled: Store, bundle: Path, other: Store) -> None:
    class CutShort(Exception):
        pass

    def stop(stage: str, done: int, total: int | None, /) -> None:
        if (stage, done) == ("importing", 2):
            raise CutShort

    with pytest.raises(CutShort):
        import_bundle(bundle, other, progress=stop)
    done = import_bundle(bundle, other)
    assert (done.reports, done.known) == (1, 2)
    assert done.digest == state(filled)[0]


@settings(max_examples=20)
@given(st.lists(captures(), max_size=3, unique_by=lambda one: one.report.id), st.data())
def test_whatever_a_record_keeps_comes_back(
    tmp_path_factory: pytest.TempPathFactory, taken: list[Captured], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("bundles")
    with empty_record() as one, empty_record() as two:
        with one.writer() as writer:
            for each in taken:
                # Any other type must be in the codebook, and gives incidents.
                drawn = [replace(claim, type="toll") for claim in data.draw(claims_of(each.report))]
                writer.add_report(each, tuple({claim.id: claim for claim in drawn}.values()))
        with one.view(Viewer.OWNER) as view, (folder / "b.zip").open("w+b") as file:
            write_bundle(view, file)
            reports, read_claims = list(view.reports()), list(view.claims())
        import_bundle(folder / "b.zip", two)
        with two.view(Viewer.OWNER) as view:
            assert sorted(map(str, view.reports())) == sorted(map(str, reports))
            assert list(view.claims()) == read_claims
            assert not list(view.incidents())


def refused(path: Path, other: Store) -> str:
    before = state(other)
    with pytest.raises(BundleError) as caught:
        import_bundle(path, other)
    assert state(other) == before
    assert path.name in str(caught.value)
    return str(caught.value)


def test_one_changed_byte_anywhere_is_refused(bundle: Path, other: Store, tmp_path: Path) -> None:
    data = bundle.read_bytes()
    damaged = tmp_path / "damaged.zip"
    places = [*range(0, len(data), max(1, len(data) // 300)), *range(len(data) - 900, len(data))]
    for place in places:
        damaged.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        assert "nothing was taken in" in refused(damaged, other) or place < 4


@pytest.mark.parametrize("name", ["reports.jsonl", "claims.jsonl", "originals.jsonl", MANIFEST])
def test_the_error_names_the_part_that_is_damaged(
    bundle: Path, other: Store, tmp_path: Path, name: str
) -> None:
    data = bytearray(bundle.read_bytes())
    with ZipFile(bundle) as archive:
        info = archive.getinfo(name)
        begin = info.header_offset + 30 + len(name)
    data[begin + 20 + info.compress_size // 2] ^= 0x04
    (tmp_path / "damaged.zip").write_bytes(data)
    assert f"{name} is not as it was written" in refused(tmp_path / "damaged.zip", other)


def test_what_is_cut_short_or_no_archive_is_refused(bundle: Path, other: Store, tmp_path: Path) -> None:
    data = bundle.read_bytes()
    path = tmp_path / "odd.zip"
    for length in (0, 3, 4, 50, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:length])
        told = refused(path, other)
        assert "not a zip archive" in told if length < 4 else "cut short" in told
    path.write_bytes(b"a,b\n1,2\n" * 40)
    assert "not a zip archive" in refused(path, other)
    assert "cannot be read" in refused(tmp_path / "nowhere.zip", other)
    with ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    assert "no seal" in refused(path, other)


def remade(bundle: Path, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The bundle with its parts changed, and hashed and sealed again as one would who means to deceive."""
    target = io.BytesIO()
    with ZipFile(bundle) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        parts = {name: made for name in old.namelist() if (made := change(name, old.read(name))) is not None}
        if MANIFEST in parts:
            manifest = json.loads(parts[MANIFEST])
            for name, told in manifest.get("files", {}).items():
                if data := parts.get(name):
                    told |= {"sha256": hashlib.sha256(data).hexdigest(), "lines": data.count(b"\n")}
            parts[MANIFEST] = json.dumps(manifest).encode()
        for name, data in parts.items():
            new.writestr(name, data)
        new.comment = SEAL + b"0" * 64
    sealed = target.getvalue()[:-64]
    return sealed + hashlib.sha256(sealed).hexdigest().encode()


def on(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes | None]:
    def change(name: str, data: bytes) -> bytes | None:
        assert name != part or old in data
        return data.replace(old, new) if name == part else data

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (on(MANIFEST, b"marsad-bundle/2", b"marsad-bundle/3"), "pip install -U marsad"),
        (on(MANIFEST, b"marsad-bundle/2", b"marsad-bundle/1"), "export it again"),
        (on(MANIFEST, b"marsad-bundle/2", b"other/2"), "not that of a bundle"),
        (on(MANIFEST, b'"digest"', b'"digits"'), "not that of a bundle"),
        (on("reports.jsonl", b"killed", b"hurt"), "not what its id"),
        (on("claims.jsonl", b'"quote"', b'"quota"'), "none of its lines"),
        (on("claims.jsonl", b'"report": "report-', b'"report": "report-0'), "not what its id"),
        (on("originals.jsonl", b'"media_type"', b'"media"'), "none of its lines"),
        (on("judgements.jsonl", b"A. Analyst", b"B. Analyst"), "not what its id"),
        (lambda name, data: None if name.startswith("originals/") else data, "is missing or told of nowhere"),
        (lambda name, data: data + b"!" if name.startswith("originals/") else data, "not as it was written"),
        (lambda name, data: b"" if name == "reports.jsonl" else data, "not as it was written"),
        (lambda name, data: None if name == "claims.jsonl" else data, "claims.jsonl"),
        (lambda name, data: None if name == MANIFEST else data, MANIFEST),
    ],
)
def test_what_does_not_fit_together_is_refused_though_it_is_sealed(
    bundle: Path, other: Store, tmp_path: Path, change: Callable[[str, bytes], bytes | None], told: str
) -> None:
    (tmp_path / "remade.zip").write_bytes(remade(bundle, change))
    assert told in refused(tmp_path / "remade.zip", other)


def test_a_claim_whose_words_its_report_lacks_is_refused(bundle: Path, other: Store, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "claims.jsonl":
            return data
        first, *rest = data.splitlines(keepends=True)
        claim = json.loads(first)
        quote = claim["evidence"]["quote"]
        claim["evidence"]["quote"] = "x" * len(quote)
        return json.dumps(claim).encode() + b"\n" + b"".join(rest)

    (tmp_path / "remade.zip").write_bytes(remade(bundle, change))
    assert "does not say there" in refused(tmp_path / "remade.zip", other)


def test_a_bundle_remade_without_change_is_taken_in(
    filled: Store, bundle: Path, other: Store, tmp_path: Path
) -> None:
    (tmp_path / "remade.zip").write_bytes(remade(bundle, lambda name, data: data))
    assert import_bundle(tmp_path / "remade.zip", other).digest == state(filled)[0]


def test_an_empty_record_is_exported_and_imported(store: Store, other: Store, tmp_path: Path) -> None:
    export(store, "jsonl", tmp_path / "empty.zip")
    before = state(other)
    done = import_bundle(tmp_path / "empty.zip", other)
    assert (done.reports, done.incidents, done.told) == (0, 0, done.digest)
    assert state(other) == before

"""A reader, a folder of reports, and an empty record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.records import empty_record
from tests.store.factories import ticking_clock
from tests.workshop import PIPELINE, REPORTS, places_cache, small_workshop

from marsad.capture import CaptureOptions
from marsad.ops.demo import Demo, demo
from marsad.ops.places import index_file
from marsad.ops.workshop import Workshop
from marsad.store import Store

DOSSIER = Path(__file__).parents[2] / "examples" / "aleppo-2016-09"


@pytest.fixture(scope="session")
def options() -> CaptureOptions:
    return CaptureOptions(today=date(2016, 10, 1))


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return small_workshop()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory, options: CaptureOptions) -> Demo:
    """The example dossier, read over a small place index. Tests only read its record: all of them share it."""
    into, index = tmp_path_factory.mktemp("shown") / "demo", index_file(places_cache())
    return demo(DOSSIER, into, index=index, reader="learned", pipeline=PIPELINE, options=options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three reports: a strike, its denial, and another event."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def store() -> Iterator[Store]:
    with empty_record(now=ticking_clock()) as store:
        yield store

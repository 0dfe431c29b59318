"""A reader, a folder of reports, and an empty record."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.records import empty_record
from tests.store.factories import ticking_clock
from tests.workshop import REPORTS, small_workshop

from marsad.capture import CaptureOptions
from marsad.ops.workshop import Workshop
from marsad.store import Store


@pytest.fixture
def options() -> CaptureOptions:
    return CaptureOptions(today=date(2016, 10, 1))


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return small_workshop()


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

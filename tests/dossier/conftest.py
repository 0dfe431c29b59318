"""The example dossier, and real articles of 2016, each read once into a record for all tests of this folder."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.once import made_once
from tests.workshop import PIPELINE

from marsad.capture import CaptureOptions
from marsad.model import Viewer
from marsad.ops.add import add
from marsad.ops.demo import demo
from marsad.ops.workshop import open_workshop
from marsad.store import Store, View, open_store

ROOT = Path(__file__).parents[2]
DOSSIER = ROOT / "examples" / "aleppo-2016-09"
ARTICLES = ROOT.parent / "shared" / "data" / "fa_kes_dev.csv"
"""News of the war in Syria; columns id, title, publisher, published, governorate, text."""

MOST_ARTICLES = 60
MOST_WORDS = 450
"""Of an article; so much text is read in well under a minute."""
MATTERS = re.compile(
    r"\b(?:truce|cease-?fire|cessation of hostilities|convoys?|aid|siege|besieged|rescue\w*|civil defen[cs]e)\b",
    re.IGNORECASE,
)
"""Words of what the watches are about."""


@pytest.fixture(scope="session")
def dossier_url(world: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a record of the example dossier, read as `marsad demo` reads it."""

    def read(folder: Path) -> None:
        options = CaptureOptions(today=date(2016, 10, 1))
        done = demo(
            DOSSIER, folder / "record", index=world, reader="learned", pipeline=PIPELINE, options=options
        )
        assert done.summary.issues == ()

    return f"sqlite:///{made_once(tmp_path_factory, 'dossier', read) / 'record' / 'record.db'}"


@pytest.fixture(scope="session")
def dossier(dossier_url: str) -> Iterator[Store]:
    """The record of the example dossier. Tests only read it: all of them share it."""
    with open_store(dossier_url) as store:
        yield store


@pytest.fixture
def view(dossier: Store) -> Iterator[View]:
    """The record of the example dossier, as its owner sees it."""
    with dossier.view(Viewer.OWNER) as view:
        yield view


@pytest.fixture(scope="session")
def chosen() -> list[Mapping[str, str]]:
    """Rows of real articles; skips where the evaluation data is not beside the repository."""
    if not ARTICLES.is_file():
        pytest.skip(f"the evaluation data is not beside the repository: no {ARTICLES}")
    return choose(ARTICLES)


@pytest.fixture(scope="session")
def articles_url(
    chosen: list[Mapping[str, str]], world: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The URL of a record of real articles of 2016."""

    def read(folder: Path) -> None:
        with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, fieldnames=list(chosen[0]))
            table.writeheader()
            table.writerows(chosen)
        options = CaptureOptions(today=date(2026, 1, 1))
        with (
            open_store(f"sqlite:///{folder / 'record.db'}") as store,
            closing(open_workshop(world, pipeline=PIPELINE)) as workshop,
        ):
            summary = add([str(folder / "articles.csv")], store, workshop, options)
        assert (summary.added, summary.issues) == (len(chosen), ())

    return f"sqlite:///{made_once(tmp_path_factory, 'articles', read) / 'record.db'}"


@pytest.fixture(scope="session")
def articles(articles_url: str) -> Iterator[Store]:
    """The record of real articles. Tests only read it: all of them share it."""
    with open_store(articles_url) as store:
        yield store


def choose(table: Path) -> list[Mapping[str, str]]:
    """Return the short articles of 2016 that say most of what the watches are about, in the order of their days."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = {row["text"]: row for row in csv.DictReader(file) if row["published"].startswith("2016")}
    short = [row for row in rows.values() if len(row["text"].split()) <= MOST_WORDS]
    short.sort(key=lambda row: (-len(MATTERS.findall(row["text"])), row["id"]))
    return sorted(short[:MOST_ARTICLES], key=lambda row: (row["published"], row["id"]))

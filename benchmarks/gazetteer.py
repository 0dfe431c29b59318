"""Measure the place index: build time, size, look-up time, and the memory of a process that has it open.

Run `python benchmarks/gazetteer.py FOLDER`; the index is built in FOLDER unless it is there.
"""

import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from marsad.gazetteer import build_geonames, open_gazetteer

LOOKUPS = 10_000


def build(index: Path) -> None:
    started = time.perf_counter()
    count = build_geonames(index)
    took, size = time.perf_counter() - started, index.stat().st_size / 1e6
    print(f"build: {count:,} places in {took:.1f} s, {size:.0f} MB")


def look_up(index: Path) -> None:
    """Look up 5,000 names that are there and 5,000 that are not, each once cold and once cached."""
    with sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT name FROM place WHERE id % 50 = 0").fetchall()
    known = random.Random(1).sample([row[0] for row in rows], LOOKUPS // 2)
    names = [name for known_name in known for name in (known_name, f"Not {known_name}")]
    gazetteer = open_gazetteer(index)
    for title in ("first", "cached"):
        times = []
        for name in names:
            started = time.perf_counter()
            gazetteer.lookup(name)
            times.append((time.perf_counter() - started) * 1e6)
        most = quantiles(times, n=20)[-1]
        print(f"look-up, {title}: median {median(times):.1f} µs, 95th percentile {most:.1f} µs")
    # not getrusage, which counts the parent's memory before the new program started
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(f"memory: {int(peak[1]) / 1024:.0f} MB at most" if peak else "memory: unknown")


def main() -> None:
    index = (Path(sys.argv[1]) / "geonames.sqlite").resolve()
    if len(sys.argv) > 2:
        look_up(index)
        return
    if not index.exists():
        build(index)
    # in a process of its own, so that its memory is that of a reader and not of the builder
    subprocess.run([sys.executable, __file__, str(index.parent), "look-up"], check=True)


if __name__ == "__main__":
    main()

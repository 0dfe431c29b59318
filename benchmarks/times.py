"""Compare the reader of times with dateparser on the table of tests/extract/data/times.yaml.

usage: python benchmarks/times.py      (dateparser is optional: pip install dateparser)
"""

import importlib
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import yaml

from marsad.extract.time import find_times

TABLE = Path(__file__).parents[1] / "tests" / "extract" / "data" / "times.yaml"
Days = tuple[date, date]
Reader = Callable[[str, date | None], Sequence[Days]]


def own(text: str, anchor: date | None) -> Sequence[Days]:
    """Return the days that Marsad reads."""
    return [(span.interval.start, span.interval.end) for span in find_times(text, anchor) if span.interval]


def with_dateparser(text: str, anchor: date | None) -> Sequence[Days]:
    """Return the days that dateparser finds, one each; its spans of time where it gives them."""
    search = importlib.import_module("dateparser.search")
    settings: dict[str, object] = {
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_TIME_SPAN": True,
    }
    if anchor:
        settings["RELATIVE_BASE"] = datetime(anchor.year, anchor.month, anchor.day)
    found = search.search_dates(text, languages=["en"], settings=settings) or []
    days = sorted(moment.date() for _, moment in found)
    return [(days[0], days[-1])] if days else []


def score(read: Reader) -> dict[str, int | float]:
    """Count right readings on the table, by what the row asks for."""
    rows = [[str(cell) for cell in row] for row in yaml.safe_load(TABLE.read_text(encoding="utf-8"))]
    counts: dict[str, int | float] = {
        "days": 0,
        "days right": 0,
        "starts right": 0,
        "open": 0,
        "open right": 0,
    }
    begun = time.perf_counter()
    for text, anchor, _, start, end in rows:
        found = read(text, date.fromisoformat(anchor) if anchor else None)
        if start:
            counts["days"] += 1
            counts["days right"] += list(found) == [(date.fromisoformat(start), date.fromisoformat(end))]
            counts["starts right"] += [days[0] for days in found] == [date.fromisoformat(start)]
        else:
            counts["open"] += 1
            counts["open right"] += not found
    counts["seconds"] = round(time.perf_counter() - begun, 2)
    return counts


def main() -> None:
    """Print one line a reader."""
    readers: dict[str, Reader] = {"marsad": own}
    if importlib.util.find_spec("dateparser"):
        readers["dateparser"] = with_dateparser
    else:
        print("dateparser is not installed: pip install dateparser", file=sys.stderr)
    for name, read in readers.items():
        print(f"{name:12}", "  ".join(f"{what} {count}" for what, count in score(read).items()))


if __name__ == "__main__":
    main()

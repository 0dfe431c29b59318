"""How fast reading is: from the start of `marsad read` to its first answer, and beside the bare parser.

usage: python benchmarks/reading.py [DATA]

Prints the seconds that a process of `marsad read` takes for one short sentence (start-up). Then, for conflict news
and for mixed news of which 5 % are about conflict: the share of the words in texts that pass the gate; words a
second of the reader and of spaCy's own full default pipeline, both in two processes on the same texts in the same
run; and their ratio. DATA is a folder with `fa_kes_dev.csv` and `geoparse/lgl.xml` (../shared/data where it is
there); without it the conflict news are the reports of the example dossier, and there are no mixed news. The place
index is compiled first where it is missing.
"""

import csv
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import spacy
from spacy.language import Language

from marsad.config import load_settings
from marsad.extract.learned.gate import load_gate
from marsad.model import Report
from marsad.ops.places import ensure_index
from marsad.ops.workshop import Workshop, open_workshop

ROOT = Path(__file__).parents[1]
DOSSIER = ROOT / "examples" / "aleppo-2016-09"
SHARED = ROOT.parent / "shared" / "data"
RUNS = 3
PROCESSES = 2
CONFLICT_SHARE = 0.05
MOST_WORDS = 30_000
"""Words of a set of texts, so that a run takes seconds."""
SHORT = "Shelling killed three people in Aleppo on Monday, a medic said."
DAY = date(2016, 9, 22)


def start_up() -> None:
    """Read one short sentence in a process of its own, as a user does."""
    command = [sys.executable, "-m", "marsad", "read", "-", "--published", "2016-09-20", "--format", "json"]
    subprocess.run(command, input=SHORT, text=True, check=True, stdout=subprocess.DEVNULL)


def seconds(work: Callable[[], object]) -> float:
    """Return the middle of the seconds that a work takes."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def dossier() -> list[str]:
    """Return the reports of the example dossier without their headers."""
    return [file.read_text("utf-8").partition("\n\n")[2] for file in sorted(DOSSIER.glob("*.txt"))]


def conflict_news(data: Path) -> list[str]:
    """Return news of a war."""
    csv.field_size_limit(sys.maxsize)
    with (data / "fa_kes_dev.csv").open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def other_news(data: Path) -> list[str]:
    """Return local news, of which hardly any is about war."""
    articles = ElementTree.parse(data / "geoparse" / "lgl.xml").getroot()
    return [article.findtext("text") or "" for article in articles]


def some(texts: Sequence[str], words: float) -> list[str]:
    """Return texts, drawn by lot, of about so many words."""
    drawn: list[str] = []
    order = random.Random(1).sample(list(texts), len(texts))
    while order and sum(len(text.split()) for text in drawn) < words:
        drawn.append(order.pop())
    return drawn


@cache
def _workshop() -> Workshop:
    settings = load_settings(os.environ)
    return open_workshop(ensure_index(settings.cache), reader=settings.reader, pipeline=settings.pipeline)


@cache
def _pipeline() -> Language:
    return spacy.load(load_settings(os.environ).pipeline)


def read_all(texts: Sequence[str]) -> int:
    """Read texts as one process of several; returns how many claims there are."""
    return sum(len(_workshop().reader.read(Report(text=text, published=DAY))) for text in texts)


def parse_all(texts: Sequence[str]) -> int:
    """Parse texts with the full default pipeline; returns how many words there are."""
    return sum(len(doc) for doc in _pipeline().pipe(texts))


def speed(work: Callable[[Sequence[str]], int], texts: Sequence[str]) -> float:
    """Return words a second in two processes, each loaded before the clock runs."""
    parts = [texts[number::PROCESSES] for number in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(work, [[SHORT]] * 2 * PROCESSES))
        taken = seconds(lambda: list(pool.map(work, parts)))
    return sum(len(text.split()) for text in texts) / taken


def compare(name: str, texts: Sequence[str]) -> None:
    """Print the words a second of both on a set of texts."""
    reading, parsing = speed(read_all, texts), speed(parse_all, texts)
    words = sum(len(text.split()) for text in texts)
    passed = sum(len(text.split()) for text in texts if load_gate().passes(text))
    print(
        f"{name}: {words} words, {passed / words:.0%} of them past the gate; reading {reading:.0f} words a second, "
        f"spaCy's full pipeline {parsing:.0f}: {reading / parsing:.2f} times as fast"
    )


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    ensure_index(load_settings(os.environ).cache)
    print(f"start-up, with a sentence of {len(SHORT.split())} words: {seconds(start_up):.2f} s")
    if not data.is_dir():
        compare("the example dossier", dossier())
        print(f"no conflict and mixed news: {data} is not there")
        return
    war, peace = conflict_news(data), other_news(data)
    compare("conflict news", some(war, MOST_WORDS))
    mixed = [*some(war, CONFLICT_SHARE * MOST_WORDS), *some(peace, (1 - CONFLICT_SHARE) * MOST_WORDS)]
    compare("mixed news", some(mixed, MOST_WORDS))


if __name__ == "__main__":
    main()

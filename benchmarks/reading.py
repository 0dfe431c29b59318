"""How long reading takes: from the start of `marsad read` to its first answer, and a story after that.

usage: python benchmarks/reading.py

The story is made of the reports of the example dossier, cut after 700 words. Prints the seconds that a process of
`marsad read` takes for one short sentence (start-up), the seconds that the reader, once loaded, takes for the story,
and its words a second beside those of the bare spaCy pipeline on the same text: what the parser itself leaves room
for. Each figure is the middle of five runs. The place index is compiled first where it is missing.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import spacy

from marsad.config import load_settings
from marsad.model import Report
from marsad.ops.places import ensure_index
from marsad.ops.workshop import open_workshop

DOSSIER = Path(__file__).parents[1] / "examples" / "aleppo-2016-09"
WORDS = 700
RUNS = 5
SHORT = "Shelling killed three people in Aleppo on Monday, a medic said."


def story() -> str:
    """Return the reports of the dossier without their headers, one after the other, cut after 700 words."""
    bodies = (file.read_text("utf-8").partition("\n\n")[2] for file in sorted(DOSSIER.glob("*.txt")))
    text = "\n\n".join(body.strip() for body in bodies)
    at = 0
    for word in text.split()[:WORDS]:
        at = text.index(word, at) + len(word)
    return text[:at]


def seconds(work: Callable[[], object]) -> float:
    """Return the middle of the seconds that a work takes, run five times."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def start_up() -> None:
    """Read one short sentence in a process of its own, as a user does."""
    command = [sys.executable, "-m", "marsad", "read", "-", "--published", "2016-09-20", "--format", "json"]
    subprocess.run(command, input=SHORT, text=True, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Print the three figures."""
    settings = load_settings(os.environ)
    index = ensure_index(settings.cache)
    print(f"start-up, with a sentence of {len(SHORT.split())} words: {seconds(start_up):.2f} s")
    workshop = open_workshop(index, pipeline=settings.pipeline)
    report = Report(text=story(), published=date(2016, 9, 22))
    claims = workshop.read(report)
    reading = seconds(lambda: workshop.read(report))
    print(f"a story of {WORDS} words, after start-up: {reading:.2f} s, {len(claims)} claims")
    bare = spacy.load(settings.pipeline)
    bare(report.text)
    parsing = seconds(lambda: bare(report.text))
    print(
        f"words a second: {WORDS / reading:.0f}; the bare pipeline {WORDS / parsing:.0f}; "
        f"reading takes {reading / parsing:.1f} times as long as parsing"
    )


if __name__ == "__main__":
    main()

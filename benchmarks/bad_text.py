"""How the time of reading grows with a text's length, for texts that no editor would print.

usage: python benchmarks/bad_text.py [LENGTH]

Each kind of text is a sentence that tells an event and then noise, of LENGTH characters (2,000 where none is given),
of twice and of four times as many. Prints the seconds of processor time that reading takes, and by how much the
second doubling multiplied it: 2 where time is linear in length, 4 where it is the square. The place index is
compiled first where it is missing.
"""

import os
import sys
import time

from marsad.config import load_settings
from marsad.model import Report
from marsad.ops.places import ensure_index
from marsad.ops.workshop import Workshop, open_workshop

TELLING = "Shelling hit the town of Madaya on Monday, killing three people, a medic said"
QUIET = "the market was quiet and people walked to the river while the wind blew over the hills "
NOISE = {
    "sentences that tell": f". {TELLING}",
    "one sentence": QUIET,
    "one line without a stop, of events": f"and {TELLING} ",
    "one word": "x",
    "brackets": "(",
    "figures": "1,",
    "emoji": "🚑💥",
    "emoji between spaces": "🚑 💥 ",
    "control characters": "\x00\x1b[0m",
    "marks of direction": "\u202e\u200f",
    "markup": '<p class="lead"><b>&nbsp;</b> <a href="https://example.org/?a=1&b=2">more</a></p>\n',
    "empty lines": "\n",
}
LENGTH = 2_000


def seconds(workshop: Workshop, noise: str, length: int) -> float:
    """Return the processor time that a text with so much noise takes."""
    text = f"{TELLING}. {(noise * (length // len(noise) + 1))[:length]}"
    begun = time.process_time()
    workshop.read(Report(text))
    return time.process_time() - begun


def main() -> None:
    """Print a line for each kind of noise."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else LENGTH
    settings = load_settings(os.environ)
    workshop = open_workshop(ensure_index(settings.cache), pipeline=settings.pipeline)
    for loading in (TELLING, "Une explosion a fait trois morts lundi."):  # the parser, and the languages
        workshop.read(Report(loading))
    lengths = [length, 2 * length, 4 * length]
    print(f"{'characters':36}" + "".join(f"{one:>10,}" for one in lengths) + "    growth")
    for name, noise in NOISE.items():
        took = [seconds(workshop, noise, one) for one in lengths]
        growth = took[2] / took[1] if took[1] else 0.0
        print(f"{name:36}" + "".join(f"{one:8.2f} s" for one in took) + f"{growth:10.1f}", flush=True)


if __name__ == "__main__":
    main()

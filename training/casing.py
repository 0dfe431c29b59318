"""Learn which words reports write small, and write them as the package ships them.

usage: python -m training.casing GOLD [GOLD ...] [--out FILE]

GOLD are folders of reports (docs/codebook.md). A word counts as small that stands small at least twice, and more
often than with a capital inside a sentence. The list is what texts in capitals get their small letters back from.
"""

import argparse
import json
import re
import textwrap
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/marsad/lexicon/en/casing.yaml"
INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word that heads no sentence."""
LEAST = 2


def small_words(texts: list[str]) -> list[str]:
    """Return the words that texts write small, by the alphabet."""
    counts = Counter(word for text in texts for word in INSIDE.findall(text))
    small = {word for word in counts if word.islower() and counts[word] >= LEAST}
    return sorted(word for word in small if counts[word] > counts[word.capitalize()])


def main() -> None:
    """Read the reports, write the list."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("gold", type=Path, nargs="+")
    arguments.add_argument("--out", type=Path, default=OUT)
    chosen = arguments.parse_args()
    files = [file for folder in chosen.gold for file in sorted(folder.glob("*.json"))]
    words = small_words([json.loads(file.read_text("utf-8"))["text"] for file in files])
    head = "# Words that reports commonly write small; made by `python -m training.casing`.\nsmall: >-\n"
    body = textwrap.fill(" ".join(words), 116, initial_indent="  ", subsequent_indent="  ")
    chosen.out.write_text(f"{head}{body}\n", "utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()

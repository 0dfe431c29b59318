"""How far the network's chances differ between two processors.

Run `python benchmarks/processors.py FILE` on the one, which writes what the network says of a report of
training/held_out to FILE, and the same on the other, where FILE is then read: printed are the greatest differences.
QEMU plays another processor: `qemu-x86_64 -cpu Haswell PYTHON benchmarks/processors.py FILE` takes some
minutes, where PYTHON is the program itself.
"""

import json
import sys
from pathlib import Path

from marsad.extract.learned.network import load_network, load_pieces
from marsad.extract.learned.page import make_page

HELD_OUT = Path(__file__).parents[1] / "training/held_out"
REPORTS = 1
LEAST = 0.02
"""Chance from which a word is told of as the trigger of a claim."""
Said = dict[str, list[float]]


def said() -> Said:
    """Return the chances of each likely trigger: its own, and those of its words' parts, phases and stances."""
    network, pieces = load_network(), load_pieces()
    found: Said = {}
    for file in sorted(HELD_OUT.glob("*.json"))[:REPORTS]:
        page = make_page(json.loads(file.read_text("utf-8"))["text"], None, pieces)
        for number, window in enumerate(page.windows):
            for one in network.look(page, window, LEAST):
                parts = (*one.roles.ravel(), *one.phases.ravel(), *one.stances.ravel())
                name = f"{file.stem} {number} {one.trigger} {one.kind}"
                found[name] = [float(chance) for chance in (one.chance, *parts)]
    return found


def main(file: Path) -> None:
    """Write what the network says here, or compare it with what it said elsewhere."""
    here = said()
    if not file.exists():
        file.write_text(json.dumps(here), "utf-8")
        print(f"{len(here)} likely triggers; run this with {file} on the other processor now")
        return
    there: Said = json.loads(file.read_text("utf-8"))
    both = here.keys() & there.keys()
    triggers = max((abs(here[name][0] - there[name][0]) for name in both), default=0.0)
    parts = max(
        (abs(a - b) for name in both for a, b in zip(here[name], there[name], strict=True)), default=0.0
    )
    print(f"{len(both)} likely triggers on both, {len(here.keys() ^ there.keys())} on one alone")
    print(f"greatest difference of a trigger's chance {triggers:.7f}, of all chances {parts:.7f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

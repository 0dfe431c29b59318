"""How well the reader reads, and the floors under it.

usage: python -m tests.quality [--raise]

Prints how many texts and claims of each war and type tests/gold has, and what the reader scores on them. With
--raise the floors in tests/gold/floors.yaml rise to a little under that where they are lower; none falls.
"""

import hashlib
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from marsad.config import load_settings
from marsad.ops.evaluate import evaluate
from marsad.ops.places import ensure_index
from marsad.ops.workshop import Workshop, open_workshop

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared" / "gold" / "real"
FLOORS = GOLD / "floors.yaml"
WARS = GOLD / "wars.yaml"

MARGIN = 0.01
"""How far a floor lies under what was measured: rounding differs a little from machine to machine."""
HEAD = """\
# The least F1 of the reader, measured by `python -m tests.quality`: `own` on the texts beside this file, `shared` on
# the real reports of ../shared/gold/real. `python -m tests.quality --raise` raises floors. A floor may fall only by
# hand, with the reason in CHANGELOG.md. `digest` is that of the annotated texts, which the same command prints.
"""


def documents() -> list[dict[str, Any]]:
    """The annotated texts of the project."""
    return [json.loads(file.read_text("utf-8")) for file in sorted(GOLD.glob("*.json"))]


def wars() -> dict[str, list[str]]:
    """The ids of the annotated texts by war."""
    told: dict[str, list[str]] = yaml.safe_load(WARS.read_text("utf-8"))
    return told


def digest() -> str:
    """The SHA-256 of the names and bytes of the annotated texts."""
    hashed = hashlib.sha256()
    for file in sorted(GOLD.glob("*.json")):
        hashed.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return hashed.hexdigest()


def read_floors() -> dict[str, Any]:
    """The digest and the floors of each set of texts."""
    floors: dict[str, Any] = yaml.safe_load(FLOORS.read_text("utf-8"))
    return floors


def measure(gold: Path, workshop: Workshop) -> dict[str, float]:
    """The F1 of claims, of each field, and their mean; and the share of values that the text says there."""
    done = evaluate(gold, workshop)
    fields = {name: score.f1 for name, score in done.scores.slots.items()}
    grounding = 0.0 if done.grounding is None else done.grounding
    return {
        "grounding": grounding,
        "claims": done.scores.claims.f1,
        "mean": done.scores.mean_slot_f1,
        **fields,
    }


def below(floors: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """What is worse than its floor, each with both numbers."""
    return [
        f"{name} {measured[name]:.4f} < {floor}" for name, floor in floors.items() if measured[name] < floor
    ]


def raised(floors: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """The floors, each as high as what was measured allows, and none lower than it was."""
    just_under = {name: math.floor((f1 - MARGIN) * 100) / 100 for name, f1 in measured.items()}
    return {name: max(floors.get(name, 0.0), just_under[name]) for name in measured if name != "grounding"}


def counts() -> Iterator[str]:
    """Lines of a Markdown table: texts and claims by war, then claims by type."""
    told = {document["id"]: document["claims"] for document in documents()}
    yield "| war | texts | claims |"
    yield "|---|---|---|"
    for war, ids in wars().items():
        yield f"| {war} | {len(ids)} | {sum(len(told[one]) for one in ids)} |"
    yield f"| together | {len(told)} | {sum(map(len, told.values()))} |"
    yield ""
    yield "| type | claims |"
    yield "|---|---|"
    types = Counter(claim["type"] for claims in told.values() for claim in claims)
    yield from (
        f"| {kind} | {number} |" for kind, number in sorted(types.items(), key=lambda one: (-one[1], one[0]))
    )


def main() -> None:
    """Print the counts and the scores; raise the floors where asked."""
    print("\n".join(counts()), f"\n\ndigest {digest()}")
    workshop = open_workshop(
        ensure_index(load_settings(os.environ).cache), pipeline=load_settings(os.environ).pipeline
    )
    floors = read_floors() if FLOORS.is_file() else {}
    for name, gold in (("own", GOLD), ("shared", SHARED)):
        if not gold.is_dir():
            continue
        measured = measure(gold, workshop)
        print(f"\n{name}: " + "  ".join(f"{field} {f1:.4f}" for field, f1 in measured.items()))
        kept = measured if name == "own" else {field: measured[field] for field in ("claims", "mean")}
        floors[name] = raised(floors.get(name, {}), kept)
    if "--raise" in sys.argv[1:]:
        FLOORS.write_text(HEAD + yaml.safe_dump({**floors, "digest": digest()}, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main()

"""The benchmark of kills, with fewer of them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_ten_kills_of_add_lose_nothing_and_double_nothing() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "kills.py"), "10"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("10 kills of add")

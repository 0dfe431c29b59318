"""The real commands over a record, in this process, with their answers as JSON."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from marsad.cli import app

Ask = Callable[..., Any]
"""Gives the answer to the words of a command."""


def asker(record: str, home: Path, cache: Path) -> Ask:
    """Return what asks a record; own places are in the folder `home`, the world's compiled ones in `cache`."""
    env: dict[str, str | None] = dict.fromkeys(name for name in os.environ if name.startswith("MARSAD_"))
    env |= {"MARSAD_HOME": str(home), "MARSAD_CACHE": str(cache), "MARSAD_RECORD": record}

    def ask(*words: str) -> Any:
        done = CliRunner().invoke(app, [*words, "--format", "json"], env=env, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    return ask

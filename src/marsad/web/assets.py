"""Files that pages load: the stylesheet as it is written, and scripts as the build made them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

__all__ = ["STATIC", "Assets", "load_assets"]

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of what pages load; scripts are none where they were not built."""

    css: str
    scripts: Mapping[str, str]

    def script(self, name: str) -> str:
        """Return the address of a script, "" where it was not built."""
        return self.scripts.get(name, "")


@cache
def load_assets() -> Assets:
    """Return the files of this installation; their addresses change with what is in them, so they can be kept."""
    style = sha256((STATIC / "desk.css").read_bytes()).hexdigest()[:12]
    manifest = STATIC / "built" / ".vite" / "manifest.json"
    scripts: dict[str, str] = {}
    if manifest.is_file():
        for entry in json.loads(manifest.read_text("utf-8")).values():
            if entry.get("isEntry"):
                scripts[entry["name"]] = f"/static/built/{entry['file']}"
    return Assets(f"/static/desk.css?v={style}", scripts)

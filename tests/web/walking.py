"""Every way into a desk: its routes with what they need, and their addresses with ids of a record filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from marsad.model import Viewer
from marsad.ops.ceasefires import find_ceasefires
from marsad.ops.convoys import Asked, find_convoys
from marsad.store import Store
from marsad.web.caller import Needs
from marsad.web.permissions import Permission

__all__ = ["NO_CALLER", "Way", "filled", "ids_of", "ways"]

NO_CALLER: Mapping[str, str] = {
    "/api/openapi.json": "what can be asked, the same for everybody",
    "/static": "stylesheet and scripts",
    "/favicon.ico": "leads to a file of /static",
}
"""Paths that look at nobody, and why they have nothing to withhold."""
KINDS: Mapping[str, str] = {
    "incidents": "incident",
    "response": "incident",
    "reports": "report",
    "claims": "claim",
    "ceasefires": "ceasefire",
    "truce": "ceasefire",
    "convoys": "convoy",
    "exports": "format",
    "tokens": "token",
}
"""What an id in a path is of, by the part of the path before it; a new part has to be here."""
PARAMETER = re.compile(r"([^/]+)/\{(\w+)(?::\w+)?\}")


@dataclass(frozen=True)
class Way:
    """One route and method: what it needs of whoever asks, () where it looks at nobody."""

    method: str
    path: str
    needs: tuple[Permission, ...]

    @property
    def is_api(self) -> bool:
        """Whether a program asks."""
        return self.path.startswith("/api/")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def ways(app: FastAPI) -> tuple[Way, ...]:
    """Return every way into an application."""
    return tuple(_ways(app))


def _ways(app: FastAPI) -> Iterator[Way]:
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route.original_route, "dependant", None)
        needs = tuple(_needs(dependant)) if dependant else ()
        for method in sorted(set(route.methods or {"GET"}) - {"HEAD"}):
            yield Way(method, str(route.path), needs)


def _needs(dependant: Any) -> Iterator[Permission]:  # Any: the framework's own type
    for one in dependant.dependencies:
        if isinstance(one.call, Needs):
            yield one.call.permission
        yield from _needs(one)


def ids_of(store: Store) -> dict[str, list[str]]:
    """Return the ids that the owner of a record sees, by kind, and one of each kind that is nowhere."""
    with store.view(Viewer.OWNER) as view:
        found = {
            "incident": [one.id for one in view.incidents()],
            "report": [one.id for one in view.reports()],
            "claim": [one.id for one in view.claims()],
            "ceasefire": [one.id for one in find_ceasefires(view).ceasefires],
            "convoy": [one.id for one in find_convoys(view, Asked()).convoys],
        }
    made = {kind: [*ids, f"{kind}-f0f0f0f0f0f0f0f0"] for kind, ids in found.items()}
    return {**made, "format": ["csv", "nothing"], "token": ["token-f0f0f0f0"]}


def filled(way: Way, ids: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the addresses of a way with every id in the place of its parameter."""
    found = PARAMETER.search(way.path)
    if found is None:
        assert "{" not in way.path, f"say in tests/web/walking.py how {way} is filled"
        return [way.path]
    assert found[1] in KINDS, f"say in tests/web/walking.py what an id after {found[1]} in {way} is of"
    start, end = found.span()
    return [f"{way.path[:start]}{found[1]}/{id}{way.path[end:]}" for id in ids[KINDS[found[1]]]]

"""Walks an answer for figures that nobody can follow to what they count."""

from collections.abc import Iterator
from typing import Any

EXEMPT = ("asked", "place", "rule")


def unfollowed(value: Any, path: str = "") -> list[str]:
    """The paths of objects with a number that name neither the claims nor the incidents behind it."""
    return list(_walk(value, path))


def _walk(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        numbers = [
            one for one in value.values() if isinstance(one, int | float) and not isinstance(one, bool)
        ]
        ids = [*value.get("claims", ()), *value.get("incidents", ())]
        if numbers and not ("claims" in value or "incidents" in value):
            yield path
        elif any(numbers) and not ids:
            yield f"{path} (no ids)"
        for key, inner in value.items():
            if key not in EXEMPT:
                yield from _walk(inner, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _walk(inner, f"{path}/{number}")

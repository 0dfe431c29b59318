"""Walks an answer: whatever holds a number names what was counted."""

from collections.abc import Iterator
from typing import Any

EXEMPT = frozenset({"asked", "place", "rule"})
"""What was asked, coordinates and parameters: nothing of these is counted."""


def untraced(answer: Any, where: str = "") -> Iterator[str]:  # Any: JSON data
    """Yield the paths of objects that hold a number beside no ids of claims or incidents."""
    if isinstance(answer, dict):
        numbers = [
            value
            for value in answer.values()
            if isinstance(value, int | float) and not isinstance(value, bool)
        ]
        ids = [answer[key] for key in ("claims", "incidents") if key in answer]
        if (numbers and not ids) or (any(numbers) and not any(ids)):
            yield where or "/"
        for key, value in answer.items():
            if key not in EXEMPT:
                yield from untraced(value, f"{where}/{key}")
    elif isinstance(answer, list):
        for number, value in enumerate(answer):
            yield from untraced(value, f"{where}/{number}")

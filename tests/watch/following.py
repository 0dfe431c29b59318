"""Walks an answer of a watch: whether what it counts, names and quotes can be followed into the record."""

import re
from collections.abc import Iterator
from typing import Any

EXEMPT = frozenset({"asked", "place", "rule"})
"""What was asked, coordinates and parameters: nothing of these is counted."""

_ID = re.compile(r"(?:claim|incident|report)-[0-9a-f]+")


def unfollowed(answer: Any) -> list[str]:  # Any: JSON data, or a dataclass as a dict
    """The paths of objects with a number that name neither the claims nor the incidents behind it.

    Where all numbers of an object are 0, the ids may be none, but the key is there.
    """
    return [
        path or "/" for path, value, numbers in _counting(answer, "") if not _is_followed(value, any(numbers))
    ]


def count_figures(answer: Any) -> int:  # Any: as above
    """How many numbers other than 0 an answer holds that were counted or computed from the record."""
    return sum(1 for _, _, numbers in _counting(answer, "") for number in numbers if number)


def ids_in(answer: Any) -> set[str]:  # Any: as above
    """All ids of claims, incidents and reports in an answer, under whichever key."""
    if isinstance(answer, dict):
        return {id for value in answer.values() for id in ids_in(value)}
    if isinstance(answer, list | tuple | set | frozenset):
        return {id for value in answer for id in ids_in(value)}
    return {answer} if isinstance(answer, str) and _ID.fullmatch(answer) else set()


def quotes_in(answer: Any) -> Iterator[tuple[str, list[str]]]:  # Any: as above
    """Yield each quote of an answer with the ids of the claims that stand beside it."""
    if isinstance(answer, dict):
        if isinstance(answer.get("quote"), str):
            yield answer["quote"], [*filter(None, [answer.get("claim")]), *answer.get("claims", ())]
        for value in answer.values():
            yield from quotes_in(value)
    elif isinstance(answer, list | tuple):
        for value in answer:
            yield from quotes_in(value)


def _counting(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any], list[float]]]:
    """Yield the objects that hold numbers, directly or in a list, with their paths and these numbers."""
    if isinstance(value, dict):
        numbers = [number for key, one in value.items() if key not in EXEMPT for number in _numbers(one)]
        if numbers:
            yield path, value, numbers
        for key, inner in value.items():
            if key not in EXEMPT:
                yield from _counting(inner, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _counting(inner, f"{path}/{place}")


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _is_followed(value: dict[str, Any], is_some: bool) -> bool:
    ids = [value[key] for key in ("claims", "incidents") if key in value]
    return any(ids) if is_some else bool(ids)

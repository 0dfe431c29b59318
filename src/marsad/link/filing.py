"""What linking knows of a claim as text, to be kept between two linkings."""

from functools import cache

from pydantic import TypeAdapter

from marsad.link.facts import Facts
from marsad.link.keys import filed, hashed

__all__ = ["keys_of", "read_filing", "write_filing"]


def write_filing(fact: Facts) -> str:
    """Return what linking knows of a claim as JSON."""
    return _adapter().dump_json(fact).decode()


def read_filing(body: str) -> Facts:
    """Return what `write_filing` wrote; raises ValueError where the text is nothing of that kind."""
    return _adapter().validate_json(body)


def keys_of(fact: Facts) -> tuple[int, ...]:
    """Return the keys under which other claims find this one, as whole numbers of 64 bits."""
    return tuple(sorted({hashed(key) for key in filed(fact)}))


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)

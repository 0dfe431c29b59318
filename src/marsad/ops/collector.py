"""Python's search for cycles, kept away where millions of values have none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_collector"]


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep Python from looking for cycles: millions of frozen values have none, and looking takes its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made meanwhile counts as old: it would be looked through at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()

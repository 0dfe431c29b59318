"""How a long piece of work tells how far it is."""

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Called with what is being done, how many are done, and of how many (None: nobody knows)."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Tell how far it is."""


def silent(stage: str, done: int, total: int | None, /) -> None:
    """Tell nobody."""

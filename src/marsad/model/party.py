"""A party: a side or body that acts."""

from dataclasses import dataclass

__all__ = ["Party"]


@dataclass(frozen=True, slots=True)
class Party:
    """A side or body that acts, with the names that reports give it.

    `side` is the party it fights for or ""; `countries` (ISO alpha-2) are the wars where a loose name such as
    "government forces" means this party; `inter` is its ACLED actor code (1 state forces … 8 external).
    """

    id: str
    name: str
    names: tuple[str, ...]
    side: str = ""
    countries: tuple[str, ...] = ()
    loose_names: tuple[str, ...] = ()
    inter: int = 0

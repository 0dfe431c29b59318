"""What linking keeps of a claim between two linkings."""

from dataclasses import dataclass

__all__ = ["Filing"]


@dataclass(frozen=True, slots=True)
class Filing:
    """One claim as linking knows it.

    `component` names the claims that may come to one incident with it, `body` is what linking compares, as text,
    and `keys` are whole numbers of 64 bits under which other claims find it.
    """

    claim: str
    report: str
    component: str
    body: str
    keys: tuple[int, ...] = ()

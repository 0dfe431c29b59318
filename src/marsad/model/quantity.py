"""How many: two bounds, both included, either of them open."""

from dataclasses import dataclass

__all__ = ["Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a report bounds it; None is unbounded. "at least 12" is `Quantity(12, None)`.

    Raises ValueError for a negative bound, for low over high and for no bound at all.
    """

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity needs at least one bound")
        if min(bound for bound in (self.low, self.high) if bound is not None) < 0:
            raise ValueError("a quantity is not negative")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is over high {self.high}")

    @classmethod
    def exactly(cls, number: int) -> "Quantity":
        """Return the quantity that is `number` and nothing else."""
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are the same number."""
        return self.low is not None and self.low == self.high

    @property
    def said(self) -> int:
        """The number that stands for it where one is needed: the lower bound, else the upper."""
        return self.low if self.low is not None else (self.high or 0)

    def __str__(self) -> str:
        if self.is_exact:
            return str(self.low)
        if self.high is None:
            return f"at least {self.low}"
        if self.low is None:
            return f"up to {self.high}"
        return f"{self.low}–{self.high}"

    def __add__(self, other: "Quantity") -> "Quantity":
        low = None if self.low is None and other.low is None else (self.low or 0) + (other.low or 0)
        high = None if self.high is None or other.high is None else self.high + other.high
        return Quantity(low if low is not None or high is not None else 0, high)

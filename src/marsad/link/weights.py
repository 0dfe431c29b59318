"""The weights of linking, which are data (weights.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["Weights", "load_weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by reason, those of two claims at random (by family, where it differs), and what a link is asked.

    `join` is asked of two claims, `attach` of a denial and `attach_margin` of the next best that it could mean;
    `conflict` and `unlikely` bound what one incident may hold.
    """

    prior: float
    families: Mapping[str, float]
    join: float
    attach: float
    attach_margin: float
    conflict: float
    unlikely: float
    reasons: Mapping[str, float]

    def prior_of(self, family: str) -> float:
        """Return the log-odds of two claims of a family of types that meet, taken at random."""
        return self.families.get(family, self.prior)


@cache
def load_weights() -> Weights:
    """Return the weights that the package is shipped with."""
    data = yaml.safe_load(files("marsad.link").joinpath("weights.yaml").read_text("utf-8"))
    return Weights(
        prior=data["prior"], families=data["families"], reasons=data["reasons"], **data["thresholds"]
    )

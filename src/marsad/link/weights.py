"""The weights of linking, which are data (weights.yaml)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.data import load_yaml

__all__ = ["Weights", "load_weights"]

BEYOND = "beyond"
"""The facet whose reasons stand outside what two claims say of the happening."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by reason, those of two claims at random (by family, where it differs), and what a link is asked.

    `join` is asked of two claims, `attach` of a denial and `attach_margin` of the next best that it could mean;
    `conflict` and `unlikely` bound what one incident may hold. What is `hopeless`, by family or "",
    weighs so much against a link that nothing else that two claims say can make up for it.
    """

    prior: float
    families: Mapping[str, float]
    join: float
    attach: float
    attach_margin: float
    conflict: float
    unlikely: float
    reasons: Mapping[str, float]
    hopeless: Mapping[str, frozenset[str]]

    def prior_of(self, *families: str) -> float:
        """Return the log-odds of two claims that meet, taken at random, by the families of their types."""
        return min(self.families.get(family, self.prior) for family in families)

    def hopeless_in(self, family: str) -> frozenset[str]:
        """Return the reasons that keep two claims of a family apart whatever else they say."""
        return self.hopeless.get(family, self.hopeless[""])


@cache
def load_weights() -> Weights:
    """Return the weights that the package is shipped with."""
    data = load_yaml(files("marsad.link").joinpath("weights.yaml").read_text("utf-8"))
    facets: Mapping[str, Mapping[str, float]] = data["facets"]
    return Weights(
        prior=data["prior"],
        families=data["families"],
        reasons={name: weight for facet in facets.values() for name, weight in facet.items()},
        hopeless={
            family: frozenset(_hopeless(facets, prior, data["thresholds"]))
            for family, prior in {"": data["prior"], **data["families"]}.items()
        },
        **data["thresholds"],
    )


def _hopeless(
    facets: Mapping[str, Mapping[str, float]], prior: float, thresholds: Mapping[str, float]
) -> Iterator[str]:
    least = min(thresholds["join"], thresholds["attach"])
    most = {name: max(0.0, *facet.values()) for name, facet in facets.items() if name != BEYOND}
    for facet in most:
        others = sum(most.values()) - most[facet]
        yield from (name for name, weight in facets[facet].items() if prior + others + weight < least)

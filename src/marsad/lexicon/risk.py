"""The words that a security review looks for: who was hit, mines, checkpoints."""

from dataclasses import dataclass
from functools import cache

from marsad.lexicon.files import word_lists
from marsad.lexicon.phrases import PhraseIndex

__all__ = ["Hit", "RiskWords", "load_risk_words"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words for somebody or something that is hit: `sure` alone tells it, `beside` where a sure word stands near."""

    words: PhraseIndex[str]

    def tells(self, hit: str, around: str) -> bool:
        """Tell whether what was hit is of this kind, in words that stand in some others `around` it."""
        found = {kind for _, _, kind in self.words.find(hit)}
        return "sure" in found or ("beside" in found and self.speaks(around))

    def speaks(self, words: str) -> bool:
        """Tell whether some words speak of this kind for sure."""
        return any(kind == "sure" for _, _, kind in self.words.find(words))


@dataclass(frozen=True, slots=True)
class RiskWords:
    """All of them; `mine_means` are kinds of means."""

    aid: Hit
    medics: Hit
    mine_means: frozenset[str]
    mines: Hit
    checkpoints: Hit


@cache
def load_risk_words(language: str = "en") -> RiskWords:
    """Return the words of a language."""
    groups = {name: word_lists("risk", name, language) for name in ("aid", "medics", "mines", "checkpoints")}
    return RiskWords(
        aid=_hit(groups["aid"]),
        medics=_hit(groups["medics"]),
        mine_means=frozenset(groups["mines"]["means"]),
        mines=_hit(groups["mines"]),
        checkpoints=_hit(groups["checkpoints"]),
    )


def _hit(group: dict[str, tuple[str, ...]]) -> Hit:
    """Return an index in which the longest words win, so that an exception hides the word that it holds."""
    kinds = {"unless": "unless", "sure": "sure", "words": "sure", "beside": "beside"}
    return Hit(PhraseIndex.of((word, kind) for name, kind in kinds.items() for word in group.get(name, ())))

"""Reports that are one text: copies, and light rewrites of an agency's story."""

from functools import lru_cache
from itertools import pairwise

from rensa import RMinHash

__all__ = ["is_copy", "signature"]

HASHES = 128
"""Values of a signature, of 8 bits each: two of unlike texts agree in one of 256."""
SEED = 1
LEAST_WORDS = 20
"""A text of fewer words is told in the same words by chance."""
ALIKE = 0.25
"""The share of equal values from which on two texts are one: Jaccard similarity of their words and pairs of words.

In tests/gold/linking light rewrites are alike by 0.3 and more, other accounts of one event by 0.22 at most.
"""
_EDGES = ".,;:!?\"'()[]“”‘’«»"


def signature(text: str) -> str:
    """Return the MinHash signature of a text as hexadecimal digits, "" for a text that is too short to tell."""
    words = [word.strip(_EDGES) for word in text.casefold().split()]
    if len(words) < LEAST_WORDS:
        return ""
    hashes = RMinHash(num_perm=HASHES, seed=SEED)
    hashes.update([*words, *map(" ".join, pairwise(words))])  # each counts once, in whatever order
    return bytes(value & 0xFF for value in hashes.digest()).hex()


@lru_cache(maxsize=65536)
def is_copy(one: str, other: str) -> bool:
    """Tell whether two signatures are those of one text."""
    if not one or not other:
        return False
    same = sum(a == b for a, b in zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))
    return same >= ALIKE * HASHES

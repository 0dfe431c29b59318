"""The encoder, and the marker of one claim's words, run by ONNX Runtime."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from marsad.extract.learned.page import MARKS, WINDOW, Page, Window
from marsad.model.claim import Stance

__all__ = ["PHASES", "ROLES", "STANCES", "Network", "Seen", "bucket", "crop", "load_network", "load_pieces"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROLES = (
    "quote", "source", "place", "actor", "target", "time", "count",
    "killed", "injured", "missing", "displaced", "detained",
)  # fmt: skip
PHASES = (
    "happened", "planned", "demanded", "threatened", "suspended", "resumed", "blocked", "ended",
    "proposed", "agreed", "in_force", "extended", "violated",
)  # fmt: skip
STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")

OPENS, CLOSES = 101, 102
"""The pieces that open and close a look."""
MARK_CASE = 5
AROUND = 64
"""Words before and after its trigger in which the words of a claim are looked for."""
HEAD_WORDS = 24
"""Words of the head of a look that every claim sees besides."""
DISTANCES = 16
"""Steps of distance from the trigger, to either side."""
AT_ONCE = 32
"""Candidates whose words are marked in one run."""


def bucket(offset: int) -> int:
    """Return the step of a distance in words from the trigger; far words share a step."""
    away = abs(offset)
    step = away if away < 4 else min(DISTANCES - 1, 4 + int(log2(away / 4) * 2.2))
    return step + (DISTANCES if offset < 0 else 0)


@cache
def _steps() -> Ints:
    """Return the steps of all distances within a window; a negative distance counts from the end."""
    return np.array([bucket(away) for away in (*range(WINDOW), *range(-WINDOW, 0))], np.int64)


def crop(length: int, position: int, days: Sequence[int]) -> list[int]:
    """Return the positions in a look that a claim sees whose trigger stands at `position`.

    These are the head, what stands around the trigger, and wherever else a day is told (`days`): a report often
    tells the day of an event once, far from most of its claims.
    """
    first, stop = max(0, position - AROUND), min(length, position + AROUND)
    return sorted({*range(min(HEAD_WORDS, first)), *range(first, stop), *days})


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network sees of one candidate for a claim.

    `words` are the numbers of the words around; `roles` has a row for each and a column for each of ROLES, the
    chance that the word has that part in the claim; `inside` is the chance of each that it belongs to some claim
    of this type.
    """

    trigger: int
    kind: int
    chance: float
    words: Ints
    inside: Floats
    roles: Floats
    phases: Floats
    stances: Floats


class Network:
    """The encoder, which reads a window, and the head that marks the words of one claim in it."""

    def __init__(self, encoder: bytes, marker: bytes) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder = ort.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
        self._marker = ort.InferenceSession(marker, options, providers=["CPUExecutionProvider"])

    def look(self, page: Page, window: Window, least: float) -> list[Seen]:
        """Return the candidates of a window whose chance is at least `least`, in the order of the text."""
        states, leads, chances, inside = self._encoder.run(None, _inputs(page, window))
        position = {word: place for place, word in enumerate(window.words)}
        days = page.days(window)
        candidates = [
            (position[word], int(kind), float(chances[0, position[word], kind]))
            for word in range(window.start, window.stop)
            for kind in np.flatnonzero(chances[0, position[word]] >= least)
        ]
        seen: list[Seen] = []
        for start in range(0, len(candidates), AT_ONCE):
            seen += self._mark(
                states[0], leads[0], inside[0], window, days, candidates[start : start + AT_ONCE]
            )
        return seen

    def _mark(
        self,
        states: Floats,
        leads: Floats,
        inside: Floats,
        window: Window,
        days: Sequence[int],
        candidates: Sequence[tuple[int, int, float]],
    ) -> list[Seen]:
        """Mark the words of candidates, given as (position in the window, type, chance)."""
        crops = [np.array(crop(len(window.words), position, days), np.int64) for position, _, _ in candidates]
        width = max(map(len, crops))
        places, valid, distances = (np.zeros((len(crops), width), np.int64) for _ in range(3))
        steps = _steps()
        for row, (shown, (position, _, _)) in enumerate(zip(crops, candidates, strict=True)):
            places[row, : len(shown)] = shown
            valid[row, : len(shown)] = 1
            distances[row, : len(shown)] = steps[shown - position]
        inputs = {
            "states": states[places],
            "trigger": leads[[position for position, _, _ in candidates]],
            "kind": np.array([kind for _, kind, _ in candidates], np.int64),
            "valid": valid,
            "distance": distances,
        }
        roles, phases, stances = self._marker.run(None, inputs)
        words = np.array(window.words, np.int64)
        return [
            Seen(
                int(words[position]), kind, chance, words[shown], inside[shown, kind],
                roles[row, : len(shown)], phases[row], stances[row],
            )
            for row, (shown, (position, kind, chance)) in enumerate(zip(crops, candidates, strict=True))
        ]  # fmt: skip


def _inputs(page: Page, window: Window) -> dict[str, NDArray[np.generic]]:
    pieces, cases, rows, first = [OPENS], [MARK_CASE], [-1], []
    for word in window.words:
        first.append(len(pieces))
        pieces += page.pieces[word]
        cases += [int(page.cases[word])] * len(page.pieces[word])
        rows += [word] * len(page.pieces[word])
    pieces, cases, rows = [*pieces, CLOSES], [*cases, MARK_CASE], [*rows, -1]
    table = np.vstack([page.marks, np.zeros((1, MARKS), np.float32)])
    return {
        "pieces": np.array([pieces], np.int64),
        "cases": np.array([cases], np.int64),
        "marks": table[rows][None],
        "first": np.array([first], np.int64),
    }


@cache
def load_network() -> Network:
    """Load the network that the package is shipped with."""
    folder = files("marsad.extract.learned").joinpath("weights")
    return Network(folder.joinpath("encoder.onnx").read_bytes(), folder.joinpath("marker.onnx").read_bytes())


class _Tokenizer:
    """Splits words into pieces by the vocabulary of the encoder."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, words: Sequence[str]) -> list[list[int]]:
        pieces: list[list[int]] = [[] for _ in words]
        if words:
            found = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
            for piece, word in zip(found.ids, found.word_ids, strict=True):
                if word is not None:
                    pieces[word].append(piece)
        return pieces


@cache
def load_pieces() -> _Tokenizer:
    """Load the vocabulary of the encoder that the package is shipped with."""
    source = files("marsad.extract.learned").joinpath("weights", "tokenizer.json")
    tokenizer = Tokenizer.from_str(source.read_text("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()  # the windows cut long texts, not the tokenizer
    return _Tokenizer(tokenizer)

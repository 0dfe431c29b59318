"""Report → claims, by the learned reader or by the rule reader."""

from typing import Literal, Protocol

from marsad.errors import ExtractError
from marsad.gazetteer import Lookup
from marsad.model import Claim, Report

__all__ = ["KINDS", "Reader", "ReaderKind", "open_reader"]

ReaderKind = Literal["learned", "rules"]
KINDS: tuple[ReaderKind, ...] = ("learned", "rules")


class Reader(Protocol):
    """What reads reports, ready to use."""

    def read(self, report: Report) -> tuple[Claim, ...]:
        """Return the claims of a report in the order of its text; places are named, not yet resolved.

        Every value of a claim carries the words it rests on. The same report gives the same claims.
        """

    def with_lookup(self, lookup: Lookup) -> "Reader":
        """Return the same reader over other place names."""


def open_reader(lookup: Lookup, *, kind: str = "learned", pipeline: str) -> Reader:
    """Load a reader; `lookup` gives the gazetteer's entries for a name.

    The rule reader parses with the spaCy pipeline `pipeline`; the learned reader needs none. Raises
    ExtractError for a kind that is none, and when the pipeline is not installed.
    """
    if kind == "rules":
        from marsad.extract.rules.reader import open_rule_reader  # spaCy loads where it parses, nowhere else

        return open_rule_reader(lookup, pipeline=pipeline)
    if kind == "learned":
        from marsad.extract.learned.reader import open_learned_reader

        return open_learned_reader(lookup)
    raise ExtractError(f"there is no reader {kind!r}: choose {' or '.join(KINDS)}")

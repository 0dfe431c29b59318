"""Report → claims by the encoder: find them, then let exact rules read the words that it marks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from marsad.extract.coreference import tie
from marsad.extract.learned.filling import Filler, places_of
from marsad.extract.learned.finding import find_claims
from marsad.extract.learned.gate import Gate, load_gate
from marsad.extract.learned.naming import Names
from marsad.extract.learned.network import Network, load_network, load_pieces
from marsad.extract.learned.page import Page, Pieces, make_page
from marsad.gazetteer import Lookup
from marsad.model import Claim, Report

__all__ = ["LearnedReader", "open_learned_reader"]

COUNTRIES = 2
"""Countries of a report, the commonest first, whose parties "the army" may mean."""


@dataclass(frozen=True, slots=True)
class LearnedReader:
    """The gate, the network, its vocabulary, and the place index, which says what country a report is about."""

    gate: Gate
    network: Network
    pieces: Pieces
    lookup: Lookup

    def read(self, report: Report) -> tuple[Claim, ...]:
        """Return the claims of a report in the order of its text; where the gate stays shut there are none."""
        if not self.gate.passes(report.text):
            return ()
        page = make_page(report.text, report.published, self.pieces)
        found = find_claims(page, self.network)
        places = (page.words.span(at.first, at.stop).quote for one in found for at in places_of(page, one))
        filler = Filler(
            report, page, Names(page.words, _days(page)), _countries(places, self.lookup)[:COUNTRIES]
        )
        claims = [filler.claim(one) for one in found]
        claims.sort(key=lambda claim: (claim.trigger.start, claim.type))
        return tie(tuple({claim.id: claim for claim in reversed(claims)}.values())[::-1])

    def with_lookup(self, lookup: Lookup) -> "LearnedReader":
        """Return the same reader over other place names."""
        return replace(self, lookup=lookup)


def _days(page: Page) -> frozenset[int]:
    """Return the numbers of the words that tell a time."""
    return frozenset(word for time in page.times for word in page.words.under(time.start, time.end))


def _countries(names: Iterable[str], lookup: Lookup) -> list[str]:
    """Return the codes of the countries that places lie in, the commonest first."""
    counts: Counter[str] = Counter()
    for name in names:
        entries = lookup(name)
        if entries and entries[0].country:
            counts[entries[0].country] += 1
    return [country for country, _ in counts.most_common()]


def open_learned_reader(lookup: Lookup) -> LearnedReader:
    """Load the learned reader; `lookup` gives the gazetteer's entries for a name."""
    return LearnedReader(load_gate(), load_network(), load_pieces(), lookup)

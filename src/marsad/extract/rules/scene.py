"""Everything that a report mentions, found once before its claims are filled."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from marsad.extract.people import find_listed_people
from marsad.extract.quantity import QuantitySpan, find_quantities
from marsad.extract.rules.attribution import Speech, find_speech
from marsad.extract.rules.harm import Counted, counted_people
from marsad.extract.rules.mentions import Mention, party_mentions, place_mentions, time_mentions
from marsad.extract.rules.names import find_names
from marsad.extract.rules.places import PlaceMention, find_places
from marsad.extract.time import find_dateline, find_times
from marsad.gazetteer import Lookup
from marsad.model import Report, Span

__all__ = ["Scene", "look_at"]


@dataclass(frozen=True, slots=True)
class Scene:
    """A report with its sentences and all that can fill the fields of its claims.

    `mentions` holds the choices for each field; `countries` the codes of the countries of its places, the
    commonest first.
    """

    report: Report
    sentences: Sequence[TokenSpan]
    speeches: Sequence[Speech]
    mentions: Mapping[str, Sequence[Mention]]
    people: Sequence[Counted]
    numbers: Sequence[QuantitySpan]
    countries: Sequence[str]

    def span(self, start: int, end: int) -> Span:
        """Return the piece of text between two offsets, without white space at its ends."""
        text = self.report.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end, text[start:end])

    def number(self, sentence: TokenSpan) -> int:
        """Return the position of a sentence in the report."""
        return next(n for n, other in enumerate(self.sentences) if other.start == sentence.start)


def _countries(places: Sequence[PlaceMention], lookup: Lookup) -> list[str]:
    counts: Counter[str] = Counter()
    for place in places:
        entries = lookup(place.span.text)
        if entries:
            counts[entries[0].country] += 1
    return [country for country, _ in counts.most_common() if country]


def look_at(report: Report, doc: Doc, lookup: Lookup) -> Scene:
    """Return what a parsed report mentions; days count from its dateline, else from its publication date."""
    sentences = tuple(doc.sents)
    names = find_names(doc)
    dateline = find_dateline(report.text, report.published)
    anchor = (dateline.date if dateline else None) or report.published
    places = find_places(doc, lookup)
    parties = party_mentions(doc, names)
    numbers = find_quantities(report.text)
    return Scene(
        report,
        sentences,
        find_speech(doc, sentences, names),
        {
            "place": place_mentions(places, dateline.place if dateline else None),
            "time": time_mentions(find_times(report.text, anchor), doc),
            "actor": parties,
            "target": parties,
        },
        counted_people(doc, find_listed_people(report.text), numbers),
        numbers,
        _countries(places, lookup),
    )

"""The places that a report names: recognised ones, ones the gazetteer knows, and ones a cue word gives away."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from marsad.gazetteer import Lookup
from marsad.lexicon.files import word_list
from marsad.lexicon.parties import resolve_party

__all__ = ["BREADTH", "PlaceMention", "find_places"]

LABELS = frozenset({"GPE", "LOC", "FAC"})
MISTAKABLE = frozenset({"", "PERSON", "ORG", "NORP", "LANGUAGE", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""What the name finder may take a place for."""
LONGEST = 4
"""Words in the longest name that is looked up."""
BREADTH = {
    "continent": 0,
    "country": 1,
    "region": 2,
    "feature": 3,
    "city": 4,
    "town": 5,
    "village": 6,
    "neighbourhood": 7,
}


@cache
def _cues(group: str) -> frozenset[str]:
    return frozenset(word_list("place_words", group))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as the text names it; `breadth` is lower for wider places."""

    span: TokenSpan
    breadth: int

    @property
    def head(self) -> Token:
        """The word that the rest of the name hangs on."""
        return self.span.root


def _breadth(span: TokenSpan, lookup: Lookup) -> int | None:
    entries = lookup(span.text)
    return BREADTH.get(entries[0].kind, 4) if entries else None


def _is_part_of_body(span: TokenSpan) -> bool:
    """Tell whether the name goes on into that of a body: "Aleppo Media Centre"."""
    doc = span.doc
    after = doc[span.end : span.end + 3]
    for token in after:
        if not token.text[:1].isupper():
            return False
        if token.lower_ in _cues("body_words"):
            return True
    return False


def _is_no_place(span: TokenSpan, lookup: Lookup) -> bool:
    """Tell whether what looks like a place is a date, a body or a party: "Jul 172015", "Red Cross", "Daesh"."""
    if any(char.isdigit() for char in span.text) or any(token.lower_ in _cues("no_places") for token in span):
        return True
    if len(span) > 1 and any(token.lower_ in _cues("body_words") for token in span):
        return True
    return not lookup(span.text) and resolve_party(span.text) != ""


def _by_cue(doc: Doc) -> Iterator[TokenSpan]:
    """Yield names beside a cue: "the town of X", "X neighbourhood"."""
    for token in doc:
        lower = token.lower_
        if lower in _cues("before") and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            yield from _capitals(doc, token.i + 2, 1)
        elif lower in _cues("after") and token.i and doc[token.i - 1].text[:1].isupper():
            yield from _capitals(doc, token.i - 1, -1)


def _capitals(doc: Doc, at: int, step: int) -> Iterator[TokenSpan]:
    """Yield the run of up to four capitalised words that starts (or, going back, ends) at a token."""
    start, end, cursor = at, at, at
    while 0 <= cursor < len(doc) and abs(cursor - at) < LONGEST + 2:
        token = doc[cursor]
        if token.lower_ not in ("al", "el", "-", "ash", "as", "az", "ez", "de") and not (
            token.text[:1].isupper() and token.is_alpha and token.ent_type_ != "NORP"
        ):
            break
        start, end = min(start, cursor), max(end, cursor)
        cursor += step
    span = doc[start : end + 1]
    if any(token.text[:1].isupper() for token in span) and not span[0].is_stop:
        yield span


def find_places(doc: Doc, lookup: Lookup) -> tuple[PlaceMention, ...]:
    """Return the places that a parsed text names, in order, none overlapping another."""
    found: dict[int, PlaceMention] = {}

    def take(span: TokenSpan, breadth: int) -> None:
        if any(token.i in found for token in span) or _is_part_of_body(span) or _is_no_place(span, lookup):
            return
        mention = PlaceMention(span, breadth)
        for token in span:
            found[token.i] = mention

    for span in _by_cue(doc):
        take(span, _breadth(span, lookup) or BREADTH["town"])
    for entity in doc.ents:
        if entity.label_ in LABELS and any(token.text[:1].isupper() for token in entity):
            span = _trim(entity)
            if len(span):
                known = _breadth(span, lookup)
                take(span, known if known is not None else BREADTH["town"])
    for span in _known(doc, lookup):
        take(span, _breadth(span, lookup) or BREADTH["town"])
    mentions = {id(mention): mention for mention in found.values()}
    return tuple(sorted(mentions.values(), key=lambda mention: mention.span.start))


def _trim(span: TokenSpan) -> TokenSpan:
    """Drop articles, compass words and possessives at the ends of a name."""
    start, end = span.start, span.end
    while start < end and (span.doc[start].lower_ in _cues("lead") or span.doc[start].is_punct):
        start += 1
    while end > start and span.doc[end - 1].lower_ in ("'s", "’s", "'", ",", "."):
        end -= 1
    return span.doc[start:end]


def _known(doc: Doc, lookup: Lookup) -> Iterator[TokenSpan]:
    """Yield capitalised words that the gazetteer knows, the longest run first."""
    for token in doc:
        if not (token.text[:1].isupper() and token.pos_ == "PROPN" and token.ent_type_ in MISTAKABLE):
            continue
        for length in range(LONGEST, 0, -1):
            span = doc[token.i : token.i + length]
            if token.ent_type_ in ("PERSON", "ORG") and not _is_placed(span):
                continue
            capital = span[-1].text[:1].isupper() and not any(
                t.is_space or (t.is_punct and t.text != "-") for t in span
            )
            if capital and _alone(span) and lookup(span.text):
                yield span
                break


def _is_placed(span: TokenSpan) -> bool:
    """Tell whether a name that looks like a person's or a body's stands where a place does: "in Manbij"."""
    head = span.root
    return head.dep_ == "pobj" and head.head.lower_ in _cues("placing")


def _alone(span: TokenSpan) -> bool:
    """Tell whether no capitalised neighbour belongs to the same name."""
    doc = span.doc
    left = doc[span.start - 1] if span.start else None
    right = doc[span.end] if span.end < len(doc) else None
    beside = (left is not None and left.text[:1].isupper() and not left.is_sent_start) or (
        right is not None and right.text[:1].isupper() and right.is_alpha
    )
    return (
        len(span.text) > 3 and not beside and not any(token.lower_ in _cues("body_words") for token in span)
    )

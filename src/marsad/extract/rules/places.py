"""The places that a report names: recognised ones, ones the gazetteer knows, and ones a cue word gives away.

A name is taken for a place by signs for and against it: how the name finder labels it, the words beside it, how
known it is, and the same signs where the text says the name again. A place inside the name of a body ("Aleppo Media
Centre") and the people of a place ("Syrian") are found as well, but they are no places where something happens.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from marsad.gazetteer import Entry, Lookup
from marsad.lexicon.abbreviations import full_name
from marsad.lexicon.files import word_list
from marsad.lexicon.parties import resolve_party
from marsad.lexicon.peoples import LONGEST_PEOPLE, place_of_people

__all__ = ["BREADTH", "PlaceMention", "find_place_words", "find_places"]

Use = Literal["place", "body", "people"]
LABELS = frozenset({"GPE", "LOC", "FAC"})
AGAINST = frozenset({"PERSON", "ORG"})
"""What else the name finder may take a name for that speaks against a place; the rest it mistakes too often."""
NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
LONGEST = 4
"""Words in the longest name that is looked up."""
LONGEST_ACRONYM = 5
"""Letters up to which a name in capitals is taken for an acronym."""
FAMOUS = 100_000
"""People from which on a city is known by its bare name."""
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
JOINING = frozenset(
    {"al", "el", "-", "ash", "as", "az", "ez", "de", "des", "du", "au", "la", "las", "los", "da", "do"}
)
"""Small words within a name."""

# Signs that a name is, or is not, that of a place. A name is taken whose signs come to ENOUGH.
LABELLED, BESIDE_CUE, PLACED, BEFORE_WHOLE, HEADING, DESCRIBING = 2, 2, 2, 2, 2, 1
KNOWN_WIDELY, KNOWN, UNKNOWN = 1, 1, -1
OTHER_LABEL, OF_PERSON, SPEAKING, TITLED, HYPHENED = -1, -3, -2, -3, -2
MOST_ELSEWHERE = 2.0
"""What the other mentions of a name count at most, either way."""
ENOUGH = 1.0


@cache
def _cues(group: str) -> frozenset[str]:
    return frozenset(word_list("place_words", group))


@cache
def _speech() -> frozenset[str]:
    return frozenset((*word_list("speech", "verbs"), *word_list("speech", "forms")))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as the text names it; `breadth` is lower for wider places.

    `use` tells a place proper from one that stands in the name of a body, and from the name of its people.
    """

    span: TokenSpan
    breadth: int
    use: Use = "place"

    @property
    def head(self) -> Token:
        """The word that the rest of the name hangs on."""
        return self.span.root


def find_places(doc: Doc, lookup: Lookup) -> tuple[PlaceMention, ...]:
    """Return the places that a parsed text names, in order, none overlapping another."""
    return tuple(mention for mention in _mentions(doc, lookup) if mention.use == "place")


def find_place_words(doc: Doc, lookup: Lookup) -> tuple[PlaceMention, ...]:
    """Return all words of a parsed text that name a place, whatever for, in order, none overlapping another."""
    mentions = list(_mentions(doc, lookup))
    taken = {token.i for mention in mentions for token in mention.span}
    for span in _peoples(doc):
        if taken.isdisjoint(token.i for token in span):
            mentions.append(PlaceMention(span, BREADTH["country"], "people"))
    return tuple(sorted(mentions, key=lambda mention: mention.span.start))


def _mentions(doc: Doc, lookup: Lookup) -> list[PlaceMention]:
    """Weigh every name that may be a place and keep those with enough signs for it."""
    persons = _person_words(doc, lookup)
    cued = {token.i for span in _by_cue(doc, lookup) for token in span}
    words = frozenset(token.text for token in doc if token.is_lower)
    names = list(_names(doc, lookup))
    signs = [_signs(span, persons, cued) for span in names]
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for span, sign in zip(names, signs, strict=True):
        by_name[span.text.lower()].append(sign)
    mentions = []
    for span, sign in zip(names, signs, strict=True):
        entries = lookup(_in_full(span))
        elsewhere = _elsewhere(sign, by_name[span.text.lower()])
        weight = sign + elsewhere + _neighbours(span) + _fame(span, entries, words)
        breadth = BREADTH.get(entries[0].kind, BREADTH["city"]) if entries else BREADTH["town"]
        if _in_body(span):
            if entries and (_is_known_widely(entries) or elsewhere > 0 or _is_civic(span)):
                mentions.append(PlaceMention(span, breadth, "body"))
        elif weight >= ENOUGH and not _is_no_place(span, entries):
            mentions.append(PlaceMention(span, breadth))
    return mentions


def _elsewhere(sign: int, of_name: Sequence[int]) -> float:
    """Return what the other mentions of a name say, on average, for its being a place."""
    others = (sum(of_name) - sign) / max(len(of_name) - 1, 1)
    return max(-MOST_ELSEWHERE, min(MOST_ELSEWHERE, others))


def _names(doc: Doc, lookup: Lookup) -> Iterator[TokenSpan]:
    """Yield what may be a place name, the longest known name first, none overlapping another, in order."""
    found: dict[int, TokenSpan] = {}

    def take(spans: Iterable[TokenSpan]) -> None:
        for span in spans:
            if len(span) and not any(token.i in found for token in span):
                found.update((token.i, span) for token in span)

    recognised = [_trim(e, lookup) for e in doc.ents if e.label_ in LABELS and _has_capital(e)]
    take(_by_cue(doc, lookup))
    take(e for e in recognised if len(e) > 1 and (_is_run(e) or lookup(e.text)))
    take(_known(doc, lookup))
    take(recognised)
    yield from {span.start: span for _, span in sorted(found.items())}.values()


def _has_capital(span: TokenSpan) -> bool:
    return any(token.text[:1].isupper() for token in span)


def _in_full(span: TokenSpan) -> str:
    """Return a name as the gazetteer has it: short forms of regions in full."""
    full = full_name(span.text, behind_place=_is_behind_place(span))
    return full[0] if full else span.text


def _is_behind_place(span: TokenSpan) -> bool:
    return (
        span.start > 1
        and span.doc[span.start - 1].text == ","
        and span.doc[span.start - 2].text[:1].isupper()
    )


def _by_cue(doc: Doc, lookup: Lookup) -> Iterator[TokenSpan]:
    """Yield names beside a cue: "the town of X", "X neighbourhood"; a cue that is part of a known name with it."""
    for token in doc:
        lower = token.lower_
        if lower in _cues("before") and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            yield from _capitals(doc, token.i + 2, 1)
        elif lower in _cues("after") and token.i and doc[token.i - 1].text[:1].isupper():
            for span in _capitals(doc, token.i - 1, -1):
                longer = doc[span.start : token.i + 1]
                yield longer if token.text[:1].isupper() and lookup(longer.text) else span


def _capitals(doc: Doc, at: int, step: int) -> Iterator[TokenSpan]:
    """Yield the run of up to four capitalised words that starts (or, going back, ends) at a token."""
    start, end, cursor = at, at, at
    while 0 <= cursor < len(doc) and abs(cursor - at) < LONGEST + 2:
        token = doc[cursor]
        if token.lower_ not in JOINING and not (
            token.text[:1].isupper() and token.is_alpha and token.ent_type_ != "NORP"
        ):
            break
        start, end = min(start, cursor), max(end, cursor)
        cursor += step
    span = doc[start : end + 1]
    if _has_capital(span) and not span[0].is_stop:
        yield span


def _trim(span: TokenSpan, lookup: Lookup) -> TokenSpan:
    """Drop articles, compass words and possessives at the ends of a name, unless it is known with them."""
    start, end = span.start, span.end
    while end > start and span.doc[end - 1].lower_ in ("'s", "’s", "'", ",", "."):
        end -= 1
    while start < end and (span.doc[start].lower_ in _cues("lead") or span.doc[start].is_punct):
        if span.doc[start].text[:1].isupper() and end - start > 1 and lookup(span.doc[start:end].text):
            break
        start += 1
    return span.doc[start:end]


def _known(doc: Doc, lookup: Lookup) -> Iterator[TokenSpan]:
    """Yield runs of capitalised words that the gazetteer knows, the longest first."""
    end = 0
    for token in doc:
        if token.i < end or not token.text[:1].isupper() or (token.is_stop and token.is_sent_start):
            continue
        for length in range(min(LONGEST + 1, len(doc) - token.i), 0, -1):
            span = doc[token.i : token.i + length]
            if _is_run(span) and _may_be_known(span) and lookup(_in_full(span)):
                yield span
                end = span.end
                break


def _is_run(span: TokenSpan) -> bool:
    """Tell whether a name is of capitalised words, with small words and hyphens within at most."""
    if not span[-1].text[:1].isupper() or (len(span) > 1 and span[-1].is_stop):
        return False
    if any(t.is_sent_start or t.ent_type_ in NO_NAMES for t in span[1:]) or span[0].ent_type_ in NO_NAMES:
        return False
    kinds = {t.ent_type_ for t in span if t.text[:1].isupper()} - {""}
    if len(kinds) > 1 and not kinds.isdisjoint(LABELS):
        return False
    return all(t.text[:1].isupper() or t.lower_ in JOINING or t.lower_ in ("of", "and", "the") for t in span)


def _may_be_known(span: TokenSpan) -> bool:
    """Leave out what is too short to look up, or is a word of another kind: "Police", "Mr.", "March"."""
    if len(span) > 1 or full_name(span.text, behind_place=_is_behind_place(span)):
        return True
    token = span[0]
    short = len(token.text) <= 3 and not (token.text.isupper() or "." in token.text)
    return not short and (token.pos_ == "PROPN" or token.ent_type_ in LABELS) and not token.is_stop


def _person_words(doc: Doc, lookup: Lookup) -> frozenset[str]:
    """Return the words of the full names of persons, which stand alone later: "Farrin said".

    What the text says to be inside of ("in Homs") is no person, whatever the name finder takes it for.
    """
    people = (e for e in doc.ents if e.label_ == "PERSON" and sum(t.is_alpha for t in e) > 1)
    inside = {after.lower_ for token, after in pairwise(doc) if token.lower_ in _cues("inside")}
    words = {t.lower_ for e in people if not lookup(e.text) for t in e if t.is_alpha and len(t) > 2}
    return frozenset(w for w in words - inside if not any(e.kind == "country" for e in lookup(w)[:1]))


def _signs(span: TokenSpan, persons: frozenset[str], cued: Iterable[int]) -> int:
    """Add up what speaks for and against a name where it stands."""
    doc, before, after = span.doc, _before(span), _after(span)
    label = span.root.ent_type_ or span[0].ent_type_
    signs = LABELLED if label in LABELS else OTHER_LABEL if label in AGAINST else 0
    signs += BESIDE_CUE * (span.start in cued or span.end - 1 in cued)
    signs += PLACED * (before is not None and before.lower_ in _cues("placing"))
    signs += HEADING * _heads(span)
    if after is not None and after.text == "," and after.i + 1 < len(doc):
        signs += BEFORE_WHOLE * (doc[after.i + 1].ent_type_ in LABELS or _is_short(doc, after.i + 1))
    elif after is not None:
        signs += DESCRIBING * (after.is_lower and after.pos_ == "NOUN" and before is not None)
        signs += SPEAKING * (after.lower_ in _speech() or after.lemma_.lower() in _speech())
    signs += OF_PERSON * (len(span) == 1 and span[0].lower_ in persons)
    signs += TITLED * (before is not None and before.lower_ in _cues("titles"))
    return signs


def _neighbours(span: TokenSpan) -> int:
    """Speak against a name that is a piece of a longer one, unless it is recognised as it is: "Jessica Shepard"."""
    if any(e.start == span.start and e.end == span.end and e.label_ in LABELS for e in span.ents):
        return 0
    before, after = _before(span, skip=False), _after(span)
    if before is not None and before.text in ("-", "–") and not before.whitespace_:
        return HYPHENED
    left = before is not None and before.text[:1].isupper() and before.is_alpha and not before.is_stop
    left = left and before is not None and before.lower_ not in _cues("lead") and not before.is_sent_start
    right = after is not None and after.text[:1].isupper() and after.is_alpha and not after.is_stop
    return OF_PERSON * (bool(left) or right)


def _before(span: TokenSpan, *, skip: bool = True) -> Token | None:
    """Return the word before a name, articles and compass words left out."""
    at = span.start - 1
    while skip and at >= 0 and span.doc[at].lower_ in _cues("lead"):
        at -= 1
    return span.doc[at] if at >= 0 else None


def _after(span: TokenSpan) -> Token | None:
    return span.doc[span.end] if span.end < len(span.doc) else None


def _is_short(doc: Doc, at: int) -> bool:
    return full_name(doc[at].text, behind_place=True) is not None


def _heads(span: TokenSpan) -> bool:
    """Tell whether a name in capitals opens a dateline: "BEIRUT (AP)", "RALEIGH, N.C. --"."""
    after = _after(span)
    return (
        span.text.isupper()
        and len(span.text) > 3
        and after is not None
        and (after.text in (",", "(", "-", "--", "—", "–", "/"))
        and not span.doc.text.isupper()
    )


def _fame(span: TokenSpan, entries: Sequence[Entry], words: frozenset[str]) -> int:
    """Weigh how known a name is; one that is a word of the text as well is no name by being known."""
    if not entries:
        return UNKNOWN if len(span) == 1 else 0
    if _is_known_widely(entries):
        return KNOWN_WIDELY
    return KNOWN if span.root.ent_type_ not in AGAINST and span[-1].lower_ not in words else 0


def _is_known_widely(entries: Sequence[Entry]) -> bool:
    best = entries[0]
    wide = best.kind == "country" or (best.kind == "region" and len(best.parents) <= 1)
    return wide or best.population >= FAMOUS


def _in_body(span: TokenSpan) -> bool:
    """Tell whether the name is part of that of a body: "Aleppo Media Centre", "University of Toronto"."""
    doc = span.doc
    before, after = _before(span), _after(span)
    if before is not None and before.lower_ in ("of", "for") and before.i and not before.is_sent_start:
        head = doc[before.i - 1]
        if head.text[:1].isupper() and head.lower_ in (_cues("body_words") | _cues("civic")):
            return True
    for token in doc[span.end : span.end + 4]:
        if not token.text[:1].isupper():
            break
        if token.lower_ in _cues("body_words") or token.lower_ in _cues("civic"):
            return True
    return (
        after is not None and after.ent_type_ == "ORG" and after.ent_iob_ == "I" and after.text[:1].isupper()
    )


def _is_civic(span: TokenSpan) -> bool:
    """Tell whether a body that bears the name of its place follows: "Berea Police", "Hinton High School"."""
    after = _after(span)
    return after is not None and after.lower_ in _cues("civic")


def _is_no_place(span: TokenSpan, entries: Sequence[Entry]) -> bool:
    """Tell whether what looks like a place is a date, a body, a party, an acronym: "Jul 172015", "Daesh", "UN"."""
    words = {token.lower_ for token in span}
    if any(char.isdigit() for char in span.text) or not words.isdisjoint(_cues("no_places")):
        return True
    if len(span) == 1 and (not words.isdisjoint(_cues("lead") | _cues("titles") | _cues("civic"))):
        return True
    if len(span) == 1 and _is_acronym(span, entries):
        return True
    if len(span) > 1 and not words.isdisjoint(_cues("body_words")):
        return not entries
    return not entries and resolve_party(span.text) != ""


def _is_acronym(span: TokenSpan, entries: Sequence[Entry]) -> bool:
    """Tell whether a short name in capitals stands for something else than a country or area of several."""
    if not span.text.isupper() or "." in span.text or len(span.text) > LONGEST_ACRONYM or _heads(span):
        return False
    area = entries and (entries[0].kind == "country" or not entries[0].country)
    return not area and not full_name(span.text, behind_place=True) and not span.doc.text.isupper()


def _peoples(doc: Doc) -> Iterator[TokenSpan]:
    """Yield the words of a text that name a country or area by its people: "Syrian", "the Danes"."""
    end = 0
    for token in doc:
        if token.i < end or not token.text[:1].isupper() or token.ent_type_ == "LANGUAGE":
            continue
        for length in range(LONGEST_PEOPLE, 0, -1):
            span = doc[token.i : token.i + length]
            if span[-1].text[:1].isupper() and place_of_people(span.text):
                yield span
                end = span.end
                break

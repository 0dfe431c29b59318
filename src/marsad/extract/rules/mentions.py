"""What a report mentions that can fill a field of a claim: places, times, and those who act or are acted on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from marsad.extract.rules.names import Names
from marsad.extract.rules.places import BREADTH, PlaceMention
from marsad.extract.rules.text import noun_phrase, verb_above
from marsad.extract.time import TimeSpan
from marsad.lexicon.files import word_list, word_lists
from marsad.model import Interval

__all__ = ["Mention", "narrowest", "party_mentions", "place_mentions", "time_mentions"]


WIDE = tuple(f"breadth{BREADTH[kind]}" for kind in ("continent", "country", "region"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that can fill a field.

    `head` is the word that ties them into the sentence, `start` and `end` the offsets of the words that name the
    thing at its fullest (they may stand elsewhere), `key` is equal for mentions of one thing, `kind` a class that
    the choice may depend on.
    """

    head: Token
    start: int
    end: int
    key: str
    kind: str
    interval: Interval | None = None


def place_mentions(places: Sequence[PlaceMention], dateline: tuple[int, int] | None) -> tuple[Mention, ...]:
    """Return the places as mentions; their kind is how narrow they are, or that they only head the report."""
    found = []
    for place in places:
        if _owns(place):
            continue
        start, end = place.span.start_char, place.span.end_char
        heads = dateline is not None and start < dateline[1] and dateline[0] < end
        kind = "dateline" if heads else f"breadth{place.breadth}"
        found.append(Mention(place.head, start, end, place.span.text.lower(), kind))
    return tuple(found)


def _owns(place: PlaceMention) -> bool:
    """Tell whether a country stands for its government: "Syria's planes"."""
    doc, end = place.span.doc, place.span.end
    return place.breadth <= BREADTH["country"] and end < len(doc) and doc[end].lower_ in ("'s", "’s")


def time_mentions(times: Sequence[TimeSpan], doc: Doc) -> tuple[Mention, ...]:
    """Return the times that resolve to days; their kind is their precision, and whether they date a statement."""
    found = []
    for time in times:
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if time.interval is not None and span is not None and not _dates_statement(span):
            key = f"{time.interval.start}/{time.interval.end}"
            verb = verb_above(span.root)
            told = "/said" if verb.lemma_.lower() in _saying() or verb.lower_ in _saying() else ""
            kind = f"{time.interval.precision}/{time.kind}{told}"
            found.append(Mention(span.root, time.start, time.end, key, kind, time.interval))
    return tuple(found)


def narrowest(places: Sequence[Mention]) -> tuple[Mention, ...]:
    """Leave out countries and regions that only say where a narrower place of the same claim lies."""
    narrow = [place for place in places if place.kind not in WIDE]
    return tuple(narrow or places)


def _dates_statement(span: TokenSpan) -> bool:
    """Tell whether a day stands right behind a verb of speech: "said on Tuesday" dates the statement (codebook)."""
    before = [token for token in span.doc[max(0, span.start - 2) : span.start] if token.lower_ != "on"]
    return bool(before) and before[-1].lower_ in _speaking()


@cache
def _speaking() -> frozenset[str]:
    return frozenset(word_list("speech", "forms"))


@cache
def _saying() -> frozenset[str]:
    return frozenset(
        (*word_list("speech", "verbs"), *word_list("speech", "forms"), *word_list("speech", "denying"))
    )


@cache
def _roles(name: str) -> frozenset[str]:
    return frozenset(word_list("roles", name))


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    return word_lists("demonyms", "demonyms")


def _is_side(token: Token) -> bool:
    """Tell whether a word before a noun names a side: "Russian air strikes", "regime shelling"."""
    return (
        token.ent_type_ in ("NORP", "GPE", "ORG")
        or token.lower_ in _roles("sides")
        or token.lower_ in _demonyms()
    )


def _heads(doc: Doc) -> Iterator[tuple[Token, str]]:
    """Yield the heads of phrases that can name a party, a person, a group or a thing, with their class."""
    for token in doc:
        if token.dep_ in ("amod", "compound", "nmod", "poss") and _is_side(token):
            if token.dep_ != "compound" or not (token.head.ent_type_ and token.head.ent_iob_ == "I"):
                yield token, "side"
        elif token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            if token.lemma_.lower() in _roles("events"):
                continue
            if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"):
                continue
            yield token, _class(token)


def _class(token: Token) -> str:
    lemma = token.lemma_.lower()
    if lemma in _roles("actors") or token.lower_ in _roles("actors"):
        return "actor"
    if lemma in _roles("civilians"):
        return "civilian"
    return token.ent_type_ or token.pos_


def party_mentions(doc: Doc, names: Names) -> tuple[Mention, ...]:
    """Return everybody and everything that a text names as a phrase, each at its fullest."""
    found = []
    for head, kind in _heads(doc):
        span = _fullest(head, names)
        found.append(Mention(head, span.start_char, span.end_char, span.text.lower(), kind))
    return tuple(found)


def _fullest(head: Token, names: Names) -> TokenSpan:
    """Return the words that name what a head stands for: a country for its adjective, a person in full."""
    entity = next((e for e in head.doc.ents if e.start <= head.i < e.end), None)
    if entity is not None and entity.label_ == "PERSON":
        return names.person(entity.text) or entity
    phrase = noun_phrase(head)
    if head.dep_ in ("amod", "compound", "nmod") or len(phrase) == 1:
        words = entity if entity is not None else head.doc[head.i : head.i + 1]
        for name in _demonyms().get(words.text.lower().removeprefix("the "), ()):
            found = _mention(head.doc, name)
            if found is not None:
                return found
        if words.label_ == "ORG":
            return names.body(words.text) or words
        return words if head.dep_ in ("amod", "compound", "nmod") else phrase
    return phrase


def _mention(doc: Doc, name: str) -> TokenSpan | None:
    """Return the first mention of a name as whole words of the report."""
    at = doc.text.find(name)
    while at >= 0:
        span = doc.char_span(at, at + len(name))
        if span is not None:
            return span
        at = doc.text.find(name, at + 1)
    return None

"""The names of a report: capitalised runs and recognised entities, and the fullest form of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

__all__ = ["Names", "find_names"]

JOINERS = frozenset({"of", "for", "the", "and", "de", "al", "el", "-", "'s", "’s", "in", "&"})
LONGEST = 9
"""Words in the longest name of a body."""
PERSON = "PERSON"
BODY = "ORG"
LOOSE = frozenset({"the", "a", "an", "of", "for", "and"})


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.is_alpha and not (token.is_sent_start and token.is_stop)


def _runs(doc: Doc) -> Iterator[TokenSpan]:
    """Yield runs of capitalised words, small joining words inside them included."""
    start = None
    end = 0
    for token in doc:
        if _is_name_word(token):
            start = token.i if start is None else start
            end = token.i + 1
        elif start is not None and not (
            token.lower_ in JOINERS and token.i + 1 < len(doc) and token.i < end + 2
        ):
            yield doc[start:end]
            start = None
    if start is not None:
        yield doc[start:end]


@dataclass(frozen=True, slots=True)
class Names:
    """The people and bodies that a report names."""

    people: tuple[TokenSpan, ...]
    bodies: tuple[TokenSpan, ...]

    def person(self, name: str) -> TokenSpan | None:
        """Return the fullest mention of a person of whom `name` is a part."""
        return _fullest(name, self.people)

    def body(self, name: str) -> TokenSpan | None:
        """Return the fullest mention of a body of which `name` is a part, or that `name` abbreviates."""
        short = name.replace(".", "")
        if short.isupper() and 2 <= len(short) <= 6:
            return next((body for body in self.bodies if _initials(body) == short), None)
        first = name.split()[0].lower() if name.split() else ""
        holders = tuple(b for b in self.bodies if len(b) <= LONGEST and first in (t.lower_ for t in b))
        return _fullest(name, holders)

    def body_before(self, token: int) -> TokenSpan | None:
        """Return the last body of several words that is named before a token, by its number."""
        earlier = [b for b in self.bodies if 2 < len(b) <= LONGEST and b.end <= token and b.label_ == BODY]
        return self.body(earlier[-1].text) or earlier[-1] if earlier else None

    def body_with(self, words: frozenset[str]) -> TokenSpan | None:
        """Return the first body of several words of which one is among `words`."""
        return next(
            (b for b in self.bodies if 2 < len(b) <= LONGEST and any(t.lower_ in words for t in b)), None
        )


def _words(name: str) -> set[str]:
    return {word for word in name.lower().replace("’s", "").replace("'s", "").split() if word not in LOOSE}


def _initials(body: TokenSpan) -> str:
    return "".join(token.text[0] for token in body if token.text[0].isupper())


def _fullest(name: str, spans: tuple[TokenSpan, ...]) -> TokenSpan | None:
    wanted = _words(name)
    holders = [span for span in spans if wanted and wanted <= _words(span.text)]
    return max(holders, key=lambda span: (len(_words(span.text)), -span.start), default=None)


def find_names(doc: Doc) -> Names:
    """Return the names of a parsed text, in order of appearance."""
    people = [entity for entity in doc.ents if entity.label_ == PERSON and entity.text[0].isupper()]
    bodies = [entity for entity in doc.ents if entity.label_ == BODY]
    taken = {token.i for entity in people for token in entity}
    for run in _runs(doc):
        if len(run) > 1 and not any(token.i in taken for token in run):
            bodies.append(run)
    return Names(tuple(people), tuple(sorted(bodies, key=lambda span: span.start)))

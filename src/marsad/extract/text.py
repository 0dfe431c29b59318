"""A parsed report, with what the stages of reading look up again and again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from marsad.model import Report, Span

__all__ = ["ParsedReport", "clause_head", "noun_phrase", "quote_of", "subtree_span", "verb_above"]

POINTS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
LEADING = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})
NAMING = frozenset({"of", "for"})
"""Prepositions that belong to a name: "head of the council", "Office for the Co-ordination"."""
SIDE_CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "ccomp", "conj", "cc", "punct", "parataxis", "dep"})


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its parse; `sentences` are those of the parser, in order."""

    report: Report
    doc: Doc
    sentences: Sequence[TokenSpan] = field(default_factory=tuple)

    def span(self, start: int, end: int) -> Span:
        """Return the piece of text between two offsets, without white space at its ends."""
        text = self.report.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end, text[start:end])

    def span_of(self, tokens: TokenSpan) -> Span:
        """Return the piece of text that tokens cover."""
        return self.span(tokens.start_char, tokens.end_char)

    def number(self, sentence: TokenSpan) -> int:
        """Return the position of a sentence in the report."""
        return next(n for n, other in enumerate(self.sentences) if other.start == sentence.start)


def quote_of(tokens: TokenSpan) -> tuple[int, int]:
    """Return the offsets of tokens."""
    return tokens.start_char, tokens.end_char


def verb_above(token: Token) -> Token:
    """Return the nearest verb that a token hangs on (itself, if it is one), or the root."""
    while token.pos_ not in POINTS and token.head.i != token.i:
        token = token.head
    return token


def clause_head(token: Token) -> Token:
    """Return the verb of the finite clause that a token stands in: one with a subject, or the root."""
    verb = verb_above(token)
    while verb.head.i != verb.i and not any(child.dep_ in SUBJECTS for child in verb.children):
        verb = verb_above(verb.head)
    return verb


def subtree_span(token: Token) -> TokenSpan:
    """Return everything between the first and the last word that hang on a token."""
    return token.doc[token.left_edge.i : token.right_edge.i + 1]


def noun_phrase(head: Token) -> TokenSpan:
    """Return the noun phrase of a head: its words to the left and what it is of or for, no clause of its own.

    A leading article or possessive is left out.
    """
    left = min((child.left_edge.i for child in head.lefts if child.dep_ not in SIDE_CLAUSES), default=head.i)
    right = head.i
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in NAMING or child.i > right + 1:
            break
        right = _end_of_preposition(child)
    if left < head.i and head.doc[left].lower_ in LEADING:
        left += 1
    return head.doc[left : right + 1]


def _end_of_preposition(preposition: Token) -> int:
    right = preposition.i
    for part in preposition.children:
        if part.dep_ in ("pobj", "pcomp"):
            right = max(right, noun_phrase(part).end - 1)
    return right

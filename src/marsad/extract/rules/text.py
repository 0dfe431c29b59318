"""Clauses and phrases of a parsed text."""

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

__all__ = ["clause_head", "noun_phrase", "subtree_span", "verb_above"]

POINTS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
LEADING = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})
NAMING = frozenset({"of", "for"})
"""Prepositions that belong to a name: "head of the council", "Office for the Co-ordination"."""
SIDE_CLAUSES = frozenset(
    {"relcl", "acl", "appos", "advcl", "ccomp", "conj", "cc", "punct", "parataxis", "dep"}
)


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

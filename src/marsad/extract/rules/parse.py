"""Parse a text with spaCy: sentences, syntax, names."""

from collections.abc import Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from marsad.errors import ExtractError

__all__ = ["load_pipeline", "parse"]

CHUNK = 20_000
"""Characters parsed at once: the parser's memory grows with the length of a piece."""

HEADLINE = 40
"""Words at the beginning of a text in which a headline may end without a mark."""


@Language.component("marsad_paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """Start a sentence after an empty line, and none after a word that ends nothing, which the parser does.

    The first words are left to the parser: headlines and datelines end without a full stop.
    """
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_space and token.text.count("\n") > 1:
            following.is_sent_start = True
        elif token.i > HEADLINE and not (token.is_punct or token.is_space or following.is_punct):
            following.is_sent_start = False
    return doc


def load_pipeline(name: str) -> Language:
    """Load a spaCy pipeline that tags, parses and finds names.

    Raises ExtractError when it is not installed or lacks a parser.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ExtractError(f"no spaCy pipeline {name!r}: install it, or set another one") from error
    if "parser" not in nlp.pipe_names:
        raise ExtractError(f"the spaCy pipeline {name!r} has no parser: choose one that has")
    nlp.add_pipe("marsad_paragraphs", before="parser")
    return nlp


def _chunks(text: str) -> Iterator[str]:
    """Cut a long text into pieces that join to it again, at an empty line, a full stop or a space."""
    start = 0
    while len(text) - start > CHUNK:
        window = text[start : start + CHUNK]
        cut = max(window.rfind("\n\n") + 2, 2) if "\n\n" in window else window.rfind(". ") + 2
        if cut < CHUNK // 2:
            cut = window.rfind(" ") + 1 or CHUNK
        yield text[start : start + cut]
        start += cut
    yield text[start:]


def parse(text: str, nlp: Language) -> Doc:
    """Return the parsed text; offsets of its tokens are offsets into `text`."""
    docs = list(nlp.pipe(_chunks(text)))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)

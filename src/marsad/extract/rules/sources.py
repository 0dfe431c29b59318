"""Which of the speakers around a claim say it: a logistic model over how their speech stands to the claim."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from marsad.extract.rules.attribution import Speech
from marsad.extract.rules.scorer import Weights, probability
from marsad.extract.rules.selection import syntax_path
from marsad.extract.rules.triggers import Candidate

__all__ = ["FIRST", "FURTHER", "speakers_of", "speech_features", "speeches_near"]

FIRST = 0.3
"""Probability from which somebody is the source of a claim; from cross-validation on the training reports."""
FURTHER = 0.6
"""Probability from which a further speaker belongs to the chain of sources."""


def speeches_near(number: int, speeches: Sequence[Speech]) -> list[Speech]:
    """Return the speeches of one sentence."""
    return [speech for speech in speeches if speech.number == number]


def _within(word: Token, verb: Token) -> str:
    """Tell by which tie a word hangs on a speech verb: its complement, its subject, another, or none."""
    node = word
    while node.head.i != node.i:
        if node.head.i == verb.i:
            return node.dep_
        node = node.head
    return "itself" if word.i == verb.i else "none"


def _here(speech: Speech, candidate: Candidate) -> Iterator[str]:
    verb, word = speech.verb, candidate.main.head
    after = word.i > verb.i
    tie = _within(word, verb)
    yield f"tie={tie}"
    yield f"tie={tie}/after={after}"
    yield f"verb={verb.lemma_.lower()}"
    yield f"verb={verb.lemma_.lower()}/after={after}"
    yield f"gap={min(abs(word.i - verb.i) // 4, 6)}/after={after}"
    yield f"root={verb.dep_}"
    yield f"path={syntax_path(word, verb)}"
    end = candidate.sentence.end
    yield f"at-end={end - verb.i < 5}/after={after}"
    if any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children):
        yield f"complement-after/after={after}"
    name = speech.speaker.name
    if name.start <= word.i < name.end:
        yield "inside-name"
    between = candidate.sentence.doc[min(word.i, verb.i) : max(word.i, verb.i)]
    if any(token.text in ("“", "”", '"') for token in between):
        yield "quotes-between"
    if any(token.lower_ in ("and", "but", "while", "after", "as", "who", "which") for token in between):
        yield f"joined/after={after}"


def speech_features(speech: Speech, candidate: Candidate, rivals: Sequence[Speech]) -> list[str]:
    """Return the features of a speech as the one that tells a claim."""
    names = [
        "bias",
        f"manner={speech.manner}",
        f"label={speech.speaker.name.label_}",
        f"rivals={min(3, len(rivals))}",
    ]
    if speech.speaker.body is not None:
        names.append("has-body")
    if speech.runs_on:
        text = candidate.sentence.text.strip()
        names += ["runs-on", f"runs-on/quoted={text[:1] in '“”' or '”' in text or chr(34) in text}"]
        names.append(f"runs-on/verb={speech.verb.lemma_.lower()}")
        names.append(f"runs-on/first={candidate.sentence[0].lower_}")
    else:
        names += _here(speech, candidate)
        word = candidate.main.head
        names.append(f"nearer={sum(abs(r.verb.i - word.i) < abs(speech.verb.i - word.i) for r in rivals)}")
    return [*names, *(f"{candidate.type}|{name}" for name in names[:6])]


def speakers_of(
    candidate: Candidate, number: int, speeches: Sequence[Speech], weights: Weights
) -> tuple[Speech, ...]:
    """Return the chain of speeches that tell a claim, the likeliest (nearest the event) first."""
    near = speeches_near(number, speeches)
    scored = sorted(
        (
            (probability(speech_features(one, candidate, near), weights), -n, one)
            for n, one in enumerate(near)
        ),
        reverse=True,
        key=lambda scored: scored[:2],
    )
    chain: dict[str, Speech] = {}
    for chance, _, speech in scored:
        if chance >= (FURTHER if chain else FIRST):
            chain.setdefault(speech.speaker.name.text, speech)
    return tuple(chain.values())

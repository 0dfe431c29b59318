"""Whether it happened: phase and stance of a claim, from what governs its trigger."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from marsad.extract.rules.attribution import Speech
from marsad.extract.rules.scorer import Weights, probability
from marsad.extract.rules.triggers import Candidate
from marsad.lexicon.files import word_list, word_lists
from marsad.lexicon.phrases import PhraseIndex
from marsad.model import Stance

__all__ = [
    "LIKELY",
    "can_be_denied",
    "cues_over",
    "denying_words",
    "governors",
    "phase_features",
    "phase_of",
    "stance_of",
]

LIKELY = 0.25
"""Probability from which a phase other than `happened` is read; from cross-validation on the training reports."""
THINKABLE = 0.01
"""Probability from which a cue that stands right over the trigger decides."""

NEAR = frozenset({"up1", "aux-self", "aux-up1", "be-to-self", "be-to-up1", "beside1", "to-self", "self"})
"""How near a cue must stand to decide by itself."""
REACH = 3
"""How many words up the tree a cue may stand."""


@cache
def _lists(group: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in word_lists("factuality", group).items()}


@cache
def _negations() -> frozenset[str]:
    return frozenset(word_list("factuality", "negations"))


@cache
def _conditions() -> frozenset[str]:
    return frozenset(word_list("factuality", "conditions"))


@cache
def denying_words() -> frozenset[str]:
    """Return the words, in base form, whose speaker says that it is not so."""
    return frozenset(word_list("speech", "denying"))


def can_be_denied(kind: str) -> bool:
    """Tell whether "rejects" denies that it happened; a truce or talks that are rejected are refused."""
    return kind not in _lists("only")["refusable"]


def governors(token: Token) -> Iterator[Token]:
    """Yield a word and those that it hangs on, nearest first, as far as a cue reaches; subjects stop it."""
    for _ in range(REACH + 1):
        yield token
        if token.head.i == token.i or (
            token.dep_ in ("nsubj", "relcl", "advcl") and token.pos_ in ("VERB", "AUX")
        ):
            return
        token = token.head


def _over(trigger: Token) -> Iterator[tuple[Token, str]]:
    """Yield the words that can change what a trigger tells, with how they stand to it.

    Those are the word itself, what it hangs on (its verb as subject or object, and that verb's own verb), and
    what hangs on it as a participle ("a truce agreed in May").
    """
    yield trigger, "self"
    for child in trigger.children:
        if child.dep_ in ("acl", "relcl", "amod", "compound", "prep", "acomp", "advmod"):
            yield child, "child"
    word, steps = trigger, 0
    while word.head.i != word.i and steps < REACH:
        if word.dep_ in ("relcl", "advcl") and word.pos_ in ("VERB", "AUX"):
            return
        word, steps = word.head, steps + 1
        yield word, f"up{steps}"
        for child in word.children:
            if child.dep_ in ("acomp", "attr", "prt", "advmod", "prep") and child.i != trigger.i:
                yield child, f"beside{steps}"
                yield from ((deep, f"beside{steps}") for deep in child.children if deep.dep_ == "pobj")


def cues_over(trigger: Token) -> Iterator[tuple[str, str]]:
    """Yield (cue, how it stands to the trigger): phases, and `unreal`, `negated` and `conditional`."""
    for word, relation in _over(trigger):
        for child in word.children:
            if child.dep_ in ("aux", "auxpass") and relation != "child":
                yield from (
                    (cue, f"aux-{relation}")
                    for cue, words in _lists("auxiliaries").items()
                    if child.lower_ in words
                )
        if (
            relation != "child"
            and word.tag_ == "VB"
            and any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)
        ):
            yield ("planned" if word.head.lemma_ == "be" else "purpose"), f"to-{relation}"
        if any(child.lower_ == "to" for child in word.children) and word.lemma_ == "be":
            yield "planned", f"be-to-{relation}"
        lemma = word.lemma_.lower()
        if relation != "self" or word.pos_ == "VERB":
            yield from ((cue, relation) for cue, words in _lists("governors").items() if lemma in words)
        if _is_negated(word):
            yield "negated", relation
        if any(child.dep_ == "mark" and child.lower_ in _conditions() for child in word.children):
            yield "conditional", relation


def phase_features(candidate: Candidate, claim_features: Sequence[str]) -> list[str]:
    """Return the features for a claim's phase: those of the claim, and the cues above its words."""
    names: set[str] = set()
    for trigger in (candidate.triggers or candidate.support)[:2]:
        for cue, relation in cues_over(trigger.head):
            names |= {f"cue={cue}", f"cue={cue}@{relation}"}
    ordered = sorted(names)
    return [*claim_features, *ordered, *(f"{candidate.type}|{name}" for name in ordered)]


def _ruled(candidate: Candidate, allowed: Sequence[str]) -> str | None:
    """Return the phase whose cue stands over the trigger; of several the one that the lexicon names first."""
    only = _lists("only")
    cues = {cue for cue, relation in cues_over(candidate.main.head) if relation in NEAR}
    for phase in word_lists("factuality", "governors"):
        if (
            phase in cues
            and phase in allowed
            and (phase not in only["changes"] or candidate.type in only["changeable"])
        ):
            return phase
    return None


def phase_of(
    candidate: Candidate,
    claim_features: Sequence[str],
    allowed: Sequence[str],
    weights: Mapping[str, Weights],
) -> str:
    """Return the phase of a claim: the likeliest of those that the codebook allows its type, else that of a cue
    right over its trigger, else `happened`."""
    names = phase_features(candidate, claim_features)
    chances = {
        phase: probability(names, weights[f"phase={phase}"])
        for phase in sorted(allowed)
        if f"phase={phase}" in weights
    }
    likeliest = max(chances, key=lambda phase: chances[phase], default="happened")
    if chances.get(likeliest, 0.0) >= LIKELY:
        return likeliest
    ruled = _ruled(candidate, allowed)
    return ruled if ruled is not None and chances.get(ruled, 1.0) >= THINKABLE else "happened"


def _is_negated(token: Token) -> bool:
    return any(
        child.dep_ in ("neg", "det", "preconj") and child.lower_ in _negations() for child in token.children
    )


def _cue_span(sentence: TokenSpan, group: str) -> tuple[int, int] | None:
    """Return the first phrase of a group in a sentence, as token numbers."""
    for start, end, _ in _phrases(group).find(sentence.text):
        found = sentence.char_span(start, end, alignment_mode="expand")
        if found is not None:
            return found.start, found.end
    return None


@cache
def _phrases(group: str) -> PhraseIndex[str]:
    return PhraseIndex.of((phrase, group) for phrase in word_list("factuality", group))


def stance_of(candidate: Candidate, speeches: Sequence[Speech]) -> Stance:
    """Return the stance of whoever speaks.

    A doubt or denial counts where it stands over the claim's word: as the speech verb that tells it, as what the
    word hangs on, or as the word itself ("the ministry denied the raid", "it was not clear who carried out").
    """
    word = candidate.main.head
    chain = [*governors(word)]
    doubt = _cue_span(candidate.sentence, "doubting")
    if doubt is not None and (
        doubt[0] - 2 <= word.i or any(doubt[0] <= above.i < doubt[1] for above in chain)
    ):
        return "doubts"
    if any(child.lower_ == "whether" for above in chain[:3] for child in above.children):
        return "doubts"
    spoken = {speech.verb.i for speech in speeches}
    if can_be_denied(candidate.type):
        if any(above.lemma_.lower() in denying_words() and not _is_negated(above) for above in chain):
            return "denies"
        if not candidate.triggers and candidate.main.word.word == "denied":
            return "denies"
        if any(speech.manner == "denies" and not speech.runs_on for speech in speeches[:1]):
            return "denies"
    return "denies" if any(_is_undone(above) for above in chain[:2] if above.i not in spoken) else "asserts"


def _is_undone(word: Token) -> bool:
    """Tell whether a verb is negated ("did not strike"); "no casualties" counts none, it denies nothing."""
    negations = [child for child in word.children if child.dep_ == "neg"]
    only = any(child.lower_ in ("only", "just") for child in word.children)
    able = any(child.lower_ in ("can", "could", "able") for child in word.children)
    return bool(negations) and word.pos_ in ("VERB", "AUX") and not only and not able

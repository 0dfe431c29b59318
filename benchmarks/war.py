"""A war of synthetic claims with the words that the watches read: what benchmarks/watches.py fills a record with.

Events of benchmarks/scale.py, and beside them truces, convoys, sieges, rescue work, fires, ground that changes hands
and figures of the whole war, each told step by step by several sources, in sentences with the words of the field.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from benchmarks.scale import DAYS, PLACES, SOURCES, START, Said, places, tell

from marsad.lexicon.parties import load_parties
from marsad.model import (
    Actor,
    Captured,
    Claim,
    Harm,
    HarmKind,
    Interval,
    Original,
    Place,
    PlaceName,
    Precision,
    Quantity,
    Report,
    SourceName,
    Span,
    Time,
)

__all__ = ["COUNTRY", "Sentence", "report_of", "sentences"]

COUNTRY = Place("Syria", 35.0, 38.0, 312.0, "SY", "country", "country")
CLAIMS_A_REPORT = 10
SHARES = {
    "ceasefire": 2.0, "aid": 5.0, "siege": 1.0, "rescue": 3.0, "fire": 1.0, "toll": 1.0, "territory_change": 2.0,
}  # fmt: skip
"""Percent of the claims that are of these kinds; the others are those of benchmarks/scale.py."""
NATION_WIDE = 0.03
"""Share of truces that hold in the whole country, with ten times as many claims."""
PARTIES = ("syria_government", "russia")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One claim to be: `pieces` are its words in order, each with the field that they fill, or "".

    `published`, `start` and `end` are days after the first day of the war.
    """

    type: str
    published: int
    start: int
    end: int
    pieces: tuple[tuple[str, str], ...]
    phase: str = "happened"
    place: Place | None = None
    party: str = ""
    harm: tuple[tuple[HarmKind, Quantity], ...] = ()
    group: str = ""


def sentences(seed: int = 1) -> Iterator[Sentence]:
    """Yield claims without end, those of one event after another; the same seed tells the same."""
    dice, where, plain = random.Random(seed), places(), tell(seed)
    told: dict[str, int] = dict.fromkeys((*SHARES, ""), 1)
    goal = {**SHARES, "": 100 - sum(SHARES.values())}
    while True:
        kind = min(goal, key=lambda name: told[name] / goal[name])
        some = list(_TOLD[kind](dice, where)) if kind else [_plain(one, dice) for one in islice(plain, 20)]
        told[kind] += len(some)
        yield from some


def _plain(said: Said, dice: random.Random) -> Sentence:
    harm: tuple[tuple[HarmKind, Quantity], ...] = ()
    killed: tuple[tuple[str, str], ...] = ()
    if said.killed is not None:
        harm = (("killed", Quantity.exactly(said.killed)),)
        killed = (("", "that killed"), ("killed", f"{said.killed} people"))
    target = (("target", said.target),) if said.target and not said.is_roundup else (("", "houses"),)
    doer = dice.random() < 0.5
    party = PARTIES[said.event % len(PARTIES)] if doer else ""
    return Sentence(
        type=said.type,
        published=said.published,
        start=said.day,
        end=said.day + (6 if said.is_roundup else 0),
        pieces=(
            ("source", said.source),
            ("", "told of"),
            ("trigger", said.type.replace("_", " ")),
            *((("", "by"), ("actor", _name(party))) if party else ()),
            ("", "on the"),
            *target,
            ("", "in"),
            ("place", said.place.name),
            *killed,
            ("time", f"on day {said.day} of event {said.event}"),
        ),
        place=said.place,
        party=party,
        harm=harm,
    )


def _name(party: str) -> str:
    return load_parties()[party].name


def _source(dice: random.Random) -> str:
    return f"Monitor {dice.randrange(SOURCES)}"


def _step(
    type: str,
    dice: random.Random,
    day: int,
    place: Place,
    words: tuple[str, str, str],
    phase: str = "happened",
) -> Sentence:
    """Return what one source says of one step: words before the trigger, the trigger, words after it."""
    before, trigger, after = words
    pieces = (
        ("source", _source(dice)),
        ("", f"said that {before}".strip()),
        ("trigger", trigger),
        ("", after),
        ("place", place.name),
        ("time", f"on day {day} of the war"),
    )
    told = tuple(piece for piece in pieces if piece[1])
    return Sentence(type, day + dice.randrange(2), day, day, told, phase=phase, place=place)


def _truce(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    wide = dice.random() < NATION_WIDE
    place, day, times = COUNTRY if wide else dice.choice(where), dice.randrange(DAYS - 60), 10 if wide else 1
    steps = (
        (0, "proposed", ("mediators proposed a", "ceasefire", "between the army and the rebels in"), 1),
        (3, "agreed", ("the army and the rebels agreed on a", "truce", "for seven days in"), 2),
        (5, "in_force", ("the", "ceasefire", "took effect at sunset in"), 2),
        (8, "violated", ("rebels accused the army of breaking the", "truce", "by shelling in"), 3),
        (10, "extended", ("both sides extended the", "ceasefire", "by three days in"), 1),
        (14, "ended", ("the army declared the", "truce", "over in"), 2),
    )
    for after, phase, words, count in steps:
        for _ in range(count * times):
            yield _step("ceasefire", dice, day + after, place, words, phase=phase)


def _convoy(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    place, day, trucks = dice.choice(where), dice.randrange(DAYS - 10), dice.randrange(3, 60)
    steps = [
        (0, "planned", (f"a convoy of {trucks} trucks is due to bring", "aid", "to")),
        (1, "happened", (f"a convoy of {trucks} trucks with", "aid", "set off for")),
    ]
    steps += {
        0: [(2, "happened", (f"the convoy of {trucks} trucks with", "aid", "arrived in"))],
        1: [
            (
                2,
                "blocked",
                (f"the convoy of {trucks} trucks with", "aid", "was turned back at a checkpoint before"),
            )
        ],
        2: [(2, "suspended", (f"the convoy of {trucks} trucks with", "aid", "was halted on its way to"))],
    }[min(2, int(dice.expovariate(1.0)))]
    for after, phase, words in steps:
        for _ in range(1 + dice.randrange(2)):
            yield _step("aid", dice, day + after, place, words, phase=phase)


def _siege(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    place, day = where[dice.randrange(PLACES // 20)], dice.randrange(DAYS - 900)
    for _ in range(20):
        words = (f"{dice.randrange(5, 80)},000 people are", "besieged", "without food or medicine in")
        yield _step("siege", dice, day + dice.randrange(800), place, words)
    yield _step("siege", dice, day + 850, place, ("the army ended its", "siege", "of"), phase="ended")


def _rescue(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    place, day, found = dice.choice(where), dice.randrange(DAYS), dice.randrange(1, 12)
    steps = (
        ("a team of volunteers", "searched", "the rubble of a house in"),
        ("volunteers", "rescued", f"{found} people alive from the rubble in"),
        ("volunteers", "recovered", f"{1 + found // 3} bodies and took the wounded to a hospital in"),
    )
    for words in steps[: 1 + dice.randrange(3)]:
        yield _step("rescue", dice, day, place, words)


def _fire(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    place, day = dice.choice(where), dice.randrange(DAYS)
    yield _step("fire", dice, day, place, ("crews fought a", "blaze", "in a warehouse in"))
    if dice.random() < 0.7:
        yield _step(
            "fire", dice, day, place, ("crews brought the", "fire", "under control in"), phase="ended"
        )


def _gain(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    place, day, party = dice.choice(where), dice.randrange(DAYS), dice.choice(PARTIES)
    for _ in range(1 + dice.randrange(3)):
        yield Sentence(
            "territory_change",
            day + dice.randrange(2),
            day,
            day,
            (
                ("source", _source(dice)),
                ("", "said that"),
                ("actor", _name(party)),
                ("trigger", "captured"),
                ("place", place.name),
                ("time", f"on day {day} of the war"),
            ),
            place=place,
            party=party,
        )


def _figure(dice: random.Random, where: Sequence[Place]) -> Iterator[Sentence]:
    day = dice.randrange(400, DAYS)
    is_whole = dice.random() < 0.6
    place = COUNTRY if is_whole else dice.choice(where)
    number = (90 if is_whole else 1) * day + dice.randrange(1000 if is_whole else 20)
    quantity = Quantity(number, None) if dice.random() < 0.5 else Quantity.exactly(number)
    began = dice.choice((0, 0, 0, 60, 366, -1))
    yield Sentence(
        "toll",
        day,
        began,
        day,
        (
            ("source", _source(dice)),
            ("", "said that the war has"),
            ("trigger", "killed"),
            ("killed", f"{number:,} {'children' if dice.random() < 0.1 else 'people'}"),
            ("", "in"),
            ("place", place.name),
            *((("time", f"since {START + timedelta(days=began):%B %Y}"),) if began >= 0 else ()),
        ),
        place=place,
        harm=(("killed", quantity),),
    )


_TOLD = {
    "ceasefire": _truce,
    "aid": _convoy,
    "siege": _siege,
    "rescue": _rescue,
    "fire": _fire,
    "territory_change": _gain,
    "toll": _figure,
}


def report_of(number: int, told: Sequence[Sentence]) -> tuple[Captured, list[Claim]]:
    """Return a report that tells some claims, a sentence each."""
    text, starts = f"Report {number}.", []
    for sentence in told:
        starts.append(len(text) + 1)
        text += f" {' '.join(words for _, words in sentence.pieces)}."
    published = START + timedelta(days=max(sentence.published for sentence in told))
    original = Original(text.encode(), f"{number}.txt", "text/plain")
    report = Report(
        text, f"Report {number}", f"Paper {number % 40}", published, "en", original=original.sha256
    )
    claims = [_claim(report, sentence, start) for sentence, start in zip(told, starts, strict=True)]
    return Captured(report, original), claims


def _claim(report: Report, sentence: Sentence, start: int) -> Claim:
    spans, at = {}, start
    for field, words in sentence.pieces:
        spans[field] = Span(at, at + len(words), words)
        at += len(words) + 1
    first = START + timedelta(days=max(0, sentence.start))
    last = START + timedelta(days=sentence.end)
    time = spans.get("time")
    precision: Precision = "day" if first == last else "week" if (last - first).days < 8 else "days"
    return Claim(
        report.id,
        sentence.type,
        spans["trigger"],
        Span(start, at - 1, report.text[start : at - 1]),
        phase=sentence.phase,
        sources=(SourceName(spans["source"]),),
        places=(PlaceName(spans["place"], sentence.place),),
        time=Time(Interval(first, last, precision), time) if time else None,
        actors=(Actor(spans["actor"], sentence.party),) if "actor" in spans else (),
        targets=(Actor(spans["target"]),) if "target" in spans else (),
        harm=tuple(_harm(kind, number, spans[kind]) for kind, number in sentence.harm),
    )


def _harm(kind: HarmKind, number: Quantity, span: Span) -> Harm:
    groups = (("children", number, span),) if span.quote.endswith("children") else ()
    return Harm(kind, number, span, groups)

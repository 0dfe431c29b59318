"""Records with convoys that have not arrived, told in names and days that occur nowhere else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, KALASSEH, MONDAY

from marsad.model import (
    Captured,
    Claim,
    Harm,
    Interval,
    Judgement,
    Original,
    Place,
    PlaceName,
    Quantity,
    Report,
    SourceName,
    Span,
    Time,
    Verdict,
)

__all__ = ["Case", "Told", "cases"]

SYLLABLES = (
    "zuq", "vox", "kwib", "jaxt", "fyv", "gwuz", "pheq", "xolt", "zirv", "wuvv", "qamb", "dyzk",
    "yoxp", "bruq", "tweg", "hojz", "mivk", "cuxf",
)  # fmt: skip
"""Three of these are a name that no text has by chance."""
PLACES = (ALEPPO, BUSTAN, KALASSEH, IDLIB)
PAPERS = ("Wire", "Daily", "Herald")
BODIES = ("SOHR", "the White Helmets", "the ministry")
SECRET_MONTH = date(2016, 11, 1)
"""No ordinary happening is in this month."""
MADE = datetime(2016, 11, 20, 9, tzinfo=UTC)
ORDINARY = (
    ("air_strike", "Air strikes hit {place} on Monday, killing {number} people", "Air strikes"),
    ("shelling", "Shells fell on {place} on Monday, {number} people were killed", "Shells"),
    ("talks", "Talks were held in {place} on Monday", "Talks"),
    ("aid", "Food is short in {place}", "Food"),
)
CONVOYS = (
    ("A convoy of trucks will set out from {staging} to {destination} on {day}", "set out", "planned"),
    ("The government approved a convoy to {destination} on {day}", "approved", "agreed"),
    ("The trucks left {staging} for {destination} by way of {route}", "left", "happened"),
    ("The convoy is stuck at {route} on its way to {destination}", "stuck", "suspended"),
    ("Trucks with aid for {destination} were looted near {route} on {day}", "looted", "happened"),
    ("Buses will take the wounded out of {destination} on {day}", "take", "planned"),
    ("Food is to be brought to {destination} on {day}", "brought", "planned"),
)
BESIDE = (
    ("shelling", "Shells fell on {destination} as well", "Shells", "destination"),
    ("siege", "{shouted} has been besieged for a year", "besieged", ""),
    ("talks", "Ministers spoke about the way to {destination}", "spoke", ""),
)
ARRIVAL = "The convoy arrived in {destination} on {day}"


@dataclass(frozen=True)
class Told:
    """A report with its claims, the original it came in, and which claims are to be locked."""

    report: Report
    original: Original
    claims: tuple[Claim, ...]
    locked: frozenset[str] = frozenset()

    @property
    def captured(self) -> Captured:
        """The report with its original."""
        return Captured(self.report, self.original)

    @property
    def is_whole(self) -> bool:
        """Whether all of its claims are to be locked."""
        return self.locked == {claim.id for claim in self.claims}

    def without_locked(self) -> "Told":
        """Return the report as it is read where nothing of the convoy was."""
        return replace(self, claims=tuple(one for one in self.claims if one.id not in self.locked))


@dataclass(frozen=True)
class Case:
    """What a record is told: `secrets` are the texts that nobody without the right may meet.

    `released` are claims that a person has to release, `arrivals` the reports by which convoys arrive.
    """

    told: tuple[Told, ...]
    judgements: tuple[Judgement, ...]
    hidden_judgements: tuple[Judgement, ...]
    arrivals: tuple[Told, ...]
    released: tuple[str, ...]
    secrets: frozenset[str]
    names: tuple[str, ...]
    day: date
    point: tuple[float, float]
    arrives: bool

    @property
    def locked(self) -> frozenset[str]:
        """The ids of all claims that are to be locked."""
        return frozenset(id for one in self.told for id in one.locked)


@dataclass
class _Story:
    """A report as it is written, sentence by sentence."""

    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    locked: list[bool] = field(default_factory=list)

    def say(
        self,
        type: str,
        words: str,
        trigger: str,
        *,
        places: Sequence[tuple[str, Place | None]] = (),
        day: tuple[str, date] | None = None,
        by: str = "",
        killed: int | None = None,
        is_locked: bool = False,
        **more: Any,
    ) -> None:
        """Add a sentence and the claim that it makes."""
        begin = len(self.text) + bool(self.text)
        sentence = f"{words}, said {by}." if by else f"{words}."
        self.text = f"{self.text} {sentence}" if self.text else sentence

        def span(quote: str) -> Span:
            start = begin + sentence.index(quote)
            return Span(start, start + len(quote), quote)

        self.claims.append(
            Claim(
                report="",
                type=type,
                trigger=span(trigger),
                evidence=Span(begin, begin + len(sentence), sentence),
                sources=(SourceName(span(by)),) if by else (),
                places=tuple(PlaceName(span(name), place) for name, place in places),
                time=Time(Interval(day[1], day[1]), span(day[0])) if day else None,
                harm=(Harm("killed", Quantity.exactly(killed), span(str(killed))),) if killed else (),
                **more,
            )
        )
        self.locked.append(is_locked)

    def told(self, *, paper: str, published: date, title: str = "", name: str = "") -> Told:
        """Return the report with its claims."""
        url = f"https://example.org/{name}" if name else ""
        original = Original(f"{title}\n{self.text}".encode(), f"{name or 'report'}.txt", "text/plain")
        report = Report(self.text, title, paper, published, language="en", url=url, original=original.sha256)
        claims = [replace(claim, report=report.id) for claim in self.claims]
        locked = {claim.id for claim, is_locked in zip(claims, self.locked, strict=True) if is_locked}
        return Told(report, original, tuple(claims), frozenset(locked))


@dataclass(frozen=True)
class _Convoy:
    names: dict[str, str]
    places: dict[str, Place | None]
    day: date

    @property
    def day_words(self) -> str:
        return f"{self.day.day} November"

    def secrets(self) -> Iterator[str]:
        yield from self.names.values()
        yield from (self.day.isoformat(), self.day_words)
        for place in self.places.values():
            if place:
                yield from (str(place.latitude), str(place.longitude))

    def tell(
        self, story: _Story, form: tuple[str, str, str], *, by: str = "", is_locked: bool = True
    ) -> None:
        words, trigger, phase = form
        named = [name for name in self.names if f"{{{name}}}" in words]
        story.say(
            "evacuation" if words.startswith("Buses") else "aid",
            words.format(**self.names, day=self.day_words),
            trigger,
            places=[(self.names[name], self.places[name]) for name in named],
            day=(self.day_words, self.day) if "{day}" in words else None,
            by=by,
            phase=phase,
            is_locked=is_locked,
        )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a record of ordinary happenings and of one or two convoys that are on their way."""
    syllables = draw(st.permutations(SYLLABLES))
    names = [("".join(syllables[at : at + 3])).capitalize() for at in range(0, 18, 3)]
    witness = "".join(syllables[1:5:2]).capitalize() + "ovsk"
    convoys = [
        _convoy(draw, names[3 * number : 3 * number + 3], number) for number in range(draw(st.integers(1, 2)))
    ]
    told = [_ordinary(draw, number) for number in range(draw(st.integers(1, 4)))]
    for number, convoy in enumerate(convoys):
        told += [_of_convoy(draw, convoy, f"{number}{at}") for at in range(draw(st.integers(1, 2)))]
    is_witness = draw(st.booleans())
    if is_witness:
        story = _Story()
        story.say(
            "air_strike", f"{witness} saw air strikes on {ALEPPO.name} on Monday", "air strikes",
            places=[(ALEPPO.name, ALEPPO)], day=("Monday", MONDAY), is_locked=True,
        )  # fmt: skip
        told.append(story.told(paper="Wire", published=MONDAY + timedelta(days=1), name=witness))
    told = list({one.report.id: one for one in draw(st.permutations(told))}.values())
    judgements, hidden = _judgements(draw, told, convoys)
    if is_witness:
        (seen,) = (id for one in told if witness in one.report.text for id in one.locked)
        hidden.append(Judgement("lock", (seen,), "A", MADE, f"{witness} could be hurt"))
    arrives = draw(st.booleans())
    locked = [id for one in told for id in one.locked]
    rejected = {one.subjects[0] for one in hidden if one.verdict == "reject"}
    by_hand = [id for id in locked if not arrives or id in rejected or (is_witness and id == seen)]
    wholly = [one for one in told if one.locked and one.is_whole]
    secrets = {secret for convoy in convoys for secret in convoy.secrets()} | {*locked}
    secrets |= {witness} if is_witness else set()
    secrets |= {secret for one in wholly for secret in (one.report.id, one.report.original)}
    secrets |= {one.report.url for one in told if one.locked}
    secrets |= {one.original.name for one in told if one.locked}
    secrets |= {one.id for one in hidden}
    return Case(
        told=tuple(told),
        judgements=tuple(judgements),
        hidden_judgements=tuple(hidden),
        arrivals=tuple(_arrival(convoy, by) for convoy in convoys for by in ("SOHR", "UNICEF")),
        released=tuple(by_hand),
        secrets=frozenset(secret.casefold() for secret in secrets),
        names=tuple(name for convoy in convoys for name in convoy.names.values()),
        day=convoys[0].day,
        point=(33.12345, 36.54321),
        arrives=arrives,
    )


def _convoy(draw: st.DrawFn, names: Sequence[str], number: int) -> _Convoy:
    named = dict(zip(("destination", "staging", "route"), names, strict=True))
    places = {
        role: Place(name, 33.12345 + at + 2 * number, 36.54321 + at, 3.0, "SY", f"gx-{name.lower()}", "town")
        if draw(st.booleans())
        else None
        for at, (role, name) in enumerate(named.items())
    }
    return _Convoy(named, places, SECRET_MONTH + timedelta(days=draw(st.integers(2, 7)) + 8 * number))


def _ordinary(draw: st.DrawFn, number: int) -> Told:
    story = _Story()
    for _ in range(draw(st.integers(1, 2))):
        _say_ordinary(draw, story, f"{number}")
    published = MONDAY + timedelta(days=draw(st.integers(0, 3)))
    return story.told(paper=draw(st.sampled_from(PAPERS)), published=published, name=f"ordinary-{number}")


def _say_ordinary(draw: st.DrawFn, story: _Story, mark: str) -> None:
    type, words, trigger = draw(st.sampled_from(ORDINARY))
    place, killed = draw(st.sampled_from(PLACES)), draw(st.integers(2, 40))
    story.say(
        type,
        f"In report {mark}.{len(story.claims)}: {words.format(place=place.name, number=killed)}",
        trigger,
        places=[(place.name, place)],
        day=("Monday", MONDAY) if "Monday" in words else None,
        by=draw(st.sampled_from(("", *BODIES))),
        killed=killed if "{number}" in words else None,
    )


def _of_convoy(draw: st.DrawFn, convoy: _Convoy, mark: str) -> Told:
    story, form = _Story(), draw(st.sampled_from(CONVOYS))
    sentences = draw(
        st.permutations(("convoy", *draw(st.lists(st.sampled_from(("ordinary", "beside")), max_size=2))))
    )
    for sentence in sentences:
        if sentence == "convoy":
            convoy.tell(story, form, by=draw(st.sampled_from(("", "the United Nations"))))
        elif sentence == "ordinary":
            _say_ordinary(draw, story, mark)
        else:
            type, words, trigger, role = draw(st.sampled_from(BESIDE))
            told = words.format(**convoy.names, shouted=convoy.names["destination"].upper())
            places = [(convoy.names[role], convoy.places[role])] if role else []
            story.say(type, told, trigger, places=places, is_locked=True)
    published = MONDAY + timedelta(days=draw(st.integers(0, 3)))
    title = draw(st.sampled_from(("", f"Aid for {convoy.names['destination']}")))
    name = f"{convoy.names['route']}-{mark}"
    return story.told(paper=draw(st.sampled_from(PAPERS)), published=published, title=title, name=name)


def _arrival(convoy: _Convoy, by: str) -> Told:
    story = _Story()
    convoy.tell(story, (ARRIVAL, "arrived", "happened"), by=by)
    return story.told(paper=f"{by} Post", published=convoy.day + timedelta(days=1), name=f"arrival-{by}")


def _judgements(
    draw: st.DrawFn, told: Sequence[Told], convoys: Sequence[_Convoy]
) -> tuple[list[Judgement], list[Judgement]]:
    """Draw judgements about what everybody sees, and about what is locked."""
    everyone = [claim for one in told for claim in one.claims if claim.id not in one.locked]
    held = [claim for one in told for claim in one.claims if claim.id in one.locked]
    of_convoy = [claim for claim in held if claim.type in ("aid", "evacuation")]
    open_ones: list[Judgement] = []
    hidden: list[Judgement] = []
    is_judged: bool = draw(st.booleans())
    if everyone and is_judged:
        open_ones.append(Judgement("accept", (draw(st.sampled_from(everyone)).id,), "A", MADE, "as it says"))
    verdicts: st.SearchStrategy[list[Verdict]] = st.lists(
        st.sampled_from(("accept", "correct", "same", "reject")), max_size=2, unique=True
    )
    for verdict in draw(verdicts):
        claim = draw(st.sampled_from(of_convoy))
        goals = (convoy.names["destination"] for convoy in convoys)
        name = next(goal for goal in goals if goal in claim.evidence.quote)
        if verdict == "correct":
            value = f"33.12345,36.54321,3,{name},SY"
            hidden.append(Judgement("correct", (claim.id,), "A", MADE, f"it is {name}", "place", value))
        elif verdict == "same" and everyone:
            pair = (claim.id, draw(st.sampled_from(everyone)).id)
            hidden.append(Judgement("same", pair, "A", MADE, f"all about {name}"))
        elif verdict in ("accept", "reject"):
            hidden.append(Judgement(verdict, (claim.id,), "A", MADE, f"about {name}"))
    return open_ones, hidden

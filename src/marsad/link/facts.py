"""What linking looks at in a claim, computed once for all claims of a report."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from marsad.codebook import load_codebook
from marsad.ids import sha256_hex
from marsad.lexicon.access import leaves_behind
from marsad.lexicon.convoys import convoy_step, is_of_convoy
from marsad.lexicon.names import name_tokens
from marsad.lexicon.parties import common_targets, resolve_party
from marsad.link.copies import signature
from marsad.link.corrections import correct_claims, stand_roots
from marsad.link.judged import Judged
from marsad.link.roots import Root, find_roots
from marsad.link.roundups import is_roundup
from marsad.link.spots import Spot, spot_of
from marsad.model import Actor, Claim, HarmKind, Interval, Quantity, Report, Stance

__all__ = ["Doer", "Facts", "Harmed", "read_facts"]

COPIED_CHARS = 60
"""Evidence this long in two reports is one text printed twice."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody who acts, in the words of the claim, with the id of the party that this is, or ""."""

    name: str
    party: str


@dataclass(frozen=True, slots=True)
class Harmed:
    """How many came to one kind of harm, and groups of them."""

    kind: HarmKind
    quantity: Quantity
    groups: tuple[tuple[str, Quantity], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that linking needs to know of one claim; nothing else of it is held in memory.

    `position` is where its trigger starts in the report. `words` is a hash of the evidence where that is long
    enough to tell a copied text, `printed` the signature of the whole report where its outlet speaks itself.
    `land` is the country that the report names places of most,
    `told_as` one id for all claims that the report tells as one event. `occurred` is false for plans and demands.
    `step` is how far a convoy has got, "" where a claim about a convoy does not say, None for other claims; `behind`
    are the names, as they sound, of places that it leaves or passes on its way.
    """

    id: str
    report: str
    position: int
    published: date | None
    printed: str
    type: str
    family: str
    phase: str
    stance: Stance
    root: Root
    occurred: bool
    is_roundup: bool
    land: str = ""
    time: Interval | None = None
    spots: tuple[Spot, ...] = ()
    actors: tuple[Doer, ...] = ()
    targets: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    count: Quantity | None = None
    harm: tuple[Harmed, ...] = ()
    words: str = ""
    told_as: str = ""
    step: str | None = None
    behind: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[date, str, int, str]:
        """The place of the claim in its incident: by publication date, then position; undated ones last."""
        return self.published or date.max, self.report, self.position, self.id

    @property
    def parties(self) -> frozenset[str]:
        """The known parties among those who act."""
        return frozenset(actor.party for actor in self.actors if actor.party)

    @property
    def countries(self) -> frozenset[str]:
        """The countries of its places."""
        return frozenset(spot.place.country for spot in self.spots if spot.place and spot.place.country)

    def harm_of(self, kind: HarmKind) -> Quantity | None:
        """Return how many came to one kind of harm, or None."""
        return next((harm.quantity for harm in self.harm if harm.kind == kind), None)


def read_facts(
    claims: Iterable[Claim], report: Report | None, judged: Judged | None = None
) -> tuple[Facts, ...]:
    """Return what linking needs of the claims of one report, as people have corrected them, in order of their ids."""
    judged = judged or Judged()
    corrected = sorted(correct_claims(claims, judged), key=lambda claim: claim.id)
    roots = stand_roots(corrected, find_roots(corrected, report), report, judged)
    printed = signature(report.text) if report else ""
    published = report.published if report else None
    land = _land(corrected)
    told_as = _told_as(claim for claim in corrected if claim.id not in judged.rejected)
    return tuple(
        _read(claim, roots[claim.id], published, printed, land, told_as.get(claim.id, ""))
        for claim in corrected
    )


def _told_as(claims: Iterable[Claim]) -> dict[str, str]:
    """Return, for each claim of a report that it tells together with others, the first id of these."""
    known = {claim.id: claim for claim in claims}
    home: dict[str, str] = {}

    def find(id: str) -> str:
        while home.setdefault(id, id) != id:
            home[id] = id = home[home[id]]
        return id

    for claim in known.values():
        for other in claim.same_as:
            if other in known:
                first, second = sorted((find(claim.id), find(other)))
                home[second] = first
    return {id: find(id) for id in home}


def _land(claims: Sequence[Claim]) -> str:
    votes = Counter(
        name.resolved.country
        for claim in claims
        for name in claim.places
        if name.resolved and name.resolved.country
    )
    return min(votes, key=lambda country: (-votes[country], country), default="")


def _read(claim: Claim, root: Root, published: date | None, printed: str, land: str, told_as: str) -> Facts:
    codebook = load_codebook()
    type = codebook.types[claim.type]
    spots = tuple(spot_of(name.span.quote, name.resolved) for name in claim.places)
    countries = {spot.place.country for spot in spots if spot.place and spot.place.country}
    of_convoy = is_of_convoy(claim)
    targets = {word for target in claim.targets for word in name_tokens(target.span.quote)}
    return Facts(
        id=claim.id,
        report=claim.report,
        position=claim.trigger.start,
        published=published,
        printed=printed if root.outlet else "",
        type=claim.type,
        family=type.family,
        phase=claim.phase,
        stance=claim.stance,
        root=root,
        occurred=codebook.phases[claim.phase].occurred,
        is_roundup=is_roundup(claim, spots),
        land=land,
        time=_interval(claim.time.interval) if claim.time else None,
        spots=spots,
        actors=tuple(_doer(actor, countries) for actor in claim.actors),
        targets=tuple(sorted(word for word in targets - common_targets() if not word.isdigit())),
        means=tuple(dict.fromkeys(means.kind for means in claim.means)),
        count=claim.count.quantity if claim.count else None,
        harm=tuple(
            Harmed(harm.kind, harm.quantity, tuple((group, number) for group, number, _ in harm.groups))
            for harm in claim.harm
        ),
        words=_words(claim.evidence.quote),
        told_as=told_as,
        step=(convoy_step(claim) or "") if of_convoy else None,
        behind=_behind(claim, spots) if of_convoy else (),
    )


def _behind(claim: Claim, spots: Sequence[Spot]) -> tuple[str, ...]:
    """Return the names, as they sound, of places that the words before them put on a convoy's way."""
    start, text = claim.evidence.start, claim.evidence.quote
    found = (
        spot.sounds
        for name, spot in zip(claim.places, spots, strict=True)
        if leaves_behind(text[: max(0, name.span.start - start)])
    )
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def _doer(actor: Actor, countries: Collection[str]) -> Doer:
    return Doer(actor.span.quote, actor.party or resolve_party(actor.span.quote, countries))


def _words(quote: str) -> str:
    words = " ".join(quote.casefold().split())
    return sha256_hex(words.encode())[:16] if len(words) >= COPIED_CHARS else ""


# Many claims share a day: each is held once.
@lru_cache(maxsize=65536)
def _interval(interval: Interval) -> Interval:
    return interval

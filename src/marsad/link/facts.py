"""What linking looks at in a claim, computed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marsad.codebook import load_codebook
from marsad.lexicon.names import name_tokens
from marsad.lexicon.parties import common_targets, resolve_party
from marsad.link.roots import Root
from marsad.model import Actor, Claim, HarmKind, Interval, Place, PlaceName, Quantity, Report

__all__ = ["Facts", "Spot", "read_facts", "said"]

WIDE_DAYS = 4  # from here on a time is "this week", not a day
WIDE_KM = 30.0  # from here on a place is an area
AREA_KINDS = frozenset(("country", "region"))
MANY = 5  # from here on "14 strikes" on a city are a round-up of several
COPIED_CHARS = 60  # evidence this long in two reports is one text printed twice


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a claim: its name as words, and the place where it is resolved, with that one's name."""

    name: tuple[str, ...]
    place: Place | None
    known_as: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether it is too large for two happenings in it to be one for that alone."""
        return self.place is not None and (self.place.kind in AREA_KINDS or self.place.radius_km >= WIDE_KM)

    @property
    def is_city(self) -> bool:
        """Whether it is a whole city or an area, so that several things may happen in it on one day."""
        return self.place is not None and (self.is_area or self.place.kind == "city")


@dataclass(frozen=True, slots=True)
class Facts:
    """One claim with what is compared.

    `id` is the claim's, hashed once; `words` is the evidence in lower case where it is long enough to tell a
    copied text.
    """

    id: str
    claim: Claim
    root: Root
    family: str
    published: date | None
    spots: tuple[Spot, ...]
    actors: frozenset[str]
    targets: frozenset[str]
    means: frozenset[str]
    harm: Mapping[HarmKind, Quantity]
    words: str
    occurred: bool
    is_roundup: bool

    @property
    def time(self) -> Interval | None:
        """When it happened, where the claim tells."""
        return self.claim.time.interval if self.claim.time else None

    @property
    def order(self) -> tuple[date, str, int, str]:
        """The place of the claim in its incident: by publication date, then position; undated ones last."""
        return self.published or date.max, self.claim.report, self.claim.trigger.start, self.id


def read_facts(claim: Claim, report: Report | None, root: Root) -> Facts:
    """Return what linking compares of a claim."""
    codebook = load_codebook()
    spots = tuple(_spot(name) for name in claim.places)
    countries = {spot.place.country for spot in spots if spot.place and spot.place.country}
    words = " ".join(claim.evidence.quote.casefold().split())
    return Facts(
        id=claim.id,
        claim=claim,
        root=root,
        family=codebook.types[claim.type].family,
        published=report.published if report else None,
        spots=spots,
        actors=frozenset(party for actor in claim.actors if (party := party_of(actor, countries))),
        targets=frozenset(w for t in claim.targets for w in name_tokens(t.span.quote)) - common_targets(),
        means=frozenset(means.kind for means in claim.means),
        harm={harm.kind: harm.quantity for harm in claim.harm},
        words=words if len(words) >= COPIED_CHARS else "",
        occurred=codebook.phases[claim.phase].occurred,
        is_roundup=_is_roundup(claim, spots, lasting=codebook.types[claim.type].lasting),
    )


def _spot(name: PlaceName) -> Spot:
    place = name.resolved
    return Spot(name_tokens(name.span.quote), place, name_tokens(place.name) if place else ())


def party_of(actor: Actor, countries: set[str]) -> str:
    """Return the party that an actor is, as read or as its name says, or ""."""
    return actor.party or resolve_party(actor.span.quote, countries)


def said(quantity: Quantity) -> int:
    """Return the number that stands for a quantity: its lower bound, else its upper."""
    return quantity.low if quantity.low is not None else (quantity.high or 0)


def _is_roundup(claim: Claim, spots: tuple[Spot, ...], *, lasting: bool) -> bool:
    """Tell whether a claim sums up several happenings: over days, over an area, or many in a city."""
    if lasting:
        return False
    if claim.time and claim.time.interval.days >= WIDE_DAYS:
        return True
    count = said(claim.count.quantity) if claim.count else 1
    if any(spot.is_area for spot in spots):
        return count > 1
    return count >= MANY and any(spot.is_city for spot in spots) and len(spots) < count

"""What root sources tell: how much, how often alone, and how often somebody contradicts them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.lexicon.parties import load_parties
from marsad.lexicon.sources import load_sources, source_kind
from marsad.link.roots import Root
from marsad.model import Claim, Incident, Quantity

__all__ = ["Told", "Voice", "count_sources", "told_by"]


@dataclass(frozen=True, slots=True)
class Told:
    """What counting needs of a claim: its root source with that one's kind, its report, whether it asserts."""

    root: Root
    kind: str
    report: str
    asserts: bool

    @property
    def source(self) -> str:
        """The id of the source: voices without a name that nothing tells apart, such as outlets, are one."""
        return self.root.crowd if self.root.crowd == self.root.label else self.root.id


@dataclass(frozen=True, slots=True)
class Voice:
    """A root source, and the ids of incidents.

    `kind` is a source kind of the codebook or "", `party` the id of the party that it is or speaks for, `side`
    the party that this one fights for. `tells` are those that it asserts: `alone` where no other independent
    source does, `together` where one does. Of these somebody else denies in `denied` what it says, or whom it
    blames, and gives in `rival_numbers` a number that excludes its own. `denies` are those that it denies.
    """

    id: str
    label: str
    kind: str
    party: str
    side: str
    tells: tuple[str, ...]
    alone: tuple[str, ...]
    together: tuple[str, ...]
    denied: tuple[str, ...]
    rival_numbers: tuple[str, ...]
    denies: tuple[str, ...]


def told_by(claim: Claim, root: Root) -> Told:
    """Return what counting needs of a claim."""
    return Told(root, _kind(claim, root), claim.report, claim.stance == "asserts")


def count_sources(incidents: Iterable[Incident], told: Mapping[str, Told]) -> tuple[Voice, ...]:
    """Return the root sources of incidents, those that tell most first; `told` is by claim id.

    An outlet does not tell what its report quotes another for.
    """
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    for incident in incidents:
        claims = [told[id] for id in incident.claims if id in told]
        for one in claims:
            gathered[one.source].labels[one.root.label] += 1
            gathered[one.source].kinds[one.kind] += 1
            gathered[one.source].party = gathered[one.source].party or one.root.party
        quoted = {one.report for one in claims if one.asserts and not one.root.outlet}
        for id in {
            one.source for one in claims if one.asserts and not (one.root.outlet and one.report in quoted)
        }:
            gathered[id].take(incident, id, told)
        for said in incident.attributions:
            if said.relation == "denies" and said.claim in told:
                gathered[told[said.claim].source].denies.add(incident.id)
    voices = [_voice(id, one) for id, one in gathered.items()]
    return tuple(
        sorted(voices, key=lambda voice: (-len(voice.tells), -len(voice.denies), voice.label, voice.id))
    )


@dataclass(slots=True)
class _Gathered:
    """One source while incidents go by."""

    party: str = ""
    labels: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    alone: set[str] = field(default_factory=set)
    together: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    rival_numbers: set[str] = field(default_factory=set)
    denies: set[str] = field(default_factory=set)

    def take(self, incident: Incident, id: str, told: Mapping[str, Told]) -> None:
        """Take in an incident that the source tells."""
        (self.together if len(incident.roots) > 1 else self.alone).add(incident.id)
        if _is_denied(incident, id, told):
            self.denied.add(incident.id)
        if _has_rival_number(incident, id, told):
            self.rival_numbers.add(incident.id)


def _voice(id: str, gathered: _Gathered) -> Voice:
    parties = load_parties()
    return Voice(
        id=id,
        label=min(gathered.labels, key=lambda label: (-gathered.labels[label], label)),
        kind=min(gathered.kinds, key=lambda kind: (not kind, -gathered.kinds[kind], kind)),
        party=gathered.party,
        side=parties[gathered.party].side if gathered.party in parties else "",
        tells=tuple(sorted(gathered.alone | gathered.together)),
        alone=tuple(sorted(gathered.alone)),
        together=tuple(sorted(gathered.together)),
        denied=tuple(sorted(gathered.denied)),
        rival_numbers=tuple(sorted(gathered.rival_numbers)),
        denies=tuple(sorted(gathered.denies)),
    )


def _kind(claim: Claim, root: Root) -> str:
    if root.kind:  # a person gave it
        return root.kind
    if root.party:
        return "party"
    if root.id in load_sources():
        return load_sources()[root.id].kind
    if root.outlet:
        return "media"
    return (claim.sources[0].kind if claim.sources else "") or source_kind(root.label)


def _is_denied(incident: Incident, id: str, told: Mapping[str, Told]) -> bool:
    """Tell whether another source denies the event, or the part of somebody whom this one blames."""
    blamed = set()
    for said in incident.attributions:
        if said.relation in ("blames", "admits") and _root(said.claim, told) == id:
            blamed |= {said.party, said.actor.casefold()}
    denials = (
        a for a in incident.attributions if a.relation == "denies" and _root(a.claim, told) not in (id, "")
    )
    return any(not a.actor or not blamed.isdisjoint({a.party, a.actor.casefold()} - {""}) for a in denials)


def _has_rival_number(incident: Incident, id: str, told: Mapping[str, Told]) -> bool:
    for toll in incident.tolls:
        own = [voice.quantity for voice in toll.voices if _root(voice.claim, told) == id]
        others = [voice.quantity for voice in toll.voices if _root(voice.claim, told) not in (id, "")]
        if any(_excludes(mine, other) for mine in own for other in others):
            return True
    return False


def _excludes(one: Quantity, other: Quantity) -> bool:
    """Tell whether no number satisfies both."""
    low = max(one.low or 0, other.low or 0)
    return any(high is not None and high < low for high in (one.high, other.high))


def _root(claim: str, told: Mapping[str, Told]) -> str:
    return told[claim].source if claim in told else ""

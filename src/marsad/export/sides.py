"""Who acts and who is hit, as datasets of events code it: only what nobody contradicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from marsad.codebook import load_codebook
from marsad.lexicon.files import read_words
from marsad.lexicon.names import name_tokens
from marsad.lexicon.parties import load_parties, resolve_party
from marsad.model import Attribution, Claim, Incident

__all__ = ["CIVILIANS", "Side", "civilians_targeted", "doers", "occurred", "roundup", "state_fights"]

CIVILIANS = "Civilians"
ROUNDUP_DAYS = 4  # as in linking: from here on a time is "this week", not a day


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who acts: a known party, or the words of a claim where `party` is ""."""

    name: str
    party: str

    def inter(self, country: str) -> int | None:
        """Return ACLED's actor code in a country (ISO alpha-2), None where it is not known.

        A state's forces outside its own countries are external forces (8).
        """
        party = load_parties().get(self.party)
        if party is None or not party.inter:
            return None
        if party.inter != 1:
            return party.inter
        if not country:
            return None
        return 1 if country in party.countries else 8


def doers(incident: Incident, claims: Sequence[Claim]) -> tuple[Side, ...]:
    """Return who is said to have acted, each once.

    Where sides fight each other these are the known parties among the actors and targets of the claims that
    assert it; elsewhere whoever somebody blames or who admits it.
    """
    event = load_codebook().types.get(incident.type)
    if event and event.two_sided:
        return _fighting(incident, claims)
    found: dict[str, Side] = {}
    for said in incident.attributions:
        if said.relation in ("blames", "admits"):
            found.setdefault(said.party or said.actor.casefold(), _side(said))
    return tuple(found.values())


def _side(said: Attribution) -> Side:
    party = load_parties().get(said.party)
    return Side(party.name if party else said.actor, said.party)


def _fighting(incident: Incident, claims: Sequence[Claim]) -> tuple[Side, ...]:
    countries = [incident.place.country] if incident.place and incident.place.country else []
    found: dict[str, Side] = {}
    for claim in claims:
        if claim.stance != "asserts" or not occurred(claim.phase):
            continue
        for actor in (*claim.actors, *claim.targets):
            id = actor.party or resolve_party(actor.span.quote, countries)
            if party := load_parties().get(id):
                found.setdefault(id, Side(party.name, id))
    return tuple(found.values())


def occurred(phase: str) -> bool:
    """Tell whether a phase of the codebook is one of things that have happened."""
    known = load_codebook().phases.get(phase)
    return known is not None and known.occurred


def civilians_targeted(claims: Sequence[Claim]) -> bool | None:
    """Tell by the words for the targets whether they were civilians and no fighters; None: unsure.

    Who was harmed does not tell: an attack on fighters may kill civilians only.
    """
    codebook = load_codebook()
    named = {
        group
        for claim in claims
        if claim.stance == "asserts"
        for target in claim.targets
        for group in _groups_named(target.span.quote)
    }
    civil, armed = named & set(codebook.civilians), named & set(codebook.combatants)
    return None if bool(civil) == bool(armed) else bool(civil)


def _groups_named(words: str) -> set[str]:
    """Return the groups of people that words name."""
    padded = f" {' '.join(name_tokens(words))} "
    return {group for word, group in _group_words().items() if f" {word} " in padded}


@cache
def _group_words() -> dict[str, str]:
    nouns = read_words("people")["nouns"]
    words = ((word, noun["group"]) for noun in nouns for word in (*noun["singular"], *noun["plural"]))
    return {" ".join(name_tokens(word)): group for word, group in words if group}


def state_fights(sides: Sequence[Side]) -> bool | None:
    """Tell whether a state's forces are among sides that are all known parties; None: unsure."""
    inters = [party.inter if (party := load_parties().get(side.party)) else 0 for side in sides]
    if 1 in inters:
        return True
    # Coalitions (8) may be of states or not.
    return False if inters and not {0, 8} & set(inters) else None


def roundup(incident: Incident) -> bool:
    """Tell whether an incident sums up several happenings: it covers others, counts them, or lasts for days."""
    event = load_codebook().types.get(incident.type)
    if incident.covers or (incident.count and (incident.count.low or 0) > 1):
        return True
    return bool(incident.time and incident.time.days >= ROUNDUP_DAYS and not (event and event.lasting))

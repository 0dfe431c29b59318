"""Who says who did it: blame, denial, doubt and admission, each with its claim."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from marsad.codebook import load_codebook
from marsad.lexicon.files import word_list
from marsad.lexicon.parties import resolve_party
from marsad.lexicon.phrases import noun_forms
from marsad.link.facts import Facts
from marsad.model import Attribution

__all__ = ["find_attributions"]

Relation = Literal["blames", "denies", "admits", "doubts"]


def find_attributions(members: Sequence[Facts]) -> tuple[Attribution, ...]:
    """Return who says what of whom, in the order of the claims; each source says a thing once.

    The actor is named in the words of the claim; it is "" where the event itself is denied or doubted.
    """
    found: dict[tuple[str, Relation, str], Attribution] = {}
    countries = {country for fact in members for country in fact.countries}
    for fact in members:
        actors = [(actor.name, actor.party or resolve_party(actor.name, countries)) for actor in fact.actors]
        if not actors and fact.stance != "asserts":
            actors = [("", "")]
        for name, party in actors:
            if (relation := _relation(fact, party)) and (
                party or relation != "blames" or _names_a_side(name)
            ):
                key = fact.root.id, relation, party or name.casefold()
                found.setdefault(key, Attribution(fact.root.label, relation, name, party, fact.id))
    return tuple(found.values())


def _names_a_side(name: str) -> bool:
    """Tell whether words name somebody to blame: "planes" alone blame nobody."""
    return bool(set(name.casefold().split()) - _nobody())


@cache
def _nobody() -> frozenset[str]:
    platforms = word_list("roles", "platforms")
    return frozenset(
        (*platforms, *(noun for word in platforms for noun in noun_forms(word)), "its", "their", "his")
    )


def _relation(fact: Facts, party: str) -> Relation | None:
    if fact.stance == "denies":
        return "denies"
    if fact.stance == "doubts":
        return "doubts"
    event = load_codebook().types[fact.type]
    if not event.violent or event.two_sided or not fact.occurred:
        return None
    return "admits" if party and party == fact.root.party else "blames"

"""What a security review looks for in claims: attacks on aid and on medics, mines, checkpoints."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from marsad.codebook import load_codebook
from marsad.lexicon.risk import Hit, load_risk_words
from marsad.model import Claim
from marsad.watch.counted import has_occurred
from marsad.watch.risk.sheet import Said, Threat
from marsad.watch.statements import Happening, Statement

__all__ = ["find_attacks", "find_checkpoints", "find_mines", "said"]

Whom = Literal["aid", "medics"]
GROUPS: dict[Whom, str] = {"aid": "aid_workers", "medics": "medics"}
"""The codebook's groups of people harmed."""


def find_attacks(happenings: Iterable[Happening], whom: Whom) -> tuple[Threat, ...]:
    """Return violence that happened, as it is told, against aid or against medics.

    It is told where who or what was hit is named so, or where people of that group came to harm. A denial
    that the convoy was hit tells of it too: the grade says that it is contested.
    """
    violent = load_codebook().types
    those = (one for one in happenings if violent[one.incident.type].violent and has_occurred(one.incident))
    hit = load_risk_words().aid if whom == "aid" else load_risk_words().medics
    return _threats(those, partial(_is_hit, hit=hit, group=GROUPS[whom]))


def find_mines(happenings: Iterable[Happening]) -> tuple[Threat, ...]:
    """Return what tells of mines, roadside bombs, booby traps or things that did not explode."""
    return _threats(happenings, _is_mine)


def find_checkpoints(happenings: Iterable[Happening]) -> tuple[Threat, ...]:
    """Return what tells of a checkpoint, a road block or a closed road."""
    return _threats(happenings, lambda claim: load_risk_words().checkpoints.speaks(_words(claim)))


def said(statement: Statement) -> Said:
    """Return a statement as a sheet prints it."""
    claim = statement.claim
    return Said(
        claim=claim.id,
        report=claim.report,
        root=statement.root.label,
        day=statement.day,
        published=statement.published,
        type=claim.type,
        phase=claim.phase,
        stance=claim.stance,
        who=tuple(dict.fromkeys(actor.span.quote for actor in claim.actors)),
        at=tuple(
            dict.fromkeys(
                place.resolved.name if place.resolved else place.span.quote for place in claim.places
            )
        ),
        quote=claim.evidence.quote,
    )


def _threats(happenings: Iterable[Happening], tells: Callable[[Claim], bool]) -> tuple[Threat, ...]:
    found = []
    for one in happenings:
        telling = tuple(said(statement) for statement in one.statements if tells(statement.claim))
        if telling:
            found.append(Threat(one.incident.id, telling))
    return tuple(found)


def _is_hit(claim: Claim, *, hit: Hit, group: str) -> bool:
    if any(name == group for harm in claim.harm for name, _, _ in harm.groups):
        return True
    around = claim.evidence.quote
    return any(hit.tells(words, around) for words in _targets(claim))


def _targets(claim: Claim) -> Iterator[str]:
    yield from (target.span.quote for target in claim.targets)
    yield from (damage.what.quote for damage in claim.damage)


def _is_mine(claim: Claim) -> bool:
    words = load_risk_words()
    return any(means.kind in words.mine_means for means in claim.means) or words.mines.speaks(_words(claim))


def _words(claim: Claim) -> str:
    return claim.evidence.quote

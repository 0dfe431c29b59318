"""Statements of truces in few words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.link.telling import Dossier

from marsad.link.facts import read_facts
from marsad.model import Claim, Interval, Place, Report
from marsad.watch.ceasefire.ceasefire import Ceasefire, assemble
from marsad.watch.ceasefire.truces import find_truces
from marsad.watch.statements import Statement

SYRIA = Place("Syria", 35.0, 38.0, 300.0, "SY", "gn-sy", "country")
SUDAN = Place("Sudan", 15.5, 30.0, 600.0, "SD", "gn-sd", "country")
HOMS = Place("Homs", 34.73, 36.72, 8.0, "SY", "gn-homs", "city", ("Homs Governorate", "Syria"))
RAQQA = Place("Raqqa", 35.95, 39.0, 8.0, "SY", "gn-raqqa", "city", ("Raqqa Governorate", "Syria"))


def day(number: int) -> date:
    return date(2016, 9, number)


def say(
    dossier: Dossier, text: str, phase: str, number: int, *, at: date | Interval | None = None, **said: Any
) -> Claim:
    """Tell of a truce in a report of its own that comes out on a day of September."""
    return dossier.tell(
        "ceasefire",
        **{"text": text, "phase": phase, "published": day(number), "day": at, "place": SYRIA, **said},
    )


def stated(dossier: Dossier) -> list[Statement]:
    """The statements of a dossier."""
    return [
        statement for claim in dossier.claims for statement in _stated(claim, dossier.reports[claim.report])
    ]


def _stated(claim: Claim, report: Report) -> Iterable[Statement]:
    for fact in read_facts([claim], report):
        yield Statement(claim, fact.root, fact.published, fact.land)


def ceasefires(dossier: Dossier) -> list[Ceasefire]:
    return [assemble(group) for group in find_truces(stated(dossier)).groups]


def only(dossier: Dossier) -> Ceasefire:
    (one,) = ceasefires(dossier)
    return one


def september() -> Dossier:
    """A truce that is agreed on the 9th, in force on the 12th, and over on the 19th by the word of one side."""
    dossier = Dossier()
    say(dossier, "The truce brokered by", "agreed", 10, at=day(9), actors=["Russia", "United States"])
    say(
        dossier,
        "The truce took effect for seven days, the army said",
        "in_force",
        12,
        at=day(12),
        actors="Syrian army",
    )
    say(dossier, "The truce does not cover Islamic State and the Nusra Front,", "in_force", 12)
    say(
        dossier, "It violated the truce 302 times:", "violated", 18, by="Russian army", actors="Syrian rebels"
    )
    say(
        dossier,
        "The army declared the truce over",
        "ended",
        19,
        at=day(19),
        by="Syrian army",
        actors="Syrian army",
    )
    say(dossier, "The ceasefire was not dead, he insisted", "in_force", 20, by="John Kerry")
    say(dossier, "Only the mediators could declare it over", "demanded", 20, by="Staffan de Mistura")
    say(dossier, "It may still be salvaged", "demanded", 21, by="Mission of Norway")
    return dossier

"""Incidents and the work of responders, told in few words."""

from tests.link.telling import Dossier

from marsad.link.roots import find_roots
from marsad.watch.response.response import RESPONDING, Response, find_responses
from marsad.watch.statements import Happening, Statement


def happenings(dossier: Dossier) -> list[Happening]:
    """The incidents of a dossier with their statements, as the record would give them."""
    told = {}
    for claim in dossier.claims:
        report = dossier.reports[claim.report]
        told[claim.id] = Statement(claim, find_roots([claim], report)[claim.id], report.published)
    return [Happening(one, tuple(told[id] for id in one.claims)) for one in dossier.link()]


def responses(dossier: Dossier) -> tuple[Response, ...]:
    found = happenings(dossier)
    crews = [one for one in found if one.incident.type in RESPONDING and one.incident.type != "fire"]
    rest = [one for one in found if one not in crews]
    return find_responses(rest, crews)

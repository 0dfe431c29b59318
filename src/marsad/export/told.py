"""The one walk over a record that all formats share: an incident with its claims and their reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.model import Claim, Incident, Report
from marsad.store import View

__all__ = ["Told", "walk"]


@dataclass(frozen=True, slots=True)
class Told:
    """One incident; its claims and reports are fetched when asked for, so that a format pays for what it shows."""

    incident: Incident
    view: View

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims in the incident's order."""
        return tuple(self.view.claims(incident=self.incident.id))

    def reports(self, claims: tuple[Claim, ...]) -> tuple[Report, ...]:
        """Return the reports of claims, each once, in the order in which the claims first name them."""
        found = (self.view.report(id) for id in dict.fromkeys(claim.report for claim in claims))
        return tuple(report for report in found if report)


def walk(view: View) -> Iterator[Told]:
    """Yield every incident of a View once, newest first and undated ones last; memory holds one at a time."""
    for incident in view.incidents():
        yield Told(incident, view)

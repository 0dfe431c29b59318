"""What the store keeps of what is locked."""

from dataclasses import dataclass

from marsad.model import Incident

__all__ = ["Lock", "Opened"]


@dataclass(frozen=True, slots=True)
class Lock:
    """One claim that is absent for viewers without the right to locked values, and its report, whose text is too.

    `is_beside` marks a claim that is not locked itself but says again what a locked one of its report says.
    """

    claim: str
    report: str
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What such viewers see in the place of an incident: the incident as its other claims tell it."""

    instead_of: str
    incident: Incident

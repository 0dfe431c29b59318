"""One incident as an alert of the OASIS Common Alerting Protocol 1.2.

The order of elements and the values allowed are those of the standard's schema. An alert of Marsad tells what has
happened: its urgency is always Past, and it gives no instruction.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from xml.etree import ElementTree

from marsad.codebook import load_codebook
from marsad.errors import ExportError
from marsad.export.where import place_text
from marsad.export.wording import said_words, time_words, toll_words
from marsad.model import Grade, Incident, Place

__all__ = ["RESTRICTION", "Alert", "Kind", "Scope", "Status", "alert_xml", "severity_of"]

Status = Literal["Actual", "Exercise", "System", "Test", "Draft"]
Scope = Literal["Public", "Restricted"]
Kind = Literal["Alert", "Update", "Cancel"]

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
RESTRICTION = "For those who co-ordinate the response to this incident; not for publication."
DRAFT = "Computed from reports; no person has released it."
CERTAINTY: dict[Grade, str] = {
    "confirmed": "Observed",
    "fair": "Likely",
    "weak": "Possible",
    "contested": "Unknown",
    "discounted": "Unlikely",
}
CATEGORIES: dict[str, tuple[str, ...]] = {
    "bombardment_and_attack": ("Security",),
    "fighting": ("Security",),
    "crowd": ("Security",),
    "sexual_violence": ("Security",),
    "abduction": ("Security",),
    "detention": ("Security",),
    "siege": ("Security",),
    "relief": ("Rescue",),
}
"""Categories by family of types; a fire is Fire, aid and chemical means have their own, all else is Other."""
UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""
SEPARATING = re.compile(r"[\s,<&]")
"""Characters that the standard forbids in an identifier and a sender: references join them with commas."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What an alert says besides its incident.

    `sent` has a time zone. `references` are earlier alerts about the same incident, each "sender,identifier,sent".
    `response` is what is known of the response, in words. Raises ExportError for an identifier or a sender that
    the standard forbids.
    """

    identifier: str
    sender: str
    sent: datetime
    status: Status = "Draft"
    scope: Scope = "Restricted"
    references: Sequence[str] = ()
    response: str = ""
    head: str = ""

    def __post_init__(self) -> None:
        for name, value in (("identifier", self.identifier), ("sender", self.sender)):
            if not value or SEPARATING.search(value) or UNFIT.search(value):
                raise ExportError(
                    f"the {name} {value!r} has a space, a comma, < or & or is empty; leave these out"
                )
        if self.sent.tzinfo is None:
            raise ExportError("the time of sending has no time zone; give one")

    @property
    def time(self) -> str:
        """The time of sending as the standard writes it: in UTC, with +00:00 and never Z."""
        return self.sent.astimezone(UTC).isoformat(timespec="seconds")

    def kind_for(self, incident: Incident) -> Kind:
        """Return the message type: a Cancel of what was discounted, an Update of what was sent before."""
        if incident.grade == "discounted":
            return "Cancel"
        return "Update" if self.references else "Alert"


def alert_xml(incident: Incident, alert: Alert) -> bytes:
    """Return the alert about an incident as UTF-8 XML, valid against the schema of CAP 1.2."""
    root = ElementTree.Element("alert", xmlns=NAMESPACE)
    _add(root, "identifier", alert.identifier)
    _add(root, "sender", alert.sender)
    _add(root, "sent", alert.time)
    _add(root, "status", alert.status)
    _add(root, "msgType", alert.kind_for(incident))
    _add(root, "source", "Marsad")
    _add(root, "scope", alert.scope)
    if alert.scope == "Restricted":
        _add(root, "restriction", RESTRICTION)
    if alert.status == "Draft":
        _add(root, "note", DRAFT)
    _add(root, "references", " ".join(alert.references))
    _add(root, "incidents", incident.id)
    _add_info(ElementTree.SubElement(root, "info"), incident, alert)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def severity_of(incident: Incident) -> str:
    """Return the severity by the best counts of people.

    Extreme: ten or more killed; Severe: one or more killed, or ten or more injured; Moderate: anybody injured or
    missing; Minor: somebody counts and counts nobody; Unknown: nobody counts.
    """
    counts = {
        kind: toll.best for kind in ("killed", "injured", "missing") if (toll := incident.toll_of(kind))
    }
    if not counts:
        return "Unknown"
    if counts.get("killed", 0) >= 10:
        return "Extreme"
    if counts.get("killed", 0) >= 1 or counts.get("injured", 0) >= 10:
        return "Severe"
    return "Moderate" if any(counts.values()) else "Minor"


def categories_of(incident: Incident) -> tuple[str, ...]:
    """Return the categories of an incident by its type, and CBRNE where its means are chemical."""
    type = load_codebook().types[incident.type]
    found = {"fire": ("Fire",), "aid": ("Health",)}.get(incident.type) or CATEGORIES.get(
        type.family, ("Other",)
    )
    chemical = load_codebook().condition_means.get("chemical_means")
    has_poison = chemical is not None and any(chemical.fits(means, means) for means in incident.means)
    return (*found, "CBRNE") if has_poison else found


def _add_info(info: ElementTree.Element, incident: Incident, alert: Alert) -> None:
    _add(info, "language", "en-US")
    for category in categories_of(incident):
        _add(info, "category", category)
    what = incident.type.replace("_", " ")
    _add(info, "event", what)
    _add(info, "urgency", "Past")
    _add(info, "severity", severity_of(incident))
    _add(info, "certainty", CERTAINTY[incident.grade])
    where = ", ".join(incident.place_names) or (incident.place.name if incident.place else "place not known")
    _add(info, "headline", f"{what}, {where}, {time_words(incident.time)}")
    _add(info, "description", "\n".join(_described(incident, alert)))
    for name, value in _parameters(incident, alert):
        parameter = ElementTree.SubElement(info, "parameter")
        ElementTree.SubElement(parameter, "valueName").text = name
        ElementTree.SubElement(parameter, "value").text = _fit(value)
    _add_area(info, incident)


def _described(incident: Incident, alert: Alert) -> Iterator[str]:
    yield from (toll_words(toll) for toll in incident.tolls)
    yield from said_words(incident)
    yield f"grade: {incident.grade}, {incident.grade_reason}"
    if alert.response:
        yield f"response: {alert.response}"


def _parameters(incident: Incident, alert: Alert) -> Iterator[tuple[str, str]]:
    yield "incident", incident.id
    yield "grade", incident.grade
    yield "claims", " ".join(incident.claims)
    if alert.head:
        yield "head", alert.head
    if alert.response:
        yield "response", alert.response


def _add_area(info: ElementTree.Element, incident: Incident) -> None:
    place = incident.place
    names = ", ".join(incident.place_names)
    if place is None and not names:
        return
    area = ElementTree.SubElement(info, "area")
    _add(area, "areaDesc", place_text(place) if place else f"{names} (not located)")
    if place:
        _add(area, "circle", _circle(place))


def _circle(place: Place) -> str:
    """Return "latitude,longitude radius" in degrees and kilometres, without exponents."""
    return f"{_decimal(place.latitude)},{_decimal(place.longitude)} {_decimal(place.radius_km)}"


def _decimal(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    """Add an element with a text, none where the text is empty."""
    if text:
        ElementTree.SubElement(parent, name).text = _fit(text)


def _fit(text: str) -> str:
    return UNFIT.sub("\ufffd", text)

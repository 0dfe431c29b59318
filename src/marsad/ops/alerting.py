"""Handing out one incident as an alert; each is an entry of the journal, by which the next one is its update."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from marsad.errors import ExportError, StoreError, UnknownIdError
from marsad.export.cap import Alert, Kind, Scope, Status, alert_xml
from marsad.ids import sha256_hex
from marsad.link.judged import standing
from marsad.model import Incident, Viewer
from marsad.ops.response import response_to
from marsad.store import Store, View

__all__ = ["ALERT", "Alerted", "give_alert", "write_alert"]

ALERT = "alert"
"""The action of the journal under which alerts are noted."""
HEAD_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Alerted:
    """What was handed out: the alert's kind and identifier, its SHA-256, the head of the journal that it shows.

    `by` is the user of a desk who took it, "" for the owner.
    """

    incident: str
    kind: Kind
    identifier: str
    sender: str
    sent: str
    status: Status
    scope: Scope
    sha256: str
    head: str
    by: str = ""


def write_alert(
    store: Store,
    incident_id: str,
    target: Path,
    *,
    sender: str = "marsad",
    viewer: Viewer = Viewer.PUBLIC,
) -> Alerted:
    """Write one incident to a file as an alert of CAP 1.2, and note that in the journal.

    The file appears whole or not at all. Raises as `give_alert` does, and StoreError where it cannot be written.
    """
    data, done = _make(store, incident_id, sender, viewer)
    _write(data, target)
    _note(store, done)
    return done


def give_alert(
    store: Store, incident_id: str, *, sender: str, viewer: Viewer = Viewer.PUBLIC, by: str = ""
) -> tuple[bytes, Alerted]:
    """Return one incident as an alert of CAP 1.2, and note in the journal that `by` took it.

    It is a restricted draft, unless a judgement `alert` about the incident stands. The identifier is made of the
    incident's id and the journal's head. What was sent of the same incident before is updated, or cancelled where it
    has been discounted. Raises StoreError where there is no such incident, ExportError where a discounted incident
    was never sent and for a sender that the standard forbids.
    """
    data, done = _make(store, incident_id, sender, viewer)
    done = replace(done, by=by)
    _note(store, done)
    return data, done


def _make(store: Store, incident_id: str, sender: str, viewer: Viewer) -> tuple[bytes, Alerted]:
    sent = store.now()
    with store.view(viewer) as view, store.view(Viewer.OWNER) as whole:
        incident = view.incident(incident_id)
        if incident is None:
            raise UnknownIdError(
                f"the record holds no incident with the id {incident_id!r}; `marsad incidents` lists ids, and "
                "what is locked takes --with-locked"
            )
        references = tuple(_earlier(view, whole, incident))
        status, scope = _released(view, incident)
        if incident.grade == "discounted" and not references:
            raise ExportError(
                f"{incident.id} is discounted and no alert of it was sent: there is nothing to cancel"
            )
        head = view.head()
        response = response_to(view, incident.id)
    alert = Alert(
        identifier=f"{incident.id}.{head[:HEAD_DIGITS]}",
        sender=sender,
        sent=sent,
        status=status,
        scope=scope,
        references=references,
        response=response.status if response else "",
        head=head,
    )
    data = alert_xml(incident, alert)
    return data, Alerted(
        incident=incident.id,
        kind=alert.kind_for(incident),
        identifier=alert.identifier,
        sender=sender,
        sent=alert.time,
        status=status,
        scope=scope,
        sha256=sha256_hex(data),
        head=head,
    )


def _note(store: Store, done: Alerted) -> None:
    with store.writer() as writer:
        writer.note(ALERT, done.incident, asdict(done))


def _released(view: View, incident: Incident) -> tuple[Status, Scope]:
    """Return what a person has decided about alerts of an incident, the last of them."""
    decided = [
        one
        for one in standing(view.judgements())
        if one.verdict == "alert" and one.subjects[0] in incident.claims
    ]
    if not decided:
        return "Draft", "Restricted"
    return "Actual", "Public" if decided[-1].value == "public" else "Restricted"


def _earlier(view: View, whole: View, incident: Incident) -> list[str]:
    """Return the earlier alerts about an incident, also under ids that were merged into it.

    The journal is read from the whole record: to others it shows only what the record writes itself.
    """
    found = []
    for entry in whole.journal(ALERT):
        named = view.incident(entry.subject) if entry.subject != incident.id else incident
        if named and named.id == incident.id:
            body = json.loads(entry.body)
            found.append(f"{body['sender']},{body['identifier']},{body['sent']}")
    return found


def _write(data: bytes, target: Path) -> None:
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}); give another file") from error
    finally:
        part.unlink(missing_ok=True)

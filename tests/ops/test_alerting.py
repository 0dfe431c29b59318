"""Alerts of a record: each noted in the journal, by which the next one is its update."""

import json
from pathlib import Path

import pytest
from lxml import etree
from tests.link.telling import BUSTAN, Dossier
from tests.ops.keeping import keep

from marsad.errors import ExportError, StoreError
from marsad.ids import sha256_hex
from marsad.model import Viewer
from marsad.ops.alerting import ALERT, write_alert
from marsad.ops.review import Decision, Signature, record
from marsad.store import Store, verify

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


def strike(store: Store) -> str:
    dossier = Dossier()
    dossier.tell("air_strike", place=BUSTAN, killed=3)
    dossier.tell("rescue", place=BUSTAN, text="Rescuers are still digging")
    keep(store, dossier)
    with store.view(Viewer.OWNER) as view:
        return next(one.id for one in view.incidents() if one.type == "air_strike")


def text(file: Path, name: str) -> str:
    return str(etree.parse(str(file)).findtext(f".//{CAP}{name}"))


def test_an_alert_is_written_and_noted_and_the_next_is_its_update(store: Store, tmp_path: Path) -> None:
    incident, file = strike(store), tmp_path / "alert.xml"
    first = write_alert(store, incident[:16], file, sender="desk@example.org")
    assert (first.kind, first.status, first.scope) == ("Alert", "Draft", "Restricted")
    assert first.identifier == f"{incident}.{first.head[:16]}"
    assert first.sha256 == sha256_hex(file.read_bytes())
    assert "response: open" in text(file, "description")
    second = write_alert(store, incident, file, sender="desk@example.org")
    assert second.kind == "Update"
    assert text(file, "references") == f"desk@example.org,{first.identifier},{first.sent}"
    with store.view(Viewer.OWNER) as view:
        noted = [json.loads(entry.body)["identifier"] for entry in view.journal(ALERT)]
    assert noted == [first.identifier, second.identifier]
    assert verify(store) == []


def test_a_person_makes_alerts_of_an_incident_actual(store: Store, tmp_path: Path) -> None:
    incident, file = strike(store), tmp_path / "alert.xml"
    signature = Signature("A. Analyst", store.now(), "the crews have agreed")
    judged = record(store, Decision("alert", (incident,), value="public"), signature)
    done = write_alert(store, incident, file)
    assert (done.status, done.scope) == ("Actual", "Public")
    assert (text(file, "status"), text(file, "scope")) == ("Actual", "Public")
    record(store, Decision("withdraw", (judged.id,)), signature)
    again = write_alert(store, incident, file)
    assert (again.status, again.scope) == ("Draft", "Restricted")


def test_a_discounted_incident_is_cancelled_where_it_was_sent(store: Store, tmp_path: Path) -> None:
    incident, file = strike(store), tmp_path / "alert.xml"
    write_alert(store, incident, file)
    with store.view(Viewer.OWNER) as view:
        (rescue,) = (one.id for one in view.incidents() if one.type == "rescue")
    for one in (incident, rescue):
        signature = Signature("A. Analyst", store.now(), "old footage")
        record(store, Decision("grade", (one,), value="discounted"), signature)
    assert write_alert(store, incident, file).kind == "Cancel"
    with pytest.raises(ExportError, match="nothing to cancel"):
        write_alert(store, rescue, tmp_path / "other.xml")
    assert not (tmp_path / "other.xml").exists()


def test_an_incident_that_is_not_there_and_a_file_that_cannot_be_written_say_what_to_do(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="marsad incidents"):
        write_alert(store, "incident-ffff", tmp_path / "alert.xml")
    with pytest.raises(StoreError, match="give another file"):
        write_alert(store, strike(store), tmp_path / "no" / "alert.xml")
    with store.view(Viewer.OWNER) as view:
        assert list(view.journal(ALERT)) == []

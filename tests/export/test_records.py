"""Models as records, and the schemas of what is printed."""

from typing import Any

import pytest
from hypothesis import given
from tests.store.factories import captured, claims, incident
from tests.store.strategies import incidents

from marsad.export.reading import reading_of
from marsad.export.records import SCHEMAS, record_of, schema_of
from marsad.model import Incident


def fields_of(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"])


@given(incidents)
def test_a_record_has_the_id_and_every_field(one: Incident) -> None:
    record = record_of(one)
    assert (next(iter(record)), record["id"]) == ("id", one.id)
    assert set(record) == fields_of(schema_of("incidents"))


def test_the_schemas_name_what_is_printed() -> None:
    report = captured().report
    printed = reading_of(report, claims(report)).model_dump(mode="json")
    schema = schema_of("claims")
    assert set(printed) == fields_of(schema)
    assert set(printed["claims"][0]) == fields_of(schema["$defs"]["ClaimOut"])
    required = set(schema_of("incidents")["required"])
    assert {"id", "type", "claims", "grade"} <= required <= set(record_of(incident(claims(report)[0])))
    assert SCHEMAS == ("claims", "incidents")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_says_what_it_is_of(name: str) -> None:
    assert schema_of(name)["type"] == "object"
    assert schema_of(name)["description"]

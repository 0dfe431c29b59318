"""The JSON of a reading: its shape, and every value with the place of its words."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.store.factories import captured, claims
from tests.store.strategies import captures, claims_of

from marsad.export.reading import Reading, reading_of
from marsad.model import Captured, Claim

# (where the value is, where it starts, where it ends), as the parts of a reading name them
PLACED = (
    ("quote", "start", "end"),
    ("name", "start", "end"),
    ("body", "body_start", "body_end"),
    ("quote", "quote_start", "quote_end"),
    ("what", "what_start", "what_end"),
)
readings = captures().flatmap(lambda taken: st.tuples(st.just(taken), claims_of(taken.report)))


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object anywhere in JSON data."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


@given(readings)
def test_every_value_stands_where_it_says(reading: tuple[Captured, list[Claim]]) -> None:
    taken, read = reading
    printed = json.loads(reading_of(taken.report, read).model_dump_json())
    text = printed["report"]["text"]
    assert text == taken.report.text
    for part in parts(printed["claims"]):
        for value, start, end in PLACED:
            if value in part and isinstance(part.get(start), int):
                assert text[part[start] : part[end]] == part[value]


@given(readings)
def test_json_is_read_back_as_it_was(reading: tuple[Captured, list[Claim]]) -> None:
    printed = reading_of(reading[0].report, reading[1])
    assert Reading.model_validate_json(printed.model_dump_json()) == printed


def test_a_reading_has_the_agreed_shape() -> None:
    report = captured(12).report
    printed = json.loads(reading_of(report, claims(report)).model_dump_json())
    assert set(printed["report"]) == {"id", "title", "publisher", "published", "language", "url", "text"}
    first, second = printed["claims"]
    assert list(first) == [
        "id", "type", "phase", "stance", "evidence", "trigger", "sources", "places", "time", "actors",
        "targets", "means", "count", "harm", "damage", "same_as", "confidence",
    ]  # fmt: skip
    assert first["evidence"] == {"start": 0, "end": len(report.text), "quote": report.text}
    day = str(report.published)
    assert {key: first["time"][key] for key in ("start", "end", "precision", "quote")} == {
        "start": day, "end": day, "precision": "day", "quote": "Monday",
    }  # fmt: skip
    assert first["places"][0]["name"] == first["places"][0]["resolved"]["name"] == "Old Bridge"
    assert first["places"][0]["resolved"]["gazetteer_id"] == "own:1"
    killed = first["harm"]["killed"]
    assert (killed["low"], killed["high"], killed["groups"], killed["quote"]) == (12, None, {}, "12")
    assert list(first["harm"]) == ["killed"]
    assert (second["time"], second["count"], second["places"]) == (None, None, [])

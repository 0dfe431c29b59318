"""FollowTheMoney: statements with the ids of its rule, and entities that hang together."""

import hashlib
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from tests.export.rows import URUM, contents, record, strike, table
from tests.store.factories import captured, incident, span

from marsad.export.ftm import FTM_COLUMNS, PROP_TYPES, statement_id, write_ftm
from marsad.model import Attribution, Incident, Interval, SourceName
from marsad.store import View

COLUMNS = [
    "id", "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "lang", "original_value",
    "first_seen", "last_seen", "external", "origin",
]  # fmt: skip
ENTITIES = [prop for prop, kind in PROP_TYPES.items() if kind == "entity"]
Entity = dict[str, list[str]]


def check(found: list[dict[str, str]]) -> dict[str, Entity]:
    """The entities of statements, whose ids, keys and references are checked."""
    entities: dict[str, Entity] = defaultdict(lambda: defaultdict(list))
    for row in found:
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()
        assert (row["dataset"], row["canonical_id"]) == ("marsad", row["entity_id"])
        assert row["prop_type"] == PROP_TYPES[row["prop"]]
        assert row["value"]
        entities[row["entity_id"]][row["prop"]].append(row["value"])
        entities[row["entity_id"]]["schema"] = [row["schema"]]
    assert len({row["id"] for row in found}) == len(found)
    for id, entity in entities.items():
        assert entity["id"] == [id]
        assert entity["name"]
        assert {other for prop in ENTITIES for other in entity.get(prop, [])} <= set(entities)
    return entities


@pytest.fixture
def told() -> Incident:
    made = replace(incident(strike()[1], place=URUM), time=Interval(date(2016, 9, 19), date(2016, 9, 20)))
    return replace(
        made, attributions=(Attribution("monitor", "blames", "the army", "syria_government", "claim-1"),)
    )


def test_the_id_of_a_statement_follows_the_rule() -> None:
    # printf 'marsad.incident-1.name.air strike' | sha1sum
    assert statement_id("incident-1", "name", "air strike") == "9fcbcba0b008b749a746b7d6f4f5037068a1495f"


def test_an_incident_is_an_event_under_its_own_id_with_its_articles_and_parties(told: Incident) -> None:
    taken, claim = strike()
    claim = replace(claim, sources=(SourceName(span(taken.report, "a medic")),))
    with record([(taken, [claim])], [told]) as view:
        header, rows = table(view, write_ftm)
    assert header == list(FTM_COLUMNS) == COLUMNS
    entities = check(rows)
    event = entities[told.id]
    assert event["schema"] == ["Event"]
    assert event["name"] == ["shelling, Urum al-Kubra, 2016-09-19"]
    assert (event["startDate"], event["endDate"], event["country"]) == (
        ["2016-09-19"],
        ["2016-09-20"],
        ["sy"],
    )
    assert event["proof"] == [taken.report.id]
    assert [entities[one]["name"] for one in event["involved"]] == [["Syrian government"]]
    article = entities[taken.report.id]
    assert (article["schema"], article["title"], article["language"]) == (["Article"], ["Report 3"], ["eng"])
    assert article["contentHash"] == [hashlib.sha1(taken.original.data).hexdigest()]
    mentions = {one["name"][0]: one for one in entities.values() if one["schema"] == ["Mention"]}
    assert set(mentions) == {"the army"}  # nobody knows an organisation called "a medic"
    assert mentions["the army"]["resolved"] == event["involved"]
    assert mentions["the army"]["detectedSchema"] == ["Organization"]
    assert {one["document"][0] for one in mentions.values()} == {taken.report.id}


def test_the_hash_of_a_file_of_several_reports_is_no_ones() -> None:
    taken, claim = strike()
    part = replace(taken, report=replace(taken.report, part="row 3"))
    with record([(part, [claim])]) as view:
        assert "contentHash" not in {row["prop"] for row in table(view, write_ftm)[1]}


def test_a_formula_in_a_title_is_text_and_its_statement_has_the_id_of_that_text() -> None:
    taken = captured(3, title='=HYPERLINK("x")')
    with record([(taken, [])]) as view:
        rows = table(view, write_ftm)[1]
    check(rows)
    assert {row["value"] for row in rows if row["prop"] == "title"} == {'\'=HYPERLINK("x")'}


def test_an_empty_record_is_a_header() -> None:
    with record() as view:
        assert table(view, write_ftm) == (COLUMNS, [])


def test_a_record_is_whole(view: View) -> None:
    entities = check(table(view, write_ftm)[1])
    assert {one.id for one in view.incidents()} <= set(entities)
    assert {one.id for one in view.reports()} <= set(entities)


@settings(max_examples=40)
@given(contents())
def test_any_content_gives_statements_that_hang_together(
    content: tuple[list, list[Incident]],  # type: ignore[type-arg]  # of contents()
) -> None:
    with record(*content) as view:
        header, rows = table(view, write_ftm)
    assert header == COLUMNS
    check(rows)

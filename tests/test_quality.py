"""The reader reads no worse than it did: floors under claims and fields, and every value grounded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.linking import GOLD as LINKING
from benchmarks.linking import measure as measure_linking
from benchmarks.linking import read_set, together
from tests.quality import (
    GOLD,
    ROOT,
    SHARED,
    below,
    counts,
    digest,
    documents,
    measure,
    raised,
    read_floors,
    wars,
)
from tests.workshop import PIPELINE

from marsad.ops.workshop import Workshop, open_workshop

ADVICE = (
    "Mend the reader. A floor may fall only by hand, in tests/gold/floors.yaml, with the reason in CHANGELOG.md; "
    "`python -m tests.quality --raise` raises floors."
)


@pytest.fixture(scope="session")
def workshop(world: Path) -> Iterator[Workshop]:
    workshop = open_workshop(world, pipeline=PIPELINE)
    yield workshop
    workshop.close()


def test_the_annotated_texts_are_those_that_the_floors_were_measured_on() -> None:
    assert digest() == read_floors()["digest"], (
        "the texts or claims of tests/gold changed: put the new digest into tests/gold/floors.yaml "
        "(`python -m tests.quality` prints it), see that the floors still hold, and say in CHANGELOG.md what changed"
    )


def test_own_texts_are_read_no_worse_than_the_floors(workshop: Workshop) -> None:
    measured = measure(GOLD, workshop)
    assert measured["grounding"] == 1
    floors = read_floors()["own"]
    assert set(floors) == set(measured) - {"grounding"}
    assert not below(floors, measured), f"{below(floors, measured)}. {ADVICE}"


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the annotated real reports (../shared/gold/real) are not there"
)
def test_real_reports_are_read_no_worse_than_the_floors(workshop: Workshop) -> None:
    measured = measure(SHARED, workshop)
    assert measured["grounding"] == 1
    floors = read_floors()["shared"]
    assert not below(floors, measured), f"{below(floors, measured)}. {ADVICE}"


def test_a_floor_rises_to_a_little_under_what_is_measured_and_never_falls() -> None:
    assert raised({"claims": 0.5, "source": 0.9}, {"claims": 0.617, "source": 0.4}) == {
        "claims": 0.6,
        "source": 0.9,
    }


def test_a_score_under_its_floor_is_named_with_both() -> None:
    assert below({"claims": 0.5, "source": 0.3}, {"claims": 0.4, "source": 0.3}) == ["claims 0.4000 < 0.5"]


def test_every_annotated_text_belongs_to_one_war() -> None:
    assert sorted(one for ids in wars().values() for one in ids) == [
        document["id"] for document in documents()
    ]


def test_the_annotated_texts_are_counted_in_their_document() -> None:
    assert "\n".join(counts()) in (ROOT / "tests" / "gold" / "README.md").read_text("utf-8")


LINKED = {"B-cubed": 0.92, "tolls": 0.9, "roots": 0.95, "round-ups": 0.84}
"""Floors under what `python benchmarks/linking.py INDEX` prints for annotated claims; one falls only for a reason."""


def test_annotated_claims_of_real_incidents_are_linked_no_worse_than_the_floors(workshop: Workshop) -> None:
    measured = []
    for file in sorted(LINKING.glob("*.json")):
        gold = read_set(file, workshop)
        measured.append(measure_linking(gold, gold.claims, {id: id for id in gold.incident_of})[0])
    all = together(measured)
    found = {"B-cubed": all.b_cubed[2]}
    for name, share in (("tolls", all.tolls), ("roots", all.roots), ("round-ups", all.roundups)):
        found[name] = share.right / share.whole
    assert {name for name, floor in LINKED.items() if found[name] < floor} == set(), found

"""What reading needs."""

from pathlib import Path

import pytest
from tests.workshop import PIPELINE, places_cache

from marsad.errors import ExtractError, GazetteerError
from marsad.model import Report
from marsad.ops.places import index_file
from marsad.ops.workshop import Workshop, open_workshop


def test_reading_names_and_locates(workshop: Workshop) -> None:
    claims = workshop.read(Report("Shelling killed 3 people in the Syrian town of Madaya, a medic said."))
    assert [place.resolved.name for claim in claims for place in claim.places if place.resolved] == ["Madaya"]


def test_a_missing_index_or_pipeline_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="marsad gazetteer build"):
        open_workshop(tmp_path / "none.sqlite", pipeline=PIPELINE)
    with pytest.raises(ExtractError):
        open_workshop(index_file(places_cache()), pipeline="no_such_pipeline")

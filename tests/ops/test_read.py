"""Reading without keeping."""

from pathlib import Path

import pytest

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError
from marsad.model import Issue
from marsad.ops.read import read
from marsad.ops.workshop import Workshop


def test_every_report_comes_with_claims_that_rest_on_its_text(
    folder: Path, workshop: Workshop, options: CaptureOptions
) -> None:
    (folder / "04-empty.txt").write_bytes(b"")
    found = list(read(str(folder), workshop, options))
    readings = [one for one in found if not isinstance(one, Issue)]
    assert [one.where for one in found if isinstance(one, Issue)] == ["04-empty.txt"]
    assert [report.title for report, _ in readings] == ["Aid trucks hit", "Ministry denies", "Shelling"]
    for report, claims in readings:
        assert claims
        for claim in claims:
            assert all(report.text[span.start : span.end] == span.quote for span in claim.spans())


def test_nothing_at_the_source_says_so(workshop: Workshop, options: CaptureOptions, tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="check the path"):
        list(read(str(tmp_path / "none"), workshop, options))

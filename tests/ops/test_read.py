"""Reading without keeping."""

import json
from pathlib import Path

import pytest
from tests.capture.test_language import TEXTS

from marsad.capture import CaptureOptions
from marsad.errors import CaptureError
from marsad.model import Issue, Notice
from marsad.ops.read import read
from marsad.ops.workshop import Workshop


def test_every_report_comes_with_claims_that_rest_on_its_text(
    folder: Path, workshop: Workshop, options: CaptureOptions
) -> None:
    (folder / "04-empty.txt").write_bytes(b"")
    found = list(read(str(folder), workshop, options))
    readings = [one for one in found if isinstance(one, tuple)]
    assert [one.where for one in found if isinstance(one, Issue)] == ["04-empty.txt"]
    assert [report.title for report, _ in readings] == ["Aid trucks hit", "Ministry denies", "Shelling"]
    for report, claims in readings:
        assert claims
        for claim in claims:
            assert all(report.text[span.start : span.end] == span.quote for span in claim.spans())


def test_nothing_at_the_source_says_so(workshop: Workshop, options: CaptureOptions, tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="check the path"):
        list(read(str(tmp_path / "none"), workshop, options))


def test_a_report_in_another_language_is_empty_and_noted(
    workshop: Workshop, options: CaptureOptions, tmp_path: Path
) -> None:
    rows = [TEXTS["ru"], "Shelling hit the town of Madaya on Monday."]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": row}) for row in rows), "utf-8")
    first, notice, second = read(str(tmp_path / "a.jsonl"), workshop, options)
    assert isinstance(first, tuple) and isinstance(notice, Notice) and isinstance(second, tuple)
    assert (first[0].language, first[1]) == ("ru", ())
    assert (notice.where, "Russian" in notice.reason) == ("a.jsonl:1", True)
    assert second[1]

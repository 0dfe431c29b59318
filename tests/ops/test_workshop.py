"""What reading needs."""

from pathlib import Path

import pytest
from tests.capture.test_language import ENGLISH, PLACES, TEXTS
from tests.workshop import PIPELINE, places_cache

from marsad.errors import ExtractError, GazetteerError
from marsad.model import Report
from marsad.ops.places import index_file
from marsad.ops.workshop import Workshop, open_workshop, other_language, unread


def test_reading_names_and_locates(workshop: Workshop) -> None:
    claims = workshop.read(Report("Shelling killed 3 people in the Syrian town of Madaya, a medic said."))
    assert [place.resolved.name for claim in claims for place in claim.places if place.resolved] == ["Madaya"]


def test_a_missing_index_or_pipeline_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="marsad gazetteer build"):
        open_workshop(tmp_path / "none.sqlite", pipeline=PIPELINE)
    with pytest.raises(ExtractError):
        open_workshop(index_file(places_cache()), reader="rules", pipeline="no_such_pipeline")


FRENCH = "Une explosion a fait trois morts lundi à Alep. Les talks de Genève et un attack contre le convoy, dit-il."


@pytest.mark.parametrize("text", [*TEXTS.values(), FRENCH], ids=[*TEXTS, "with words that English has"])
def test_no_claims_are_invented_in_another_language(workshop: Workshop, text: str) -> None:
    assert workshop.read(Report(text)) == ()


def test_the_reader_alone_would_have_invented_some(workshop: Workshop) -> None:
    assert workshop.reader.read(Report(FRENCH))


def test_a_text_is_judged_by_its_main_language(workshop: Workshop) -> None:
    assert workshop.read(Report(f"{ENGLISH} {TEXTS['fr']} {ENGLISH} {ENGLISH}"))
    assert workshop.read(Report(f"{TEXTS['ar']} {ENGLISH} {TEXTS['ar']} {TEXTS['ar']}")) == ()


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (TEXTS["ar"], "", "Arabic"),
        (TEXTS["ar"], "en", "Arabic"),
        (ENGLISH, "", ""),
        (ENGLISH, "ar", ""),
        (PLACES, "", ""),
        (PLACES, "eng", ""),
        ("Explosion à Alep : 12 morts", "", ""),
        ("Explosion à Alep : 12 morts", "fr", "French"),
        ("Shelling", "qqq", "qqq"),
    ],
)
def test_what_a_text_shows_goes_before_what_it_is_said_to_be(text: str, declared: str, language: str) -> None:
    report = Report(text, language=declared)
    assert other_language(report) == language
    notice = unread(report, where="a.txt")
    assert (notice.where if notice else "") == ("a.txt" if language else "")
    assert notice is None or language in notice.reason

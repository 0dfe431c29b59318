"""Places in the codes of other datasets: sure or nothing."""

from dataclasses import replace

import pytest
from tests.export.rows import URUM

from marsad.export.where import acled_precision, admin1, place_text, ucdp_precision
from marsad.model import Place

ALEPPO = replace(URUM, name="Aleppo", kind="region", radius_km=60.0, parents=("Syria",))


@pytest.mark.parametrize(
    ("place", "region", "acled", "ucdp"),
    [
        (URUM, "Aleppo", 1, 1),
        (replace(URUM, kind="neighbourhood", parents=("Urum", "Aleppo", "Syria")), "Aleppo", 1, 1),
        (replace(URUM, kind="neighbourhood", parents=("Aleppo", "Syria")), "", 1, 1),
        (replace(URUM, gazetteer_id="place-1"), "", 1, 1),
        (replace(URUM, parents=("Syria",)), "", 1, 1),
        (replace(URUM, parents=()), "", 1, 1),
        (replace(URUM, country=""), "", 1, 1),
        (replace(URUM, kind="feature", parents=("Darfur", "Syria"), radius_km=1.0), "", 1, 1),
        (replace(URUM, kind="feature", radius_km=12.0), "", 2, 2),
        (replace(URUM, radius_km=27.0), "Aleppo", 1, None),
        (ALEPPO, "Aleppo", 3, 4),
        (replace(ALEPPO, name="Golan Heights"), "", 3, None),
        (replace(ALEPPO, gazetteer_id="place-1"), "", 3, None),
        (replace(ALEPPO, name="Jabal Saman", radius_km=20.0, parents=("Aleppo", "Syria")), "", 2, 2),
        (Place("Syria", 35.0, 38.0, 312.0, "SY", "geonames:163843", "country"), "", None, 6),
    ],
)
def test_a_place_gets_the_codes_that_are_sure(
    place: Place, region: str, acled: int | None, ucdp: int | None
) -> None:
    assert (admin1(place), acled_precision(place), ucdp_precision(place)) == (region, acled, ucdp)


def test_a_place_in_words_has_what_it_lies_in_and_its_radius() -> None:
    assert place_text(URUM) == "Urum al-Kubra, Aleppo, Syria (± 3 km)"

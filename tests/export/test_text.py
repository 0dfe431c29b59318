"""A reading in words."""

from hypothesis import given
from hypothesis import strategies as st
from tests.store.factories import captured, claims
from tests.store.strategies import captures, claims_of

from marsad.export.text import claim_text, reading_text
from marsad.model import Captured, Claim


def test_a_claim_is_told_with_its_words_and_who_where_when_how_many() -> None:
    report = captured(12).report
    text = reading_text(report, claims(report))
    told = " ".join(text.split())
    assert report.text in told
    assert "1. shelling" in told
    assert "says the report itself" in told
    assert "where Old Bridge = Old Bridge, Deir ez-Zor, Syria, 35.336 40.141 ± 1 km" in told
    assert f"when {report.published} (“Monday”)" in told
    assert "killed at least 12 (“12”)" in told
    assert text.endswith("2 claims\n")


@given(captures().flatmap(lambda taken: st.tuples(st.just(taken), claims_of(taken.report))))
def test_every_claim_is_told_with_its_id(reading: tuple[Captured, list[Claim]]) -> None:
    taken, read = reading
    text = reading_text(taken.report, read)
    assert all(claim.id in text for claim in read)
    assert all(claim.id in claim_text(claim) for claim in read)

"""Distances as the marker is told them."""

from marsad.extract.learned.network import _steps, bucket, crop
from marsad.extract.learned.page import WINDOW


def test_distances_have_the_same_step_in_the_table_as_by_the_rule() -> None:
    assert all(_steps()[away] == bucket(away) for away in range(-WINDOW, WINDOW))


def test_far_words_share_a_step_and_each_side_has_its_own() -> None:
    assert bucket(80) == bucket(90) != bucket(8)
    assert bucket(5) != bucket(-5)


def test_a_claim_sees_the_head_the_words_around_its_trigger_and_all_days() -> None:
    seen = crop(400, 300, days=[120, 301])
    assert seen[0] == 0
    assert {120, 300} <= set(seen)
    assert 100 not in seen
    assert seen == sorted(set(seen))

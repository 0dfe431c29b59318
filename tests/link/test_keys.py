"""Who asks whom makes no difference, and what may be one meets."""

from datetime import timedelta

from hypothesis import given
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, MONDAY, URUM, Dossier
from tests.link.test_properties import dossiers

from marsad.link.facts import Facts, read_facts
from marsad.link.keys import asked, filed, find_pairs, hashed
from marsad.model import Interval


def facts_of(dossier: Dossier) -> list[Facts]:
    return [
        fact for claim in dossier.claims for fact in read_facts([claim], dossier.reports.get(claim.report))
    ]


@given(dossiers())
def test_a_claim_finds_another_exactly_where_that_one_finds_it(dossier: Dossier) -> None:
    facts = facts_of(dossier)
    for one in facts:
        for other in facts:
            assert set(asked(one)).isdisjoint(filed(other)) == set(asked(other)).isdisjoint(filed(one))


@given(dossiers())
def test_equal_keys_have_equal_numbers_of_64_bits(dossier: Dossier) -> None:
    keys = {key for fact in facts_of(dossier) for key in filed(fact)}
    assert len({hashed(key) for key in keys}) == len(keys)
    assert all(-(2**63) <= hashed(key) < 2**63 for key in keys)


def meet(dossier: Dossier) -> bool:
    return list(find_pairs(facts_of(dossier))) == [(0, 1)]


def test_claims_meet_by_place_by_sound_and_by_toll() -> None:
    for one, other in ((ALEPPO, BUSTAN), ("Urum al-Kubra", "Urem el-Kobra"), (URUM, "Orum al-Kubra")):
        dossier = Dossier()
        dossier.tell(place=one)
        dossier.tell(place=other, paper="Post")
        assert meet(dossier)
    dossier = Dossier()
    dossier.tell(place=URUM, killed=12)
    dossier.tell(killed=12, paper="Post")
    assert meet(dossier)


def test_claims_of_far_places_and_days_do_not_meet() -> None:
    for place, days in ((IDLIB, 0), (ALEPPO, 3)):
        dossier = Dossier()
        dossier.tell(place=ALEPPO)
        dossier.tell(place=place, day=MONDAY + timedelta(days=days), paper="Post")
        assert not meet(dossier)


def test_a_month_meets_the_days_in_it() -> None:
    dossier = Dossier()
    dossier.tell(place=URUM, targets="convoy")
    month = Interval(MONDAY - timedelta(days=18), MONDAY + timedelta(days=11), "month")
    dossier.tell(place=URUM, day=month, targets="convoy", paper="Post")
    assert meet(dossier)

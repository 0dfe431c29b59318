"""Why two are one or are not: as linking sees it."""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, MONDAY, PROVINCE, URUM, Dossier
from tests.link.test_properties import dossiers, tellings

from marsad.link.compare import Comparison, compare
from marsad.model import Claim, Interval, Judgement

MADE = datetime(2016, 10, 1, tzinfo=UTC)


def judged(verdict: Literal["same", "different", "reject"], *claims: Claim) -> Judgement:
    return Judgement(verdict, tuple(claim.id for claim in claims), "ana", MADE, "seen")


def compared(dossier: Dossier, left: Claim, right: Claim, *judgements: Judgement) -> Comparison:
    return compare([left], [right], dossier.reports, context=dossier.claims, judgements=judgements)


def test_the_weights_of_a_pair_add_up_to_its_score() -> None:
    dossier = Dossier()
    left = dossier.tell(place=URUM, by="SOHR", killed=12)
    found = compared(dossier, left, dossier.tell(place=URUM, by="UNICEF", paper="Post", killed=12))
    assert found.best is not None
    assert found.best == found.worst
    assert found.fits
    assert found.best.start + sum(weight for _, weight in found.best.reasons) == pytest.approx(
        found.best.score
    )
    assert {"same type", "same time", "same large number"} <= {name for name, _ in found.best.reasons}
    assert "reaches +0.00" in found.reasons[0]


def test_what_is_shared_and_where_they_differ_is_told() -> None:
    dossier = Dossier()
    left = dossier.tell(place=URUM, by="SOHR", killed=12, actors="Russia", means="barrel bomb")
    later = MONDAY + timedelta(days=3)
    right = dossier.tell(place=IDLIB, by="UNICEF", day=later, killed=30, actors="Syrian army")
    found = compared(dossier, left, right)
    told = {contrast.facet: (contrast.shared, contrast.left, contrast.right) for contrast in found.contrasts}
    assert told["type"] == (("air_strike",), (), ())
    assert told["time"] == ((), ("2016-09-19",), ("2016-09-22",))
    assert told["place"] == ((), ("Urum al-Kubra",), ("Idlib",))
    assert told["party"] == ((), ("Russia",), ("Syrian government",))
    assert told["killed"] == ((), ("12",), ("30",))
    assert told["means"] == ((), ("barrel bomb",), ())
    assert told["source"] == ((), ("Syrian Observatory for Human Rights",), ("UNICEF",))
    assert "injured" not in told
    assert (found.days_apart, found.fits) == (3, False)
    assert found.km_apart == pytest.approx(38, abs=2)


def test_two_that_exclude_each_other_are_told_with_what_speaks_against() -> None:
    dossier = Dossier()
    left = dossier.tell(place=URUM, killed=12)
    right = dossier.tell(place=IDLIB, killed=12, paper="Post")
    found = compared(dossier, left, right)
    assert found.worst is not None
    assert found.worst.conflicts
    assert (found.pairs, found.conflicting, found.fits) == (1, 1, False)
    assert any("exclude each other: far apart -9.0" in reason for reason in found.reasons)


def test_a_round_up_and_a_single_happening_are_never_one() -> None:
    dossier = Dossier()
    week = Interval(MONDAY, MONDAY + timedelta(days=6), "week")
    found = compared(dossier, dossier.tell(place=PROVINCE, day=week), dossier.tell(place=URUM, paper="Post"))
    assert not found.fits
    assert any("one sums up several happenings" in reason for reason in found.reasons)


def test_what_linking_never_compares_is_said_so() -> None:
    dossier = Dossier()
    found = compared(dossier, dossier.tell(place=URUM), dossier.tell("aid", place=URUM, paper="Post"))
    assert found.best is not None
    assert not found.best.compared
    assert "no two of them are compared" in found.reasons[0]


def test_judgements_about_the_two_win_and_are_told() -> None:
    dossier = Dossier()
    one, other = dossier.tell(place=URUM), dossier.tell(place=URUM, paper="Post")
    third = dossier.tell(place=IDLIB, paper="Times")
    assert compared(dossier, one, other).fits
    apart = compared(dossier, one, other, judged("different", other, one), judged("same", one, third))
    assert (apart.fits, len(apart.judgements)) == (False, 1)
    assert "ana judged" in apart.reasons[0]
    assert compared(dossier, one, third, judged("same", one, third)).fits


def test_a_claim_that_linking_does_not_take_is_said_so() -> None:
    dossier = Dossier()
    one, other = dossier.tell(place=URUM), dossier.tell(place=URUM, paper="Post")
    rejected = compared(dossier, one, other, judged("reject", other))
    assert (rejected.best, rejected.fits) == (None, False)
    assert "rejected: it is in no incident" in rejected.reasons[0]
    standing = compared(dossier, one, dossier.tell("toll", place=URUM))
    assert "belongs to no single event" in standing.reasons[0]


def test_of_many_pairs_the_best_and_the_worst_are_shown() -> None:
    dossier = Dossier()
    near, far = dossier.tell(place=URUM, killed=12), dossier.tell(place=ALEPPO, killed=3, paper="Post")
    one = dossier.tell(place=URUM, killed=12, paper="Times")
    found = compare([near, far], [one], dossier.reports, context=dossier.claims)
    assert found.best and found.worst
    assert (found.best.left, found.worst.left, found.pairs) == (near.id, far.id, 2)
    assert found.best.score > found.worst.score


@given(tellings, tellings, st.booleans(), st.none() | st.sampled_from(["same", "different"]))
def test_two_claims_alone_are_linked_exactly_where_they_fit(
    first: dict[str, Any], second: dict[str, Any], one_report: bool, verdict: Any
) -> None:
    dossier = Dossier()
    left, right = tell_two(dossier, first, second, one_report)
    judgements = [judged(verdict, left, right)] if verdict else []
    incidents = dossier.link(*judgements)
    are_one = any({left.id, right.id} <= set(incident.claims) for incident in incidents)
    assert compared(dossier, left, right, *judgements).fits is are_one


def tell_two(
    dossier: Dossier, first: dict[str, Any], second: dict[str, Any], one_report: bool
) -> list[Claim]:
    for telling in (dict(first), dict(second)):
        if dossier.claims and one_report:
            telling["same_as"] = dossier.claims[0]
        dossier.tell(telling.pop("type"), **telling)
    return dossier.claims


@given(dossiers(), st.data())
def test_the_sides_may_be_swapped(dossier: Dossier, data: st.DataObject) -> None:
    sides: list[list[Claim]] = [[], []]
    for claim in {claim.id: claim for claim in dossier.claims}.values():
        sides[data.draw(st.integers(0, 1))].append(claim)
    there, back = (
        compare(*way, dossier.reports, context=dossier.claims)
        for way in ((sides[0], sides[1]), (sides[1], sides[0]))
    )
    assert (there.fits, there.pairs, there.conflicting) == (back.fits, back.pairs, back.conflicting)
    assert (there.days_apart, there.km_apart) == (back.days_apart, back.km_apart)
    for one, other in ((there.best, back.best), (there.worst, back.worst)):
        assert (one and (one.score, one.conflicts)) == (other and (other.score, other.conflicts))
    swapped = [(c.facet, set(c.shared), set(c.right), set(c.left)) for c in back.contrasts]
    assert [(c.facet, set(c.shared), set(c.left), set(c.right)) for c in there.contrasts] == swapped


def test_a_neighbourhood_and_its_city_are_not_held_against_each_other() -> None:
    dossier = Dossier()
    found = compared(dossier, dossier.tell(place=ALEPPO), dossier.tell(place=BUSTAN, paper="Post"))
    assert found.best is not None
    assert [weight > 0 for name, weight in found.best.reasons if name == "one place holds the other"] == [
        True
    ]

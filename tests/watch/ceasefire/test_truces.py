"""Which statements are of one truce."""

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import ALEPPO, Dossier
from tests.watch.truces import HOMS, RAQQA, SUDAN, SYRIA, day, say, september, stated

from marsad.model import Place
from marsad.watch.ceasefire.truces import SILENCE_DAYS, find_truces

GENEVA = Place("Geneva", 46.2, 6.15, 10.0, "CH", "gn-ge", "city", ("Switzerland",))


def groups(dossier: Dossier) -> list[set[str]]:
    return [{one.id for one in group} for group in find_truces(stated(dossier)).groups]


def test_what_is_said_of_one_truce_is_together_whatever_the_order() -> None:
    statements = stated(september())
    (whole,) = find_truces(statements).groups
    random.Random(3).shuffle(statements)
    assert find_truces(statements).groups == (whole,)
    assert len(whole) == len(statements)


def test_an_agreement_after_the_end_is_another_truce() -> None:
    dossier = september()
    new = say(dossier, "A truce was agreed", "agreed", 25, at=day(24))
    assert [len(group) for group in groups(dossier)] == [8, 1]
    assert groups(dossier)[1] == {new.id}


def test_words_of_a_later_day_do_not_renew_a_truce_that_ended() -> None:
    dossier = september()
    say(dossier, "The truce was observed on that day", "in_force", 21, at=day(20))
    assert len(groups(dossier)) == 1


def test_a_silence_parts_truces() -> None:
    dossier = Dossier()
    say(dossier, "A truce was agreed", "agreed", 1)
    later = day(1) + timedelta(days=SILENCE_DAYS + 1)
    say(dossier, "A truce was agreed", "agreed", 1, published=later)
    assert len(groups(dossier)) == 2
    say(dossier, "The truce is holding", "in_force", 20)
    assert len(groups(dossier)) == 1


def test_demands_plans_and_denials_make_no_truce() -> None:
    dossier = Dossier()
    say(dossier, "They called for a truce", "demanded", 1)
    say(dossier, "A truce would be signed", "planned", 2)
    say(dossier, "There is no truce in force", "in_force", 3)
    found = find_truces(stated(dossier))
    assert (found.groups, len(found.unassigned)) == ((), 3)


def test_a_proposal_alone_is_a_truce_that_is_proposed() -> None:
    dossier = Dossier()
    say(dossier, "A truce was proposed", "proposed", 1)
    assert len(groups(dossier)) == 1


def test_truces_of_two_wars_and_of_far_places_are_apart() -> None:
    dossier = Dossier()
    for place in (SUDAN, HOMS, RAQQA):
        say(dossier, "A truce was agreed", "agreed", 9, place=place)
    say(dossier, "The truce is holding", "in_force", 10, place=HOMS)
    assert sorted(map(len, groups(dossier))) == [1, 1, 2]


def test_a_breach_at_a_place_is_one_of_the_countrys_truce() -> None:
    dossier = september()
    say(dossier, "Shelling violated the truce", "violated", 15, place=HOMS)
    assert len(groups(dossier)) == 1


def test_where_people_meet_is_not_where_the_truce_is() -> None:
    dossier = september()
    say(dossier, "The truce was in danger", "in_force", 20, place=GENEVA, actors="Syrian army")
    assert len(groups(dossier)) == 1


def test_a_claim_without_a_place_joins_the_only_truce_and_none_of_two() -> None:
    dossier = Dossier()
    say(dossier, "A truce was agreed", "agreed", 9, place=HOMS)
    alone = say(dossier, "They called for the truce to be kept", "demanded", 10, place=None, by="Syrian army")
    assert alone.id in groups(dossier)[0]
    say(dossier, "A truce was agreed", "agreed", 9, place=RAQQA)
    found = find_truces(stated(dossier))
    assert [one.id for one in found.unassigned] == [alone.id]


def test_a_claim_without_any_day_is_in_no_truce() -> None:
    dossier = september()
    told = say(dossier, "The truce is holding", "in_force", 1, published=None)
    assert [one.id for one in find_truces(stated(dossier)).unassigned] == [told.id]


@given(
    st.lists(st.sampled_from(["agreed", "in_force", "violated", "ended", "demanded"]), max_size=6),
    st.integers(1, 28),
)
def test_a_truce_of_another_country_changes_none(phases: list[str], start: int) -> None:
    before = groups(september())
    dossier = september()
    others = {
        say(dossier, f"The truce, word {number}", phase, start, place=SUDAN).id
        for number, phase in enumerate(phases)
    }
    after = groups(dossier)
    assert [group for group in after if not group & others] == before


_words = st.tuples(
    st.sampled_from(["agreed", "ended", "in_force", "demanded"]),
    st.integers(1, 28),
    st.sampled_from([SYRIA, SUDAN, HOMS, ALEPPO, None]),
)


@given(st.lists(_words, max_size=12))
def test_no_statement_is_lost_or_in_two(told: list[tuple[str, int, Place | None]]) -> None:
    dossier = Dossier()
    for number, (phase, at, place) in enumerate(told):
        say(dossier, f"Word {number} of the truce", phase, at, place=place)
    found = find_truces(stated(dossier))
    ids = [one.id for group in (*found.groups, found.unassigned) for one in group]
    assert sorted(ids) == sorted(claim.id for claim in dossier.claims)

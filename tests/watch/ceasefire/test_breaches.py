"""What breaks a truce: by area, days and parties, counted by grade."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.watch.happenings import KYIV, URUM, blames, happening
from tests.watch.truces import SUDAN, day, only, say, september

from marsad.link.roots import Root
from marsad.model import Actor, Attribution, Incident, Interval, Place, Span
from marsad.watch.ceasefire.breaches import Breaches, breach_kind, count_breaches, windows
from marsad.watch.ceasefire.ceasefire import Ceasefire
from marsad.watch.statements import Happening, Statement

TRUCE = only(september())
SPAN = day(1), day(28)


def incident(number: int, at: int, **said: Any) -> Incident:
    return happening(number, **{"time": Interval(day(at), day(at)), **said})


def counted(*incidents: Incident, truce: Ceasefire = TRUCE, **said: Any) -> Breaches:
    return count_breaches(
        truce, [Happening(one, ()) for one in incidents], incidents, **{"span": SPAN, **said}
    )


def ids(some: Sequence[Any]) -> list[str]:
    return [one.incident for one in some]


def test_breaches_are_in_the_days_and_the_area_of_the_truce() -> None:
    inside, early, late = incident(1, 12), incident(2, 11), incident(3, 20)
    away, nowhere, dateless = (
        incident(4, 13, place=KYIV),
        incident(5, 13, place=None),
        happening(6, time=None),
    )
    found = counted(inside, early, late, away, nowhere, dateless, incident(7, 19))
    assert ids(found.breaches) == [inside.id, incident(7, 19).id]
    assert (found.total.number, [(row.day, row.number, row.running.number) for row in found.per_day]) == (
        2, [(day(12), 1, 1), (day(19), 1, 2)],
    )  # fmt: skip


def test_weak_and_contested_ones_are_apart_and_never_added() -> None:
    found = counted(incident(1, 13), incident(2, 13, grade="weak"), incident(3, 14, grade="contested"))
    assert found.total.number == 1
    assert {row.what: row.number for row in found.apart} == {"weak": 1, "contested": 1}
    assert [row.running.number for row in found.per_day] == [1, 1]


def test_kinds_are_combat_arrest_and_the_denial_of_aid() -> None:
    found = counted(
        incident(1, 13),
        incident(2, 13, type="detention"),
        incident(3, 13, type="aid", phase="blocked"),
        incident(4, 13, type="siege", phase="suspended"),
        incident(5, 13, type="aid"),
        incident(6, 13, phase="planned"),
        incident(7, 13, type="detention", phase="ended"),
    )
    assert {row.what: row.number for row in found.by_kind} == {"combat": 1, "arrest": 1, "siege_or_aid": 2}


def test_a_round_up_counts_where_nothing_that_it_covers_does() -> None:
    narrow = incident(1, 13)
    wide = incident(2, 13, covers=(narrow.id,), is_roundup=True)
    found = counted(narrow, wide)
    assert (found.total.incidents, [(row.what, row.number) for row in found.apart]) == (
        (narrow.id,), [("round-up", 1)],
    )  # fmt: skip


def test_an_incident_that_takes_days_is_in_no_days_row() -> None:
    long = happening(1, time=Interval(day(12), day(17), "days"))
    found = counted(long)
    assert (found.total.number, found.per_day, found.several_days) == (1, (), (long.id,))


def test_who_is_blamed_decides_the_row_and_who_is_left_out() -> None:
    by_army = incident(1, 13, attributions=(blames("syria_government"),))
    by_state = incident(2, 13, attributions=(blames("islamic_state"),))
    by_others = incident(3, 13, attributions=(blames("israel"),))
    rival = incident(4, 13, grade="contested", attributions=(blames("russia"), blames("syria_opposition")))
    nobody, planes = incident(5, 13), incident(6, 13, attributions=(blames(""),))
    found = counted(by_army, by_state, by_others, rival, nobody, planes)
    assert (ids(found.excluded), ids(found.others)) == ([by_state.id], [by_others.id])
    rows = {row.name: (row.number, {one.what: one.number for one in row.apart}) for row in found.per_party}
    assert rows == {
        "Syrian government": (1, {}),
        "nobody is blamed": (1, {}),
        "no known party is blamed": (1, {}),
        "Russia": (0, {"contested": 1}),
        "Syrian opposition": (0, {"contested": 1}),
    }


def test_an_attack_on_a_group_that_is_not_covered_is_left_out() -> None:
    dossier = september()
    told = dossier.tell("air_strike", targets="Islamic State", place=URUM)
    target = replace(told, targets=(Actor(Span(0, 13, "Islamic State"), "islamic_state"),))
    one = incident(1, 13, claims=(told.id,))
    found = count_breaches(TRUCE, [Happening(one, [Statement(target, Root("x", "X"))])], [one], span=SPAN)
    assert ids(found.excluded) == [one.id]


def test_who_denies_is_told_with_the_words() -> None:
    dossier = september()
    blame, denial = (dossier.tell("air_strike", by=by, text=f"{by} spoke") for by in ("Medic", "Army"))
    said = (
        Attribution("Medic", "blames", "army", "syria_government", blame.id),
        Attribution("Army", "denies", "army", "syria_government", denial.id),
    )
    one = incident(1, 13, claims=(blame.id, denial.id), grade="contested", attributions=said)
    told = [Statement(claim, Root("x", "X")) for claim in (blame, denial)]
    (breach,) = count_breaches(TRUCE, [Happening(one, told)], [one], span=SPAN).breaches
    assert [(each.relation, each.source, each.claim) for each in breach.said] == [
        ("blames", "Medic", blame.id), ("denies", "Army", denial.id),
    ]  # fmt: skip
    assert "Medic spoke" in breach.said[0].quote
    assert breach.blamed == ("syria_government",)


def test_rates_compare_windows_of_one_length_and_say_what_is_not_known() -> None:
    found = counted(
        *(incident(number, at) for number, at in enumerate((5, 13, 14, 21, 22, 23))), span=(day(5), day(28))
    )
    assert [(rate.window, rate.start, rate.end) for rate in found.rates] == list(windows(TRUCE))
    assert [(rate.days, len(rate.told), rate.count and rate.count.number) for rate in found.rates] == [
        (7, 1, 1),
        (8, 2, 2),
        (8, 3, 3),
    ]
    silent = counted(incident(1, 13), span=(day(12), day(19)))
    assert [rate.count and rate.count.number for rate in silent.rates] == [None, 1, None]


def test_a_truce_that_is_only_proposed_has_no_breaches() -> None:
    dossier = september().__class__()
    say(dossier, "A truce was proposed", "proposed", 1)
    found = counted(incident(1, 1), truce=only(dossier))
    assert (found.breaches, found.rates) == ((), ())


_incidents = st.lists(
    st.fixed_dictionaries(
        {
            "time": st.integers(8, 24).map(lambda at: Interval(day(at), day(at))),
            "grade": st.sampled_from(["fair", "confirmed", "weak", "contested", "discounted"]),
            "type": st.sampled_from(["air_strike", "aid", "detention", "protest"]),
            "phase": st.sampled_from(["happened", "blocked", "planned"]),
            "attributions": st.lists(
                st.sampled_from(["russia", "syria_government", "islamic_state", ""]).map(blames), max_size=2
            ).map(tuple),
        }
    ),
    max_size=15,
)


@given(_incidents, st.integers(8, 24))
def test_days_counted_apart_and_joined_are_the_whole(said: list[dict[str, Any]], cut: int) -> None:
    all_of = [happening(number, **one) for number, one in enumerate(said)]
    early = [one for one in all_of if one.time and one.time.end <= day(cut)]
    late = [one for one in all_of if one not in early]
    whole, first, second = counted(*all_of), counted(*early), counted(*late)
    assert whole.breaches == first.breaches + second.breaches
    assert [(row.day, row.incidents) for row in whole.per_day] == [
        (row.day, row.incidents) for row in (*first.per_day, *second.per_day)
    ]
    assert whole.total.number == first.total.number + second.total.number
    assert whole.total.number == sum(row.number for row in whole.per_day)


@given(_incidents, st.sampled_from([KYIV, SUDAN]))
def test_incidents_of_another_place_change_nothing(said: list[dict[str, Any]], place: Place) -> None:
    own = [happening(number, **one) for number, one in enumerate(said)]
    others = [happening(100 + number, **{**one, "place": place}) for number, one in enumerate(said)]
    assert counted(*own, *others) == counted(*own)


def test_windows_are_no_longer_than_two_months() -> None:
    assert TRUCE.period
    long = replace(TRUCE, period=replace(TRUCE.period, end=day(12) + timedelta(days=400)))
    assert [(end - start).days + 1 for _, start, end in windows(long)] == [60, 401, 60]


def test_a_foiled_attack_breaks_nothing() -> None:
    assert breach_kind(happening(1, phase="blocked")) is None
    assert breach_kind(happening(1, type="displacement")) is None

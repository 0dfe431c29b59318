"""Standing figures of a record: the sources' next to its own, through the store."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from tests.link.telling import ALEPPO, MONDAY, PROVINCE, URUM, Dossier, at_least
from tests.ops.keeping import keep
from tests.watch.happenings import KYIV, SYRIA

from marsad.errors import StoreError
from marsad.model import Interval, Viewer
from marsad.ops import figures as figures_op
from marsad.ops.figures import find_figures
from marsad.ops.totals import find_totals
from marsad.store import IncidentQuery, Store
from marsad.watch.war.lines import Line
from marsad.watch.war.war_figures import FiguresAsked, WarFigures

SINCE = date(2011, 3, 15)


def find(store: Store, **asked: Any) -> WarFigures:
    with store.view(Viewer.OWNER) as view:
        return find_figures(view, FiguresAsked(**asked))


def lines(store: Store, **asked: Any) -> list[Line]:
    return [line for war in find(store, **asked).wars for line in war.lines]


def war(dossier: Dossier, by: str = "UN", killed: Any = 400_000, **said: Any) -> None:
    """A figure since the war began, told on the day after MONDAY."""
    published = said.pop("published", MONDAY + timedelta(days=1))
    told = {"place": SYRIA, "day": Interval(SINCE, published, "days"), **said}
    dossier.tell("toll", by=by, killed=killed, published=published, **told)


def strikes(dossier: Dossier) -> None:
    """A fair strike of 12 to 14, a weak one of 40, one that is fair and gives no number, and one far away."""
    for by, killed in (("SOHR", 12), ("White Helmets", 14)):
        dossier.tell(by=by, killed=killed, place=URUM, targets="aid convoy")
    dossier.tell(by="SOHR", killed=40, place=ALEPPO, day=MONDAY - timedelta(days=4))
    for by in ("SOHR", "White Helmets"):
        dossier.tell("shelling", by=by, place=ALEPPO, day=MONDAY - timedelta(days=9), targets="bakery")
    for by in ("a mayor", "a medic"):
        dossier.tell("shelling", by=by, killed=5, place=KYIV, targets="school")


def test_a_record_without_figures_says_so(store: Store) -> None:
    found = find(store)
    assert (found.wars, found.notes) == ((), ("No source of this record gives such a figure.",))


def test_the_sources_stand_next_to_what_the_record_adds_up_and_are_not_added(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    war(dossier, "SOHR", at_least(300_000))
    strikes(dossier)
    keep(store, dossier)
    (line,) = lines(store)
    assert (line.low, line.high) == (300_000, 400_000)
    assert line.record
    assert (line.record.low, line.record.best, line.record.high) == (12, 12, 14)
    assert len(line.record.incidents) == len(line.record.untold) == 1
    assert [(part.key, part.best, len(part.incidents)) for part in line.record.left_out] == [("weak", 40, 1)]
    assert line.record.extent
    assert (line.record.extent.first, line.record.extent.days) == (MONDAY - timedelta(days=9), 3)


def test_why_the_two_differ_is_told_with_figures(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    strikes(dossier)
    keep(store, dossier)
    why = " ".join(lines(store)[0].why)
    assert "from 2011-03-15 to 2016-09-20" in why
    assert "begin on 3 of 2,017 days, the first on 2016-09-10, the last on 2016-09-19" in why
    assert "only what reports tell one by one: 1 incident with a number of people killed" in why
    assert "It counts 1 incident more, of which no source gives such a number" in why
    assert "It leaves out 1 incident, weak, with 40 killed" in why


def test_the_sum_is_that_of_totals_for_the_same_country_and_days(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    strikes(dossier)
    for by in ("SOHR", "White Helmets"):  # a week's round-up of what is counted one by one
        dossier.tell(
            "air_strike",
            by=by,
            killed=60,
            count=14,
            place=PROVINCE,
            day=Interval(MONDAY - timedelta(days=6), MONDAY, "week"),
        )
    keep(store, dossier)
    (line,) = lines(store)
    with store.view(Viewer.OWNER) as view:
        total = find_totals(view, IncidentQuery(country="SY"), by="month").total
    assert line.record
    assert set(total.incidents) == {*line.record.incidents, *line.record.untold}
    assert line.record.best == total.people[0].best == 12
    assert "round-up" in [part.key for part in line.record.left_out]


def test_a_round_up_counts_where_nothing_that_it_covers_does(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    for by in ("SOHR", "White Helmets"):
        dossier.tell(
            by=by,
            killed=60,
            count=14,
            place=PROVINCE,
            day=Interval(MONDAY - timedelta(days=6), MONDAY, "week"),
        )
    dossier.tell(by="SOHR", killed=3, place=URUM)
    keep(store, dossier)
    (line,) = lines(store)
    assert line.record
    assert line.record.best == 60


def test_a_town_has_the_sum_of_its_circle_and_name(store: Store) -> None:
    dossier = Dossier()
    war(dossier, killed=9_000, place=URUM)
    war(dossier, killed=90_000, place=PROVINCE)
    strikes(dossier)
    keep(store, dossier)
    sums = {line.place.places[0].name: line.record for line in lines(store)}
    town, province = sums["Urum al-Kubra"], sums["Aleppo Governorate"]
    assert town and province
    assert (town.best, len(town.left_out)) == (12, 0)
    assert (province.best, len(province.untold), len(province.left_out)) == (12, 1, 1)


def test_groups_parties_and_other_harm_are_read_one_by_one(store: Store) -> None:
    dossier = Dossier()
    war(dossier, killed=90_000, groups={"children": 90_000})
    war(dossier, displaced=5_000_000)
    war(dossier, killed=8_000, actors="Russia")
    for by in ("SOHR", "White Helmets"):
        dossier.tell(
            by=by,
            killed=12,
            groups={"children": 3},
            displaced=70,
            actors="Russia",
            place=URUM,
            targets="convoy",
        )
        dossier.tell("shelling", by=by, killed=9, actors="rebels", place=ALEPPO, targets="bakery")
    keep(store, dossier)
    found = lines(store, kinds=("killed", "displaced"))
    sums = {(line.kind, line.group, line.doers): line.record for line in found}
    children, displaced = sums["killed", "children", ()], sums["displaced", "", ()]
    assert children and displaced
    assert (children.best, displaced.best) == (3, 70)
    by_party = sums["killed", "", ("russia",)]
    assert by_party
    assert (by_party.best, len(by_party.incidents)) == (12, 1)


def test_too_many_to_read_one_by_one_are_not_added_up_and_it_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = Dossier()
    war(dossier, displaced=5_000_000)
    strikes(dossier)
    keep(store, dossier)
    monkeypatch.setattr(figures_op, "READ", 2)
    (line,) = lines(store, kinds=("displaced",))
    assert line.record is None
    assert "more than 2 incidents" in line.why[0]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"place": "Hanano"}, "Nobody could locate Hanano"),
        ({"place": None}, "No source says of which country"),
        ({"means": "air_strike"}, "not added up by air_strike"),
        ({"targets": "journalists"}, "not added up by journalists"),
        ({"actors": "somebody"}, "somebody is no party"),
    ],
)
def test_what_the_record_cannot_add_up_has_no_sum_and_says_why(
    store: Store, said: dict[str, Any], why: str
) -> None:
    dossier = Dossier()
    war(dossier, **said)
    strikes(dossier)
    keep(store, dossier)
    (line,) = lines(store)
    assert line.record is None
    assert why in line.why[0]


def test_figures_are_asked_for_by_country_place_day_and_harm(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    war(dossier, killed=10_000, place=KYIV)
    war(dossier, published=MONDAY - timedelta(days=90), killed=290_000)
    keep(store, dossier)
    assert {war.key for war in find(store).wars} == {"SY", "UA"}
    assert {war.key for war in find(store, country="ukraine").wars} == {"UA"}
    assert [line.place.places[0].name for line in lines(store, place="kyi")] == ["Kyiv"]
    assert [line.place.countries for line in lines(store, place="Syria")] == [("SY",)]
    late = lines(store, country="SY", since=MONDAY)
    assert [figure.low for one in late[0].roots for figure in one.figures] == [400_000]
    early = lines(store, country="SY", until=MONDAY)
    assert [figure.low for one in early[0].roots for figure in one.figures] == [290_000]
    assert lines(store, kinds=("displaced",)) == []
    assert lines(store, place="Xyzzyville") == []
    assert lines(store, until=date(1999, 1, 1)) == []


def test_what_is_in_no_line_is_told(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    war(dossier, stance="denies")
    dossier.tell("toll", displaced=1_000, place=KYIV)
    dossier.tell("toll", place=SYRIA)
    war(dossier, killed=2, place=URUM)
    keep(store, dossier)
    told = {told.key: len(told.claims) for told in find(store, limit=1).left_out}
    assert told == {"denied": 1, "no number": 1, "other harm": 1, "limit": 1}


def test_incidents_of_no_known_place_are_told_and_in_no_sum(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    for by in ("SOHR", "White Helmets"):
        dossier.tell(by=by, killed=3, targets="bus", place="Hanano")
    keep(store, dossier)
    found = find(store)
    assert len(found.unplaced) == 1
    assert found.wars[0].lines[0].record
    assert found.wars[0].lines[0].record.incidents == ()
    assert any("nobody knows where they were" in note for note in found.notes)


def test_a_record_that_holds_more_than_any_source_counts_says_so(store: Store) -> None:
    dossier = Dossier()
    war(dossier, killed=9)
    strikes(dossier)
    keep(store, dossier)
    (line,) = lines(store)
    assert line.record
    assert [(one.what, one.incidents) for one in line.contradictions] == [("record", line.record.incidents)]


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ({"country": "Atlantis"}, "give its name or its two-letter code"),
        ({"kinds": ("hurt",)}, "choose from killed"),
        ({"kinds": ()}, "choose from killed"),
        ({"since": MONDAY, "until": SINCE}, "swap the two"),
        ({"limit": 0}, "at least 1"),
        ({"place": "?!"}, "no word"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_advice(
    store: Store, asked: dict[str, Any], advice: str
) -> None:
    with pytest.raises(StoreError, match=advice):
        find(store, **asked)


EXEMPT = ("asked", "place", "rule")


def loose_numbers(value: object, path: str = "") -> Iterator[str]:
    """Yield where an object holds a number and names neither claims nor incidents."""
    if isinstance(value, dict):
        numbers = [name for name, one in value.items() if isinstance(one, int) and not isinstance(one, bool)]
        ids = value.get("claims") or value.get("incidents")
        if any(value[name] for name in numbers) and not ids:
            yield f"{path}: {numbers}"
        for name, one in value.items():
            if name not in EXEMPT:
                yield from loose_numbers(one, f"{path}/{name}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from loose_numbers(one, path)


def test_every_number_has_the_ids_that_it_comes_from_and_they_are_in_the_record(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    war(dossier, "SOHR", 250_000, displaced=4_000_000)
    war(dossier, killed=9, place=URUM)
    strikes(dossier)
    keep(store, dossier)
    told = asdict(find(store, kinds=("killed", "displaced")))
    assert list(loose_numbers(told)) == []
    with store.view(Viewer.OWNER) as view:
        claims, incidents = {one.id for one in view.claims()}, {one.id for one in view.incidents()}
    for key, known in (("claims", claims), ("incidents", incidents)):
        found = set(ids_under(told, key))
        assert found
        assert found <= known


def ids_under(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value.get(key, ())
        for one in value.values():
            yield from ids_under(one, key)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from ids_under(one, key)


def test_a_report_about_another_war_changes_nothing_in_this_one(store: Store) -> None:
    dossier = Dossier()
    war(dossier)
    strikes(dossier)
    keep(store, dossier)
    before = lines(store, country="SY")
    far = Dossier()
    war(far, "Somebody", 7, place=KYIV)
    far.tell(by="a mayor", killed=3, place=KYIV, text="A far report says")
    keep(store, far)
    assert lines(store, country="SY") == before
    assert len(lines(store)) == len(before) + 1

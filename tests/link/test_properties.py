"""What holds of any claims at all."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import ALEPPO, BUSTAN, IDLIB, KALASSEH, MONDAY, PROVINCE, URUM, Dossier

from marsad.link import link
from marsad.link.facts import read_facts
from marsad.link.keys import find_pairs
from marsad.model import Claim, Interval, Judgement, Place, Quantity

quantities = (
    st.tuples(st.none() | st.integers(0, 30), st.none() | st.integers(30, 60))
    .filter(any)
    .map(lambda bounds: Quantity(*bounds))
)
days = st.integers(0, 3).map(lambda number: MONDAY + timedelta(days=number))
tellings = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["air_strike", "shelling", "attack", "aid", "armed_clash", "toll"]),
        "paper": st.sampled_from(["", "Wire", "Post", "SANA"]),
        "published": st.none() | days.map(lambda day: day + timedelta(days=1)),
        "day": st.none() | days | days.map(lambda day: Interval(day, day + timedelta(days=5), "week")),
    },
    optional={
        "by": st.sampled_from(
            ["SOHR", "activists", "Rami Abdulrahman", "Russia", "UNICEF", "Abu Ali / Bab Office"]
        ),
        "place": st.sampled_from([ALEPPO, PROVINCE, BUSTAN, KALASSEH, URUM, IDLIB, "Hanano", (BUSTAN, URUM)]),
        "phase": st.sampled_from(["happened", "planned", "ended"]),
        "stance": st.sampled_from(["asserts", "denies", "doubts"]),
        "actors": st.sampled_from(["Russia", "Syrian army", "rebels", "gunmen", ("Russia", "rebels")]),
        "targets": st.sampled_from(["aid convoy", "market", "civilians"]),
        "killed": quantities,
        "injured": quantities,
        "count": quantities,
        "groups": st.dictionaries(st.sampled_from(["children", "women"]), quantities, max_size=2),
    },
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    dossier = Dossier()
    for telling in draw(st.lists(tellings, max_size=9)):
        kind: dict[str, Any] = dict(telling)
        if dossier.claims and draw(st.integers(0, 4)) == 0:
            kind["same_as"] = draw(st.sampled_from(dossier.claims))
        dossier.tell(kind.pop("type"), **kind)
    return dossier


def pairs(claims: list[Claim]) -> list[tuple[str, str]]:
    return list(combinations(sorted({claim.id for claim in claims}), 2))


@given(dossiers(), st.data())
def test_the_order_of_claims_and_judgements_does_not_matter(dossier: Dossier, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(dossier.claims))
    assert link(shuffled, dossier.reports) == dossier.link()
    assert link([*shuffled, *dossier.claims], dict(reversed(dossier.reports.items()))) == dossier.link()


@given(dossiers())
def test_each_happening_is_in_one_incident_and_nothing_is_invented(dossier: Dossier) -> None:
    claims = {claim.id: claim for claim in dossier.claims if claim.type != "toll"}
    incidents = dossier.link()
    assert Counter(id for incident in incidents for id in incident.claims) == Counter(list(claims))
    ids = {incident.id for incident in incidents}
    for incident in incidents:
        told = [claims[id] for id in incident.claims]
        assert incident.type in {claim.type for claim in told}
        assert incident.phase in {claim.phase for claim in told}
        assert incident.time in {claim.time.interval if claim.time else None for claim in told}
        assert incident.place in {None, *(name.resolved for claim in told for name in claim.places)}
        assert set(incident.covers) <= ids - {incident.id}
        assert len(incident.links) == len(incident.claims) - 1
        assert all(attribution.claim in incident.claims for attribution in incident.attributions)
        assert incident.grade_reason


@given(dossiers())
def test_tolls_are_ranges_of_numbers_that_claims_give(dossier: Dossier) -> None:
    claims = {claim.id: claim for claim in dossier.claims}
    for incident in dossier.link():
        for toll in incident.tolls:
            assert toll.low <= toll.best
            assert toll.high is None or toll.best <= toll.high
            given = {bound for voice in toll.voices for bound in (voice.quantity.low, voice.quantity.high)}
            assert {toll.best, toll.high} <= given | {None}
            assert toll.low in given | {0}
            for voice in toll.voices:
                assert claims[voice.claim].stance == "asserts"
                harm = claims[voice.claim].harm_of(toll.kind)
                assert harm is not None
                parts = {name: quantity for name, quantity, _ in harm.groups}
                assert voice.quantity == (parts[toll.group] if toll.group else harm.quantity)


@given(dossiers(), st.data())
def test_judgements_hold(dossier: Dossier, data: st.DataObject) -> None:
    choices = pairs(dossier.claims)
    judged = data.draw(st.lists(st.sampled_from(choices), max_size=4, unique=True)) if choices else []
    made = datetime(2016, 10, 1, tzinfo=UTC)
    verdicts = [data.draw(st.sampled_from(["same", "different"])) for _ in judged]
    judgements = [Judgement(v, pair, "A", made) for v, pair in zip(verdicts, judged, strict=True)]  # type: ignore[arg-type]  # drawn from verdicts
    home = {id: incident.id for incident in dossier.link(*judgements) for id in incident.claims}
    for judgement in judgements:
        left, right = judgement.subjects
        if judgement.verdict == "different" and left in home and right in home:
            assert home[left] != home[right]
    if judgements and "different" not in verdicts:
        for left, right in judged:
            assert left not in home or right not in home or home[left] == home[right]


def test_many_claims_link_without_comparing_all_pairs() -> None:
    dossier = many_claims(2_000)
    facts = [fact for c in dossier.claims for fact in read_facts([c], dossier.reports[c.report])]
    assert sum(1 for _ in find_pairs(facts)) < 20 * len(facts)


def many_claims(number: int) -> Dossier:
    """Four tellings of each strike, on one of forty towns and of 1,000 days."""
    dossier = Dossier()
    for event in range(number // 4):
        town = Place(
            f"Town {event % 40}", 30 + event % 40 / 5, 36 + event % 7, 3.0, "SY", f"t{event % 40}", "town"
        )
        day = MONDAY + timedelta(days=event * 7919 % 1000)
        for paper in ("Wire", "Post", "Times", "Star"):
            dossier.tell(
                place=town, day=day, published=day + timedelta(days=1), paper=paper, killed=event % 30
            )
    return dossier

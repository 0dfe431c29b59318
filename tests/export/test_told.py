"""The walk over a record: each incident once, with its claims and their reports."""

from tests.export.rows import record
from tests.store.factories import BRIDGE, captured, claims, incident

from marsad.export.told import walk
from marsad.store import View


def test_every_incident_comes_once_with_its_claims_and_reports(view: View) -> None:
    told = list(walk(view))
    assert [each.incident for each in told] == list(view.incidents())
    for each in told:
        found = each.claims()
        assert tuple(claim.id for claim in found) == each.incident.claims
        assert each.reports(found) == (next(iter(view.reports())),)


def test_a_report_of_two_claims_comes_once_in_the_order_of_the_claims() -> None:
    taken = [captured(number) for number in (5, 4)]
    read = [claims(each.report) for each in taken]
    whole = incident(read[1][0], read[0][0], read[1][1], place=BRIDGE)
    with record(list(zip(taken, read, strict=True)), [whole]) as view:
        (each,) = walk(view)
        assert [report.id for report in each.reports(each.claims())] == [
            taken[1].report.id,
            taken[0].report.id,
        ]

"""Incidents on a terminal: whatever is in them, nothing of it is taken for markup."""

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.store.factories import captured, claims, incident
from tests.store.strategies import incidents

from marsad.cli.drawing import draw_claim, draw_incident, incident_table
from marsad.model import Incident


def drawn(thing: object) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(thing)
    return capture.get()


@given(st.lists(incidents, max_size=3))
def test_any_incident_is_drawn(many: list[Incident]) -> None:
    table = drawn(incident_table(many))
    assert all(one.id[:17] in table for one in many)
    for one in many:
        assert one.id in drawn(draw_incident(one, (), {}))


def test_words_in_brackets_are_words() -> None:
    report = captured(
        12, text="Shelling killed 12 people near Old Bridge on Monday, [bold]a medic[/x] said."
    ).report
    read = claims(report)
    whole = drawn(draw_incident(incident(*read), read, {report.id: report}))
    assert "[bold]a medic[/x] said." in whole
    assert "12 or more (best 12)" in whole
    assert "medic blames the army" in whole
    assert "Report 12" in drawn(draw_claim(read[0], {report.id: report}))

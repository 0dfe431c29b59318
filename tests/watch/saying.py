"""Figures of a war in few words: statements of claims of type toll."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

from hypothesis import strategies as st
from tests.link.telling import ALEPPO, Dossier, at_least
from tests.watch.happenings import KYIV, SYRIA

from marsad.link.roots import Root
from marsad.model import HARM_KINDS, Interval, Place, Span
from marsad.watch.statements import Statement

WAR = date(2011, 3, 15)
CAME_OUT = date(2016, 9, 22)
UKRAINE = Place("Ukraine", 49.0, 32.0, 600.0, "UA", "gn-6", "country")


def said(
    by: str = "SOHR",
    *,
    on: date | None = CAME_OUT,
    since: date | None = WAR,
    until: date | None = None,
    place: Any = SYRIA,
    land: str = "SY",
    text: str = "",
    sentence: Literal["", "all", "text"] = "",
    **harm: Any,
) -> Statement:
    """Tell a figure of killed people, 300,000 unless something else is said.

    The sentence of the figure holds its time and not its place, or `all`, or no more than the `text`.
    """
    dossier = Dossier()
    day = Interval(since, until or on or CAME_OUT, "days") if since else None
    claim = dossier.tell(
        "toll",
        by=by,
        published=on,
        day=day,
        place=place,
        text=text,
        **(harm if any(kind in harm for kind in HARM_KINDS) else {"killed": 300_000, **harm}),
    )
    if sentence:
        told = text if sentence == "text" else dossier.reports[claim.report].text
        claim = replace(claim, evidence=Span(0, len(told), told))
    return Statement(claim, Root(by.lower(), by), on, land)


@st.composite
def sayings(draw: st.DrawFn) -> list[Statement]:
    """Figures that a record may hold, each in a report of its own."""
    drawn: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "by": st.sampled_from(["SOHR", "UN", "Wire"]),
            "on": st.none() | st.dates(date(2014, 1, 1), date(2017, 1, 1)),
            "since": st.sampled_from([None, WAR, date(2011, 1, 1), date(2013, 6, 1)]),
            "place": st.sampled_from([None, SYRIA, ALEPPO, "Hanano", KYIV, [SYRIA, UKRAINE]]),
            "land": st.sampled_from(["SY", ""]),
            "killed": st.integers(1, 500_000) | st.integers(1, 500_000).map(at_least),
        }
    )
    told = draw(st.lists(drawn, max_size=12))
    return [said(text=f"Report {number} says", **one) for number, one in enumerate(told)]

"""Incidents in few words, and any that a record may hold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from marsad.model import (
    Attribution,
    HarmKind,
    Incident,
    Interval,
    Place,
    Precision,
    Quantity,
    Toll,
    TollVoice,
)

MONDAY = date(2016, 9, 19)
URUM = Place("Urum al-Kubra", 36.15, 36.95, 3.0, "SY", "gn-1", "town", ("Aleppo", "Syria"))
ALEPPO = Place("Aleppo", 36.2, 37.1, 10.0, "SY", "gn-2", "city", ("Aleppo", "Syria"))
BUSTAN = Place(
    "Bustan al-Qasr", 36.19, 37.14, 1.0, "SY", "nb", "neighbourhood", ("Aleppo", "Aleppo", "Syria")
)
PROVINCE = Place("Aleppo", 36.3, 37.5, 90.0, "SY", "gn-3", "region", ("Syria",))
SYRIA = Place("Syria", 35.0, 38.0, 300.0, "SY", "gn-4", "country")
SEA = Place("Red Sea", 20.0, 38.0, 900.0, "", "area", "region")
KYIV = Place("Kyiv", 50.45, 30.52, 15.0, "UA", "gn-5", "city", ("Ukraine",))


def toll(low: int, best: int | None = None, high: int | None = -1, *, kind: HarmKind = "killed") -> Toll:
    """A toll; with one number an exact one."""
    best = low if best is None else best
    return Toll(
        kind, low, best, best if high == -1 else high, (TollVoice("medic", Quantity(low, None), "claim-0"),)
    )


def blames(party: str, relation: Any = "blames") -> Attribution:
    return Attribution("medic", relation, party or "planes", party, "claim-0")


def happening(number: int = 0, **said: Any) -> Incident:
    """A fair incident on Monday in Urum, unless something else is said."""
    plain = Incident(
        type="air_strike",
        claims=(f"claim-{number}",),
        time=Interval(MONDAY, MONDAY),
        place=URUM,
        place_names=("Urum al-Kubra",),
        roots=("medic", "SOHR"),
        grade="fair",
        grade_reason="two",
    )
    return replace(plain, **said)


_numbers = st.integers(0, 60)
_precisions = st.sampled_from(get_args(Precision))


@st.composite
def _tolls(draw: st.DrawFn) -> Toll:
    low, more, most = draw(_numbers), draw(_numbers), draw(_numbers)
    return toll(low, low + more, draw(st.sampled_from([None, low + more + most])))


@st.composite
def _times(draw: st.DrawFn) -> Interval:
    start = MONDAY + timedelta(days=draw(st.integers(0, 40)))
    return Interval(start, start + timedelta(days=draw(st.integers(0, 9))), draw(_precisions))


@st.composite
def records(draw: st.DrawFn) -> list[Incident]:
    """All incidents of a record; round-ups cover any others."""
    drawn = st.fixed_dictionaries(
        {
            "type": st.sampled_from(["air_strike", "shelling", "aid"]),
            "phase": st.sampled_from(["happened", "happened", "ended", "planned"]),
            "grade": st.sampled_from(["fair", "fair", "confirmed", "weak", "contested", "discounted"]),
            "time": st.none() | _times(),
            "place": st.sampled_from([None, URUM, ALEPPO, BUSTAN, PROVINCE, SYRIA, SEA, KYIV]),
            "tolls": st.lists(_tolls(), max_size=1).map(tuple),
            "attributions": st.lists(
                st.sampled_from(["russia", "syria_government", ""]).map(blames), max_size=3
            ).map(tuple),
        }
    )
    plain = [happening(number, **said) for number, said in enumerate(draw(st.lists(drawn, max_size=12)))]
    ids = [incident.id for incident in plain]
    covers = st.lists(st.sampled_from(ids), max_size=4, unique=True) if ids else st.just([])
    return [
        replace(one, covers=tuple(id for id in draw(covers) if id != one.id))
        if draw(st.integers(0, 2)) == 0
        else one
        for one in plain
    ]

"""Times: the table of tests/extract/data/times.yaml, datelines, and any text at all."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.time import Dateline, find_dateline, find_times
from marsad.model import Interval

DATA = Path(__file__).parent / "data" / "times.yaml"
TABLE: list[list[Any]] = [
    [str(cell) for cell in row] for row in yaml.safe_load(DATA.read_text(encoding="utf-8"))
]
THURSDAY = date(2016, 9, 22)
WORDS = (
    "on Monday to Tuesday between and from 5 12 September May 2016 , since last next week the past two days "
    "ago later overnight for this month ſunday MONDAY late in 31 February 29 9999 19/09/2016 within night of"
)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _only(text: str, anchor: date | None = THURSDAY, *, reference: date | None = None) -> Interval | None:
    (span,) = find_times(text, anchor, reference=reference)
    return span.interval


@pytest.mark.parametrize(("text", "anchor", "expression", "start", "end"), TABLE)
def test_find_times_reads_the_table(text: str, anchor: str, expression: str, start: str, end: str) -> None:
    found = [
        (text[span.start : span.end], span.interval and (span.interval.start, span.interval.end))
        for span in find_times(text, _day(anchor))
    ]
    assert found == ([(expression, (_day(start), _day(end)) if start else None)] if expression else [])


def test_the_table_holds_at_least_150_expressions() -> None:
    assert sum(bool(expression) for _, _, expression, _, _ in TABLE) >= 150


def test_a_bare_weekday_has_a_reading_ahead_too() -> None:
    (span,) = find_times("The truce starts on Monday.", THURSDAY)
    assert span.forward == Interval(date(2016, 9, 26), date(2016, 9, 26))


def test_overnight_has_the_precision_of_a_night() -> None:
    assert _only("overnight raids") == Interval(date(2016, 9, 21), THURSDAY, "night")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two days later it fell.", 14),
        ("A day earlier it fell.", 11),
        ("The next day it fell.", 13),
        ("That day it fell.", 12),
    ],
)
def test_days_told_from_another_day_use_the_reference(text: str, day: int) -> None:
    assert _only(text, reference=date(2016, 9, 12)) == Interval(date(2016, 9, day), date(2016, 9, day))


def test_a_year_alone_is_resolved_on_request_only() -> None:
    assert _only("It was bombed in 2014.") is None
    (span,) = find_times("It was bombed in 2014.", THURSDAY, years=True)
    assert span.interval == Interval(date(2014, 1, 1), date(2014, 12, 31), "year")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("since Friday", "since"),
        ("for three days", "duration"),
        ("two days later", "relative"),
        ("in 2014", "year"),
        ("on Friday", "event"),
    ],
)
def test_a_span_tells_its_kind(text: str, kind: str) -> None:
    (span,) = find_times(text, THURSDAY)
    assert span.kind == kind


def test_two_days_in_one_clause_are_two_spans() -> None:
    text = "Raids on Monday morning and Tuesday hit the dam."
    assert [text[span.start : span.end] for span in find_times(text, THURSDAY)] == [
        "Monday morning",
        "Tuesday",
    ]


@pytest.mark.parametrize(
    ("text", "line", "day", "place"),
    [
        (
            "ALEPPO, Syria, Sept 22 (Agency) - Planes",
            "ALEPPO, Syria, Sept 22 (Agency) -",
            date(2016, 9, 22),
            "ALEPPO",
        ),
        (
            "SANAA, Yemen, 5 May 2016 (Desk) -- Guns",
            "SANAA, Yemen, 5 May 2016 (Desk) --",
            date(2016, 5, 5),
            "SANAA",
        ),
        ("Date of publication 4 October 2017 Planes", "4 October 2017", date(2017, 10, 4), None),
        ("Published April 2 2017 Planes", "April 2 2017", date(2017, 4, 2), None),
        ("22 September 2016 Planes", "22 September 2016", date(2016, 9, 22), None),
        ("22-09-2016 Planes", "22-09-2016", date(2016, 9, 22), None),
        ("Dam Hit Desk Saturday 9 Jul 2016 Planes", "Saturday 9 Jul 2016", date(2016, 7, 9), None),
        ("Beirut: planes", "Beirut:", None, "Beirut"),
        ("BEIRUT — Planes", "BEIRUT —", None, "BEIRUT"),
        ("Dam hit\nKYIV (Desk) - Planes", "KYIV (Desk) -", None, "KYIV"),
        ("  LIMA, 3 JAN 90 (DESK) -- PLANES", "LIMA, 3 JAN 90 (DESK) --", date(1990, 1, 3), "LIMA"),
        ("LIMA, 29 DEC 99 (DESK) -- PLANES", "LIMA, 29 DEC 99 (DESK) --", date(1999, 12, 29), "LIMA"),
        ("BEIRUT, 2016-09-19 (Desk) -- Planes", "BEIRUT, 2016-09-19 (Desk) --", date(2016, 9, 19), "BEIRUT"),
        ("BEIRUT, 19.09.2016 (Desk) - Planes", "BEIRUT, 19.09.2016 (Desk) -", date(2016, 9, 19), "BEIRUT"),
        ("LIMA, 4 FEB 90 (DESK) -- PLANES", "LIMA, 4 FEB 90 (DESK) --", date(1990, 2, 4), "LIMA"),
        (
            "LEON (MEXICO), 3 Jan 04 (Desk) -- Planes",
            "LEON (MEXICO), 3 Jan 04 (Desk) --",
            date(2004, 1, 3),
            "LEON",
        ),
    ],
)
def test_find_dateline_reads_the_head_of_a_report(
    text: str, line: str, day: date | None, place: str | None
) -> None:
    found = find_dateline(text, THURSDAY)
    assert found is not None
    assert (text[found.start : found.end], found.date) == (line, day)
    assert (text[slice(*found.place)] if found.place else None) == place


@pytest.mark.parametrize(
    "text",
    [
        "On 19 September 2019, a bomb went off.",
        "In the early hours of 27 January 2015, men broke in.",
        "A raid on 5 May 2016 killed two.",
        "May 24, 1988: he joins the army.",
        "",
        "Planes struck a dam. " * 30 + "Published 4 October 2017",
    ],
)
def test_find_dateline_leaves_dates_of_running_text_alone(text: str) -> None:
    assert find_dateline(text, THURSDAY) is None


def test_a_dateline_without_a_year_needs_the_publication_date() -> None:
    assert find_dateline("ALEPPO, Syria, Sept 22 (Agency) - Planes") == Dateline(0, 33, None, (0, 6))


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join)),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
def test_find_times_keeps_its_spans_in_the_text(
    text: str, anchor: date | None, reference: date | None
) -> None:
    end = 0
    for span in find_times(text, anchor, reference=reference, years=True):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join)), st.none() | st.dates()
)
def test_find_dateline_keeps_its_span_in_the_head(text: str, published: date | None) -> None:
    found = find_dateline(text, published)
    assert found is None or 0 <= found.start < found.end <= min(300, len(text))


@pytest.mark.parametrize(
    "piece", ["Monday to ", "12 September ", "since ", "for ", "the last ", "May ", " ", "9"]
)
def test_a_long_line_is_read(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert all(span.end <= len(text) for span in find_times(text, THURSDAY))


def _agree(span: Interval, start: date, end: date) -> bool:
    """Tell whether a reading fits annotated days: they overlap and neither is more than twice as long."""
    lengths = sorted(((end - start).days + 1, span.days))
    return span.start <= end and start <= span.end and (lengths[1] <= 2 * lengths[0] or lengths[1] <= 2)


def _agreement(folder: Path) -> tuple[int, int]:
    """Return how many annotated claims with a resolved time in their quote there are, and how many fit."""
    told = right = 0
    for file in sorted(folder.glob("*.json")):
        report = json.loads(file.read_text(encoding="utf-8"))
        text, published = report.get("text") or "", _day(report["published"] or "")
        spans = [span for span in find_times(text, published) if span.interval]
        for claim in report["claims"]:
            at = text.find(claim["quote"])
            inside = [
                s.interval
                for s in spans
                if at <= s.start and s.end <= at + len(claim["quote"]) and s.interval
            ]
            if at >= 0 and inside and claim.get("start"):
                days = date.fromisoformat(claim["start"]), date.fromisoformat(claim["end"])
                told, right = told + 1, right + any(_agree(interval, *days) for interval in inside)
    return told, right


def test_times_agree_with_annotated_reports() -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "gold" / "train"
    if not folder.is_dir():
        pytest.skip("annotated reports are not beside the repository: ../shared/gold/train")
    told, right = _agreement(folder)
    assert told > 300
    assert right / told >= 0.90

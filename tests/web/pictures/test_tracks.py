from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.pictures.days import Days
from marsad.web.pictures.tracks import LEVEL, Kind, Put, lay, merged

MONDAY = date(2016, 9, 19)
KINDS = {
    "left": Kind("triangle", "truce"),
    "arrived": Kind("circle", "relief"),
    "lost": Kind("cross", "other"),
}


def put(row: str, word: str, day: int = 0, *, since: int | None = None, href: str = "/claims/1") -> Put:
    end = MONDAY + timedelta(days=day)
    return Put(row, word, MONDAY + timedelta(days=since) if since is not None else end, end, href, "UN")


def test_marks_of_one_day_stand_over_each_other() -> None:
    drawn = lay([put("a", "left"), put("a", "arrived"), put("a", "arrived", 1)], KINDS)
    assert drawn
    (row,) = drawn.rows
    assert [(mark.x, mark.y) for mark in row.marks] == [
        (25, LEVEL // 2),
        (25, LEVEL + LEVEL // 2),
        (75, LEVEL // 2),
    ]
    assert (row.height, row.start, row.end) == (2 * LEVEL, 25, 75)


def test_what_lasts_reaches_back_to_its_first_day() -> None:
    drawn = lay([put("a", "left", 3, since=1), put("b", "left")], KINDS)
    assert drawn
    assert [(mark.x, mark.wide, mark.days) for mark in drawn.of("a").marks] == [
        (87.5, 50, "2016-09-20 – 2016-09-22")
    ]
    assert drawn.of("b").marks[0].days == "2016-09-19"


def test_the_legend_tells_what_is_there_in_the_order_of_the_kinds() -> None:
    drawn = lay([put("a", "arrived"), put("a", "left")], KINDS)
    assert drawn
    assert [word for word, _ in drawn.legend] == ["left", "arrived"]


def test_a_row_without_marks_is_empty_and_nothing_makes_no_picture() -> None:
    drawn = lay([put("a", "left")], KINDS)
    assert drawn
    assert drawn.of("b").marks == ()
    assert lay([], KINDS) is None


def test_marks_outside_the_days_are_left_out() -> None:
    drawn = lay([put("a", "left"), put("b", "left", 9)], KINDS, Days(MONDAY, MONDAY))
    assert drawn
    assert [row.row for row in drawn.rows] == ["a"]


def test_marks_of_one_step_and_day_are_one_that_leads_to_all() -> None:
    several = [put("a", "left", href="/claims/1"), put("a", "left", href="/claims/2"), put("a", "left", 1)]
    assert [one.href for one in merged(several, "/all")] == ["/all", "/claims/1"]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([*KINDS]), st.integers(0, 40)), max_size=30)
)
def test_every_mark_lies_inside_and_none_on_another(told: list[tuple[str, str, int]]) -> None:
    drawn = lay([put(row, word, day) for row, word, day in told], KINDS)
    marks = [(row.row, mark.x, mark.y) for row in drawn.rows for mark in row.marks] if drawn else []
    assert len(marks) == len(set(marks)) == len(told)
    assert all(
        0 <= x <= 100 and 0 < y < row.height
        for row in (drawn.rows if drawn else ())
        for x, y in [(mark.x, mark.y) for mark in row.marks]
    )

"""Fields filled from marked words."""

from datetime import date

import numpy as np
import pytest

from marsad.extract.learned.filling import Filler
from marsad.extract.learned.finding import Found
from marsad.extract.learned.naming import Names
from marsad.extract.learned.network import PHASES, ROLES, STANCES, Seen, load_pieces
from marsad.extract.learned.page import make_page
from marsad.model import Claim, Interval, Quantity, Report

TUESDAY = date(2016, 9, 20)


def filled(text: str, marked: dict[str, str], phase: str = "happened") -> Claim:
    """A claim over a whole text, some of whose words are marked: words by role."""
    page = make_page(text, TUESDAY, load_pieces())
    roles = np.zeros((len(page.words), len(ROLES)), np.float32)
    for role, words in marked.items():
        at = text.index(words)
        roles[page.words.under(at, at + len(words)), ROLES.index(role)] = 0.9
    seen = Seen(
        0, 0, 0.9, np.arange(len(page.words)), np.full(len(page.words), 0.5, np.float32), roles,
        np.eye(len(PHASES), dtype=np.float32)[PHASES.index(phase)], np.eye(len(STANCES), dtype=np.float32)[0],
    )  # fmt: skip
    filler = Filler(Report(text, published=TUESDAY), page, Names(page.words), ())
    return filler.claim(Found(seen, 0, len(page.words), 0.9))


def days(text: str, marked: str, phase: str) -> Interval | None:
    """The days of a claim some of whose words are marked as its time."""
    time = filled(text, {"time": marked}, phase).time
    return time.interval if time else None


def killed(text: str, target: str, phase: str = "happened") -> list[tuple[Quantity, str]]:
    """How many a claim tells killed, with the words that say so, where some words are marked as its target."""
    harm = filled(text, {"target": target}, phase).harm
    return [(one.quantity, one.span.quote) for one in harm if one.kind == "killed"]


@pytest.mark.parametrize(("phase", "day"), [("planned", date(2016, 9, 26)), ("happened", date(2016, 9, 19))])
def test_a_weekday_is_the_coming_one_for_what_is_still_to_come(phase: str, day: date) -> None:
    assert days("Air strikes on Monday.", "Monday", phase) == Interval(day, day)


def test_a_date_that_has_passed_is_not_put_off_by_a_year() -> None:
    found = days("Air strikes are planned for 12 May.", "12 May", "planned")
    assert found is not None
    assert found.start.year == TUESDAY.year


def test_a_year_in_digits_dates_an_event_and_the_worst_of_the_year_does_not() -> None:
    assert days("Air strikes in 2014.", "2014", "happened") == Interval(
        date(2014, 1, 1), date(2014, 12, 31), "year"
    )
    assert days("Air strikes, the worst of the year.", "the year", "happened") is None


def test_a_person_told_by_name_in_a_killing_is_one_killed() -> None:
    text = "Air strikes killed Omar Haddad."
    assert killed(text, "Omar Haddad") == [(Quantity.exactly(1), "Omar Haddad")]


def test_a_person_who_leaves_is_not_displaced() -> None:
    assert filled("Omar Haddad may leave.", {"target": "Omar Haddad"}).harm == ()


@pytest.mark.parametrize(
    ("text", "target", "phase"),
    [
        ("Air strikes that may kill Omar Haddad.", "Omar Haddad", "planned"),
        ("Air strikes missed Omar Haddad.", "Omar Haddad", "happened"),
        ("Air strikes killed two men with Omar Haddad.", "Omar Haddad", "happened"),
        ("Air strikes killed Omar.", "Omar", "happened"),
        ("Air strikes killed Hill Brigade.", "Hill Brigade", "happened"),
        ("Air strikes killed Hill Terrorists.", "Hill Terrorists", "happened"),
        ("Air strikes and killing at Nasr Hospital.", "Nasr Hospital", "happened"),
    ],
)
def test_nobody_is_counted_killed_by_another_name(text: str, target: str, phase: str) -> None:
    assert killed(text, target, phase) == []

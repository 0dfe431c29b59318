"""What a source says of the past, checked against tallies."""

from datetime import date
from typing import Any

from tests.watch.intensity.test_trend import day, gathered, heard, tally

from marsad.lexicon.comparisons import read_comparison
from marsad.model import Sum, Tally
from marsad.watch.intensity.comparison import Checked, Question, check_comparison

TOLD = [heard(number, "x") for number in range(40)]


def check(words: str, *tallies: Tally, on: int = 39, told: Any = TOLD, **asked: Any) -> Checked:
    said = read_comparison(words, day(on))
    return check_comparison(gathered(*tallies, told=list(told)), said, Question(day(on), **asked))


def test_the_most_in_weeks_holds_where_no_day_before_has_as_many() -> None:
    found = check("heaviest shelling in weeks", tally(30, "abc"), tally(39, "abcd"))
    assert (found.verdict, found.rule.since) == ("holds", date(2016, 9, 26))
    assert found.findings[0].compared == 14
    assert "the most of 14 reported periods" in found.words


def test_as_many_before_speak_against_it_and_are_named() -> None:
    found = check("heaviest shelling in weeks", tally(30, "abcd"), tally(33, "abcde"), tally(39, "abcd"))
    assert found.verdict == "does not hold"
    assert [(one.key, one.number) for one in found.findings[0].rivals] == [
        ("2016-10-04", 5),
        ("2016-10-01", 4),
    ]


def test_a_rival_before_the_time_that_is_claimed_does_not_matter() -> None:
    assert check("heaviest shelling in weeks", tally(2, "abcdef"), tally(39, "abcd")).verdict == "holds"


def test_a_record_that_begins_later_than_the_time_claimed_cannot_tell() -> None:
    found = check("heaviest shelling in months", tally(30, "a"), tally(39, "abcd"))
    assert found.verdict == "cannot be told"
    assert found.words == "the record here reaches back only to 2016-09-01, within which it is the most"
    against = check("heaviest shelling in months", tally(30, "abcd"), tally(39, "abcd"))
    assert against.verdict == "does not hold"


def test_as_far_back_as_can_be_is_never_told() -> None:
    assert check("heaviest shelling on record", tally(39, "abcd")).verdict == "cannot be told"


def test_weak_and_contested_incidents_are_counted_apart_and_both_answers_given_where_they_differ() -> None:
    found = check("heaviest shelling in weeks", tally(39, "ab"), tally(33, "abcde", grade="weak"))
    assert found.verdict == "cannot be told"
    assert [one.verdict for one in found.findings] == ["holds", "does not hold"]
    assert "confirmed and fair: holds" in found.words


def test_a_day_without_incidents_is_not_the_most() -> None:
    found = check("heaviest shelling in weeks", tally(30, "a"))
    assert (found.verdict, found.words) == ("does not hold", "the record counts none in 2016-10-10")


def test_a_day_of_which_nobody_told_anything_cannot_be_told() -> None:
    found = check("heaviest shelling in weeks", tally(30, "a"), told=TOLD[:35])
    assert found.verdict == "cannot be told"
    assert "nobody told of anything" in found.words
    empty = check("heaviest shelling in weeks", told=[])
    assert (empty.verdict, empty.covered.begins) == ("cannot be told", None)


def test_days_without_reporting_are_no_quiet_days() -> None:
    told = [heard(0, "x"), *TOLD[36:]]
    found = check("heaviest shelling in weeks", tally(39, "abcd"), told=told)
    assert found.verdict == "cannot be told"
    assert found.words == "somebody reported anything in only 3 of 14 periods before"


def test_the_first_in_weeks_has_none_before() -> None:
    assert check("first strike in weeks", tally(2), tally(39)).verdict == "holds"
    assert check("first strike in weeks", tally(30), tally(39)).verdict == "does not hold"
    assert check("first strike in weeks", tally(2)).verdict == "does not hold"


def test_the_calmest_has_fewer_than_all_before() -> None:
    busy = [tally(number, "ab") for number in range(25, 39)]
    assert check("calmest day in weeks", *busy, tally(39, "a")).verdict == "holds"
    assert check("calmest day in weeks", *busy[1:], tally(39, "a")).verdict == "does not hold"


def test_the_deadliest_goes_by_the_best_count_and_says_what_ranges_leave_open() -> None:
    few, many = tally(30, killed=Sum(1, 3, 4, 30, 1)), tally(39, killed=Sum(1, 9, 10, 12, 1))
    found = check("deadliest day in weeks", few, many)
    assert found.verdict == "holds"
    assert any("2016-10-01 may have had as many" in note for note in found.notes)


def test_the_worst_is_told_by_strikes_and_by_killed() -> None:
    found = check("worst day in weeks", tally(30, killed=Sum(1, 50, 50, 50, 1)), tally(39, "abc"))
    assert {(one.measure, one.verdict) for one in found.findings} == {
        ("strikes", "holds"), ("killed", "does not hold"),
    }  # fmt: skip
    assert found.verdict == "cannot be told"
    assert check("worst day in weeks", tally(39, "abc"), measure="strikes").verdict == "holds"


def test_a_truce_that_the_record_does_not_tell_of_is_no_beginning() -> None:
    found = check("heaviest shelling since the truce", tally(39, "abc"))
    assert found.verdict == "cannot be told"
    assert "tells of no day for 'since the truce'" in found.words

"""Lines of figures: which count the same, which stands for a source, and what does not fit together."""

from datetime import date
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st
from tests.link.telling import ALEPPO, at_least
from tests.watch.happenings import SYRIA
from tests.watch.saying import CAME_OUT, UKRAINE, WAR, said, sayings

from marsad.model import Quantity
from marsad.watch.statements import Statement
from marsad.watch.war.lines import Line, find_lines


def only(*told: Statement) -> Line:
    (line,) = find_lines(told, ("killed",))
    return line


def what(line: Line) -> list[str]:
    return [one.what for one in line.contradictions]


def test_no_claims_have_no_lines() -> None:
    assert find_lines([], ("killed",)) == ()


def test_a_line_is_the_range_over_the_last_figures_of_the_sources() -> None:
    old = said(on=date(2013, 7, 1), killed=100_000)
    line = only(said("UN", killed=400_000), old, said(on=CAME_OUT, killed=290_000))
    assert (line.low, line.high) == (290_000, 400_000)
    sohr = next(one for one in line.roots if one.root == "sohr")
    assert [figure.low for figure in sohr.figures] == [100_000, 290_000]
    assert sohr.latest.low == 290_000
    assert old.claim.id not in line.claims
    assert len(line.claims) == 2


def test_at_least_that_nobody_goes_beyond_leaves_the_most_open() -> None:
    assert only(said(killed=290_000), said("UN", killed=at_least(300_000))).high is None
    assert only(said(killed=290_000), said("UN", killed=at_least(250_000))).high == 290_000
    assert only(said(killed=Quantity(None, 400_000))).low is None


def test_a_source_that_several_papers_quote_gives_one_figure_with_all_their_claims() -> None:
    one, other = said(text="Paper A says"), said(text="Paper B says")
    (figure,) = only(one, other).roots[0].figures
    assert set(figure.claims) == {one.claim.id, other.claim.id}
    assert figure.claim in figure.claims


def test_of_two_figures_of_one_day_the_larger_stands_for_the_source() -> None:
    line = only(said(killed=280_000), said(killed=301_000, text="Later that day"))
    assert (line.low, line.contradictions) == (301_000, ())


def test_an_undated_figure_stands_for_a_source_only_where_it_has_no_other() -> None:
    undated = said(on=None, since=None, killed=500_000)
    line = only(undated, said(since=None, killed=300_000))
    assert line.roots[0].latest.low == 300_000
    assert line.roots[0].figures[0].day is None
    assert only(undated).low == 500_000


def test_other_places_groups_doers_and_times_are_other_lines() -> None:
    lines = find_lines(
        [
            said(),
            said(place=ALEPPO, killed=30_000),
            said(place=UKRAINE, killed=10_000),
            said(actors="Russia", killed=4_000),
            said(since=date(2015, 1, 1), until=date(2015, 12, 31), killed=55_000),
            said(since=None, killed=290_000),
            said(killed=500, groups={"children": 500}),
        ],
        ("killed",),
    )
    assert len(lines) == 7
    assert [line.place.is_whole for line in lines] == [True] * 6 + [False]
    assert lines[-2].doers == ("russia",)


def test_long_counts_since_one_year_are_one_line_whatever_month_they_name() -> None:
    line = only(
        said(), said("UN", since=date(2011, 1, 1)), said("UN", since=WAR, on=date(2011, 6, 1), killed=900)
    )
    assert (line.period.since, line.period.until) == (date(2011, 1, 1), None)
    assert line.until == CAME_OUT
    short = find_lines([said(since=date(2016, 4, 1)), said(since=date(2016, 7, 1), text="And")], ("killed",))
    assert len(short) == 2


def test_a_denied_figure_is_in_no_line() -> None:
    assert find_lines([said(stance="denies", killed=300_000)], ("killed",)) == ()


def test_a_later_figure_that_excludes_an_earlier_one_is_a_contradiction_and_a_looser_one_is_told() -> None:
    early = said(on=date(2016, 1, 1), killed=400_000)
    falls = only(early, said(killed=250_000))
    assert what(falls) == ["falls"]
    assert "400000 (2016-01-01)" in falls.contradictions[0].words
    assert len(falls.contradictions[0].claims) == 2
    looser = only(early, said(killed=at_least(250_000)))
    assert what(looser) == ["looser"]
    assert falls.low == looser.low == 250_000
    assert what(only(early, said(killed=401_000))) == []


def test_sources_that_differ_within_half_a_year_are_told_and_older_ones_are_not() -> None:
    un = said("UN", killed=250_000)
    center = said("Center", killed=470_000)
    assert what(only(un, center, said(killed=300_000))) == ["differ"]
    assert what(only(un, said("Center", on=date(2014, 1, 1), killed=100_000))) == []
    assert what(only(un, said(killed=300_000))) == []


def test_a_later_figure_of_a_shorter_claim_is_no_fall_of_the_war() -> None:
    lines = find_lines([said(on=date(2016, 1, 1)), said(place=ALEPPO, killed=9_000)], ("killed",))
    assert [what(line) for line in lines] == [[], []]


def claims_of(lines: tuple[Line, ...]) -> list[str]:
    return sorted(
        id for line in lines for one in line.roots for figure in one.figures for id in figure.claims
    )


@given(sayings(), st.dates(date(2014, 1, 1), date(2017, 1, 1)))
def test_figures_before_and_after_a_day_are_together_those_of_the_whole(
    told: list[Statement], day: date
) -> None:
    halves = (
        [one for one in told if one.published and one.published < day],
        [one for one in told if not (one.published and one.published < day)],
    )
    parts = (claims_of(find_lines(half, ("killed",))) for half in halves)
    assert sorted(chain(*parts)) == claims_of(find_lines(told, ("killed",)))


@given(sayings())
def test_a_figure_of_another_war_changes_no_line(told: list[Statement]) -> None:
    far = said("Somebody", place=UKRAINE, land="UA", killed=7, text="Far away")
    before = find_lines([one for one in told if one.land], ("killed",))
    after = find_lines([*(one for one in told if one.land), far], ("killed",))
    assert [line for line in after if line.place.countries != ("UA",)] == [
        line for line in before if line.place.countries != ("UA",)
    ]


@given(sayings(), st.randoms())
def test_lines_do_not_depend_on_the_order_of_the_claims(told: list[Statement], dice: object) -> None:
    mixed = sorted(told, key=lambda _: dice.random())  # type: ignore[attr-defined]  # hypothesis keeps its class private
    assert find_lines(mixed, ("killed",)) == find_lines(told, ("killed",))


@given(sayings())
def test_the_range_of_a_line_holds_the_last_figure_of_each_source(told: list[Statement]) -> None:
    for line in find_lines(told, ("killed",)):
        for one in line.roots:
            assert line.low is not None and one.latest.low is not None and line.low <= one.latest.low
            assert line.high is None or one.latest.said <= line.high


def test_syria_is_one_line_with_a_figure_that_names_no_place() -> None:
    line = only(said(place=SYRIA), said("UN", place=None, land="SY"))
    assert len(line.roots) == 2
    assert line.place.is_told

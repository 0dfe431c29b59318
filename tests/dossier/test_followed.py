"""Every figure that a watch prints leads to claims and incidents of the record, and every quote to its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.asking import Ask, asker
from tests.watch.following import count_figures, ids_in, quotes_in, unfollowed

from marsad.model import Viewer
from marsad.store import Store

WATCHES = (
    "ceasefires", "convoys", "access", "assess", "trend", "check", "response", "figures", "totals",
)  # fmt: skip
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class War:
    """What a record is asked about: some places as one area, a road, a town on it, and a day of many strikes."""

    area: Words
    road: Words
    town: str
    day: str


DOSSIER_WAR = War(("Bustan al-Qasr", "al-Kalasseh"), ("Urum al-Kubra", "Aleppo"), "Idlib", "2016-09-22")
ARTICLES_WAR = War(("Aleppo", "Idlib"), ("Damascus", "Aleppo"), "Aleppo", "2016-09-19")


def questions(watch: str, war: War) -> list[Words]:
    """What a watch is asked; truces and convoys are asked for by the ids of their lists too."""
    places = tuple(word for place in war.area for word in ("--place", place))
    asked: dict[str, list[Words]] = {
        "access": [(), (war.road[-1], "--within", "40")],
        "assess": [
            ("--route", *war.road, "--days", "7", "--within", "10"),
            ("--route", war.town, "--days", "30", "--until", war.day, "--within", "20"),
        ],
        "trend": [
            *((*war.area, "--by", by) for by in ("night", "day", "week", "month")),
            *((war.road[-1], "--measure", measure) for measure in ("strikes", "killed", "injured")),
            ("Syria", "--with-weak", "--trailing", "5"),
        ],
        "check": [
            (words, *places, "--date", war.day)
            for words in (
                "most intense strikes in months",
                "deadliest day in two weeks",
                "fewest strikes in a week",
            )
        ],
        "response": [(), ("--open", "--near", war.road[-1], "--within", "40")],
        "figures": [("--kind", "killed", "--kind", "injured", "--kind", "displaced")],
        "totals": [("--by", "place"), ("--kind", "killed", "--kind", "injured")],
    }
    return [(watch, *words) for words in asked.get(watch, [()])]


def answers(watch: str, war: War, ask: Ask) -> Iterator[tuple[Words, Any]]:
    """Yield the questions that a watch is asked, each with its answer."""
    for words in questions(watch, war):
        yield words, ask(*words)
    if watch in ("ceasefires", "convoys"):
        one = {"ceasefires": "ceasefire", "convoys": "convoys"}[watch]
        for found in ask(watch)[watch]:
            yield (one, found["id"]), ask(one, found["id"])


@pytest.fixture(scope="module")
def ask_dossier(dossier_url: str, world: Path) -> Ask:
    """Ask the record of the example dossier, with the places that it brings."""
    return asker(dossier_url, Path(dossier_url.removeprefix("sqlite:///")).parent, world.parent)


@pytest.fixture(scope="module")
def ask_articles(articles_url: str, world: Path) -> Ask:
    """Ask the record of real articles."""
    return asker(articles_url, Path(articles_url.removeprefix("sqlite:///")).parent, world.parent)


def unknown_ids(answer: Any, store: Store) -> set[str]:
    """The ids of an answer that mean nothing in a record."""
    with store.view(Viewer.OWNER) as view:
        known = {
            *(claim.id for claim in view.claims()),
            *(incident.id for incident in view.incidents()),
            *(report.id for report in view.reports()),
        }
    return ids_in(answer) - known


def unfounded_quotes(answer: Any, store: Store) -> list[str]:
    """The quotes of an answer that no report of the claims beside them holds."""
    with store.view(Viewer.OWNER) as view:
        texts = {report.id: " ".join(report.text.split()) for report in view.reports()}
        reports = {claim.id: claim.report for claim in view.claims()}
    return [
        quote
        for quote, claims in quotes_in(answer)
        if not any(" ".join(quote.split()) in texts[reports[claim]] for claim in claims)
    ]


def check(watch: str, war: War, ask: Ask, store: Store) -> int:
    """Assert that all answers of a watch can be followed, and return how many figures they hold."""
    figures = 0
    for words, answer in answers(watch, war, ask):
        assert unfollowed(answer) == [], words
        assert unknown_ids(answer, store) == set(), words
        assert unfounded_quotes(answer, store) == [], words
        figures += count_figures(answer)
    return figures


@pytest.mark.parametrize("watch", WATCHES)
def test_every_figure_about_the_dossier_can_be_followed(watch: str, ask_dossier: Ask, dossier: Store) -> None:
    assert check(watch, DOSSIER_WAR, ask_dossier, dossier) > 0


@pytest.mark.parametrize("watch", WATCHES)
def test_every_figure_about_real_articles_can_be_followed(
    watch: str, ask_articles: Ask, articles: Store
) -> None:
    assert check(watch, ARTICLES_WAR, ask_articles, articles) > 0

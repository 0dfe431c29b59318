"""What reports tell of another country changes no watch of a place in Syria."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.dossier.asking import Ask, asker
from tests.link.telling import Dossier
from tests.ops.keeping import keep

from marsad.model import Place, Viewer
from marsad.store import open_store

Answers = dict[tuple[str, ...], Any]  # Any: JSON data

SUDAN = Place("Sudan", 15.5, 30.0, 600.0, "SD", "geonames:366755", "country")
KHARTOUM = Place("Khartoum", 15.55, 32.53, 15.0, "SD", "geonames:379252", "city", ("Khartoum", "Sudan"))
KYIV = Place("Kyiv", 50.45, 30.52, 15.0, "UA", "geonames:703448", "city", ("Ukraine",))
DISTRICTS = ("Bustan al-Qasr", "al-Kalasseh")


@pytest.fixture(scope="module")
def home(dossier_url: str) -> Path:
    """The folder of the record of the example dossier, with its places."""
    return Path(dossier_url.removeprefix("sqlite:///")).parent


@pytest.fixture(scope="module")
def before(dossier_url: str, home: Path, world: Path) -> Answers:
    """What is asked, with the answers before anything is added."""
    ask = asker(dossier_url, home, world.parent)
    until = ("--until", "2016-09-23")
    asked = [
        ("ceasefires", "--place", "Syria"),
        *(("ceasefire", one["id"]) for one in ask("ceasefires", "--place", "Syria")["ceasefires"]),
        *(("convoys", one["id"]) for one in ask("convoys")["convoys"]),
        ("convoys", "--place", "Urum"),
        ("access", "Aleppo", "--within", "40"),
        ("assess", "--route", "Urum al-Kubra", "Aleppo", "--days", "7", "--within", "10", *until),
        ("trend", *DISTRICTS, "--by", "night", "--measure", "strikes"),
        ("check", "most intense strikes in two weeks", *flagged(DISTRICTS), "--date", "2016-09-22"),
        ("response", "--near", "Aleppo", "--within", "40"),
        ("figures", "--country", "Syria"),
    ]
    return {words: answer(ask, words) for words in asked}


def answer(ask: Ask, words: tuple[str, ...]) -> Any:
    """The answer to a question, without what it says of the record as a whole."""
    found = ask(*words)
    if words[0] == "assess":
        del found["asked"]["record_from"]
    return found


def flagged(places: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for place in places for word in ("--place", place))


FIRST = date(2016, 9, 10)
"""On this day the oldest report of the dossier came out: a risk sheet compares no days before the oldest report."""
_days = st.integers(0, 60).map(lambda days: date(2016, 8, 15) + timedelta(days=days))
_later = st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days))
_told = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["air_strike", "shelling", "ceasefire", "aid", "siege", "rescue", "talks", "toll", "territory_change"]
        ),
        "phase": st.sampled_from(["happened", "planned", "ended", "in_force", "agreed", "blocked"]),
        "stance": st.sampled_from(["asserts", "denies"]),
        "by": st.sampled_from(["", "Staffan de Mistura / United Nations", "Syrian Observatory for Human Rights"]),
        "paper": st.sampled_from(["Nile Wire", "Levant Wire (written for Marsad)"]),
        "place": st.sampled_from([SUDAN, KHARTOUM, KYIV]),
        "day": _days,
        "published": _later,
        "actors": st.sampled_from([None, "Russia", "rebels"]),
        "killed": st.integers(1, 500),
        "count": st.sampled_from([None, 40]),
    }
)  # fmt: skip


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])  # an example takes seconds: none is shrunk
@given(told=st.lists(_told, min_size=1, max_size=6))
def test_reports_of_another_country_change_no_watch_of_syria(
    told: list[dict[str, Any]], dossier_url: str, home: Path, world: Path, before: Answers
) -> None:
    with TemporaryDirectory() as folder:
        copy = shutil.copy(home / "record.db", folder)
        added = Dossier()
        for one in told:
            added.tell(**one)
        with open_store(f"sqlite:///{copy}") as store:
            claims = keep(store, added)
            with store.view(Viewer.OWNER) as view:
                assert all(view.claim(claim.id) for claim in claims)
        ask: Ask = asker(f"sqlite:///{copy}", home, world.parent)
        after = {words: answer(ask, words) for words in before}
    assert after == before

"""Place names for reading."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.workshop import PLACES, places_cache

from marsad.errors import GazetteerError
from marsad.gazetteer import add_places, open_gazetteer
from marsad.ops.places import ensure_index, index_file, place_files, point_of


def test_an_index_that_is_there_is_not_compiled_again(tmp_path: Path) -> None:
    told: list[str] = []
    index = index_file(places_cache())
    before = index.read_bytes()
    assert ensure_index(places_cache(), progress=lambda stage, done, total: told.append(stage)) == index
    assert (index.read_bytes(), told) == (before, [])


def test_own_places_come_first_where_there_are_any(tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    assert place_files(own, places_cache()) == (index_file(places_cache()),)
    (tmp_path / "own.csv").write_text(PLACES, "utf-8")
    list(add_places(own, tmp_path / "own.csv"))
    assert place_files(own, places_cache()) == (own, index_file(places_cache()))


def test_a_point_is_a_name_or_two_numbers() -> None:
    with closing(open_gazetteer(index_file(places_cache()))) as gazetteer:
        assert point_of("36.2, 37.16", gazetteer) == (36.2, 37.16)
        assert point_of("madaya", gazetteer) == (33.69, 36.104)
        for nobodys in ("Xyzzyville", "36.2,north", ""):
            with pytest.raises(GazetteerError, match="gazetteer search"):
                point_of(nobodys, gazetteer)

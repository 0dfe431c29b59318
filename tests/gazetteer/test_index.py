import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from marsad.gazetteer import Entry
from marsad.gazetteer.index import Named, entry_row, name_rows, row_entry, write_index

ALEPPO = Entry("geonames:1", "Aleppo", 36.2, 37.1, "city", "SY", "09", 2_000_000, 14.1, ("Aleppo", "Syria"))


def test_an_entry_survives_its_row() -> None:
    assert row_entry(entry_row(ALEPPO)) == ALEPPO


def test_equal_places_give_equal_bytes(tmp_path: Path) -> None:
    places = [
        Named(ALEPPO, ("Aleppo",), ("Halab", "حلب")),
        Named(replace(ALEPPO, id="geonames:2"), ("Alep",)),
    ]
    files = [tmp_path / "one.sqlite", tmp_path / "two.sqlite"]
    for file in files:
        with closing(sqlite3.connect(file)) as connection:
            assert write_index(connection, places) == 2
    assert files[0].read_bytes() == files[1].read_bytes()


def test_other_names_weigh_less_than_main_ones() -> None:
    names, _ = name_rows(1, Named(ALEPPO, ("Aleppo",), ("Berea",)))
    weights = {key: weight for key, _, weight, _ in names}
    assert weights["berea"] < weights["aleppo"]


def test_only_transliterated_places_get_skeletons_of_all_their_names() -> None:
    _, sure = name_rows(1, Named(ALEPPO, ("Aleppo",), ("Halab",)))
    _, unsure = name_rows(1, Named(ALEPPO, ("Aleppo",), ("Halab",), sure=False))
    assert (len(sure), len(unsure)) == (2, 1)

"""Ceasefires in the column names of ETH/PRIO."""

import csv
import io
from collections.abc import Callable
from typing import BinaryIO

from tests.link.telling import Dossier
from tests.watch.happenings import MONDAY, blames, happening
from tests.watch.truces import ceasefires, day, only, say, september

from marsad.export.ceasefires import BREACH_COLUMNS, CEASEFIRE_COLUMNS, write_breaches, write_ceasefires
from marsad.model import Interval
from marsad.watch.ceasefire.breaches import count_breaches
from marsad.watch.statements import Happening

FILLED = {
    "location", "cf_id", "uniq_id", "actor_name", "cf_dec_yr", "cf_dec_month", "cf_dec_day", "cf_effect_yr",
    "cf_effect_month", "cf_effect_day", "mediator_nego", "end_yr", "end_month", "end_day", "evidence_onset",
    "evidence_end", "comment",
}  # fmt: skip


def rows(write: Callable[[BinaryIO], None]) -> list[dict[str, str]]:
    file = io.BytesIO()
    write(file)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode())))


def dates(row: dict[str, str], name: str) -> tuple[str, str, str]:
    return row[f"{name}_yr"], row[f"{name}_month"], row[f"{name}_day"]


def test_there_is_a_row_for_each_party_and_unverified_labels_are_empty() -> None:
    dossier = september()
    found = rows(lambda file: write_ceasefires(ceasefires(dossier), file))
    assert [row["actor_name"] for row in found] == ["Syrian government", "Syrian opposition"]
    assert {row["cf_id"] for row in found} == {only(dossier).id}
    assert len({row["uniq_id"] for row in found}) == 2
    assert list(found[0]) == list(CEASEFIRE_COLUMNS)
    assert {column for row in found for column, value in row.items() if value} == FILLED
    assert dates(found[0], "cf_dec") == ("2016", "9", "9")
    assert (dates(found[0], "cf_effect"), dates(found[0], "end")) == (
        ("2016", "9", "12"),
        ("2016", "9", "19"),
    )
    assert "not covered: Islamic State" in found[0]["comment"]


def test_what_nobody_tells_of_a_date_is_unknown() -> None:
    dossier = Dossier()
    say(dossier, "A truce was agreed", "agreed", 30, at=Interval(day(1), day(30), "month"))
    (row,) = rows(lambda file: write_ceasefires(ceasefires(dossier), file))
    assert (row["actor_name"], row["mediator_nego"]) == ("", "")
    assert (dates(row, "cf_dec"), dates(row, "end")) == (("2016", "9", "-1"), ("-1", "-1", "-1"))


def test_sources_that_differ_leave_the_day_unknown() -> None:
    dossier = Dossier()
    for at in (9, 10):
        say(dossier, "A truce was agreed", "agreed", 12, at=day(at))
    (row,) = rows(lambda file: write_ceasefires(ceasefires(dossier), file))
    assert dates(row, "cf_dec") == ("2016", "9", "-1")
    assert "sources differ on when it was declared" in row["comment"]


def test_breaches_tell_why_they_count_and_where_they_are_listed() -> None:
    truce = only(september())
    said = [
        happening(1, attributions=(blames("syria_government"),)),
        happening(2, grade="contested", attributions=(blames("russia"), blames("russia", "denies"))),
        happening(3, attributions=(blames("islamic_state"),)),
    ]
    breaches = count_breaches(truce, [Happening(one, ()) for one in said], said, span=(MONDAY, MONDAY))
    found = {row["incident"]: row for row in rows(lambda file: write_breaches([(truce, breaches)], file))}
    assert list(found[said[0].id]) == list(BREACH_COLUMNS)
    assert [found[one.id]["counts"] for one in said] == [
        "confirmed or fair",
        "contested",
        "confirmed or fair",
    ]
    assert [found[one.id]["listed_as"] for one in said] == ["breach", "breach", "excluded"]
    assert (found[said[1].id]["blamed"], found[said[1].id]["denied"]) == ("medic: russia", "medic: russia")

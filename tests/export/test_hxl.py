"""HXL: a header row, a tag row, and nothing that HXL's own checks refuse."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from tests.export.rows import URUM, contents, record, strike, table, written
from tests.store.factories import incident

from marsad.export.hxl import HXL_COLUMNS, write_hxl
from marsad.model import Attribution, Incident, Toll
from marsad.store import View


@pytest.fixture(scope="module")
def hxl() -> Iterator[Any]:  # Any: libhxl has no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libhxl's own making
        yield pytest.importorskip("hxl")


def read(hxl: Any, data: bytes) -> Any:
    return hxl.data(io.BytesIO(data), hxl.InputOptions(allow_local=True))


def complaints(hxl: Any, data: bytes) -> list[str]:
    """What libhxl's own schema has against a table; that a number stands out is no fault."""
    found: list[Any] = []
    hxl.schema(None, callback=found.append).validate(read(hxl, data))
    return [f"{each.rule.severity}: {each.message}" for each in found if "outlier" not in str(each.message)]


@pytest.fixture
def told() -> Incident:
    made = incident(strike()[1], place=URUM)
    children = Toll("killed", 1, 1, 2, (), "children")
    said = Attribution("monitor", "blames", "the  army ", "", "claim-1")
    return replace(made, tolls=(*made.tolls, Toll("killed", 3, 3, None, ()), children), attributions=(said,))


def test_libhxl_reads_it_and_finds_no_fault(hxl: Any, told: Incident) -> None:
    with record([(strike()[0], [strike()[1]])], [told]) as view:
        data = written(view, write_hxl)
    source = read(hxl, data)
    assert [(column.header, column.display_tag) for column in source.columns] == list(HXL_COLUMNS)
    row = next(iter(source))
    assert row.get("#affected+killed+min-children-f") == "3"
    assert not row.get("#affected+killed+max-children-f")
    assert (row.get("#affected+killed+children+min"), row.get("#affected+killed+children+max")) == ("1", "2")
    assert (row.get("#country+code"), row.get("#adm1+name"), row.get("#loc+name")) == (
        "SYR",
        "Aleppo",
        "Urum al-Kubra",
    )
    assert row.get("#group+perp") == "monitor: the army"
    assert complaints(hxl, data) == []


def test_libhxl_finds_a_fault_where_there_is_one(hxl: Any) -> None:
    assert complaints(hxl, b"killed\n#affected+killed+min\nmany\n")[0].startswith("error")


def test_every_min_has_its_max() -> None:
    tags = [tag for _, tag in HXL_COLUMNS]
    assert len(set(tags)) == len(tags)
    lows = [tag for tag in tags if tag.endswith("+min")]
    assert len(lows) == 15
    assert {tag.replace("+min", "+max") for tag in lows} == {tag for tag in tags if tag.endswith("+max")}


def test_an_empty_record_is_the_two_rows(hxl: Any) -> None:
    with record() as view:
        header, rows = table(view, write_hxl)
        assert complaints(hxl, written(view, write_hxl)) == []
    assert [tuple(header), tuple(rows[0].values())] == list(zip(*HXL_COLUMNS, strict=True))
    assert len(rows) == 1


def test_a_record_is_valid(hxl: Any, view: View) -> None:
    assert complaints(hxl, written(view, write_hxl)) == []


@settings(max_examples=25)
@given(contents())
def test_no_content_breaks_the_checks_of_numbers_dates_and_spaces(
    hxl: Any, content: tuple[list[Any], list[Incident]]
) -> None:
    with record(*content) as view:
        data = written(view, write_hxl)
    assert [told for told in complaints(hxl, data) if told.startswith("error")] == []

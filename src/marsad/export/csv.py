"""Incidents as a table for spreadsheets: one row each."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from marsad.export.summary import COLUMNS, Cell, summarise
from marsad.export.told import walk
from marsad.store import View

__all__ = ["SEPARATOR", "cell_text", "write_csv", "write_rows"]

SEPARATOR = "; "
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A text that starts with one of these is a formula to a spreadsheet, written by whoever wrote the report."""


def write_csv(view: View, target: BinaryIO) -> None:
    """Write the incidents of a View as CSV (UTF-8, a header row of COLUMNS), newest first.

    Several values in a cell are parted by SEPARATOR. A text that a spreadsheet would take for a formula gets
    an apostrophe before it.
    """
    rows = (tuple(summarise(told.incident).cells().values()) for told in walk(view))
    write_rows(target, (COLUMNS,), rows)


def write_rows(target: BinaryIO, heads: Iterable[Sequence[str]], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV: UTF-8, its head rows as they are, then each cell as `cell_text` makes it."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerows(heads)
    for row in rows:
        table.writerow([cell_text(cell) for cell in row])
    text.detach()


def cell_text(cell: Cell) -> str:
    """Return a value as the text of a cell; numbers and dates as they are, texts without formulas."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        cell = SEPARATOR.join(cell)
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return str(cell)

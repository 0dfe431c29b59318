"""Files of many reports: CSV, JSON Lines and JSON, one entry at a time."""

import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marsad.capture.encoding import decode, table_encoding
from marsad.capture.fields import SYNONYMS, pick_columns
from marsad.capture.forms import find_form, is_form, tell
from marsad.capture.options import CaptureOptions
from marsad.capture.submissions import LISTS as SUBMISSIONS
from marsad.capture.submissions import is_submission, tell_submission
from marsad.errors import CaptureError
from marsad.model import Issue

__all__ = ["MAX_ROW_CHARS", "Row", "read_csv", "read_json", "read_jsonl"]

MAX_ROW_CHARS = 2_000_000
"""How long one row may be, in characters: a book of 700 pages; more is a quote that was never closed."""

LISTS = ("reports", "articles", "documents", "items")


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one report, and the row or line where it stands ("" where the file is one report)."""

    part: str
    values: Mapping[str, str]


def read_csv(data: bytes, name: str, options: CaptureOptions) -> Iterator[Row | Issue]:
    """Yield the rows of a CSV file with a header row, numbered as a spreadsheet does: the header is 1.

    The delimiter is the one of comma, semicolon, tab and bar that splits the header into most columns.
    A row with more cells than the header is an issue: a text may have been cut at an unquoted delimiter.
    Raises CaptureError where no column holds text. A table with the columns of the form for field reports
    (`marsad.capture.forms`) needs none: its rows are told in sentences.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(data) + 1))  # MAX_ROW_CHARS says it in better words
    lines = _lines(data, newline="")
    first = next(lines, "")
    delimiter = max(",;\t|", key=lambda each: len(next(csv.reader([first], delimiter=each), [])))
    rows = _csv_rows(itertools.chain([first], lines), delimiter)
    names = next(rows, [])
    if isinstance(names, str):
        raise CaptureError(f"row 1: {names}")
    columns = {} if _is_form(names, options) else pick_columns(names, options)
    for number, cells in enumerate(rows, start=2):
        where = f"{name}:{number}"
        if isinstance(cells, str):
            yield Issue(where, f"row {number}: {cells}")
        elif sum(map(len, cells)) > MAX_ROW_CHARS:
            reason = f"row {number} is over {MAX_ROW_CHARS:,} characters; close its quotes or split it"
            yield Issue(where, reason)
        elif len(cells) > len(names):
            reason = f"row {number} has {len(cells)} cells under {len(names)} columns; quote its texts"
            yield Issue(where, reason)
        elif cells:
            cell = dict(zip(names, cells, strict=False))
            try:
                values = {field: cell.get(column, "") for field, column in columns.items()}
                yield Row(str(number), values or _told(cell, options))
            except CaptureError as error:
                yield Issue(where, f"row {number}: {error}")


def read_jsonl(data: bytes, name: str, options: CaptureOptions) -> Iterator[Row | Issue]:
    """Yield the reports of a JSON Lines file, one object a line; a line that is none becomes an issue."""
    for number, line in enumerate(_lines(data, newline="\n"), start=1):
        if not line.strip():
            continue
        try:
            if len(line) > MAX_ROW_CHARS:
                raise CaptureError(f"over {MAX_ROW_CHARS:,} characters; split it")
            yield Row(str(number), _fields(_parse(line), options))
        except CaptureError as error:
            yield Issue(f"{name}:{number}", f"line {number}: {error}")


def read_json(data: bytes, name: str, options: CaptureOptions) -> Iterator[Row | Issue]:
    """Yield the reports of a JSON document: one object, a list of them, or an object that holds such a list.

    A reading as `marsad read --format json` prints it counts by its `report`. A file of several objects, one
    a line, is read as JSON Lines. Raises CaptureError where it is none of these.
    """
    try:
        whole = _parse(decode(data))
    except CaptureError:
        first, _, rest = data.strip().partition(b"\n")
        if rest and _is_object(first):
            yield from read_jsonl(data, name, options)
            return
        raise
    entries = _entries(whole)
    if not isinstance(entries, list):
        yield Row("", _fields(entries, options))
        return
    for number, entry in enumerate(entries, start=1):
        try:
            yield Row(str(number), _fields(entry, options))
        except CaptureError as error:
            yield Issue(f"{name}:{number}", f"entry {number}: {error}")


def _lines(data: bytes, *, newline: str) -> Iterator[str]:
    """Yield the lines; a byte that is broken becomes a lone surrogate, which its row is refused for."""
    encoding = table_encoding(data)
    try:
        yield from io.TextIOWrapper(io.BytesIO(data), encoding, errors="surrogateescape", newline=newline)
    except UnicodeDecodeError:  # UTF-16 out of step cannot be read on
        raise CaptureError("broken encoding from here on; save the file as UTF-8 and add it again") from None


def _csv_rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str] | str]:
    """Yield the cells of each row, or what the parser says against it."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"{error}; check its quotes"


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise CaptureError("the JSON is nested too deeply to be a report") from None
    except json.JSONDecodeError as error:
        raise CaptureError(
            f"malformed JSON at line {error.lineno}, column {error.colno}: {error.msg}; correct it there"
        ) from None
    except ValueError as error:  # such as a number of thousands of digits
        raise CaptureError(f"malformed JSON: {error}; correct it") from None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _entries(whole: object) -> object:
    if not isinstance(whole, dict):
        return whole
    if isinstance(whole.get("report"), dict):
        return whole["report"]
    if not is_submission(whole) and (listed := [key for key in SUBMISSIONS if key in whole]):
        if not isinstance(whole[listed[0]], list):
            raise CaptureError(
                f"{listed[0]!r} is no list of submissions; export the form's data as JSON again"
            )
        return whole[listed[0]]
    return next((whole[key] for key in LISTS if isinstance(whole.get(key), list)), whole)


def _fields(entry: object, options: CaptureOptions) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise CaptureError('this is no JSON object; write each report as {"text": …, "title": …}')
    order = (options.columns or {}).get("published_order", "")
    if is_submission(entry):
        return tell_submission(entry, order=order)
    if _is_form(list(entry), options):
        return _told({key: _as_answer(value, key) for key, value in entry.items()}, options)
    mapped = (options.columns or {}).values()
    columns = pick_columns([key for key in entry if entry[key] is not None or key in mapped], options)
    return {field: _as_text(entry[key], key) for field, key in columns.items()}


def _is_form(names: list[str], options: CaptureOptions) -> bool:
    """Tell whether a table or object is the form for field reports: it has no text, and nobody maps one."""
    if set(SYNONYMS) & set(options.columns or {}):
        return False
    has_text = {name.strip().lower() for name in names} & set(SYNONYMS["text"])
    return not has_text and is_form(names)


def _told(answers: Mapping[str, str], options: CaptureOptions) -> dict[str, str]:
    form = find_form(answers)
    others = {name: answer for name, answer in answers.items() if name not in form.values()}
    values = {field: answers[name] for field, name in form.items()}
    return tell(values, others, order=(options.columns or {}).get("published_order", ""))


def _as_answer(value: object, key: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, float) else _as_text(value, key)


def _as_text(value: object, key: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise CaptureError(f"{key!r} is no text; write it as a string")

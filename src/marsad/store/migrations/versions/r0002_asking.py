"""Columns to ask incidents by: the words of their sources, and tolls beside the killed.

Revision ID: 0002
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from marsad.store.search import words

revision = "0002"
down_revision = "0001"

_KINDS = ("injured", "missing", "displaced", "detained")
_BIGGEST = 2**63 - 1
_BATCH = 500


def upgrade() -> None:
    """Add the columns and fill them from the incidents that are there."""
    op.add_column("incidents", sa.Column("source_words", sa.Text, nullable=False, server_default=""))
    for kind in _KINDS:
        op.add_column("incidents", sa.Column(f"{kind}_best", sa.BigInteger))
    _fill()


def _fill() -> None:
    table = sa.table("incidents", *(sa.column(name) for name in ("id", "body", *_names())))
    put = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("of"))
        .values({name: sa.bindparam(f"new_{name}") for name in _names()})
    )
    connection, last = op.get_bind(), ""
    # By pages of ids: a record does not fit in memory, and a row that is being read is not changed.
    page = sa.select(table.c.id, table.c.body).order_by(table.c.id).limit(_BATCH)
    while rows := connection.execute(page.where(table.c.id > last)).all():
        connection.execute(put, [{"of": row.id, **_values(row.body)} for row in rows])
        last = rows[-1].id


def _names() -> tuple[str, ...]:
    return ("source_words", *(f"{kind}_best" for kind in _KINDS))


def _values(body: str) -> dict[str, object]:
    """Return the new columns of an incident, empty for one that cannot be read: `marsad verify` tells of it."""
    try:
        incident: Mapping[str, Any] = json.loads(body)
        sources, tolls = words(" ".join(incident["roots"])), incident["tolls"]
        best = {f"new_{kind}_best": _best(tolls, kind) for kind in _KINDS}
    except (ValueError, KeyError, TypeError):
        return {f"new_{name}": "" if name == "source_words" else None for name in _names()}
    return {"new_source_words": f" {' '.join(sources)} " if sources else "", **best}


def _best(tolls: Iterable[Mapping[str, Any]], kind: str) -> int | None:
    found = (toll["best"] for toll in tolls if (toll["kind"], toll["group"]) == (kind, ""))
    number = next(found, None)
    return None if number is None else min(number, _BIGGEST)

"""What a review asks of incidents first: those of a grade by their dead, and those that a weak link holds together.

Revision ID: 0006
"""

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BATCH = 500


def upgrade() -> None:
    """Add the score of the weakest link, filled from what is there, and the two indexes."""
    for name in ("incidents", "opened_incidents"):
        op.add_column(name, sa.Column("weakest_link", sa.Float))
        _fill(name)
    op.drop_index("ix_incidents_grade", "incidents")
    op.create_index("incidents_by_grade", "incidents", ["grade", "killed_best", "id"])
    op.create_index("incidents_by_link", "incidents", ["weakest_link", "id"])


def _fill(name: str) -> None:
    table = sa.table(name, sa.column("id"), sa.column("body"), sa.column("weakest_link"))
    put = sa.update(table).where(table.c.id == sa.bindparam("of")).values(weakest_link=sa.bindparam("score"))
    connection, last = op.get_bind(), ""
    # By pages of ids: a record does not fit in memory, and a row that is being read is not changed.
    page = sa.select(table.c.id, table.c.body).order_by(table.c.id).limit(_BATCH)
    while rows := connection.execute(page.where(table.c.id > last)).all():
        scores = [{"of": row.id, "score": score} for row in rows if (score := _weakest(row.body)) is not None]
        if scores:
            connection.execute(put, scores)
        last = rows[-1].id


def _weakest(body: str) -> float | None:
    """Return the least score of an incident's links, None where it cannot be read: `marsad verify` tells of it."""
    try:
        incident: Mapping[str, Any] = json.loads(body)
        return min((float(link["score"]) for link in incident["links"]), default=None)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None

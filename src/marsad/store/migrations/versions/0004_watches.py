"""What the watches ask of claims by their type and of incidents in series, and what is locked.

Revision ID: 0004
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from marsad.ids import sha256_hex

revision = "0004"
down_revision = "0003"


_BIGGEST = 2**63 - 1
_BATCH = 500
_EMPTY: Mapping[str, Any] = {
    "time_precision": "",
    "radius_km": None,
    "count_low": None,
    "injured_low": None,
    "injured_high": None,
    "root_marks": "",
}


def upgrade() -> None:
    """Add the columns, filled from what is there, and the tables of locks, which the next linking fills."""
    _add_types_of_claims()
    _add_series_of_incidents()
    _add_locks()


def _add_types_of_claims() -> None:
    op.add_column("claims", sa.Column("type", sa.Text, nullable=False, server_default=""))
    # A body that somebody has changed must not stop the migration: verifying the record tells of it.
    type_of = "CASE WHEN json_valid(body) THEN json_extract(body, '$.type') END"
    if op.get_bind().dialect.name == "postgresql":
        type_of = """substring(body from '"type":"([a-z_]+)"')"""
    op.execute(sa.text(f"UPDATE claims SET type = coalesce({type_of}, '')".replace(":", "\\:")))
    op.create_index("claims_by_type", "claims", ["type", "report", "position"])


def _add_series_of_incidents() -> None:
    for name in ("time_precision", "root_marks"):
        op.add_column("incidents", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("incidents", sa.Column("radius_km", sa.Float))
    for name in ("count_low", "injured_low", "injured_high"):
        op.add_column("incidents", sa.Column(name, sa.BigInteger))
    _fill()
    tolls = [f"{kind}_{bound}" for kind in ("killed", "injured") for bound in ("low", "best", "high")]
    columns = ["start_day", "end_day", "time_precision", "grade", "phase", "type", "is_roundup", "count_low"]
    columns += [*tolls, "root_marks", "id"]
    op.create_index("incidents_by_country", "incidents", ["country", *columns])
    op.drop_index("incidents_by_point", "incidents")
    op.create_index("incidents_by_point", "incidents", ["latitude", "longitude", "radius_km", *columns])


def _add_locks() -> None:
    op.create_table(
        "locks",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("is_beside", sa.Boolean, nullable=False),
    )
    texts = (
        "type", "phase", "grade", "country", "place_words", "parties", "body", "source_words", "time_precision",
        "root_marks",
    )  # fmt: skip
    kinds = ("injured", "missing", "displaced", "detained")
    counts = (
        *(f"killed_{bound}" for bound in ("low", "best", "high")),
        *(f"{kind}_best" for kind in kinds),
        "count_low",
        "injured_low",
        "injured_high",
    )
    op.create_table(
        "opened_incidents",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *(sa.Column(name, sa.Date) for name in ("start_day", "end_day")),
        *(sa.Column(name, sa.Float) for name in ("latitude", "longitude", "radius_km")),
        *(sa.Column(name, sa.BigInteger) for name in counts),
        sa.Column("is_roundup", sa.Boolean, nullable=False),
        sa.Column("instead_of", sa.Text, nullable=False),
    )
    op.create_index("opened_incidents_by_point", "opened_incidents", ["latitude", "longitude"])
    op.create_table(
        "opened_incident_claims",
        sa.Column("incident", sa.Text, sa.ForeignKey("opened_incidents.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("as_incident", sa.Text, nullable=False),
    )
    for table, column in (
        ("locks", "report"),
        ("opened_incidents", "instead_of"),
        ("opened_incident_claims", "claim"),
        ("opened_incident_claims", "as_incident"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _fill() -> None:
    table = sa.table("incidents", *(sa.column(name) for name in ("id", "body", *_EMPTY)))
    put = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("of"))
        .values({name: sa.bindparam(f"new_{name}") for name in _EMPTY})
    )
    connection, last = op.get_bind(), ""
    # By pages of ids: a record does not fit in memory, and a row that is being read is not changed.
    page = sa.select(table.c.id, table.c.body).order_by(table.c.id).limit(_BATCH)
    while rows := connection.execute(page.where(table.c.id > last)).all():
        connection.execute(put, [{"of": row.id, **_values(row.body)} for row in rows])
        last = rows[-1].id


def _values(body: str) -> dict[str, object]:
    """Return the new columns of an incident, empty for one that cannot be read: `marsad verify` tells of it."""
    try:
        incident: Mapping[str, Any] = json.loads(body)
        injured = _injured(incident["tolls"])
        found = {
            "time_precision": incident["time"]["precision"] if incident["time"] else "",
            "radius_km": incident["place"]["radius_km"] if incident["place"] else None,
            "count_low": _fit(incident["count"]["low"] if incident["count"] else None),
            "injured_low": _fit(injured.get("low")),
            "injured_high": _fit(injured.get("high")),
            "root_marks": " ".join(sorted(sha256_hex(root.encode())[:8] for root in incident["roots"])[:200]),
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        found = dict(_EMPTY)
    return {f"new_{name}": value for name, value in found.items()}


def _injured(tolls: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    return next((toll for toll in tolls if (toll["kind"], toll["group"]) == ("injured", "")), {})


def _fit(number: int | None) -> int | None:
    return None if number is None else min(number, _BIGGEST)

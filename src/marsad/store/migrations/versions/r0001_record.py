"""The first schema of a record.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from marsad.store.dialects import schema_statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the search index and the triggers that keep what is kept for ever."""
    _kept_tables()
    _view_tables()
    for statement in schema_statements(op.get_bind().dialect.name, _APPEND_ONLY):
        op.get_bind().exec_driver_sql(statement)


_APPEND_ONLY = ("originals", "reports", "judgements", "journal")


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _kept_tables() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.Text, primary_key=True),
        _text("name"),
        _text("media_type"),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False, unique=True),
        sa.Column("original", sa.Text, sa.ForeignKey("originals.sha256"), nullable=False),
        sa.Column("published", sa.Date),
        _text("body"),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False, unique=True),
        _text("body"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        *(_text(name) for name in ("time", "action", "subject", "body", "previous")),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
    )
    op.create_index("journal_by_action", "journal", ["action", "seq"])


def _view_tables() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        _text("body"),
    )
    op.create_index("claims_by_report", "claims", ["report", "position"])
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text, primary_key=True),
        *(_text(name) for name in ("type", "phase", "grade")),
        sa.Column("start_day", sa.Date),
        sa.Column("end_day", sa.Date),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        _text("country"),
        *(sa.Column(f"killed_{name}", sa.BigInteger) for name in ("low", "best", "high")),
        *(_text(name) for name in ("place_words", "parties", "body")),
    )
    for name in ("type", "grade", "start_day", "end_day", "killed_best"):
        op.create_index(f"ix_incidents_{name}", "incidents", [name])
    op.create_index("incidents_by_point", "incidents", ["latitude", "longitude"])
    op.create_table(
        "incident_claims",
        sa.Column("incident", sa.Text, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("claim"),
        _text("as_incident"),
    )
    for name in ("claim", "as_incident"):
        op.create_index(f"ix_incident_claims_{name}", "incident_claims", [name])

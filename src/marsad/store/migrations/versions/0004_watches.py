"""What the watches ask of claims by their type, and what is locked.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, filled from what is there, and the tables of locks, which the next linking fills."""
    op.add_column("claims", sa.Column("type", sa.Text, nullable=False, server_default=""))
    # A body that somebody has changed must not stop the migration: verifying the record tells of it.
    type_of = "CASE WHEN json_valid(body) THEN json_extract(body, '$.type') END"
    if op.get_bind().dialect.name == "postgresql":
        type_of = """substring(body from '"type":"([a-z_]+)"')"""
    op.execute(sa.text(f"UPDATE claims SET type = coalesce({type_of}, '')".replace(":", "\\:")))
    op.create_index("claims_by_type", "claims", ["type", "report", "position"])
    op.create_table(
        "locks",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("is_beside", sa.Boolean, nullable=False),
    )
    texts = ("type", "phase", "grade", "country", "place_words", "parties", "body", "source_words")
    kinds = ("injured", "missing", "displaced", "detained")
    counts = (*(f"killed_{bound}" for bound in ("low", "best", "high")), *(f"{kind}_best" for kind in kinds))
    op.create_table(
        "opened_incidents",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        *(sa.Column(name, sa.Date) for name in ("start_day", "end_day")),
        *(sa.Column(name, sa.Float) for name in ("latitude", "longitude")),
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

"""What the watches ask of claims by their type.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, filled from what is there."""
    op.add_column("claims", sa.Column("type", sa.Text, nullable=False, server_default=""))
    # A body that somebody has changed must not stop the migration: verifying the record tells of it.
    type_of = "CASE WHEN json_valid(body) THEN json_extract(body, '$.type') END"
    if op.get_bind().dialect.name == "postgresql":
        type_of = """substring(body from '"type":"([a-z_]+)"')"""
    op.execute(sa.text(f"UPDATE claims SET type = coalesce({type_of}, '')".replace(":", "\\:")))
    op.create_index("claims_by_type", "claims", ["type", "report", "position"])

"""What linking knows of each claim, so that a new report touches only what it may belong to.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables, empty: the next linking fills them."""
    op.add_column("incidents", sa.Column("is_roundup", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("incidents_by_start", "incidents", ["is_roundup", "start_day"])
    op.create_table(
        "incident_branches",
        sa.Column("branch", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
    )
    op.create_table(
        "filings",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("claim", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("report", "component", "body")),
    )
    for name in ("report", "component"):
        op.create_index(f"ix_filings_{name}", "filings", [name])
    op.create_table(
        "link_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("filing", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )

"""Which reports a captured file holds: whoever may not see one of them is not given the file.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the index of reports by their file."""
    op.create_index("reports_by_original", "reports", ["original"])

"""The tables of the record: what is kept for ever, and the views that are computed from it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
)

__all__ = [
    "APPEND_ONLY",
    "claims",
    "filings",
    "incident_branches",
    "incident_claims",
    "incidents",
    "journal",
    "judgements",
    "link_keys",
    "lock_changes",
    "locks",
    "metadata",
    "opened_incident_claims",
    "opened_incidents",
    "originals",
    "reports",
    "sessions",
    "tokens",
    "users",
]

metadata = MetaData()

SERIES_COLUMNS = (
    "start_day",
    "end_day",
    "time_precision",
    "grade",
    "phase",
    "type",
    "is_roundup",
    "count_low",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
    "root_marks",
    "id",
)
"""What series are counted from, in the order in which they are: two indexes hold all of it."""

originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# `seq` is that of the journal entry that added the row: the order of adding, and the tie to the chain.
reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("original", ForeignKey("originals.sha256"), nullable=False),
    Column("published", Date),
    Column("body", Text, nullable=False),
    Index("reports_by_original", "original"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("body", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("time", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Index("journal_by_action", "action", "seq"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("type", Text, nullable=False, server_default=""),
    Index("claims_by_report", "report", "position"),
    Index("claims_by_type", "type", "report", "position"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False, index=True),
    Column("phase", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("start_day", Date, index=True),
    Column("end_day", Date, index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("country", Text, nullable=False),
    Column("killed_low", BigInteger),
    Column("killed_best", BigInteger, index=True),
    Column("killed_high", BigInteger),
    Column("place_words", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("source_words", Text, nullable=False, server_default=""),
    Column("injured_best", BigInteger),
    Column("missing_best", BigInteger),
    Column("displaced_best", BigInteger),
    Column("detained_best", BigInteger),
    Column("is_roundup", Boolean, nullable=False, server_default=false()),
    Column("time_precision", Text, nullable=False, server_default=""),
    Column("radius_km", Float),
    Column("count_low", BigInteger),
    Column("injured_low", BigInteger),
    Column("injured_high", BigInteger),
    Column("root_marks", Text, nullable=False, server_default=""),
    Column("weakest_link", Float),
    Index("incidents_by_point", "latitude", "longitude", "radius_km", *SERIES_COLUMNS),
    Index("incidents_by_start", "is_roundup", "start_day"),
    Index("incidents_by_country", "country", *SERIES_COLUMNS),
    Index("incidents_by_grade", "grade", "killed_best", "id"),
    Index("incidents_by_link", "weakest_link", "id"),
)

# `as_incident` is the id that an incident has whose earliest claim this is: an id that was merged away is
# found here and leads to the incident that now holds its claim.
incident_claims = Table(
    "incident_claims",
    metadata,
    Column("incident", ForeignKey("incidents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("claim", Text, nullable=False, index=True),
    Column("as_incident", Text, nullable=False, index=True),
)

incident_branches = Table(
    "incident_branches",
    metadata,
    Column("branch", Text, primary_key=True),
    Column("digest", Text, nullable=False),
)

# Claims that are absent for viewers without the right to locked values; the text of their reports is too.
locks = Table(
    "locks",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("report", Text, nullable=False, index=True),
    Column("is_beside", Boolean, nullable=False),
)

# The journal entry with which the locks last changed, in one row: answers given as of before it may show too much.
lock_changes = Table(
    "lock_changes",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
)

# What these viewers see in the place of incidents that hold such claims, with the columns of `incidents`.
opened_incidents = Table(
    "opened_incidents",
    metadata,
    *(Column(column.name, column.type, primary_key=column.primary_key, nullable=column.nullable)
      for column in incidents.columns),
    Column("instead_of", Text, nullable=False, index=True),
    Index("opened_incidents_by_point", "latitude", "longitude"),
)  # fmt: skip

opened_incident_claims = Table(
    "opened_incident_claims",
    metadata,
    Column("incident", ForeignKey("opened_incidents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("claim", Text, nullable=False, index=True),
    Column("as_incident", Text, nullable=False, index=True),
)

# What linking knows of each claim, the component that it is in, and the keys under which others find it.
filings = Table(
    "filings",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False, unique=True),
    Column("report", Text, nullable=False, index=True),
    Column("component", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

link_keys = Table(
    "link_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("filing", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Who may use a desk. These rows change, each change with an entry of the journal; `key` is the hash of a secret.
users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False, index=True),
    Column("expires", Text, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("user", Text, nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("expires", Text),
)

APPEND_ONLY = ("originals", "reports", "judgements", "journal")

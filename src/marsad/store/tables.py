"""The tables of the record: what is kept for ever, and the views that are computed from it."""

from sqlalchemy import (
    BigInteger,
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
)

__all__ = [
    "APPEND_ONLY",
    "claims",
    "incident_claims",
    "incidents",
    "journal",
    "judgements",
    "metadata",
    "originals",
    "reports",
]

metadata = MetaData()

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
    Index("claims_by_report", "report", "position"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False, index=True),
    Column("phase", Text, nullable=False),
    Column("grade", Text, nullable=False, index=True),
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
    Index("incidents_by_point", "latitude", "longitude"),
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

APPEND_ONLY = ("originals", "reports", "judgements", "journal")

"""Alembic runs this file: migrate on the connection, and in the transaction, of the caller."""

from alembic import context

from marsad.store.schema import VERSION_TABLE
from marsad.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()

"""The schema of a record: made where there is none, brought up to date where it is old."""

from sqlalchemy import Connection, Engine, inspect, text

from marsad.errors import StoreError
from marsad.store.dialects import Dialect

__all__ = ["HEAD", "VERSION_TABLE", "ensure_schema"]

HEAD = "0007"
VERSION_TABLE = "marsad_schema"


def ensure_schema(engine: Engine, dialect: Dialect) -> None:
    """Make or migrate the schema in one transaction; a record that is up to date is only looked at.

    Raises StoreError for a database of something else and for a record of a newer program.
    """
    with engine.connect() as connection:
        version = _version(connection, dialect)
    dialect.prepare(engine)
    if version == HEAD:
        return
    with engine.connect().execution_options(**dialect.write_options) as connection, connection.begin():
        dialect.lock(connection)
        if _version(connection, dialect) != HEAD:  # another process may have done it meanwhile
            _migrate(connection, dialect)


def _version(connection: Connection, dialect: Dialect) -> str | None:
    """Return the schema's version, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if tables:
        raise StoreError(
            f"{dialect.name} holds tables that are not of a Marsad record; give another database"
        )
    return None


def _migrate(connection: Connection, dialect: Dialect) -> None:
    from alembic import command  # a third of a second that a record which is up to date need not wait
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"{dialect.name} was written by a newer Marsad; update this one (pip install -U marsad): {error}"
        ) from error

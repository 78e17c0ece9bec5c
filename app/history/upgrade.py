"""Which format a database has, and bringing it up to the one this program knows.

Importing Alembic takes longer than opening a history, so it happens only when a migration is due. To add one:
write `migrations/versions/<number>_<what>.py` and append its number to `REVISIONS`; a test compares both with the
tables. An installer has to ship the folder `migrations` as files beside this module.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from app.history.problems import newer, not_ours

MIGRATIONS = Path(__file__).with_name("migrations")

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every format there has been, oldest first; the last is the one this program reads and writes."""


def stored_revision(connection: Connection, path: Path) -> str | None:
    """The format of the database, None when it is still empty.

    Problem when it is some other program's database, or of a newer format than this program knows.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise not_ours(path, f"tables: {', '.join(tables[:10])}")
    revisions = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    if len(revisions) != 1:
        raise not_ours(path, f"revisions: {revisions}")
    revision = str(revisions[0])
    if revision not in REVISIONS:
        raise newer(path, revision, REVISIONS[-1])
    return revision


def upgrade(connection: Connection) -> None:
    """Run the migrations that are due inside the transaction that is open on `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, REVISIONS[-1])

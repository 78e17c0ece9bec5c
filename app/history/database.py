"""The SQLite file: opened, checked, migrated, written in whole transactions. What only SQLite knows is here."""

import filecmp
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.orm import Session

from app.domain.problem import Problem
from app.history import upgrade
from app.history.backup_files import sync as _sync
from app.history.problems import damaged, is_damage, not_a_folder, told_as_problem, vanished
from app.history.stamp import note_as_left, sound_since, stamp_path

FILE_NAME = "earshot.db"
BUSY_TIMEOUT_S = 5.0
"""How long to wait for another program's transaction before saying that the history is locked."""

_WRITES = "earshot_writes"
_PAGES_AT_ONCE = 256

log = logging.getLogger(__name__)


class Database:
    """One database file. Any number of threads and programs may use it at once, each in its own transaction."""

    def __init__(self, folder: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        """Open or make the database in `folder`; Problem when it cannot be used, and then nothing was changed."""
        self.path = folder / FILE_NAME
        # Threads take turns here, in order; SQLite's own waiting is by chance and meant for other programs.
        self._one_writer = Lock()
        with told_as_problem(self.path):
            _make_folder(folder)
            self._refuse_to_begin_anew()
            self.engine = _engine(self.path, busy_timeout_s)
            self._writer = self.engine.execution_options(**{_WRITES: True})
            try:
                self._prepare()
            except BaseException:
                self.engine.dispose()
                raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the history, whatever others write meanwhile."""
        with told_as_problem(self.path), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are kept together at the end, or not at all when anything is raised."""
        with self._one_writer, told_as_problem(self.path), Session(self._writer) as session, session.begin():
            yield session
            session.flush()
            self._refuse_to_lose()

    def check(self) -> None:
        """Read the whole file through; Problem when it is not sound. Takes seconds in a large history."""
        with told_as_problem(self.path), self.engine.connect() as connection:
            found = faults(connection)
            if found:
                raise damaged(self.path, found)
        self._checked_at = datetime.now(UTC)

    def close(self) -> None:
        """Bring what is in the write-ahead log into the file and let go of it."""
        try:
            with told_as_problem(self.path), self._raw() as raw:
                # PASSIVE never waits for another program; what is left over stays in the log, which is as safe.
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except Problem as problem:
            log.warning("closing the history: %s (%s)", problem.what, problem.detail)
        self.engine.dispose()
        if self._still_there():
            note_as_left(self.path, self._checked_at)

    def _prepare(self) -> None:
        with self.engine.connect() as connection:
            revision = upgrade.stored_revision(connection, self.path)
        with self._raw() as raw:
            raw.execute("PRAGMA journal_mode = WAL").fetchall()
        self._identity = _identity(self.path)
        sound = sound_since(self.path)
        if sound is None:
            self.check()
        else:
            self._checked_at = sound
        if revision != upgrade.REVISIONS[-1]:
            self._migrate()
        with self._writer.connect() as connection:
            # Taking the write lock once tells a read-only or locked folder now, not after the first recording.
            connection.begin()

    def _migrate(self) -> None:
        with self._writer.connect() as connection:
            raw = _driver(connection)
            # Rebuilding a table needs this off, and SQLite ignores it inside a transaction.
            raw.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    # Another program may have migrated while this one waited for the lock.
                    revision = upgrade.stored_revision(connection, self.path)
                    if revision != upgrade.REVISIONS[-1]:
                        if revision is not None:
                            self._copy_before_migration()
                        upgrade.upgrade(connection)
                        if raw.execute("PRAGMA foreign_key_check").fetchone():
                            raise RuntimeError("a migration left rows without what they belong to")
            finally:
                raw.execute("PRAGMA foreign_keys = ON")

    def _copy_before_migration(self) -> None:
        """A whole copy beside the file before its format changes, under its name only once it is complete."""
        name = f"earshot-before-{upgrade.REVISIONS[-1]}"
        part = self.path.with_name(f"{name}.db.part")
        part.unlink(missing_ok=True)
        try:
            with self.engine.connect() as connection:
                copy_whole(connection, part)
            # A restored older history is migrated once more; what was kept the first time is not replaced.
            copy = self.path.with_name(f"{name}.db")
            for number in count(2):
                if not copy.exists() or filecmp.cmp(copy, part, shallow=False):
                    break
                copy = self.path.with_name(f"{name}-{number}.db")
            part.replace(copy)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _refuse_to_begin_anew(self) -> None:
        """A folder that had a history must not silently get an empty one; SQLite would even throw its log away."""
        log_path = self.path.with_name(self.path.name + "-wal")
        had_history = stamp_path(self.path).exists() or _size(log_path)
        if had_history and not _size(self.path):
            raise vanished(self.path)

    def _refuse_to_lose(self) -> None:
        """On most systems a deleted file can still be written, and what is written is gone at the end."""
        if not self._still_there():
            raise vanished(self.path)

    def _still_there(self) -> bool:
        with suppress(OSError):
            return _identity(self.path) == self._identity
        return False

    @contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        """A connection outside of any transaction, for what SQLite does only there."""
        with self.engine.connect() as connection:
            yield _driver(connection)


def faults(connection: Connection) -> str:
    """What is wrong in the file, read through as a whole; empty when it is sound."""
    raw = _driver(connection)
    try:
        found = [str(row[0]) for row in raw.execute("PRAGMA quick_check(20)")]
        if found != ["ok"]:
            return "; ".join(found)
        orphans = raw.execute("PRAGMA foreign_key_check").fetchmany(20)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return str(error)
        raise
    return f"rows without what they belong to: {orphans}" if orphans else ""


def copy_whole(connection: Connection, part: Path, tick: Callable[[float], None] | None = None) -> None:
    """One state of the database as a file of its own, on the disk when this returns; `part` is new or empty.

    Others go on writing meanwhile. `tick` is told the share done between pages and may sleep, or raise to stop.
    """
    source = _driver(connection)
    # One transaction over all pages: SQLite would begin again each time that somebody else writes.
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    target = sqlite3.connect(part, isolation_level=None)
    try:
        # The copy counts only once it is complete, so that it needs no journal of its own.
        target.execute("PRAGMA journal_mode = OFF").fetchall()
        target.execute("PRAGMA synchronous = OFF")
        source.backup(
            target,
            pages=_PAGES_AT_ONCE,
            progress=lambda _, left, whole: tick(1.0 - left / whole) if tick and whole else None,
        )
        # A file in write-ahead mode could not be looked at in a folder that may not be written to.
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()
        source.execute("ROLLBACK")
    _sync(part)


@contextmanager
def standing(path: Path, *, frozen: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Iterator[Connection]:
    """A connection to a database that is there already, of whatever format, for looking and copying.

    `frozen`: nobody writes it; then it may lie where nothing can be written, and nothing is left beside it.
    """
    where = f"{path.absolute().as_uri()}?{'mode=ro&immutable=1' if frozen else 'mode=rw'}"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(where, uri=True, timeout=busy_timeout_s, isolation_level=None),
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        yield connection


def hold_alone(connection: Connection) -> bool:
    """Keep everybody else out until the connection is closed, with all that was written in the one file.

    False where the file is no database any more; SQLite's "locked" when anybody has it open, even idle.
    """
    raw = _driver(connection)
    try:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        # Leaving the write-ahead log is what SQLite does only for one who is alone.
        raw.execute("PRAGMA journal_mode = DELETE").fetchall()
        raw.execute("BEGIN EXCLUSIVE")
        # The lock stays; inside a transaction that may write, nothing can be copied.
        raw.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    return True


def _engine(path: Path, busy_timeout_s: float) -> Engine:
    # isolation_level None hands transactions over to the BEGIN below; the driver's own come too late for reads.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_timeout_s, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def set_up(raw: sqlite3.Connection, _record: object) -> None:
        try:
            raw.execute("PRAGMA foreign_keys = ON")
            # FULL, and the drive's own cache on macOS: what was confirmed survives a power cut, not only a crash.
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA fullfsync = ON")
        except sqlite3.Error:
            raw.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE waits for the write lock at the start; a reader that turns writer would fail without waiting.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _driver(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise not_a_folder(folder) from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino

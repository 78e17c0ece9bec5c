"""What a backup holds, read without migrating it or leaving anything beside it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, column, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from app.domain.problem import Problem
from app.history import upgrade
from app.history.backup_takes import KeptTake, kept_takes
from app.history.database import faults, standing
from app.history.problems import damaged_backup, newer_backup, no_such_backup, not_ours, told_as_problem
from app.history.tables import BaselineRow, InspectionRow, MachineRow, TakeRow


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What is in a backup; a number is None where it could not be read.

    `whole`: it was read through and is sound. `trouble` says why it cannot be restored: damaged, written by a
    newer Earshot, or no history at all.
    """

    path: Path
    size_bytes: int
    revision: str | None = None
    machines: int | None = None
    inspections: int | None = None
    newest_inspection_at: datetime | None = None
    baselines: int | None = None
    takes: int | None = None
    whole: bool = False
    trouble: Problem | None = None


def contents(path: Path) -> BackupContents:
    """Look into a backup of any format. Reads it through, so it takes seconds for a large one.

    Problem only when there is no such file or it may not be read; what is wrong inside is in `trouble`.
    """
    with opened_backup(path) as connection:
        size_bytes = path.stat().st_size
        try:
            revision = revision_in(connection, path)
        except Problem as trouble:
            return BackupContents(path, size_bytes, trouble=trouble)
        found = faults(connection)
        newer = revision not in upgrade.REVISIONS
        trouble_now = newer_backup(path, revision, upgrade.REVISIONS[-1]) if newer else None
        return BackupContents(
            path,
            size_bytes,
            revision,
            machines=_one(connection, select(func.count()).select_from(MachineRow)),
            inspections=_one(connection, select(func.count()).select_from(InspectionRow)),
            newest_inspection_at=_one(connection, select(func.max(InspectionRow.when_at))),
            baselines=_one(connection, select(func.count()).select_from(BaselineRow)),
            takes=_one(connection, select(func.count()).select_from(TakeRow)),
            whole=not found,
            trouble=damaged_backup(path, found) if found else trouble_now,
        )


def takes_in(path: Path) -> Iterator[KeptTake]:
    """Every take that a backup knows, with the machine and the visit it belongs to; Problem when it is damaged."""
    after = ""
    with opened_backup(path) as connection:
        while True:
            try:
                some = kept_takes(connection, after).takes
            except DBAPIError as error:
                raise damaged_backup(path, str(error)) from error
            if not some:
                return
            yield from some
            after = some[-1].take.id


@contextmanager
def opened_backup(path: Path) -> Iterator[Connection]:
    """A connection to a backup, whatever its format; Problem when there is none that can be read."""
    if not path.is_file():
        raise no_such_backup(path)
    with ExitStack() as stack:
        try:
            # A copy of a whole folder may have its log still beside it; then that holds what was written last.
            frozen = not path.with_name(f"{path.name}-wal").exists()
            connection = stack.enter_context(standing(path, frozen=frozen))
        except DBAPIError as error:
            raise no_such_backup(path, str(error)) from error
        stack.enter_context(told_as_problem(path))
        yield connection


def revision_in(connection: Connection, path: Path) -> str:
    """The format of the backup at `path`; Problem when it is damaged or no history."""
    try:
        if not {"alembic_version", "machines", "inspections"} <= set(inspect(connection).get_table_names()):
            raise not_ours(path)
        return str(connection.scalar(select(column("version_num")).select_from(table("alembic_version"))))
    except DBAPIError as error:
        raise damaged_backup(path, str(error)) from error


def _one(connection: Connection, query: Select[Any]) -> Any:
    try:
        return connection.scalar(query)
    except (DBAPIError, Problem):
        return None

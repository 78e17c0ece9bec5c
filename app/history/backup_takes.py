"""Which recordings a database knows and whose they are: asked of the history itself and of old backups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, inspect, select

from app.domain.take import SoundFormat, Take
from app.history.tables import (
    BaselineRow,
    BaselineTakeRow,
    ConditionRow,
    InspectionRow,
    MachineRow,
    PointRow,
    RoomSoundRow,
    TakeRow,
)

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeptTake:
    """A take and where it was used last: `visit_id` is the newest inspection of it, None when it has none.

    Without one, `machine` and `when_at` are those of the baseline learnt from it, or of the room sound it is.
    Both are empty for a take that nothing uses.
    """

    take: Take
    machine: str = ""
    when_at: datetime | None = None
    visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class SomeTakes:
    """The next few takes by id, and how many there are from the first of them to the end."""

    takes: tuple[KeptTake, ...]
    left: int


def kept_takes(connection: Connection, after: str = "", limit: int = AT_ONCE) -> SomeTakes:
    """The takes behind the one of the id `after`; none at the end. Only columns that every format has are read."""
    left = connection.scalar(select(func.count()).select_from(TakeRow).where(TakeRow.id > after))
    rows = connection.execute(
        select(
            TakeRow.id,
            TakeRow.sha256,
            TakeRow.file_name,
            TakeRow.stored_as,
            TakeRow.sample_rate_hz,
            TakeRow.channels,
            TakeRow.frames,
            TakeRow.container,
            TakeRow.encoding,
            TakeRow.bits,
        )
        .where(TakeRow.id > after)
        .order_by(TakeRow.id)
        .limit(limit)
    ).all()
    used = _last_use(connection, [row.id for row in rows]) if rows else {}
    return SomeTakes(tuple(KeptTake(_take(row), *used.get(row.id, ())) for row in rows), left or 0)


def _take(row: Any) -> Take:
    form = SoundFormat(row.sample_rate_hz, row.channels, row.frames, row.container, row.encoding, row.bits)
    return Take(row.sha256, row.file_name, row.stored_as, form, id=row.id)


def _last_use(connection: Connection, take_ids: Sequence[str]) -> dict[str, tuple[str, datetime, str | None]]:
    """Machine, moment and visit of the newest use of each; a visit goes before everything else."""
    used: dict[str, tuple[str, datetime, str | None]] = {}
    queries = [_as_room(take_ids)] if inspect(connection).has_table(RoomSoundRow.__tablename__) else []
    for query in (*queries, _in_baselines(take_ids)):
        for take_id, machine, at in connection.execute(query):
            used[take_id] = (machine, at, None)
    for take_id, machine, at, visit_id in connection.execute(_in_visits(take_ids)):
        used[take_id] = (machine, at, visit_id)
    return used


def _in_visits(take_ids: Sequence[str]) -> Select[str, str, datetime, str]:
    return (
        select(InspectionRow.take_id, MachineRow.name, InspectionRow.when_at, InspectionRow.id)
        .join(MachineRow, MachineRow.id == InspectionRow.machine_id)
        .where(InspectionRow.take_id.in_(take_ids))
        .order_by(InspectionRow.when_at, InspectionRow.seq)
    )


def _in_baselines(take_ids: Sequence[str]) -> Select[str, str, datetime]:
    return (
        select(BaselineTakeRow.take_id, MachineRow.name, BaselineRow.learnt_at)
        .join(BaselineRow, BaselineRow.id == BaselineTakeRow.baseline_id)
        .join(ConditionRow, ConditionRow.id == BaselineRow.condition_id)
        .join(PointRow, PointRow.id == ConditionRow.point_id)
        .join(MachineRow, MachineRow.id == PointRow.machine_id)
        .where(BaselineTakeRow.take_id.in_(take_ids))
        .order_by(BaselineRow.learnt_at, BaselineRow.seq)
    )


def _as_room(take_ids: Sequence[str]) -> Select[str, str, datetime]:
    return (
        select(RoomSoundRow.take_id, MachineRow.name, RoomSoundRow.heard_at)
        .join(PointRow, PointRow.id == RoomSoundRow.point_id)
        .join(MachineRow, MachineRow.id == PointRow.machine_id)
        .where(RoomSoundRow.take_id.in_(take_ids))
        .order_by(RoomSoundRow.heard_at)
    )

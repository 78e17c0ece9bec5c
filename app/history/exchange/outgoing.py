"""Machines out of a history: their rows a few at a time, which recordings to send along, which photos."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select, union
from sqlalchemy.orm import Session

from app.domain.machine import Machine
from app.domain.review import BaselineEvent
from app.history.database import Database
from app.history.exchange.details import place_of
from app.history.exchange.kinds import OF_MACHINE, ROUTES, RUNS, SEEN, Kind, Row
from app.history.machines import Machines
from app.history.tables import (
    BaselineRow,
    BaselineTakeRow,
    ClipBandsRow,
    ConditionRow,
    HealthyCurveRow,
    InspectionDetailsRow,
    InspectionRow,
    ModelRow,
    NoteRow,
    PlacementRow,
    PointRow,
    RoomSoundRow,
    TakeRow,
)
from app.history.tables_fleet import (
    BinnedRow,
    MachineVersionRow,
    ReadingRow,
    RouteRow,
    RouteRunRow,
    SeenAlertRow,
)
from app.history.tables_review import BaselineChangeRow, ReviewRow

AT_ONCE = 200


class Recordings(StrEnum):
    """Which recordings travel; what was heard and said of them always does. The value is the word shown."""

    ALL = "all"
    NEWEST = "newest"
    BASELINES = "baselines"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording by its hash, where it lies below the history folder, and the name it came with."""

    sha256: str
    stored_as: str
    file_name: str


class OutgoingMachine:
    """A machine as it stood at one moment, whatever others write meanwhile."""

    def __init__(self, session: Session, machine_id: str) -> None:
        self._session = session
        self.machine: Machine = Machines(session).get(machine_id)

    def rows(self, kind: Kind) -> Iterator[Row]:
        """Its rows of a kind, each behind what it refers to."""
        return _rows(self._session, kind, _OF[kind.name](self.machine.id))

    def photos(self) -> list[str]:
        """Paths below the history folder of all photos it and its points have or had."""
        points = _points(self.machine.id)
        found = set(self._session.scalars(select(PlacementRow.photo).where(PlacementRow.point_id.in_(points))))
        for version in self._session.scalars(
            select(MachineVersionRow.machine).where(MachineVersionRow.machine_id == self.machine.id)
        ):
            found.add(version.get("photo", ""))
        return sorted((found | {self.machine.photo}) - {""})

    def newest_inspection(self) -> str | None:
        """The id of the last visit, None where there was none."""
        return self._session.scalar(
            select(InspectionRow.id)
            .where(InspectionRow.machine_id == self.machine.id)
            .order_by(InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())
            .limit(1)
        )


@contextmanager
def outgoing(database: Database, machine_id: str) -> Iterator[OutgoingMachine]:
    """The machine, to be read while this is open; KeyError for an unknown id."""
    with database.reading() as session:
        yield OutgoingMachine(session, machine_id)


def visit_count(session: Session, machine_ids: Collection[str]) -> int:
    """How many inspections there are of these machines."""
    counted = select(func.count()).select_from(InspectionRow).where(InspectionRow.machine_id.in_(machine_ids))
    return session.scalar(counted) or 0


def visit_ids(session: Session, machine_id: str) -> Iterator[str]:
    """The ids of a machine's inspections."""
    return iter(session.scalars(_inspections(machine_id).execution_options(yield_per=AT_ONCE)))


def eras(session: Session, machine_id: str) -> list[tuple[str, str, datetime | None]]:
    """Each condition of a machine, with each ear that heard it and the moment of each repair, or None."""
    ears = set(session.scalars(select(ClipBandsRow.ear_sha256).where(_clips(machine_id)).distinct()))
    repairs = session.execute(
        select(BaselineChangeRow.condition_id, BaselineChangeRow.changed_at).where(
            BaselineChangeRow.condition_id.in_(_conditions(machine_id)),
            BaselineChangeRow.event == BaselineEvent.REPAIR,
        )
    )
    moments: list[tuple[str, datetime | None]] = [(row.condition_id, row.changed_at) for row in repairs]
    moments += [(condition_id, None) for condition_id in session.scalars(_conditions(machine_id))]
    return [(condition_id, ear, when) for condition_id, when in moments for ear in sorted(ears)]


def recordings(session: Session, machine_id: str, which: Recordings, newest: int) -> Iterator[Recording]:
    """Those of a machine's recordings that are to travel, each once; `newest` is how many of each condition."""
    if which is Recordings.NONE:
        return
    if which is Recordings.NEWEST:
        ids = _newest(machine_id, newest)
    else:
        ids = _takes_of(machine_id) if which is Recordings.ALL else _learnt_or_reviewed(machine_id)
    chosen = select(TakeRow.sha256, TakeRow.stored_as, TakeRow.file_name).where(TakeRow.id.in_(ids))
    for row in session.execute(chosen.order_by(TakeRow.id).execution_options(yield_per=AT_ONCE)):
        yield Recording(row.sha256, row.stored_as, row.file_name)


def route_rows(session: Session, machine_ids: Collection[str]) -> dict[Kind, list[Row]]:
    """Wordings of those routes that never led past another machine, and the walks along them."""
    wanted = set(machine_ids)
    wordings = list(_rows(session, ROUTES, RouteRow.id.is_not(None)))
    others = {row["route_id"] for row in wordings if not row["machine_ids"] or set(row["machine_ids"]) - wanted}
    chosen = [row for row in wordings if row["route_id"] not in others]
    ids = {row["route_id"] for row in chosen}
    runs = _rows(session, RUNS, RouteRunRow.route_id.in_(ids))
    return {ROUTES: chosen, RUNS: [row for row in runs if not set(row["machine_ids"]) - wanted]}


def seen_rows(session: Session, alert_ids: Collection[str]) -> Iterator[Row]:
    """What was noted of these alerts."""
    wanted = sorted(alert_ids)
    for start in range(0, len(wanted), AT_ONCE):
        yield from _rows(session, SEEN, SeenAlertRow.alert_id.in_(wanted[start : start + AT_ONCE]))


def _rows(session: Session, kind: Kind, chosen: ColumnElement[bool]) -> Iterator[Row]:
    table = kind.rows.__table__
    read = select(*kind.columns).where(chosen).order_by(*(table.c[name] for name in kind.order))
    for row in session.execute(read.execution_options(yield_per=AT_ONCE)):
        values = dict(row._mapping)
        if kind.name == "takes":
            # Where it lies here is nobody else's business; hash and ending tell where it will lie there.
            values["stored_as"] = place_of(values["sha256"], values["stored_as"])
        yield values


def _points(machine_id: str) -> Select[str]:
    return select(PointRow.id).where(PointRow.machine_id == machine_id)


def _conditions(machine_id: str) -> Select[str]:
    return select(ConditionRow.id).where(ConditionRow.point_id.in_(_points(machine_id)))


def _baselines(machine_id: str) -> Select[str]:
    return select(BaselineRow.id).where(BaselineRow.condition_id.in_(_conditions(machine_id)))


def _inspections(machine_id: str) -> Select[str]:
    return select(InspectionRow.id).where(InspectionRow.machine_id == machine_id)


def _takes_of(machine_id: str) -> Select[str]:
    heard = union(
        select(InspectionRow.take_id).where(InspectionRow.machine_id == machine_id),
        select(BaselineTakeRow.take_id).where(BaselineTakeRow.baseline_id.in_(_baselines(machine_id))),
        select(RoomSoundRow.take_id).where(RoomSoundRow.point_id.in_(_points(machine_id))),
    ).subquery()
    return select(heard.c.take_id)


def _learnt_or_reviewed(machine_id: str) -> Select[str]:
    reviewed = select(ReviewRow.inspection_id).where(ReviewRow.inspection_id.in_(_inspections(machine_id)))
    heard = union(
        select(InspectionRow.take_id).where(InspectionRow.id.in_(reviewed)),
        select(BaselineTakeRow.take_id).where(BaselineTakeRow.baseline_id.in_(_baselines(machine_id))),
        select(RoomSoundRow.take_id).where(RoomSoundRow.point_id.in_(_points(machine_id))),
    ).subquery()
    return select(heard.c.take_id)


def _newest(machine_id: str, count: int) -> Select[str]:
    newest_first = (InspectionRow.when_at.desc(), InspectionRow.analysed_at.desc(), InspectionRow.seq.desc())
    place = func.row_number().over(partition_by=InspectionRow.condition_id, order_by=newest_first)
    ranked = (
        select(InspectionRow.take_id, place.label("place"))
        .where(InspectionRow.machine_id == machine_id)
        .subquery()
    )
    return select(ranked.c.take_id).where(ranked.c.place <= count)


def _models(machine_id: str) -> Select[str]:
    used = select(InspectionRow.model_id).where(
        InspectionRow.machine_id == machine_id, InspectionRow.model_id.is_not(None)
    )
    return select(ModelRow.id).where(ModelRow.id.in_(used))


def _clips(machine_id: str) -> ColumnElement[bool]:
    return ClipBandsRow.take_id.in_(_takes_of(machine_id))


def _binned(machine_id: str) -> ColumnElement[bool]:
    return or_(BinnedRow.thing_id == machine_id, BinnedRow.thing_id.in_(_inspections(machine_id)))


_OF: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "versions": lambda one: MachineVersionRow.machine_id == one,
    "takes": lambda one: TakeRow.id.in_(_takes_of(one)),
    "clip_bands": _clips,
    "models": lambda one: ModelRow.id.in_(_models(one)),
    "baselines": lambda one: BaselineRow.condition_id.in_(_conditions(one)),
    "baseline_takes": lambda one: BaselineTakeRow.baseline_id.in_(_baselines(one)),
    "baseline_changes": lambda one: BaselineChangeRow.condition_id.in_(_conditions(one)),
    "healthy_curves": lambda one: HealthyCurveRow.baseline_id.in_(_baselines(one)),
    "inspections": lambda one: InspectionRow.machine_id == one,
    "inspection_details": lambda one: InspectionDetailsRow.inspection_id.in_(_inspections(one)),
    "notes": lambda one: NoteRow.inspection_id.in_(_inspections(one)),
    "reviews": lambda one: ReviewRow.inspection_id.in_(_inspections(one)),
    "readings": lambda one: ReadingRow.condition_id.in_(_conditions(one)),
    "placements": lambda one: PlacementRow.point_id.in_(_points(one)),
    "room_sounds": lambda one: RoomSoundRow.point_id.in_(_points(one)),
    "binned": _binned,
}
assert list(_OF) == [kind.name for kind in OF_MACHINE]

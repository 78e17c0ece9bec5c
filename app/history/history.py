"""The history of all machines: what workflows see of this room. Each method is one transaction."""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from app.domain.baseline import Baseline
from app.domain.inspection import Inspection, MachineSummary, Visit
from app.domain.machine import Machine
from app.domain.placement import LastTime, Placement, RoomSound
from app.domain.quality import Quality
from app.domain.take import Clips, Take
from app.history import overview
from app.history.baselines import Baselines
from app.history.database import BUSY_TIMEOUT_S, Database
from app.history.inspections import Inspections
from app.history.machines import Machines
from app.history.placements import Placements
from app.history.takes import Takes


class History:
    """Machines, placements, takes, baselines and inspections in one folder, for several threads and programs.

    Every method may raise Problem when the disk or another program stands in the way; then nothing of it was
    kept and everything confirmed before still is. An id that is not in the history is a KeyError.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, folder: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Self:
        """Open the history in `folder`, or begin one there.

        Problem when it is locked, damaged, from a newer Earshot, or may not be written; nothing is changed then.
        """
        return cls(Database(folder, busy_timeout_s))

    def close(self) -> None:
        """Let go of the folder; the history must not be used any more."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._database.path.parent

    def check(self) -> None:
        """Read the whole database through, as opening does when it is due; Problem when it is damaged."""
        self._database.check()

    def add_machine(self, machine: Machine) -> Machine:
        """Keep a new machine; Problem when its name is empty or taken. Returns it as it is kept."""
        with self._database.writing() as session:
            return Machines(session).add(machine)

    def change_machine(self, machine: Machine) -> Machine:
        """Keep the new fields, points and conditions; Problem when a condition with history would go."""
        with self._database.writing() as session:
            return Machines(session).change(machine)

    def machine(self, machine_id: str) -> Machine:
        """The machine of that id."""
        with self._database.reading() as session:
            return Machines(session).get(machine_id)

    def machine_named(self, name: str) -> Machine | None:
        """The machine of that name, whatever its capitals and blanks."""
        with self._database.reading() as session:
            return Machines(session).named(name)

    def machines(self) -> list[Machine]:
        """Every machine, by name."""
        with self._database.reading() as session:
            return Machines(session).all()

    def summaries(self) -> list[MachineSummary]:
        """Every machine by name, with its last visit."""
        with self._database.reading() as session:
            return overview.summaries(session)

    def visits(self, machine_id: str, condition_id: str | None = None, limit: int = 500) -> list[Visit]:
        """The visits of a machine, or at one of its conditions, newest first."""
        with self._database.reading() as session:
            return overview.visits(session, machine_id, condition_id, limit)

    def last_time(self, condition_id: str) -> LastTime | None:
        """The newest inspection at a condition, as far as the next take should be made alike."""
        with self._database.reading() as session:
            return overview.last_time(session, condition_id)

    def add_placement(self, placement: Placement) -> Placement:
        """Keep how the microphone is placed at a point from now on; the placements before are kept too."""
        with self._database.writing() as session:
            return Placements(session).add(placement)

    def placement(self, point_id: str, at: datetime | None = None) -> Placement | None:
        """How the microphone is placed at a point: the newest, or the newest of those noted until `at`."""
        with self._database.reading() as session:
            return Placements(session).newest(point_id, at)

    def add_room(self, room: RoomSound) -> RoomSound:
        """Keep the room around a point with its take; returns it with the take the history has.

        A take that went through the quality gate is added by `add_take` before, so that its quality is kept.
        """
        with self._database.writing() as session:
            return Placements(session).add_room(room)

    def room(self, point_id: str) -> RoomSound | None:
        """The newest sound of the room around a point."""
        with self._database.reading() as session:
            return Placements(session).room(point_id)

    def baseline(self, condition_id: str) -> Baseline | None:
        """The newest baseline of a condition."""
        with self._database.reading() as session:
            return next(iter(Baselines(session).of(condition_id, limit=1)), None)

    def baselines(self, condition_id: str) -> list[Baseline]:
        """All baselines of a condition, newest first."""
        with self._database.reading() as session:
            return Baselines(session).of(condition_id)

    def add_baseline(self, baseline: Baseline) -> Baseline:
        """Keep a baseline as its condition's newest; returns it with the version it got. Its takes come first."""
        with self._database.writing() as session:
            return Baselines(session).add(baseline)

    def takes_of_baseline(self, baseline_id: str) -> list[Take]:
        """The takes a baseline was learnt from, in order."""
        with self._database.reading() as session:
            return Takes(session).of_baseline(baseline_id)

    def add_take(self, take: Take, clips: Clips, quality: Quality) -> Take:
        """Keep a take with its band levels; returns the one in the history, which may be there already."""
        with self._database.writing() as session:
            return Takes(session).keep(take, clips, quality)[0]

    def take(self, take_id: str) -> Take:
        """The take of that id."""
        with self._database.reading() as session:
            return Takes(session).get(take_id)

    def take_with(self, sha256: str) -> Take | None:
        """The take with that content."""
        with self._database.reading() as session:
            return Takes(session).with_sha256(sha256)

    def quality(self, take_id: str) -> Quality:
        """How a take passed the quality gate when it was added."""
        with self._database.reading() as session:
            return Takes(session).quality(take_id)

    def clips(self, take_id: str, ear_sha256: str) -> Clips | None:
        """The band levels which that ear gave for the take."""
        with self._database.reading() as session:
            return Takes(session).clips(take_id, ear_sha256)

    def add_inspection(self, inspection: Inspection) -> Inspection:
        """Keep an inspection with its take; returns it with the take the history has. It never changes again."""
        with self._database.writing() as session:
            return Inspections(session).add(inspection)

    def inspection(self, inspection_id: str) -> Inspection:
        """The inspection as it was given, with its newest note."""
        with self._database.reading() as session:
            return Inspections(session).get(inspection_id)

    def set_note(self, inspection_id: str, note: str) -> Inspection:
        """Give an inspection another note; the wordings before are kept in the history."""
        with self._database.writing() as session:
            return Inspections(session).set_note(inspection_id, note)

"""The history of all machines: what workflows see of this room. Each method is one transaction."""

from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from app.domain.baseline import Baseline
from app.domain.inspection import HeardVisit, Inspection, MachineSummary, Visit
from app.domain.machine import Machine
from app.domain.model_use import ModelChoice, ModelMonth
from app.domain.placement import LastTime, Placement, RoomSound
from app.domain.quality import Quality
from app.domain.review import BaselineChange, BaselineEvent, Review
from app.domain.take import Clips, Take
from app.history import overview
from app.history.baseline_log import Steps
from app.history.baselines import Baselines
from app.history.database import BUSY_TIMEOUT_S, Database
from app.history.heard_visits import heard_visits
from app.history.inspections import Inspections
from app.history.machines import Machines
from app.history.models_use import ModelsUse
from app.history.placements import Placements
from app.history.reviews import Reviews
from app.history.takes import Takes


class History:
    """Machines, takes, baselines, inspections and reviews in one folder, for several threads and programs.

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

    def heard_visits(self, condition_id: str, limit: int = 200) -> list[HeardVisit]:
        """The visits at a condition with what was heard at each, newest first; those without a clip left out."""
        with self._database.reading() as session:
            return heard_visits(session, condition_id, limit)

    def add_review(self, review: Review) -> Review:
        """Keep what was found after an inspection; the reviews before are kept too, and so is the verdict."""
        with self._database.writing() as session:
            return Reviews(session).add(review)

    def review(self, inspection_id: str) -> Review | None:
        """The review of an inspection that counts; None where there is none or it was taken back."""
        with self._database.reading() as session:
            return Reviews(session).newest(inspection_id)

    def reviews(self, inspection_id: str) -> list[Review]:
        """All reviews of an inspection, newest first."""
        with self._database.reading() as session:
            return Reviews(session).of(inspection_id)

    def baseline(self, condition_id: str) -> Baseline | None:
        """The baseline of a condition that counts; None where nothing was learnt, or not since a repair."""
        with self._database.reading() as session:
            return Baselines(session).counting(condition_id)

    def baseline_by_id(self, baseline_id: str) -> Baseline:
        """The baseline of that id, whether it counts or not."""
        with self._database.reading() as session:
            return Baselines(session).get(baseline_id)

    def baselines(self, condition_id: str) -> list[Baseline]:
        """All baselines there ever were of a condition, newest first."""
        with self._database.reading() as session:
            return Baselines(session).of(condition_id)

    def add_baseline(
        self,
        baseline: Baseline,
        event: BaselineEvent = BaselineEvent.LEARNT,
        what: str = "",
        by: str = "",
        instead_of: str | None = None,
    ) -> Baseline:
        """Keep a baseline that counts from now on; returns it with the version it got. Its takes come first.

        `instead_of` is the id of the one it was made from; Overtaken, a Problem, when another counts by now.
        """
        with self._database.writing() as session:
            return Baselines(session).add(baseline, event, what, by, instead_of)

    def baseline_changes(self, condition_id: str) -> list[BaselineChange]:
        """What happened to the baseline of a condition, newest first."""
        with self._database.reading() as session:
            return Baselines(session).changes(condition_id)

    def baseline_steps(self, condition_id: str) -> Steps:
        """What of that still stands, and what a redo could bring back."""
        with self._database.reading() as session:
            return Baselines(session).steps(condition_id)

    def repair(self, condition_id: str, what: str, by: str = "") -> BaselineChange:
        """From now on no baseline counts at the condition; Problem when none does already."""
        with self._database.writing() as session:
            return Baselines(session).repair(condition_id, what, by)

    def undo_baseline(self, condition_id: str, by: str = "") -> BaselineChange:
        """Take back the newest step of the log that stands; Problem when there is none. See `baseline_log`."""
        with self._database.writing() as session:
            return Baselines(session).undo(condition_id, by)

    def redo_baseline(self, condition_id: str, by: str = "") -> BaselineChange:
        """Take back the newest undo; Problem when there is none, or something new was done since."""
        with self._database.writing() as session:
            return Baselines(session).redo(condition_id, by)

    def choose_model(self, choice: ModelChoice) -> ModelChoice:
        """Keep which version judges a machine type from now on; the choices before are kept too."""
        with self._database.writing() as session:
            return ModelsUse(session).choose(choice)

    def model_choice(self, machine_type: str) -> ModelChoice | None:
        """The newest choice for a machine type."""
        with self._database.reading() as session:
            return next(iter(ModelsUse(session).choices(machine_type, limit=1)), None)

    def model_choices(self, machine_type: str) -> list[ModelChoice]:
        """All choices for a machine type, newest first."""
        with self._database.reading() as session:
            return ModelsUse(session).choices(machine_type)

    def model_months(self) -> list[ModelMonth]:
        """What the verdicts of each model came to, by month, oldest first."""
        with self._database.reading() as session:
            return ModelsUse(session).months()

    def inspections_of_type(self, machine_type: str) -> list[str]:
        """The ids of all inspections of machines of a type, newest first."""
        with self._database.reading() as session:
            return ModelsUse(session).inspections(machine_type)

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

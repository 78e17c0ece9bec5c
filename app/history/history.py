"""The history of all machines: what workflows see of this room. Each method is one transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime

from app.domain.baseline import Baseline
from app.domain.fleet import MachineSummary, StateChange
from app.domain.inspection import HeardVisit, Inspection, Visit
from app.domain.machine import Machine
from app.domain.model_use import ModelChoice, ModelMonth
from app.domain.placement import LastTime, Placement, RoomSound
from app.domain.quality import Quality
from app.domain.review import BaselineChange, BaselineEvent, Found, Review
from app.domain.take import Clips, Take
from app.domain.verdict import State
from app.history import backup_takes
from app.history.alerts import Alerts
from app.history.baseline_log import Steps
from app.history.baselines import Baselines
from app.history.bin import Bin
from app.history.database import Database
from app.history.fleet import fleet
from app.history.folder import HistoryFolder
from app.history.heard_visits import heard_visits
from app.history.inspections import Inspections
from app.history.last_time import last_time
from app.history.machine_log import MachineLog
from app.history.machines import Machines
from app.history.models_use import ModelsUse
from app.history.overview import Overview
from app.history.placements import Placements
from app.history.readings import Readings
from app.history.reviews import Reviews
from app.history.routes import Routes
from app.history.state_changes import state_changes
from app.history.story import Stories
from app.history.takes import Takes
from app.history.visits import Wanted, visits


class History(HistoryFolder):
    """Machines, takes, baselines, inspections and reviews in one folder, for several threads and programs.

    Every method may raise Problem when the disk or another program stands in the way; then nothing of it was
    kept and everything confirmed before still is. An id that is not in the history is a KeyError. What is in the
    bin is in no list; asked for by its id it is still told.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.machine_log = MachineLog(database)
        self.readings = Readings(database)
        self.stories = Stories(database)
        self.routes = Routes(database)
        self.alerts = Alerts(database)
        self.bin = Bin(database)
        self.overview = Overview(database)

    def add_machine(self, machine: Machine, by: str = "") -> Machine:
        """Keep a new machine; Problem when its name is empty or taken. Returns it as it is kept."""
        with self._database.writing() as session:
            return Machines(session).add(machine, by)

    def change_machine(self, machine: Machine, by: str = "") -> Machine:
        """Keep the new fields, points and conditions; Problem when a condition with history would go."""
        with self._database.writing() as session:
            return Machines(session).change(machine, by)

    def plan_machines(self, interval_days: Mapping[str, int | None], by: str = "") -> dict[str, int | None]:
        """Plan machines, by id; what those of them had that had another interval. One in the bin is left out."""
        with self._database.writing() as session:
            return Machines(session).plan(interval_days, by)

    def machine(self, machine_id: str) -> Machine:
        """The machine of that id."""
        with self._database.reading() as session:
            return Machines(session).get(machine_id)

    def machine_named(self, name: str) -> Machine | None:
        """The machine of that name, whatever its capitals and blanks; one in the bin has its name no more.

        `bin.machine_named` knows those.
        """
        with self._database.reading() as session:
            return Machines(session).named(name)

    def machines(self) -> list[Machine]:
        """Every machine, by name."""
        with self._database.reading() as session:
            return Machines(session).all()

    def fleet(self, trend: int = 12) -> list[MachineSummary]:
        """Every machine by name, its newest visit at each condition, up to `trend` visits at its worst one."""
        with self._database.reading() as session:
            return fleet(session, trend)

    def state_changes(self, since: datetime, until: datetime | None = None, limit: int = 500) -> list[StateChange]:
        """The visits from `since` on, before `until`, judged otherwise than the one before, newest first."""
        with self._database.reading() as session:
            return state_changes(session, since, until, limit)

    def visits(
        self,
        machine_id: str,
        condition_id: str | None = None,
        limit: int = 500,
        *,
        states: Collection[State] | None = None,
        found: Found | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        text: str | None = None,
        before: str | None = None,
    ) -> list[Visit]:
        """The visits of a machine, or at one of its conditions, newest first.

        Those from `since` on, before `until`; `Found.OPEN` are those not reviewed; `text` are words of the
        finding, file name, note or cause; `before` is the id of the last one on the page before.
        """
        wanted = Wanted(states, found, since, until, text, before)
        with self._database.reading() as session:
            return visits(session, machine_id, condition_id, limit, wanted)

    def last_time(self, condition_id: str) -> LastTime | None:
        """The newest inspection at a condition, as far as the next take should be made alike."""
        with self._database.reading() as session:
            return last_time(session, condition_id)

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

    def kept_takes(self, after: str = "") -> backup_takes.SomeTakes:
        """The next takes behind that of the id `after`, with the machine and visit of each; none at the end."""
        with self._database.reading() as session:
            return backup_takes.kept_takes(session.connection(), after)

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

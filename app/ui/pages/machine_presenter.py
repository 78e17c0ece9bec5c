"""What the machine page shows for the chosen machine: read off the GUI thread, dropped when it comes too late."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.domain.baseline import Baseline
from app.domain.inspection import Inspection, Visit
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.take import SoundPicture
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.next_step import NextStep, next_step
from app.ui.pages.problems import ProblemView
from app.ui.sound.absent import HERE, Absent

if TYPE_CHECKING:
    from app.workflows.review import Reviewed
    from app.workflows.workflows import Workflows

PICTURE = "picture"
READING = "reading"


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """All that is known of a machine at one point and condition.

    `inspection` is the visit that is shown, `reviewed` what was said of it; both are None where there is none.
    """

    machine: Machine
    condition_id: str
    baseline: Baseline | None
    visits: list[Visit]
    inspection: Inspection | None
    next_step: NextStep
    reviewed: "Reviewed | None" = None

    @property
    def previous(self) -> Visit | None:
        """The visit before the one that is shown."""
        if self.inspection is None:
            return None
        ids = [visit.inspection_id for visit in self.visits]
        if self.inspection.id not in ids:
            return None
        at = ids.index(self.inspection.id) + 1
        return self.visits[at] if at < len(self.visits) else None


class MachineView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_standing(self, standing: Standing) -> None:
        """Everything about the machine, its picture excepted."""

    def show_absent(self, absent: Absent) -> None:
        """Which of its recordings are not on this computer; told before the picture."""

    def show_picture(self, picture: SoundPicture | None) -> None:
        """The whole of the shown take."""

    def show_sharper(self, picture: SoundPicture) -> None:
        """A part of the shown take, sharper."""


class MachinePresenter:
    """Keeps the page true to the history while the user moves between machines, conditions and visits."""

    def __init__(self, workflows: "Workflows", jobs: Runner, view: MachineView) -> None:
        self._workflows = workflows
        self._jobs = jobs
        self._view = view
        self._condition_of: dict[str, str] = {}
        self._reading: JobHandle | None = None
        self._looking: JobHandle | None = None
        self._machine_id: str | None = None
        self.pictured: str | None = None
        """The id of the inspection whose picture is on the screen."""
        self._following = True
        self._unpictured: Problem | None = None
        self.absent = HERE
        """Which recordings of the shown inspection are not on this computer."""
        self.standing: Standing | None = None

    @property
    def machine_id(self) -> str | None:
        """The machine that was chosen, even while it is still being read."""
        return self._machine_id

    def come(self) -> None:
        """The page is in front: what is wrong with its take is told."""
        if self._unpictured is not None:
            self._view.show_problem(PICTURE, self._unpictured)

    def go(self) -> None:
        """Another page is in front, where a take's trouble is nobody's concern."""
        self._view.clear_problem(PICTURE)

    def choose(self, machine_id: str, condition_id: str | None = None) -> None:
        """Show a machine: at that condition, else where it was last looked at or visited, with its last visit."""
        if machine_id != self._machine_id:
            self._leave()
            self._machine_id = machine_id
            if condition_id is not None:
                self._condition_of[machine_id] = condition_id
            self._read(machine_id, None)

    def forget(self) -> None:
        """The machine is there no more."""
        self._leave()
        self._machine_id = self.standing = None

    def choose_place(self, machine_id: str, condition_id: str) -> None:
        """Show a machine at one of its conditions."""
        known = self.standing
        if known is None or (known.machine.id, known.condition_id) != (machine_id, condition_id):
            self._leave()
            self._machine_id = machine_id
            self._condition_of[machine_id] = condition_id
            self._read(machine_id, None)

    def choose_condition(self, condition_id: str) -> None:
        """Show another point or condition of the machine."""
        if self.standing is not None and condition_id != self.standing.condition_id:
            self._condition_of[self.standing.machine.id] = condition_id
            self._leave()
            self._read(self.standing.machine.id, None)

    def choose_visit(self, inspection_id: str) -> None:
        """Show a stored inspection as it was stored."""
        shown = self.standing.inspection if self.standing else None
        if self._machine_id and (shown is None or shown.id != inspection_id):
            self._following = False
            self._leave()
            self._read(self._machine_id, inspection_id)

    def refresh(self) -> None:
        """Read again what is shown: the machine, its baseline or its visits have changed."""
        shown = self.standing.inspection if self.standing else None
        if self._machine_id:
            self._drop_reading()
            self._read(self._machine_id, shown.id if shown else None)

    def follow(self, machine_id: str) -> None:
        """Inspections of this machine are about to come: show each, until the user looks at another one."""
        self._following = machine_id == self._machine_id

    def show_new(self, inspection: Inspection) -> None:
        """An inspection has just been made: show it, or only its line, if its machine is on the screen."""
        standing = self.standing
        here = standing is not None and standing.condition_id == inspection.condition_id
        if inspection.machine_id != self._machine_id or not here:
            return
        if self._following:
            self._leave()
            self._read(inspection.machine_id, inspection.id)
        else:
            self.refresh()

    def note_changed(self, inspection: Inspection) -> None:
        """The shown inspection has another note now."""
        standing = self.standing
        if standing and standing.inspection and standing.inspection.id == inspection.id:
            self.standing = replace(standing, inspection=inspection)
            self._view.show_standing(self.standing)

    def review_changed(self, reviewed: "Reviewed") -> None:
        """Something else is known now of how the shown inspection's machine was."""
        standing = self.standing
        if standing and standing.inspection and standing.inspection.id == reviewed.inspection_id:
            visits = [
                replace(visit, found=reviewed.found) if visit.inspection_id == reviewed.inspection_id else visit
                for visit in standing.visits
            ]
            self.standing = replace(standing, reviewed=reviewed, visits=visits)
            self._view.show_standing(self.standing)

    def look_closer(self, start_s: float, end_s: float) -> None:
        """Make a sharper picture of a part of the shown take; only the last wish counts."""
        if self._looking is not None:
            self._looking.drop()
        if self.standing is None or self.standing.inspection is None or self.absent.take:
            return
        take = self.standing.inspection.take
        self._looking = self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._workflows.look(take, start_s, end_s),
            self._view.show_sharper,
            lambda problem: self._view.show_problem(PICTURE, problem),
        )

    def _leave(self) -> None:
        self._drop_reading()
        self.pictured = self._unpictured = None
        self.absent = HERE
        self._view.clear_problem(PICTURE)

    def _drop_reading(self) -> None:
        for handle in (self._reading, self._looking):
            if handle is not None:
                handle.drop()

    def _read(self, machine_id: str, inspection_id: str | None) -> None:
        wanted = self._condition_of.get(machine_id)
        self._reading = self._jobs.run(
            Kind.HISTORY,
            lambda control: self._standing(machine_id, wanted, inspection_id),
            self._arrived,
            lambda problem: self._view.show_problem(READING, problem),
        )

    def _standing(self, machine_id: str, wanted: str | None, inspection_id: str | None) -> Standing:
        """Runs on the history's worker: everything in one go, so that the page changes once."""
        book = self._workflows.machines
        machine = book.machine(machine_id)
        inspection = book.inspection(inspection_id) if inspection_id else None
        if inspection is not None and inspection.machine_id != machine_id:
            # It was on the screen until now, while another machine had already been chosen.
            inspection = None
        if inspection is not None:
            # It may be of another point or condition than the one looked at last.
            wanted = inspection.condition_id
        condition_id = wanted or _last_condition(machine, book.last_visit(machine_id))
        baseline = book.baseline(condition_id)
        visits = book.visits(machine_id, condition_id)
        if inspection is None and visits:
            inspection = book.inspection(visits[0].inspection_id)
        reviewed = self._workflows.review.reviewed(inspection) if inspection else None
        step = next_step(machine, condition_id, baseline, book.judged_types())
        return Standing(machine, condition_id, baseline, visits, inspection, step, reviewed)

    def _arrived(self, standing: Standing) -> None:
        self.standing = standing
        self._condition_of[standing.machine.id] = standing.condition_id
        self._view.clear_problem(READING)
        self._view.show_standing(standing)
        inspection = standing.inspection
        if inspection is None:
            self._view.show_picture(None)
        elif inspection.id != self.pictured or self.absent != HERE:
            self._reading = self._jobs.run(
                Kind.HISTORY,
                lambda control: self._look(inspection),
                lambda seen: self._picture_arrived(inspection.id, *seen),
                self._no_picture,
            )

    def _look(self, inspection: Inspection) -> tuple[Absent, SoundPicture | None]:
        """Runs on the history's worker. A history may have come without recordings: that is no trouble."""
        story, healthy = self._workflows.story, self._workflows.listen.healthy(inspection.condition_id)
        absent = Absent(
            take=not story.has_recording(inspection.take),
            healthy=healthy is not None and not story.has_recording(healthy),
        )
        try:
            return absent, self._workflows.look(inspection.take)
        except Problem:
            if not absent.take:
                raise
            return absent, None

    def _picture_arrived(self, inspection_id: str, absent: Absent, picture: SoundPicture | None) -> None:
        self.pictured, self.absent = inspection_id, absent
        self._view.show_absent(absent)
        self._view.show_picture(picture)

    def _no_picture(self, problem: Problem) -> None:
        self._unpictured = problem
        self._view.show_picture(None)
        self._view.show_problem(PICTURE, problem)


def _last_condition(machine: Machine, last: Visit | None) -> str:
    """Where the machine was last listened to, else its first point's first condition."""
    known = {condition.id for point in machine.points for condition in point.conditions}
    if last is not None and last.condition_id in known:
        return last.condition_id
    return machine.points[0].conditions[0].id

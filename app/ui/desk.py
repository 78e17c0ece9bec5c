"""The window at work, once the history is open: pages, presenters and the frame joined."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.fleet import MachineSummary
from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.language import later
from app.ui.desk_joints import Joints
from app.ui.frame import DATA, FLEET, MACHINE, MODEL, RECORD, ROUTE, SETTINGS, START, WATCH, Frame
from app.ui.housekeeping import Housekeeping
from app.ui.jobs import Runner
from app.ui.pages.acts import Acts
from app.ui.pages.files_presenter import FilesPresenter
from app.ui.pages.form.desk import FormDesk
from app.ui.pages.form.keeper import FactsKeeper
from app.ui.pages.form.page import MachineForm
from app.ui.pages.machines_presenter import MachinesPresenter
from app.ui.pages.offer import Notice, Place
from app.ui.pages.problems import Problems
from app.ui.pages.record.desk import RecordDesk
from app.ui.pages.record.values import Wish
from app.ui.pages.result_desk import ResultDesk
from app.ui.pages.welcome_page import WelcomePage
from app.ui.pages.welcome_presenter import WelcomePresenter
from app.ui.plant import Plant
from app.ui.settings import WindowSettings
from app.ui.watching import Watching

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel
    from app.workflows.learn_healthy import Learnt
    from app.workflows.workflows import Workflows


class Desk(QObject):
    """Hears what the presenters say and shows it in the frame; what is decided, they decide."""

    restore_wanted = Signal(object)
    """The path of a backup that is to be the history."""

    def __init__(
        self, frame: Frame, workflows: "Workflows", jobs: Runner, problems: Problems, settings: WindowSettings
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._opened_on = frame.pages.currentWidget()
        self._problems = problems
        self._machines: list[MachineSummary] | None = None
        self.result = ResultDesk(workflows, jobs, self, self)
        self.welcome = WelcomePage(len(workflows.sample.healthy_takes))
        self.files = FilesPresenter(workflows, jobs, self)
        self.record = RecordDesk(workflows, jobs, settings, self, self)
        self._book = MachinesPresenter(workflows, jobs, self)
        self.forms = FormDesk(self._book, self, self, FactsKeeper(workflows, jobs, self))
        self.form = self.forms.form
        self._steps = WelcomePresenter(workflows, jobs, self.files.work, self.welcome, self)
        self._acts = Acts(frame, self.result, self.files, settings, self.show_record)
        for page in (self.welcome, self.form):
            frame.add_page(page, page.bar)
        for desk in (self.result, self.record):
            frame.add_page(desk.page, desk.bar)
        frame.add_strip(self.record.strip)
        self.watching = Watching(
            frame, workflows, jobs, settings, self, fall_silent=self.result.player.stop, parent=self
        )
        self.plant = Plant(frame, workflows, jobs, self, settings, fall_silent=self.result.leave, parent=self)
        self._joints = Joints(frame, self, self._acts, self._steps, self._book)
        self._keeping = Housekeeping(workflows.backups, workflows.bin, jobs, self, self)
        self._steps.start()
        self._book.refresh()
        self.record.begin()

    def attach_heard(self, heard: "HeardPanel") -> None:
        """The panel of what was heard comes after the first paint."""
        self.result.attach_heard(heard)

    def drop(self, paths: list[Path]) -> None:
        """Files were dropped anywhere in the window."""
        self.files.offer(paths)

    def open_files(self) -> None:
        """Ask for files, then offer what can be done with them."""
        self._acts.open_files()

    def add_machine(self) -> None:
        """Open the form for a new machine."""
        self.forms.open(None)

    def go(self, key: str) -> None:
        """A page was chosen in the rail."""
        plant, pages = self.plant, {START.key: self.show_start, RECORD.key: self.show_record}
        pages |= {WATCH.key: self.show_watch, FLEET.key: plant.open_fleet, ROUTE.key: plant.open_route}
        pages |= {MODEL.key: plant.open_model, DATA.key: plant.open_data, SETTINGS.key: plant.open_settings}
        pages.get(key, self._show_machine_page if self._machines else self.add_machine)()

    def show_start(self) -> None:
        """The three steps with the sample fan."""
        self._frame.show_start()
        self.result.leave()
        self._frame.show_page(self.welcome, START.key, with_machines=False)
        self._steps.show_pictures()

    def show_record(self, place: Place | None = None, wish: Wish | None = None) -> None:
        """The record page, at that machine or at the chosen one; nothing plays where a microphone listens."""
        self.result.leave()
        self._choose_some_machine()
        self._frame.show_page(self.record.page, RECORD.key, with_machines=False)
        self.record.enter(place or self.result.place, wish)

    def record_at(self, machine_id: str, condition_id: str) -> None:
        """The record page at that machine and condition."""
        self.result.presenter.choose_place(machine_id, condition_id)
        self.show_record()

    def show_watch(self) -> None:
        """The listening watch, at the chosen machine or wherever it is listening."""
        self._choose_some_machine()
        if self.result.place is not None:
            self.watching.open(self.result.place)
        elif not self._machines:
            self.add_machine()

    def open_result(self, inspection: Inspection) -> None:
        """Show an inspection on its machine's page."""
        self.open_visit(inspection.machine_id, inspection.id)

    def open_visit(self, machine_id: str, inspection_id: str) -> None:
        """Show an inspection on its machine's page."""
        self.open_machine(machine_id)
        self.result.presenter.choose_visit(inspection_id)

    def leave(self) -> None:
        """The window closes; `Jobs` itself stops what runs."""
        self.result.leave()
        self.record.close()
        self.watching.desk.close()
        self.plant.leave()
        self._keeping.stop()

    @property
    def machines(self) -> list[MachineSummary]:
        """All of them as the list shows them; none until they were read."""
        return self._machines or []

    @property
    def busy_with(self) -> str:
        """What must not be broken off from here, in words that are still to be retold."""
        busy = {
            later("a recording is under way"): self.record.presenter.taking.busy,
            later("a machine is being listened to"): self.watching.desk.running,
            later("reports are being written"): self.plant.reporting.busy,
        }
        return next((what for what, under_way in busy.items() if under_way), "")

    def machines_changed(self) -> None:
        """Machines, visits or baselines were changed from some page: all the others read anew."""
        self._book.refresh()
        self.result.presenter.refresh()
        self.watching.desk.refresh()

    # What the presenters tell

    def show_machines(self, machines: list[MachineSummary]) -> None:
        """The list has changed; the first time it also says which page comes first."""
        first = self._machines is None
        gone = {one.machine.id for one in self.machines} - {one.machine.id for one in machines}
        self._machines = machines
        if self.result.presenter.machine_id in gone:
            self.result.presenter.forget()
        self._frame.machines.show_machines(machines, self.result.presenter.machine_id)
        self.plant.refresh()
        # Whoever chose a page before the list was there stays where they wanted to be, and gets a machine there.
        if first and self._frame.pages.currentWidget() is not self._opened_on:
            self._choose_some_machine()
        elif first:
            self.go(FLEET.key) if machines else self.plant.helping.open_start()

    def open_machine(self, machine_id: str) -> None:
        """Show a machine."""
        self._choose(machine_id)
        self._show_machine_page()

    def place(self) -> Place | None:
        """The machine on the screen; none while the start page or the form is."""
        here = self._frame.pages.currentWidget()
        if here is self.record.page:
            return self.record.presenter.place
        return self.result.place if here is self.result.page else None

    @property
    def has_machines(self) -> bool:
        """Whether there is one."""
        return bool(self._machines)

    def show_notice(self, notice: Notice) -> None:
        """Under the bar."""
        self._frame.notice.show_notice(notice)

    def show_progress(self, text: str, share: float) -> None:
        """At the foot."""
        self._frame.show_progress(text, share)

    def hide_progress(self) -> None:
        """Work is over, well or not."""
        self._frame.hide_progress()
        self._steps.work_ended()

    def inspecting(self, machine: Machine) -> None:
        """Show the results as they come, until the user looks at another one."""
        self.result.presenter.follow(machine.id)

    def inspected(self, inspection: Inspection) -> None:
        """One more visit."""
        self._book.refresh()
        self.result.presenter.show_new(inspection)
        if self._frame.pages.currentWidget() is self.record.page:
            self.plant.offer_next(inspection.machine_id)
        if self._steps.is_sample(inspection.machine_id) and self._on_start:
            self._steps.inspected(inspection)

    def learnt(self, machine: Machine, learnt: "Learnt") -> bool:
        """A baseline has changed; on the start page the steps tell."""
        self._book.refresh()
        self.result.presenter.refresh()
        self.watching.desk.refresh()
        tells = self._steps.is_sample(machine.id) and self._on_start and not learnt.refused
        if self._steps.is_sample(machine.id):
            self._steps.learnt(learnt)
        return tells

    def begun_anew(self, condition_id: str) -> None:
        """Passed on."""
        self.result.begun_anew(condition_id)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """A line at the foot for 8 s."""
        self._frame.offer_undo(text, undo)

    def judge_moved(self) -> None:
        """Another model judges from now on."""
        self.result.presenter.refresh()
        self.watching.desk.refresh()

    def show_problem(self, key: str, problem: Problem) -> None:
        """In the banner, until its cause is gone."""
        self._problems.show(key, problem)

    def clear_problem(self, key: str) -> None:
        """The cause is gone."""
        self._problems.clear(key)

    @property
    def _on_start(self) -> bool:
        return self._frame.pages.currentWidget() is self.welcome

    def _choose_some_machine(self) -> None:
        if self._machines and self.result.presenter.machine_id is None:
            last = max(self._machines, key=lambda one: one.last.analysed_at.timestamp() if one.last else 0.0)
            self._choose(last.machine.id)

    def _choose(self, machine_id: str) -> None:
        alarming = next((one.alarming for one in self.machines if one.machine.id == machine_id), None)
        self.result.presenter.choose(machine_id, alarming)
        self._frame.machines.show_machines(self._machines or [], machine_id)

    def _show_machine_page(self) -> None:
        self._choose_some_machine()
        self._frame.show_page(self.result.page, MACHINE.key, with_machines=True)
        self.result.presenter.come()
        self.files.place_changed()

    def edit_machine(self) -> None:
        """Open the form for the chosen machine."""
        standing = self.result.presenter.standing
        if standing is not None:
            self.forms.open(standing.machine)

    # What the form tells

    def show_form(self, form: MachineForm) -> None:
        """In place of the page."""
        self.result.leave()
        self._frame.show_page(form, MACHINE.key, with_machines=bool(self._machines))

    def changed(self) -> None:
        """The chosen machine has other facts now."""
        self.result.presenter.refresh()
        self._show_machine_page()

    def leave_form(self) -> None:
        """Back to where there is something to see."""
        (self._show_machine_page if self._machines else self.show_start)()

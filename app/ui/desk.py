"""The window at work, once the history is open: pages, presenters and the frame joined."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.inspection import Inspection, MachineSummary
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.take import SoundPicture
from app.ui.frame import MACHINE, START, Frame
from app.ui.jobs import Runner
from app.ui.pages.dialogs import ask_sound_files
from app.ui.pages.files_presenter import FilesPresenter
from app.ui.pages.machine_form import MachineForm
from app.ui.pages.machines_presenter import MachinesPresenter
from app.ui.pages.next_step import Act
from app.ui.pages.offer import Notice, Place
from app.ui.pages.problems import Problems
from app.ui.pages.result_desk import ResultDesk
from app.ui.pages.welcome_page import WelcomePage
from app.ui.pages.welcome_presenter import Progressed, WelcomePresenter
from app.ui.settings import WindowSettings

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel
    from app.workflows.learn_healthy import Learnt
    from app.workflows.workflows import Workflows


class Desk(QObject):
    """Hears what the presenters say and shows it in the frame; what is decided, they decide."""

    def __init__(
        self, frame: Frame, workflows: "Workflows", jobs: Runner, problems: Problems, settings: WindowSettings
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._problems = problems
        self._settings = settings
        self._machines: list[MachineSummary] | None = None
        self._start_in_rail = False
        self._undo: Callable[[], None] | None = None
        self.result = ResultDesk(workflows, jobs, self, self)
        self.form = MachineForm()
        self.welcome = WelcomePage(len(workflows.sample.healthy_takes))
        self.files = FilesPresenter(workflows, jobs, self)
        self._book = MachinesPresenter(workflows, jobs, self)
        self._steps = WelcomePresenter(workflows, jobs, self.files.work, self)
        for page, bar in (
            (self.welcome, self.welcome.bar),
            (self.result.page, self.result.bar),
            (self.form, self.form.bar),
        ):
            frame.add_page(page, bar)
        self._connect()
        self._steps.start()
        self._book.refresh()

    def attach_heard(self, heard: "HeardPanel") -> None:
        """The panel of what was heard comes after the first paint."""
        self.result.attach_heard(heard)

    def drop(self, paths: list[Path]) -> None:
        """Files were dropped anywhere in the window."""
        self.files.offer(paths)

    def open_files(self) -> None:
        """Ask for files, then offer what can be done with them."""
        self._ask("Open sound files", self.files.offer)

    def add_machine(self) -> None:
        """Open the form for a new machine."""
        self._show_form(None)

    def go(self, key: str) -> None:
        """A page was chosen in the rail."""
        if key == START.key:
            self.show_start()
        elif self._machines:
            self._show_machine_page()
        else:
            self.add_machine()

    def show_start(self) -> None:
        """The three steps with the sample fan."""
        if not self._start_in_rail:
            self._start_in_rail = True
            self._frame.show_start()
        self.result.leave()
        self._frame.show_page(self.welcome, START.key, with_machines=False)
        self._steps.show_pictures()

    def leave(self) -> None:
        """The window closes; `Jobs` itself stops what runs."""
        self.result.leave()

    # What the presenters tell

    def show_machines(self, machines: list[MachineSummary]) -> None:
        """The list has changed; the first time it also says which page comes first."""
        first = self._machines is None
        self._machines = machines
        self._frame.machines.show_machines(machines, self.result.presenter.machine_id)
        if first and machines:
            last = max(machines, key=lambda one: one.last.analysed_at.timestamp() if one.last else 0.0)
            self.open_machine(last.machine.id)
        elif first:
            self.show_start()

    def open_machine(self, machine_id: str) -> None:
        """Show a machine."""
        self.result.presenter.choose(machine_id)
        self._frame.machines.show_machines(self._machines or [], machine_id)
        self._show_machine_page()

    def place(self) -> Place | None:
        """The machine on the screen; none while the start page or the form is."""
        return self.result.place if self._frame.pages.currentWidget() is self.result.page else None

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
        if self._steps.is_sample(inspection.machine_id) and self._on_start:
            self._steps.inspected(inspection)

    def learnt(self, machine: Machine, learnt: "Learnt") -> bool:
        """A baseline has changed; on the start page the steps tell."""
        self._book.refresh()
        self.result.presenter.refresh()
        tells = self._steps.is_sample(machine.id) and self._on_start and not learnt.refused
        if self._steps.is_sample(machine.id):
            self._steps.learnt(learnt)
        return tells

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """A line at the foot for 8 s."""
        self._undo = undo
        self._frame.undo.offer(text)

    def show_steps(self, progressed: Progressed) -> None:
        """The three steps."""
        self.welcome.show_steps(progressed)

    def show_healthy_picture(self, at: int, picture: SoundPicture) -> None:
        """Of the start page."""
        self.welcome.show_healthy_picture(at, picture)

    def show_later_picture(self, picture: SoundPicture) -> None:
        """Of the start page."""
        self.welcome.show_later_picture(picture)

    def show_problem(self, key: str, problem: Problem) -> None:
        """In the banner, until its cause is gone."""
        self._problems.show(key, problem)

    def clear_problem(self, key: str) -> None:
        """The cause is gone."""
        self._problems.clear(key)

    # How it hangs together

    @property
    def _on_start(self) -> bool:
        return self._frame.pages.currentWidget() is self.welcome

    def _connect(self) -> None:
        frame, result, welcome = self._frame, self.result, self.welcome
        frame.machines.chosen.connect(self.open_machine)
        frame.machines.add_wanted.connect(self.add_machine)
        frame.progress.cancel_wanted.connect(self.files.work.cancel)
        frame.undo.undo_wanted.connect(self._take_back)
        frame.drag_over.connect(welcome.set_hot)
        frame.notice.changed.connect(self._notice_changed)
        result.standing_changed.connect(self.files.place_changed)
        result.bar.edit_wanted.connect(self._edit_machine)
        result.bar.learn_wanted.connect(partial(self._act, Act.LEARN))
        result.bar.open_wanted.connect(self.open_files)
        result.page.baseline.learn_wanted.connect(partial(self._act, Act.LEARN))
        result.page.next.act_wanted.connect(self._act)
        result.page.next.dropped.connect(self.drop)
        result.page.next.choose_wanted.connect(self.open_files)
        welcome.go_on_wanted.connect(self._steps.go_on)
        welcome.add_wanted.connect(self.add_machine)
        welcome.open_wanted.connect(self.open_files)
        welcome.dropped.connect(self.drop)
        self.form.save_wanted.connect(self._save_machine)
        self.form.cancel_wanted.connect(self._leave_form)

    def _act(self, act: Act) -> None:
        place = self.result.place
        if place is None:
            return
        if act is Act.INSPECT:
            self._ask(f"Inspect {place.machine.name}", partial(self.files.inspect, place))
        else:
            self._ask(f"Learn how {place.machine.name} sounds when healthy", partial(self.files.learn, place))

    def _ask(self, title: str, chosen: Callable[[list[Path]], None]) -> None:
        def remember(paths: list[Path]) -> None:
            self._settings.folder = str(paths[0].parent)
            chosen(paths)

        ask_sound_files(self._frame, title, self._settings.folder, remember)

    def _notice_changed(self) -> None:
        notice = self._frame.notice.notice
        self.files.notice_changed(notice)
        self.result.page.set_asked(notice is not None and notice.asks)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _show_machine_page(self) -> None:
        if self._machines and self.result.presenter.machine_id is None:
            self.result.presenter.choose(self._machines[0].machine.id)
            self._frame.machines.show_machines(self._machines, self.result.presenter.machine_id)
        self._frame.show_page(self.result.page, MACHINE.key, with_machines=True)
        self.files.place_changed()

    def _show_form(self, machine: Machine | None) -> None:
        self.result.leave()
        self._frame.show_page(self.form, MACHINE.key, with_machines=bool(self._machines))
        self.form.start(machine)
        self._book.ask_judged(self.form.show_judged)

    def _edit_machine(self) -> None:
        standing = self.result.presenter.standing
        if standing is not None:
            self._show_form(standing.machine)

    def _save_machine(self, machine: Machine, new: bool) -> None:
        def saved(kept: Machine) -> None:
            if new:
                self.open_machine(kept.id)
            else:
                self.result.presenter.refresh()
                self._show_machine_page()

        self._book.save(machine, new, saved, lambda sentence: self.form.show_error("name", sentence))

    def _leave_form(self) -> None:
        if self._machines:
            self._show_machine_page()
        else:
            self.show_start()

"""The inside of the window, made after the first paint: the frame, the keys, and the opening of the history."""

import importlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.problem import Problem
from app.language import later, say, tr
from app.ui.desk import Desk
from app.ui.dressing import Dressing
from app.ui.frame import HELP, MACHINE, Frame
from app.ui.helping import Helping
from app.ui.jobs import Kind, Runner, impossible
from app.ui.menus import FootMenus, pop_up
from app.ui.opening import Opening
from app.ui.pages.offer import Notice
from app.ui.pages.opening_page import OpeningPage
from app.ui.pages.problems import Problems
from app.ui.pages.settings.keeping import keep_on
from app.ui.restoring import close, restore
from app.ui.settings import WindowSettings
from app.ui.theme import SystemFollower, program_icon

if TYPE_CHECKING:
    from app.workflows.backups import BackUpHistory
    from app.workflows.workflows import Workflows

RESTORING, SPEAKING = "restore", "language"

WayBack = Callable[[Desk], None]
"""Opens the page in a new window that was open in the one before."""

log = logging.getLogger(__name__)

HEARD_PANEL = "app.ui.sound.heard_panel"
LIVE_VIEW = "app.ui.sound.live_view"
"""Both name pyqtgraph, whose import takes longer than all else together."""


class Shell(QObject):
    """Opens the history off the GUI thread, then hands the frame to a `Desk`.

    Args:
        opening: opens the history; runs on the history's worker, may raise Problem, is called again then.
    """

    restored = Signal(object)
    """A backup took the place of the history, or was refused: the Notice or Problem that says so.

    The history is closed then; the window begins anew.
    """
    closed = Signal()
    """The history was closed for the window to begin anew with it, at the page that is open here."""

    def __init__(
        self,
        window: QWidget,
        opening: Opening,
        jobs: Runner,
        settings: WindowSettings,
        folder: Path,
    ) -> None:
        super().__init__(window)
        # Nothing of it hangs on the window, which outlives it where a backup is restored.
        look = SystemFollower(_application(), self, settings.appearance)
        window.setWindowIcon(program_icon())
        self._opening = opening
        self._jobs = jobs
        self._word: Notice | Problem | None = None
        self._way_back: WayBack | None = None
        self._settings = settings
        self.preferences = settings.preferences
        Dressing(look, self.preferences)
        self.menus = FootMenus(window, folder)
        self.frame = Frame(window)
        self.opening = OpeningPage()
        self.problems = Problems(self._show_problem)
        keep_on(self.preferences, jobs, self)
        self.desk: Desk | None = None
        self.frame.add_page(self.opening, self.opening.bar)
        self.frame.show_page(self.opening, MACHINE.key, with_machines=True)
        self._connect()

    def open(self) -> None:
        """Open the history."""
        self.opening.show_opening()
        self._jobs.run(Kind.HISTORY, lambda control: self._opening(), self._opened, self._not_opened)

    def leave(self) -> None:
        """The window closes: keep what was typed, fall silent."""
        if self.desk is not None:
            self.desk.leave()

    def say_when_open(self, word: Notice | Problem) -> None:
        """What the user is told once the history is open."""
        self._word = word

    def begin_anew(self) -> None:
        """Another language is spoken from now on: a new window in the place of this one, at the same page."""
        busy = self.desk.busy_with if self.desk is not None else ""
        if busy:
            what = say("The window goes on in its language: {busy_words}.", busy_words=busy)
            self.problems.show(SPEAKING, Problem(what, later("It speaks the other one when it is started again.")))
            return
        self._way_back = self._find_way_back()
        self.leave()
        self.frame.setEnabled(False)
        close(self._opening, self._jobs, self.closed.emit)

    def follow(self, before: "Shell") -> None:
        """Open the page that was open there, once the history is open."""
        self._way_back = before._way_back

    def show_problem(self, key: str, problem: Problem) -> None:
        """In the banner, until its cause is gone."""
        self.problems.show(key, problem)

    def clear_problem(self, key: str) -> None:
        """The cause is gone."""
        self.problems.clear(key)

    def restore(self, path: Path) -> None:
        """Make the backup at `path` the history; the window begins anew then."""
        busy = self.desk.busy_with if self.desk is not None else ""
        if busy:
            what = say("The backup was not restored: {busy_words}.", busy_words=busy)
            told = Problem(what, later("Stop that first, then restore the backup."))
            self.problems.show(RESTORING, told)
            return
        self.leave()
        self.frame.setEnabled(False)
        restore(self._opening, self._jobs, path, self.frame.show_progress, self.restored.emit)

    def _find_way_back(self) -> WayBack | None:
        if self.desk is None:
            return None
        first, key = self.desk.plant.helping.first, self.frame.rail_key
        if first.in_front:
            typed = first.desk.typed
            return lambda desk: desk.plant.helping.open_first(typed)
        return lambda desk: desk.go(key)

    def _not_opened(self, problem: Problem) -> None:
        self.opening.show_problem(problem)
        self.frame.show_page(self.opening, MACHINE.key, with_machines=False)
        self._jobs.run(Kind.HISTORY, lambda control: self._some_backups(), self._offer_backups, self._no_backups)

    def _some_backups(self) -> "BackUpHistory | None":
        backups = self._opening.backups()
        return backups if backups.all() else None

    def _offer_backups(self, backups: "BackUpHistory | None") -> None:
        """What can't be opened may be there once more."""
        if backups is None:
            return
        from app.ui.pages.backups.desk import BackupsDesk

        desk = BackupsDesk(backups, None, self._jobs, self, self)
        desk.restore_wanted.connect(self.restore)
        self.opening.show_backups(desk.page)
        desk.open()

    def _no_backups(self, problem: Problem) -> None:
        log.info("no backups are offered: %s", problem)

    def _opened(self, workflows: "Workflows") -> None:
        self.desk = Desk(self.frame, workflows, self._jobs, self.problems, self._settings)
        self.desk.restore_wanted.connect(self.restore)
        if isinstance(self._word, Notice):
            self.desk.show_notice(self._word)
        elif self._word is not None:
            self.problems.show(RESTORING, self._word)
        if self._way_back is not None:
            self._way_back(self.desk)
        if self._opening.files:
            self.desk.drop(list(self._opening.files))
        self._jobs.run(Kind.ANALYSIS, lambda control: self._opening.notices(), self._tell_notices, impossible)
        # Imported off the GUI thread, so that the window answers meanwhile; made on it, like every widget.
        self._import(HEARD_PANEL, self._attach_heard)
        self._import(LIVE_VIEW, self._attach_live)

    def _tell_notices(self, notices: "Sequence[tuple[str, Problem]]") -> None:
        for key, problem in notices:
            self.problems.show(key, problem)

    def _import(self, name: str, attach: Callable[[ModuleType], None]) -> None:
        self._jobs.run(Kind.ANALYSIS, lambda control: importlib.import_module(name), attach, impossible)

    def _attach_heard(self, module: ModuleType) -> None:
        if self.desk is not None:
            self.desk.attach_heard(module.HeardPanel())

    def _attach_live(self, module: ModuleType) -> None:
        if self.desk is not None:
            self.desk.record.attach_live(module.LiveView())

    def _show_problem(self, problem: Problem | None) -> None:
        if problem is None:
            self.frame.banner.clear()
            return
        log.warning("%s %s (%s)", problem.what, problem.to_do, problem.detail)
        self.frame.banner.show_problem(problem.what, problem.to_do)

    def _connect(self) -> None:
        self.opening.again_wanted.connect(self.open)
        self.frame.rail_chosen.connect(self._rail_chosen)
        self.frame.dropped.connect(lambda paths: self._with_desk(lambda desk: desk.drop(paths)))
        self.frame.banner.closed.connect(self.problems.dismiss)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+O", lambda: self._with_desk(Desk.open_files)),
            ("Ctrl+N", lambda: self._with_desk(Desk.add_machine)),
            ("Ctrl+R", lambda: self._with_desk(_record)),
            ("?", self.menus.show_shortcuts),
            ("F1", lambda: self._with_desk(self._open_guide)),
        )
        for key, do in keys:
            QShortcut(QKeySequence(key), self.frame, do, context=Qt.ShortcutContext.WindowShortcut)

    def _with_desk(self, do: Callable[[Desk], None]) -> None:
        """Until the history is open, nothing can be done with it."""
        if self.desk is not None:
            do(self.desk)

    def _rail_chosen(self, key: str) -> None:
        if key == HELP.key:
            pop_up(self.menus.help(self._help_entries()), self.frame.rail)
        else:
            self._with_desk(lambda desk: desk.go(key))
        self.frame.mark_page()

    def _help_entries(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        def helped(do: Callable[[Helping], None]) -> Callable[[], None]:
            return lambda: self._with_desk(lambda desk: do(desk.plant.helping))

        return (
            (tr("Guide"), helped(Helping.open_guide)),
            (tr("Card to print"), helped(Helping.print_card)),
            (tr("First start"), helped(Helping.open_first)),
            (tr("Try the sample fan"), lambda: self._with_desk(Desk.show_start)),
            (tr("Support bundle"), helped(Helping.offer_support)),
        )

    def _open_guide(self, desk: Desk) -> None:
        here = "form" if self.frame.pages.currentWidget() is desk.form else desk.plant.chapter
        desk.plant.helping.open_guide(here or self.frame.rail_key)


def _record(desk: Desk) -> None:
    """At the stop of a walk, where one is looked at, else at the chosen machine."""
    if not desk.plant.record_stop():
        desk.show_record()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app

"""Joins the page of the listening watch, its line at the foot and its alarm with what listens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.domain.verdict import State
from app.language import retold
from app.ui.jobs import Runner
from app.ui.pages.problems import ProblemView
from app.ui.pages.watch.alarm import Alarm
from app.ui.pages.watch.bar import WatchBar
from app.ui.pages.watch.chime import RATE_HZ, chime
from app.ui.pages.watch.ear import Memory
from app.ui.pages.watch.line import WatchLine
from app.ui.pages.watch.page import WatchPage
from app.ui.pages.watch.presenter import WatchPresenter
from app.ui.pages.watch.values import News, WatchShown
from app.ui.pages.watch.words import news_line, watch_line

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

_TICK_MS = 200


class WatchDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does, `close` with the window."""

    page_wanted = Signal()
    """The user wants to see the watch: bring its page to the front and `open` it."""
    machine_wanted = Signal(str)
    """A machine's id."""
    inspection_wanted = Signal(str, str)
    """A machine's id and the id of the inspection that was kept of its change."""
    inspected = Signal(object)
    """An `Inspection` was kept: a machine has changed."""

    def __init__(
        self,
        workflows: "Workflows",
        jobs: Runner,
        around: ProblemView,
        memory: Memory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workflows = workflows
        self._around = around
        self.page = WatchPage()
        self.bar = WatchBar()
        self.line = WatchLine()
        self.alarm = Alarm(self._ring, self)
        self.presenter = WatchPresenter(workflows, jobs, self, memory)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._connect()

    @property
    def running(self) -> bool:
        """Whether a machine is being listened to."""
        return self.presenter.running

    def open(self, machine_id: str, condition_id: str) -> None:
        """The page is in front, for this machine; a watch that is running elsewhere is shown and goes on."""
        self.line.set_wanted(False)
        self.presenter.open(machine_id, condition_id)
        self._clock.start()

    def show_running(self) -> None:
        """The page is in front, for whatever is listened to."""
        shown = self.presenter.shown
        if shown is not None and shown.aim is not None:
            self.open(*shown.aim.spot)

    def show_sound(self, on: bool) -> None:
        """Whether a change is also heard was chosen elsewhere."""
        self.presenter.show_sound(on)

    def refresh(self) -> None:
        """A baseline or a machine has changed."""
        self.presenter.refresh()

    def leave(self) -> None:
        """Another page is in front; the watch goes on, and the line at the foot says so."""
        self.line.set_wanted(True)
        self.presenter.leave()

    def close(self) -> None:
        """The window closes, and the watch ends."""
        self.presenter.close()
        self._clock.stop()
        self.alarm.end()

    # What the presenter tells

    def show(self, shown: WatchShown) -> None:
        """On the page, in the bar, in the line and in the tray."""
        self.page.show_watch(shown)
        self.bar.show_aim(shown.aim)
        self.line.show_watch(shown)
        if shown.phase.running:
            self.alarm.show_state(shown.now.state if shown.now else State.CANNOT_TELL, watch_line(shown))
        else:
            self.alarm.end()

    def show_level(self, rms_dbfs: float | None, peak_dbfs: float | None) -> None:
        """On the page."""
        self.page.show_level(rms_dbfs, peak_dbfs)

    def tell(self, news: News, inspection: Inspection) -> None:
        """The page and the line say so already; call somebody who looks at neither."""
        shown = self.presenter.shown
        aloud = shown is not None and shown.sound
        self.alarm.tell(news.title, f"{news_line(news)} {retold(news.visit.finding)}", self.page.window(), aloud)
        self.inspected.emit(inspection)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    # How it hangs together

    def _connect(self) -> None:
        page, presenter = self.page, self.presenter
        page.toggle_wanted.connect(presenter.toggle)
        page.microphone_chosen.connect(presenter.choose_microphone)
        page.sound_chosen.connect(self._choose_sound)
        page.seen.connect(presenter.seen)
        page.inspection_wanted.connect(self._open_inspection)
        page.machine_wanted.connect(self._open_machine)
        self.bar.machine_wanted.connect(self._open_machine)
        self.line.show_wanted.connect(self.page_wanted)
        self.alarm.called.connect(self.page_wanted)

    def _tick(self) -> None:
        self.presenter.tick()
        if not self.presenter.alive:
            self._clock.stop()

    def _choose_sound(self, on: bool) -> None:
        """Wanted for the first time, it is heard at once: then it is known how loud it is, and that it works."""
        self.presenter.set_sound(on)
        if on:
            self._ring()

    def _ring(self) -> None:
        try:
            self._workflows.listen.playback.play(chime(), RATE_HZ)
        except Problem:
            QApplication.beep()

    def _open_inspection(self, inspection_id: str) -> None:
        shown = self.presenter.shown
        if shown is not None and shown.aim is not None:
            self.presenter.seen()
            self.inspection_wanted.emit(shown.aim.machine.id, inspection_id)

    def _open_machine(self) -> None:
        shown = self.presenter.shown
        if shown is not None and shown.aim is not None:
            self.machine_wanted.emit(shown.aim.machine.id)

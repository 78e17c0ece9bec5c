"""Joins the listening watch with the window around it: its page, its line at the foot, and what it leads to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.domain.inspection import Inspection
from app.ui.frame import WATCH, Frame
from app.ui.jobs import Runner
from app.ui.pages.offer import Place
from app.ui.pages.problems import ProblemView
from app.ui.pages.watch.desk import WatchDesk
from app.ui.settings import PageMemory, WindowSettings, listen_while

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows


class Around(ProblemView, Protocol):
    """What the watch needs of the window."""

    def open_visit(self, machine_id: str, inspection_id: str) -> None:
        """Show an inspection on its machine's page."""

    def open_machine(self, machine_id: str) -> None:
        """Show a machine."""

    def inspected(self, inspection: Inspection) -> None:
        """One more visit."""


class Watching:
    """The watch goes on behind every page; `fall_silent` ends what plays before a microphone listens."""

    def __init__(
        self,
        frame: Frame,
        workflows: "Workflows",
        jobs: Runner,
        settings: WindowSettings,
        around: Around,
        *,
        fall_silent: Callable[[], None],
        parent: QObject,
    ) -> None:
        self._frame = frame
        self._fall_silent = fall_silent
        self.desk = WatchDesk(workflows, jobs, around, PageMemory(settings), parent)
        listen_while(self.desk, settings.preferences, lambda now: self.desk.show_sound(now.watch_sound))
        frame.add_page(self.desk.page, self.desk.bar)
        frame.add_strip(self.desk.line)
        frame.pages.currentChanged.connect(self._page_changed)
        self.desk.page_wanted.connect(self._show_running)
        self.desk.machine_wanted.connect(around.open_machine)
        self.desk.inspection_wanted.connect(around.open_visit)
        self.desk.inspected.connect(around.inspected)

    def open(self, place: Place) -> None:
        """Bring the page to the front, for that machine or for the one that is being listened to."""
        self._fall_silent()
        self._frame.show_page(self.desk.page, WATCH.key, with_machines=False)
        self.desk.open(place.machine.id, place.condition_id)

    def _show_running(self) -> None:
        self._frame.show_page(self.desk.page, WATCH.key, with_machines=False)
        self.desk.show_running()

    def _page_changed(self) -> None:
        if self._frame.pages.currentWidget() is not self.desk.page:
            self.desk.leave()

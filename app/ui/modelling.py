"""Joins the model page with the window around it: its page in the frame, and what it leads to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.ui.frame import MACHINE, MODEL, Frame
from app.ui.jobs import Runner
from app.ui.pages.model.desk import ModelDesk, Surroundings

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows


class Around(Surroundings, Protocol):
    """What the model page needs of the window."""

    def go(self, key: str) -> None:
        """Open the page with that key."""

    def open_visit(self, machine_id: str, inspection_id: str) -> None:
        """Show an inspection on its machine's page."""

    def judge_moved(self) -> None:
        """Another version judges from now on."""


class Modelling:
    """Read anew whenever the page comes to the front; nothing goes on behind other pages.

    `fall_silent` ends what plays, and keeps what was typed, on the page before.
    """

    def __init__(
        self,
        frame: Frame,
        workflows: "Workflows",
        jobs: Runner,
        around: Around,
        *,
        fall_silent: Callable[[], None],
        parent: QObject,
    ) -> None:
        self._frame = frame
        self._fall_silent = fall_silent
        self.desk = ModelDesk(workflows, jobs, around, parent)
        frame.add_page(self.desk.page, self.desk.bar)
        frame.pages.currentChanged.connect(self._page_changed)
        self.desk.inspection_wanted.connect(around.open_visit)
        self.desk.machines_wanted.connect(lambda: around.go(MACHINE.key))
        self.desk.judge_moved.connect(around.judge_moved)

    def open(self) -> None:
        """Bring the page to the front."""
        self._fall_silent()
        self._frame.show_page(self.desk.page, MODEL.key, with_machines=False)
        self.desk.open()

    def _page_changed(self) -> None:
        if self._frame.pages.currentWidget() is not self.desk.page:
            self.desk.leave()

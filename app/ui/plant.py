"""The pages around the machine's own: fleet, route, trend, comparing, data. Each is made when it is wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.ui.frame import DATA, Frame
from app.ui.jobs import Runner
from app.ui.page_joint import PageJoint
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.ui.pages.backups.desk import BackupsDesk
    from app.ui.pages.data.desk import DataDesk
    from app.workflows.workflows import Workflows


class Around(Surroundings, Protocol):
    """What these pages need of the window."""


class Plant(QObject):
    """`leave` when the window closes, `refresh` when machines or visits have changed elsewhere."""

    restore_wanted = Signal(object)
    """The path of a backup."""

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
        super().__init__(parent)
        self._workflows = workflows
        self._jobs = jobs
        self._around = around
        self.data = PageJoint(frame, DATA.key, self._make_data, fall_silent)

    def open_data(self, section: str = "") -> None:
        """The data page, with a section of it or the one that was last looked at."""
        if section:
            self.data.desk.show_section(section)
        self.data.show().open()

    def leave(self) -> None:
        """The window closes."""
        self.data.leave()

    def _make_data(self) -> "DataDesk":
        from app.ui.pages.data.desk import DataDesk, Section

        return DataDesk(
            {
                "backups": Section("Backups", "what is kept of the history", self._make_backups),
            },
            self,
        )

    def _make_backups(self) -> "BackupsDesk":
        from app.ui.pages.backups.desk import BackupsDesk

        flows = self._workflows
        desk = BackupsDesk(flows.backups, flows.check, self._jobs, self._around, self)
        desk.restore_wanted.connect(self.restore_wanted)
        return desk

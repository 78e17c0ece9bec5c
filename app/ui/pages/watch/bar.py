"""The bar above the listening watch: which machine, at which point, in which condition."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.ui.pages.watch.values import Aim
from app.ui.widgets import PlainButton, TopBar


class WatchBar(TopBar):
    """The way back to the machine is here, since the rail leads to another page of it."""

    machine_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine = PlainButton(tr("Open machine"), "fan", parent=self)
        self._machine.clicked.connect(self.machine_wanted)
        self.add_action(self._machine)
        self.show_aim(None)

    def show_aim(self, aim: Aim | None) -> None:
        """Show what is listened to."""
        self._machine.setEnabled(aim is not None)
        if aim is None:
            self.show_title(tr("Listen"), tr("a verdict every 10 s, for as long as it takes"))
            return
        point, condition = aim.machine.find(aim.condition_id)
        facts = (point.name, condition.name, aim.step.baseline_fact or aim.step.baseline_line)
        title = tr("Listen to {machine}", machine=aim.machine.name)
        self.show_title(title, " · ".join(filter(None, facts)), aim.machine.code)

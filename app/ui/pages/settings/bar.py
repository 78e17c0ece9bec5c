"""The line above the settings: their title, and the way in and out for a file of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.ui.widgets import PlainButton, TopBar


class SettingsBar(TopBar):
    """Both buttons rest while a file is read or written."""

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.load = PlainButton(tr("Import …"), "file-up", parent=self)
        self.save = PlainButton(tr("Export …"), "file-down", parent=self)
        for button in (self.load, self.save):
            self.add_action(button)
        self.load.clicked.connect(self.import_wanted)
        self.save.clicked.connect(self.export_wanted)
        self.show_title(tr("Settings"), tr("What you choose holds at once"))

    def show_busy(self, busy: bool) -> None:
        """One file at a time."""
        for button in (self.load, self.save):
            button.setEnabled(not busy)

"""The bar above the model page: what is installed, and the way to more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import later, tr
from app.ui.widgets import PlainButton, TopBar

_IMPORT = later("Import model file")


class ModelBar(TopBar):
    """Importing is here, where it is found from every version."""

    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.load = PlainButton(tr(_IMPORT), "file-up", parent=self)
        self.load.clicked.connect(self.import_wanted)
        self.add_action(self.load)
        self.show_facts("")

    def show_facts(self, facts: str) -> None:
        """Show what is installed."""
        self.show_title(tr("Model"), facts or tr("reading the installed models"))

    def show_importing(self, name: str) -> None:
        """Say that a file is being checked; nothing else can be imported meanwhile."""
        self.load.setEnabled(not name)
        self.load.setText(tr("Checking the file") if name else tr(_IMPORT))

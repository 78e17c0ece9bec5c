"""One page with sections, of which one is in front; a section is made when it is first looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.language import tr
from app.ui.widgets import SegmentedControl, TopBar


class DataBar(TopBar):
    """The sections stand in the bar, so that they keep their place."""

    chosen = Signal(str)

    def __init__(self, sections: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = SegmentedControl(sections, parent=self)
        self.sections.chosen.connect(self.chosen)
        self.add_action(self.sections)
        self.show_title(tr("Data"))


class DataPage(QStackedWidget):
    """The sections behind each other."""

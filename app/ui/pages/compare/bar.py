"""The bar above the compare page: back, which machine, what A is and what B is."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.language import tr
from app.ui.pages.compare.choosers import NARROW, TakeChoosers
from app.ui.pages.compare.values import CompareFace
from app.ui.theme import px
from app.ui.widgets import IconButton, Look, TopBar


class CompareBar(TopBar):
    """Where it is narrow the page has the choices."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton("arrow-left", tr("Back to the visit (Alt+Left)"), look=Look.QUIET, parent=self)
        self.back.setShortcut(QKeySequence("Alt+Left"))
        row = self.layout()
        assert isinstance(row, QBoxLayout)
        row.insertWidget(0, self.back)
        self.choosers = TakeChoosers(self)
        self.add_action(self.choosers)
        self.back.clicked.connect(self.back_wanted)
        self.show_face(None)

    def show_face(self, face: CompareFace | None) -> None:
        """Which machine, and what can be chosen; None while nothing is read."""
        self.choosers.show_face(face)
        if face is None:
            self.show_title(tr("Compare"))
        else:
            self.show_title(tr("Compare · {machine}", machine=face.machine), face.facts, face.chip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices give way to the machine's name."""
        super().resizeEvent(event)
        self.choosers.setVisible(self.width() >= px(NARROW))

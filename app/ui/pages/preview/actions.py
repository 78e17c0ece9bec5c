"""The buttons that do something with the report: in the bar, or for gloves fixed at the foot of the page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.look.tokens import SPACE
from app.ui.pages.exporting import Way
from app.ui.theme import changes, current, main_step_height, px
from app.ui.widgets import Button, Look

_KEYS = {Way.MAIL: "", Way.PRINT: "Ctrl+P", Way.SAVE: "Ctrl+E"}


def way_buttons(parent: QWidget, wanted: Callable[[Way], None], *, main: bool = False) -> dict[Way, Button]:
    """Mail, Print and, filled, Save PDF."""
    buttons = {}
    for way, keys in _KEYS.items():
        look = Look.FILLED if way is Way.SAVE else Look.PLAIN
        buttons[way] = Button(way.word, way.icon, keys=keys, look=look, main=main, parent=parent)
        buttons[way].clicked.connect(partial(_tell, wanted, way))
    return buttons


def _tell(wanted: Callable[[Way], None], way: Way, _checked: bool = False) -> None:
    wanted(way)


class FootBar(QWidget):
    """Mail · Print · Save PDF, each as wide as the others."""

    way_wanted = Signal(Way)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = way_buttons(self, self.way_wanted.emit, main=True)
        self._row = QHBoxLayout(self)
        for button in self.ways.values():
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._row.addWidget(button, 1)
        self._fit()
        changes().changed.connect(self._fit)

    def set_ready(self, ready: bool) -> None:
        """Whether there is a report to do something with."""
        for button in self.ways.values():
            button.setEnabled(ready)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar of its own with an edge towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(current().line))

    def _fit(self) -> None:
        margin = px(SPACE[2])
        self._row.setContentsMargins(px(SPACE[3]), margin, px(SPACE[3]), margin)
        self._row.setSpacing(margin)
        self.setFixedHeight(main_step_height() + 2 * margin)

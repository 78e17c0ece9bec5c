"""A, B and the button with which they trade places: in the bar, or on the page where the bar has no room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import SPACE
from app.ui.pages.compare.chooser import TakeSelect
from app.ui.pages.compare.values import CompareFace
from app.ui.theme import changes, px
from app.ui.widgets import IconButton

NARROW = 980
"""Below this the machine's name would be lost in the bar."""


class TakeChoosers(QWidget):
    """`wide`: as wide as there is room, as on the page."""

    chosen = Signal(str, str)
    """ "a" or "b", and the key of the choice."""
    swap_wanted = Signal()

    def __init__(self, parent: QWidget, *, wide: bool = False) -> None:
        super().__init__(parent)
        self.a, self.b = TakeSelect("A", self), TakeSelect("B", self)
        self.swap = IconButton("arrow-left-right", tr("A and B trade places"), parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.a, self.swap, self.b):
            self._row.addWidget(widget, int(wide and widget is not self.swap))
        if wide:
            for select in (self.a, self.b):
                select.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.swap.clicked.connect(self.swap_wanted)
        self.a.chosen.connect(lambda key: self.chosen.emit("a", key))
        self.b.chosen.connect(lambda key: self.chosen.emit("b", key))
        changes().changed.connect(self._fit)
        self._fit()

    def show_face(self, face: CompareFace | None) -> None:
        """What can be chosen, and what is; nothing while nothing is read."""
        self.setEnabled(face is not None)
        if face is not None:
            self.a.show_choices(face.choices, face.a)
            self.b.show_choices(face.choices, face.b)

    def _fit(self) -> None:
        self._row.setSpacing(px(SPACE[2]))

"""The choice of the language: each by its own name, so that who can't read the page still finds it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.language import LANGUAGES, spoken, tr
from app.look.tokens import BODY, SPACE
from app.ui.theme import changes, main_step_height, px
from app.ui.widgets import SegmentedControl, Text

_WIDE = 136


class LanguageChoice(QWidget):
    """As high as a page's main step; what is spoken now is marked."""

    chosen = Signal(str)
    """The code of another language than the one that is spoken."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.control = SegmentedControl(list(LANGUAGES.items()), parent=self)
        self.control.setAccessibleName(tr("Language"))
        self.control.set_current(spoken())
        self.control.chosen.connect(self._tell)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(Text(tr("Language"), BODY, "text2", parent=self))
        self._row.addWidget(self.control)
        self._row.addStretch(1)
        changes().changed.connect(self._fit)
        self._fit()

    def _tell(self, code: str) -> None:
        # Until the window is built anew, this page speaks as before.
        if code != spoken():
            self.chosen.emit(code)

    def _fit(self) -> None:
        self._row.setSpacing(px(SPACE[2]))
        for segment in self.control.findChildren(QAbstractButton):
            segment.setMinimumSize(px(_WIDE), main_step_height())

"""One setting: its name and what it does at the left, what it is chosen with and its way back at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.settings import Kind, Setting
from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.settings.controls import Control
from app.ui.pages.settings.values import RowFace
from app.ui.theme import changes, px
from app.ui.widgets import IconButton, Look, Text


class SettingRow(QWidget):
    """The way back keeps its place, so that nothing moves when it comes."""

    chosen = Signal(str, object)
    """The setting's key, and a value as `Control.chosen` gives it."""
    reset_wanted = Signal(str)

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._setting = setting
        self._name = Text(tr(setting.words.name), BODY, weight=500, parent=self)
        self._line = Text(tr(setting.words.text), CAPTION, "text2", wrap=True, parent=self)
        self.control = Control(setting, self)
        self.reset = IconButton("rotate-ccw", "", look=Look.QUIET, parent=self)
        self._grid = QGridLayout(self)
        self._build()
        self.control.chosen.connect(lambda value: self.chosen.emit(setting.key, value))
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(setting.key))
        changes().changed.connect(self._fit)
        self._fit()

    def show_face(self, face: RowFace) -> None:
        """Show what holds."""
        self.control.show_face(face)
        self._line.setText(face.note or tr(self._setting.words.text))
        self._line.set_tone("abnormal" if face.note else "text2")
        had_focus = self.reset.hasFocus()
        self.reset.setVisible(bool(face.back))
        if face.back:
            self.reset.setAccessibleName(face.back)
            self.reset.setToolTip(face.back)
        elif had_focus:
            # Else Tab would go on from wherever the focus falls.
            self.control.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(kept)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        # Beside a picture the words stand at its top, beside all else in the middle.
        tall = self._setting.words.kind is Kind.PICTURE
        self._grid.setRowStretch(1, 1)
        self._grid.addWidget(self._name, 0, 0, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(self._line, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(0, 0 if tall else 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self.control.widget, 0, 1, 2, 1, right)
        self._grid.addWidget(self.reset, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop if tall else right)

    def _fit(self) -> None:
        self._grid.setHorizontalSpacing(px(SPACE[1]))
        self.control.fit()

"""The second, deliberate press before anything is removed for good; in the page, and nothing waits for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.theme import changes, icon_pixmap, icon_side, px
from app.ui.theme.state import current
from app.ui.widgets import PlainButton, Text

_FOREVER = later("Their recordings, photos and readings cannot be brought back afterwards.")


class EmptyingPanel(QFrame):
    """Says what is lost. The way out lies where Empty now was, so that a double click removes nothing."""

    remove_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._sign = Text("", BODY, parent=self)
        self._loss = Text("", BODY, weight=600, wrap=True, parent=self)
        self._forever = Text(tr(_FOREVER), BODY, "text2", wrap=True, parent=self)
        self.remove = PlainButton(tr("Remove for good"), "trash-2", parent=self)
        self.keep = PlainButton(tr("Keep them"), parent=self)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._connect()
        self._fit()
        self.hide()

    @property
    def loss(self) -> str:
        """What it says is lost."""
        return self._loss.text()

    def show_loss(self, text: str, working: bool) -> None:
        """What is about to be removed; hidden where nothing is. The way out has the cursor."""
        begins = bool(text) and self.isHidden()
        self._loss.setText(tr("Remove for good: {things}?", things=text) if text else "")
        self.setVisible(bool(text))
        self.remove.setText(tr("Removing …") if working else tr("Remove for good"))
        for button in (self.remove, self.keep):
            button.setEnabled(not working)
        if begins:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:
        """The buttons below the words where there is no room beside them."""
        for part in (self._sign, self._loss, self._forever, self.remove, self.keep):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        words = 4 if narrow else 1
        self._grid.addWidget(self._loss, 0, 1, 1, words)
        self._grid.addWidget(self._forever, 1, 1, 1, words)
        row, column, rows = (2, 2, 1) if narrow else (0, 2, 2)
        self._grid.addWidget(self.remove, row, column, rows, 1)
        self._grid.addWidget(self.keep, row, column + 1, rows, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps everything."""
        if event.key() == Qt.Key.Key_Escape:
            self.keep_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.remove.clicked.connect(self.remove_wanted)
        self.keep.clicked.connect(self.keep_wanted)
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        ratio, gap = self.devicePixelRatioF(), px(SPACE[2])
        self._sign.setPixmap(icon_pixmap("triangle-alert", icon_side(20), current().text, ratio))
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(px(SPACE[0]))

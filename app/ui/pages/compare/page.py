"""The compare page: the finding in one sentence, then both takes and what differs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.look.tokens import BODY, CAPTION, SPACE, TITLE
from app.ui.pages.compare.choosers import NARROW, TakeChoosers
from app.ui.pages.compare.values import CompareFace
from app.ui.pages.snug import DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, panel_padding, px, touch
from app.ui.widgets import Text

_LEAST_HEIGHT, _TOUCH_LEAST_HEIGHT = 420, 590
"""Three pictures below this say nothing any more: then the page scrolls."""


class ComparePage(ScrollPage):
    """Shows; what is decided, the presenter decides. The panel with the pictures comes after the first paint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choosers = TakeChoosers(self.content, wide=True)
        self.words = QFrame(self.content)
        self.words.setProperty("panel", True)
        self._lines = SnugBox(DOWN, self.words)
        self.finding = Text("", TITLE, wrap=True, parent=self.words)
        self.trouble = Text("", BODY, "abnormal", weight=500, wrap=True, parent=self.words)
        self.notes = Text("", CAPTION, "text2", wrap=True, parent=self.words)
        for text in (self.finding, self.trouble, self.notes):
            self._lines.addWidget(text)
        self.reading = Text("", BODY, "text2", wrap=True, parent=self.content)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = QWidget(self.content)
        room = QVBoxLayout(self._place)
        room.setContentsMargins(0, 0, 0, 0)
        self._read = False
        self._column = SnugBox(DOWN, self.content)
        self._column.addWidget(self.choosers)
        self._column.addWidget(self.words)
        self._column.addWidget(self._place, 1)
        self._column.addWidget(self.reading, 1)
        self._fit()
        changes().changed.connect(self._fit)
        self.show_reading("")

    def attach_panel(self, panel: QWidget) -> None:
        """The pictures and the row to listen with."""
        layout = self._place.layout()
        assert layout is not None
        layout.addWidget(panel)
        self._fit()

    def show_reading(self, text: str) -> None:
        """Nothing is there yet, and why."""
        self.reading.setText(text)
        self._show(False)

    def show_face(self, face: CompareFace) -> None:
        """The finding and what has to be known with it."""
        self.choosers.show_face(face)
        self.finding.setText(face.finding)
        self.trouble.setText("\n".join(face.troubles))
        self.trouble.setVisible(bool(face.troubles))
        self.notes.setText(" ".join(face.notes))
        self.notes.setVisible(bool(face.notes))
        self._show(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pictures take what is left."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, read: bool) -> None:
        self._read = read
        self.words.setVisible(read)
        self._place.setVisible(read)
        self.reading.setVisible(not read)
        self._fit()

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        self._column.setSpacing(gap)
        pad = panel_padding()
        self._lines.setContentsMargins(pad, px(SPACE[1]), pad, px(SPACE[1]))
        self._lines.setSpacing(px(SPACE[0]))
        self.choosers.setVisible(self._read and self.width() < px(NARROW))
        self._place.setMinimumHeight(px(_TOUCH_LEAST_HEIGHT if touch() else _LEAST_HEIGHT))

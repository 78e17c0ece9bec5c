"""A note in at most so many lines; the whole of it is its tool tip, and a screen reader's text."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.tokens import CAPTION
from app.ui.theme import changes, current, font, line_height

ALL = 1000


class FewLines(QWidget):
    """Wraps at words; where there are more lines than may be shown, the last one ends in three dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._most = ALL
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        changes().changed.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        """All that is said."""
        return self._text

    def show_text(self, text: str) -> None:
        """Say something else; nothing hides it."""
        self._text = text
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self._changed()

    def show_most(self, lines: int) -> None:
        """In at most so many lines."""
        if lines != self._most:
            self._most = lines
            self._changed()

    def lines(self, width: int) -> list[str]:
        """What is written at a width, a line each."""
        layout, begins = QTextLayout(self._text, font(CAPTION)), list[int]()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            begins.append(line.textStart())
        layout.endLayout()
        ends = [*begins[1:], len(self._text)]
        shown = [self._text[start:end].strip() for start, end in zip(begins, ends, strict=True)]
        if len(shown) <= self._most:
            return shown
        rest = self._text[begins[self._most - 1] :]
        last = QFontMetricsF(font(CAPTION)).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return [*shown[: self._most - 1], last]

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines that are written."""
        return max(1, len(self.lines(width))) * line_height(CAPTION)

    def sizeHint(self) -> QSize:
        """One line where nobody asks for a width."""
        return QSize(line_height(CAPTION) * 8, self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """A few words."""
        return QSize(line_height(CAPTION) * 4, line_height(CAPTION))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is cut is said by the tool tip."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines."""
        painter = QPainter(self)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(current().text2))
        ascent = (line_height(CAPTION) + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2
        for row, line in enumerate(self.lines(self.width())):
            painter.drawText(QPointF(0, row * line_height(CAPTION) + round(ascent)), line)

    def _changed(self) -> None:
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        cut = " ".join(self.lines(self.width())) != self._text
        self.setToolTip(self._text if cut else "")

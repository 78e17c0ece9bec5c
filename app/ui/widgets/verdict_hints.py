"""What to check, below the verdict: a line a hint, under a rule. Hints, never a diagnosis."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.why import Hint
from app.language import tr
from app.look.tokens import CAPTION, SPACE
from app.ui.theme import changes, current, px
from app.ui.widgets.text import Text
from app.ui.widgets.verdict_words import hint_line

_MOST = 2


class VerdictHints(QWidget):
    """As high as its hints need; gone where there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._lines = [Text("", CAPTION, "text2", wrap=True, parent=self) for _ in range(_MOST)]
        for line in self._lines:
            line.setTextFormat(Qt.TextFormat.RichText)
            self._column.addWidget(line)
        self._fit()
        changes().changed.connect(self._fit)
        self.hide()

    def show_hints(self, hints: tuple[Hint, ...], next_step: str = "") -> None:
        """Show the first two of these, beside what the next step says."""
        for line, hint in zip(self._lines, hints, strict=False):
            cause = escape(tr("Hint, {cause}:", cause=tr(hint.cause.value)))
            said = escape(hint_line(hint, next_step))
            line.setText(f"<span style='font-weight:600'>{cause}</span> {said}")
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(hints))
        self.setVisible(bool(hints))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rule above the first one."""
        painter = QPainter(self)
        left = self._column.contentsMargins().left()
        painter.fillRect(left, 0, self.width() - 2 * left, 1, QColor(current().line))

    def _fit(self) -> None:
        side, gap = px(SPACE[3]), px(SPACE[0])
        self._column.setContentsMargins(side, gap + 1, side, gap)
        self._column.setSpacing(gap // 2)

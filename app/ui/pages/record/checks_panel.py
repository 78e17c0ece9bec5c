"""The gate beside the take: a line a check, with a ring for what nobody knows yet."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.record.checks import passed
from app.ui.pages.record.values import CheckLine, Mark
from app.ui.theme import changes, current, icon_pixmap, icon_side, px
from app.ui.widgets import PanelFrame, Text

SAVED = "Saved as it comes; a crash loses at most 1 s."
_STATE_OF = {Mark.PASSED: State.HEALTHY, Mark.NOTED: State.WATCH, Mark.FAILED: State.ABNORMAL}
_ICON_OF = {Mark.PASSED: "circle-check", Mark.NOTED: "triangle-alert", Mark.FAILED: "triangle-alert"}
_LISTENS_DEG = 100


class _Sign(QWidget):
    """A tick, a triangle, a dashed ring for later, a ring with an arc while it is being found out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = Mark.LATER
        self.fit()

    def fit(self) -> None:
        """As large as it is now."""
        self.setFixedSize(icon_side(), icon_side())

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = current(), QPainter(self)
        state = _STATE_OF.get(self.mark)
        if state is not None:
            ink = palette.states[state].text
            image = icon_pixmap(_ICON_OF[self.mark], self.width(), ink, self.devicePixelRatioF())
            painter.drawPixmap(0, 0, image)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self.mark is Mark.LATER:
            pen = QPen(QColor(palette.strong), 1.5)
            pen.setDashPattern([2.0, 2.0])
            painter.setPen(pen)
            painter.drawEllipse(ring)
            return
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(palette.accent), 2))
        painter.drawArc(ring, 90 * 16, -_LISTENS_DEG * 16)


class _Line(QWidget):
    """One check; its sentence is the tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = _Sign(self)
        self._name = Text("", BODY, elide=Qt.TextElideMode.ElideRight, parent=self)
        self._value = Text("", BODY, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._name, 1)
        self._row.addWidget(self._value)
        self._shown: CheckLine | None = None
        self.fit()

    def show_line(self, line: CheckLine) -> None:
        """Show another finding."""
        if line == self._shown:
            return
        self._shown = line
        self._sign.mark = line.mark
        self._sign.update()
        known = line.mark in _STATE_OF
        self._name.setText(line.name)
        self._name.set_tone("text" if known or line.mark is Mark.LISTENING else "text2")
        self._value.setText(line.value)
        self._value.set_tone("text2" if line.mark is not Mark.FAILED else "abnormal")
        self.setToolTip(line.why)
        self.setAccessibleName(f"{line.name}: {line.mark.value}, {line.value}")
        self.setAccessibleDescription(line.why)

    def fit(self) -> None:
        """Room as it is now."""
        self._sign.fit()
        # A pixel for the rule, and as much below as above it.
        self._row.setContentsMargins(0, px(SPACE[0]) + 2, 0, px(SPACE[0]) + 1)
        self._row.setSpacing(px(SPACE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rule above."""
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(current().line))


class ChecksPanel(PanelFrame):
    """Lines that keep their places while their findings come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Checks", parent=parent)
        self._count = Text("", CAPTION, "text2", parent=self)
        self.add_right(self._count)
        self._lines: list[_Line] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self._saved = Text(SAVED, CAPTION, "text2", wrap=True, parent=self)
        self.body.addWidget(self._saved)
        self.body.addStretch(1)
        changes().changed.connect(self._fit_lines)

    def show_lines(self, lines: tuple[CheckLine, ...]) -> None:
        """All checks."""
        while len(self._lines) < len(lines):
            line = _Line(self)
            self._lines.append(line)
            self._list.addWidget(line)
        for at, widget in enumerate(self._lines):
            widget.setVisible(at < len(lines))
            if at < len(lines):
                widget.show_line(lines[at])
        done = any(line.mark in _STATE_OF for line in lines)
        self._saved.setVisible(any(line.mark is not Mark.LATER for line in lines))
        self._count.setText(f"{passed(lines)} of {len(lines)} passed" if done else "")

    def _fit_lines(self) -> None:
        for line in self._lines:
            line.fit()

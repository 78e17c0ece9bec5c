"""The gate beside the take: a line a check, with a ring for what nobody knows yet."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.record.checks import passed
from app.ui.pages.record.values import CheckLine, Mark
from app.ui.pages.snug import SnugPanel
from app.ui.theme import current, icon_pixmap, icon_side, px, touch
from app.ui.widgets import Text

SAVED = later("Saved as it comes; a crash loses at most 1 s.")
_STATE_OF = {Mark.PASSED: State.HEALTHY, Mark.NOTED: State.WATCH, Mark.FAILED: State.ABNORMAL}
_ICON_OF = {Mark.PASSED: "circle-check", Mark.NOTED: "triangle-alert", Mark.FAILED: "triangle-alert"}
_LISTENS_DEG = 100
_TOUCH_SIGN = 20
"""Nobody presses it, so it need not be as large as a button's."""


class _Sign(QWidget):
    """A tick, a triangle, a dashed ring for later, a ring with an arc while it is being found out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = Mark.LATER
        self.fit()

    def fit(self) -> None:
        """As large as it is now."""
        side = px(_TOUCH_SIGN) if touch() else icon_side()
        self.setFixedSize(side, side)

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
        self.setAccessibleName(f"{line.name}: {tr(line.mark.value)}, {line.value}")
        self.setAccessibleDescription(line.why)

    def fit(self) -> None:
        """Room as it is now."""
        self._sign.fit()
        # The rule, and a pixel of air on both sides where they are closest.
        self._row.setContentsMargins(0, 2, 0, 1)
        self._row.setSpacing(px(SPACE[1]))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Apart from the next one; where the page is low they come closer."""
        closest = super().sizeHint()
        return QSize(closest.width(), closest.height() + 2 * px(SPACE[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rule above."""
        QPainter(self).fillRect(0, 0, self.width(), 1, QColor(current().line))


class ChecksPanel(SnugPanel):
    """Lines that keep their places while their findings come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines: list[_Line] = []
        super().__init__(tr("Checks"), parent=parent)
        self._count = Text("", CAPTION, "text2", parent=self)
        self.add_right(self._count)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self._saved = Text(tr(SAVED), CAPTION, "text2", wrap=True, parent=self)
        self.body.addWidget(self._saved)
        self.body.addStretch(1)
        self.show_saved(recording=False)

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
        told = tr("{passed} of {all} passed", passed=passed(lines), all=len(lines))
        self._count.setText(told if done else "")

    def show_saved(self, *, recording: bool) -> None:
        """While it is being recorded it is said that nothing gets lost."""
        self._saved.setVisible(recording)

    def _fit(self) -> None:
        """As wide inside as the record panel above it."""
        super()._fit()
        margins = self._column.contentsMargins()
        side = px(SPACE[3])
        self._column.setContentsMargins(side, margins.top(), side, margins.bottom())
        for line in self._lines:
            line.fit()

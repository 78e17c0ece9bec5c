"""One line in the list of checks: a check with its value, or all that passed together."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.domain.quality import Finding, Grade
from app.domain.verdict import State
from app.language import retold, tr, tr_many
from app.look.tokens import BODY
from app.ui.theme import current, font, icon_pixmap, icon_side, px, row_height

_STATE_OF = {Grade.PASSED: State.HEALTHY, Grade.NOTED: State.WATCH, Grade.FAILED: State.ABNORMAL}
_ICON_OF = {Grade.PASSED: "circle-check", Grade.NOTED: "triangle-alert", Grade.FAILED: "triangle-alert"}
_ROW = 18
_GAP = 8


class _Line(QAbstractButton):
    """As high as a line of the list, high enough for a glove where that is wanted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(px(160), row_height(_ROW))

    def _paint_icon(self, painter: QPainter, grade: Grade) -> int:
        """Paints the sign of a grade; returns where the words begin."""
        side, ink = icon_side(), current().states[_STATE_OF[grade]].text
        image = icon_pixmap(_ICON_OF[grade], side, ink, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - side) // 2, image)
        return side + px(_GAP)


class CheckLine(_Line):
    """One check: icon, name, value. Pressing it explains it."""

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._name, self._value = tr(finding.check.value), retold(finding.value)
        self.setText(f"{self._name}, {tr(finding.grade.value)}, {self._value}")

    def sizeHint(self) -> QSize:
        """Wide enough for the name and the value; both may be shortened."""
        metrics = QFontMetrics(font(BODY, 500))
        said = metrics.horizontalAdvance(self._name) + metrics.horizontalAdvance(self._value)
        return QSize(max(px(160), icon_side() + 2 * px(_GAP) + 4 + said), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As every line."""
        return super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The value keeps its room; the name gives way."""
        palette, finding = current(), self.finding
        painter = QPainter(self)
        left = self._paint_icon(painter, finding.grade)
        painter.setFont(font(BODY, 400 if finding.grade is Grade.PASSED else 500))
        painter.setPen(QColor(palette.text))
        metrics = QFontMetrics(painter.font())
        # A long value may have all that the name leaves, and the sentence below says the rest.
        free = self.width() - left - px(_GAP) - 2 - metrics.horizontalAdvance(self._name)
        value_wide = min(metrics.horizontalAdvance(self._value), free)
        room = QRectF(left, 0, self.width() - left - value_wide - px(_GAP), self.height())
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(BODY))
        painter.setPen(QColor(palette.text2))
        value = metrics.elidedText(self._value, Qt.TextElideMode.ElideRight, value_wide + 1)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)


class PassedLine(_Line):
    """ "9 checks passed": the line that stands for them while they are folded away. Pressing it unfolds them."""

    def show_count(self, passed: int, *, all_of_them: bool) -> None:
        """How many it stands for."""
        every = tr_many("All {n} check passed", "All {n} checks passed", passed)
        self.setText(every if all_of_them else tr_many("{n} check passed", "{n} checks passed", passed))
        self.setAccessibleDescription(tr("Press to see them"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A chevron says that there is more below."""
        palette, painter = current(), QPainter(self)
        left, side = self._paint_icon(painter, Grade.PASSED), icon_side()
        painter.setFont(font(BODY))
        painter.setPen(QColor(palette.text))
        painter.drawText(self.rect().adjusted(left, 0, -side, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        image = icon_pixmap(icon, side, palette.text2, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side, (self.height() - side) // 2, image)

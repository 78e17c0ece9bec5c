"""Was the take good? One line a check, and a sentence for those that were not."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from app.domain.quality import Check, Finding, Grade, Quality
from app.domain.verdict import State
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.theme import changes, current, font, icon_pixmap, icon_side, px, row_height
from app.ui.widgets.frame import PanelFrame
from app.ui.widgets.text import Text

_STATE_OF = {Grade.PASSED: State.HEALTHY, Grade.NOTED: State.WATCH, Grade.FAILED: State.ABNORMAL}
_ICON_OF = {Grade.PASSED: "circle-check", Grade.NOTED: "triangle-alert", Grade.FAILED: "triangle-alert"}
_TONE_OF_WORD = {"good": "healthy", "usable": "watch", "unusable": "abnormal"}
_MEANING = {
    Check.LENGTH: "A verdict needs at least 2 s of sound; 10 s and more make it firm.",
    Check.SILENCE: "There is sound in the take, not digital silence.",
    Check.LEVEL: "How loud the take is on average, as RMS.",
    Check.CLIPPING: "How often the sound was louder than the recorder could take.",
    Check.BANDWIDTH: "How far up the take has sound; a telephone codec cuts it off.",
    Check.COMPLETE: "The file holds as much sound as its header says.",
    Check.DROPOUTS: "Whether all of the sound arrived while recording, by the system's word and by the clock.",
    Check.PROCESSING: "Noise suppression would take a steady fan for noise and turn it down.",
    Check.STEADINESS: "A machine at one speed is about as loud at the end of a take as at its start.",
    Check.SPEECH: "Nobody talked near the microphone.",
    Check.KNOCKS: "Nothing was struck and nobody handled the microphone.",
    Check.HUM: "A tone at the mains frequency, from a cable or from the grid.",
    Check.ROOM: "How far the machine stands above the room around it.",
}


_ROW = 18
_COLUMN, _MOST_COLUMNS = 232, 3


class _CheckLine(QAbstractButton):
    """One check: icon, name, value. Pressing it explains it."""

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self._finding = finding
        self.setText(f"{finding.check.value}, {finding.grade.value}, {finding.value}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(160), row_height(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, grade = current(), self._finding.grade
        painter = QPainter(self)
        ink = palette.states[_STATE_OF[grade]].text
        side = icon_side()
        image = icon_pixmap(_ICON_OF[grade], side, ink, self.devicePixelRatioF())
        painter.drawPixmap(0, (self.height() - side) // 2, image)
        painter.setFont(font(BODY, 400 if grade is Grade.PASSED else 500))
        painter.setPen(QColor(palette.text))
        metrics = QFontMetrics(painter.font())
        left = side + px(8)
        # A long value may have all that the name leaves, and the sentence below says the rest.
        free = self.width() - left - px(8) - 2 - metrics.horizontalAdvance(self._finding.check.value)
        value_wide = min(metrics.horizontalAdvance(self._finding.value), free)
        room = QRectF(left, 0, self.width() - left - value_wide - px(8), self.height())
        name = metrics.elidedText(self._finding.check.value, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(BODY))
        painter.setPen(QColor(palette.text2))
        value = metrics.elidedText(self._finding.value, Qt.TextElideMode.ElideRight, value_wide + 1)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)


class QualityPanel(PanelFrame):
    """All checks of a take; the first that was not passed is explained at once, the others when pressed.

    Where there is room they stand in up to three columns.
    """

    explained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Quality of the take", parent=parent)
        self._word = Text("", BODY, "healthy", parent=self)
        self.add_right(self._word)
        self._lines: list[_CheckLine] = []
        self._texts: list[Text] = []
        self._columns = 1
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        changes().changed.connect(self._arrange)

    def show_quality(self, quality: Quality) -> None:
        """Show what the gate found."""
        self.clear()
        self._word.setText(quality.word)
        self._word.set_tone(_TONE_OF_WORD[quality.word])
        for finding in quality.findings:
            self._add(finding)
        worst = next(
            (
                i
                for grade in (Grade.FAILED, Grade.NOTED)
                for i, f in enumerate(quality.findings)
                if f.grade is grade
            ),
            None,
        )
        if worst is not None:
            self._lines[worst].setChecked(True)

    def clear(self) -> None:
        """Show no take."""
        self._word.setText("")
        for widget in (*self._lines, *self._texts):
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines, self._texts = [], []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        if self._fitting_columns() != self._columns:
            self._arrange()

    def _fitting_columns(self) -> int:
        return min(max(1, self.width() // px(_COLUMN)), _MOST_COLUMNS)

    def _arrange(self) -> None:
        """The lines across, then down; an explanation below its line and as wide as the panel."""
        self._columns = self._fitting_columns()
        self._rows.setHorizontalSpacing(px(SPACE[4]))
        for column in range(_MOST_COLUMNS):
            self._rows.setColumnStretch(column, int(column < self._columns))
        for at in range(len(self._lines)):
            self._place(at)

    def _place(self, at: int) -> None:
        line, text = self._lines[at], self._texts[at]
        down, across = divmod(at, self._columns)
        above = down * (self._columns + 1)
        self._rows.addWidget(line, above, across)
        self._rows.addWidget(text, above + 1 + across, 0, 1, self._columns)
        text.setContentsMargins(icon_side() + px(8), 0, 0, px(4))

    def _add(self, finding: Finding) -> None:
        said = f"{finding.what} {finding.to_do}".strip() or _MEANING[finding.check]
        line = _CheckLine(finding, self)
        text = Text(said, CAPTION, "text2", wrap=True, parent=self)
        text.hide()
        line.setAccessibleDescription(said)
        line.toggled.connect(text.setVisible)
        line.toggled.connect(lambda on, line=line: self._only(line) if on else None)
        self._lines.append(line)
        self._texts.append(text)
        self._place(len(self._lines) - 1)
        line.show()

    def _only(self, open_line: _CheckLine) -> None:
        """One explanation at a time, or the panel grows out of the page."""
        for line in self._lines:
            if line is not open_line:
                line.setChecked(False)

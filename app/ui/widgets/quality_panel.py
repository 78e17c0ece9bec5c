"""Was the take good? One line a check, and a sentence for those that were not."""

from enum import IntEnum
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.quality import Check, Finding, Grade, Quality
from app.language import later, retold, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.theme import changes, icon_side, px
from app.ui.widgets.frame import PanelFrame
from app.ui.widgets.quality_line import CheckLine, PassedLine
from app.ui.widgets.text import Text

_TONE_OF_WORD = {"good": "healthy", "usable": "watch", "unusable": "abnormal"}
_MEANING = {
    Check.LENGTH: later("A verdict needs at least 2 s of sound; 10 s and more make it firm."),
    Check.SILENCE: later("There is sound in the take, not digital silence."),
    Check.LEVEL: later("How loud the take is on average, as RMS."),
    Check.CLIPPING: later("How often the sound was louder than the recorder could take."),
    Check.BANDWIDTH: later("How far up the take has sound; a telephone codec cuts it off."),
    Check.COMPLETE: later("The file holds as much sound as its header says."),
    Check.DROPOUTS: later(
        "Whether all of the sound arrived while recording, by the system's word and by the clock."
    ),
    Check.PROCESSING: later("Noise suppression would take a steady fan for noise and turn it down."),
    Check.STEADINESS: later("A machine at one speed is about as loud at the end of a take as at its start."),
    Check.SPEECH: later("Nobody talked near the microphone."),
    Check.KNOCKS: later("Nothing was struck and nobody handled the microphone."),
    Check.HUM: later("A tone at the mains frequency, from a cable or from the grid."),
    Check.ROOM: later("How far the machine stands above the room around it."),
}

_COLUMN, _MOST_COLUMNS = 232, 3
_WORTH_FOLDING = 2


class Fold(IntEnum):
    """How much is folded away, until it is pressed."""

    NOTHING = 0
    PASSED = 1
    PASSED_AND_SENTENCES = 2


class QualityPanel(PanelFrame):
    """All checks of a take; the first that was not passed is explained at once, the others when pressed.

    Where there is room they stand in up to three columns. Where there is little, those that passed share one line
    below the others; with less, the others explain themselves only when pressed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Quality of the take"), parent=parent)
        self._word = Text("", BODY, "healthy", parent=self)
        self.add_right(self._word)
        self._lines: list[CheckLine] = []
        self._texts: list[Text] = []
        self._columns = 1
        self._fold = Fold.NOTHING
        self._passed = PassedLine(self)
        self._passed.hide()
        self._passed.toggled.connect(self._arrange)
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        changes().changed.connect(self._arrange)

    def show_quality(self, quality: Quality) -> None:
        """Show what the gate found."""
        self.clear()
        self._word.setText(tr(quality.word))
        self._word.set_tone(_TONE_OF_WORD[quality.word])
        for finding in quality.findings:
            self._add(finding)
        self._arrange()
        self._explain_worst()

    def clear(self) -> None:
        """Show no take."""
        self._word.setText("")
        for widget in (*self._lines, *self._texts):
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines, self._texts = [], []
        self._passed.setChecked(False)
        self._passed.hide()

    def set_fold(self, fold: Fold) -> None:
        """How much is folded away."""
        before, self._fold = self._fold, fold
        if fold is before:
            return
        self._arrange()
        if fold is Fold.PASSED_AND_SENTENCES:
            self._only(None)
        elif before is Fold.PASSED_AND_SENTENCES:
            self._explain_worst()

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
            # Side by side, a column is as wide as its values: the long ones need what the short ones leave.
            self._rows.setColumnStretch(column, int(column < self._columns and self._columns == 1))
        passed = [line for line in self._lines if line.finding.grade is Grade.PASSED]
        folding = self._fold is not Fold.NOTHING and len(passed) >= _WORTH_FOLDING
        others = [line for line in self._lines if not folding or line not in passed]
        order: list[CheckLine | PassedLine] = [*others, self._passed, *passed] if folding else [*others]
        for place, line in enumerate(order):
            self._place(line, place)
        for one, after in pairwise(order):
            self.setTabOrder(one, after)
        self._passed.show_count(len(passed), all_of_them=not others)
        self._passed.setVisible(folding)
        for line in passed:
            self._show_line(line, not folding or self._passed.isChecked())

    def _place(self, line: CheckLine | PassedLine, place: int) -> None:
        down, across = divmod(place, self._columns)
        above = down * (self._columns + 1)
        self._rows.addWidget(line, above, across)
        if isinstance(line, CheckLine):
            text = self._texts[self._lines.index(line)]
            self._rows.addWidget(text, above + 1 + across, 0, 1, self._columns)
            text.setContentsMargins(icon_side() + px(8), 0, 0, px(4))

    def _show_line(self, line: CheckLine, shown: bool) -> None:
        if not shown:
            line.setChecked(False)
        line.setVisible(shown)

    def _add(self, finding: Finding) -> None:
        said = f"{retold(finding.what)} {retold(finding.to_do)}".strip() or tr(_MEANING[finding.check])
        line = CheckLine(finding, self)
        text = Text(said, CAPTION, "text2", wrap=True, parent=self)
        text.hide()
        line.setAccessibleDescription(said)
        line.toggled.connect(text.setVisible)
        line.toggled.connect(lambda on, line=line: self._only(line) if on else None)
        self._lines.append(line)
        self._texts.append(text)
        line.show()

    def _explain_worst(self) -> None:
        """The first that failed, else the first that was noted."""
        grades = [line.finding.grade for line in self._lines]
        worst = next((grade for grade in (Grade.FAILED, Grade.NOTED) if grade in grades), None)
        if worst is not None and self._fold is not Fold.PASSED_AND_SENTENCES:
            self._lines[grades.index(worst)].setChecked(True)

    def _only(self, open_line: CheckLine | None) -> None:
        """One explanation at a time, or the panel grows out of the page."""
        for line in self._lines:
            if line is not open_line:
                line.setChecked(False)

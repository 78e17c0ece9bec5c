"""The test of the microphone: the level, and one sentence that says whether it hears."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.language import retold, tr
from app.look.tokens import BODY, SECTION, SPACE
from app.ui.pages.first.values import HearingShown, Outcome
from app.ui.pages.record.level_meter import LevelMeter
from app.ui.pages.record.values import Mark
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, current, icon_pixmap, icon_side, line_height, px
from app.ui.widgets import Text, announce

_SIGNS = {
    Mark.PASSED: ("circle-check", State.HEALTHY),
    Mark.NOTED: ("triangle-alert", State.WATCH),
    Mark.FAILED: ("triangle-alert", State.ABNORMAL),
}
_LINES = 3
"""Kept free for what there is to do, so that nothing moves when it is said."""


class HearingPanel(SnugPanel):
    """A sign, a sentence, what to do; spoken once it has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Does it hear?"), parent=parent)
        self.meter = LevelMeter(self)
        self._sign = QLabel(self)
        self.what = Text("", SECTION, wrap=True, parent=self)
        self.to_do = Text("", BODY, "text2", wrap=True, parent=self)
        self.to_do.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._outcome: Outcome | None = None
        words = QVBoxLayout()
        words.setSpacing(px(SPACE[0]))
        words.addWidget(self.what)
        words.addWidget(self.to_do)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(SPACE[1]))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addWidget(self.meter)
        self.body.addSpacing(px(SPACE[1]))
        self.body.addLayout(row, 1)
        changes().changed.connect(self._dress)
        self._dress()

    def show_hearing(self, hearing: HearingShown) -> None:
        """The level, 30 times a second; the sentence only where it is another one."""
        self.meter.show_level(hearing.level)
        outcome = hearing.outcome
        if outcome == self._outcome:
            return
        self._outcome = outcome
        what, to_do = retold(outcome.what), retold(outcome.to_do)
        self.what.setText(what)
        self.to_do.setText(to_do)
        self._dress()
        announce(self.what, f"{what} {to_do}".strip())

    def _dress(self) -> None:
        mark = self._outcome.mark if self._outcome else Mark.LISTENING
        icon, state = _SIGNS.get(mark, ("mic", None))
        palette = current()
        ink = palette.states[state].text if state else palette.accent
        side = icon_side(20)
        self._sign.setPixmap(icon_pixmap(icon, side, ink, self.devicePixelRatioF()))
        self.what.set_tone(state.value if state else "text")
        self.to_do.setMinimumHeight(_LINES * line_height(BODY))

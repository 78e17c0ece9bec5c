"""What the four verdicts mean, on the third step of the first start; then the one that was given."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.verdict import State, Verdict
from app.domain.words import capital
from app.language import later, retold, tr
from app.look.tokens import BODY, SECTION, SPACE
from app.ui.theme import changes, px, state_pixmap
from app.ui.widgets import Text

_MEANINGS = {
    State.HEALTHY: later("sounds as it did"),
    State.WATCH: later("something has changed"),
    State.ABNORMAL: later("needs a visit"),
    State.CANNOT_TELL: later("says why not"),
}


class VerdictKey(QWidget):
    """Shape, word and meaning; every verdict has all three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: list[tuple[QLabel, State, int]] = []
        self._legend = self._make_legend()
        self._given = QWidget(self)
        self._sign = QLabel(self._given)
        self._word = Text("", SECTION, parent=self._given)
        self._finding = Text("", BODY, wrap=True, parent=self._given)
        grid = QGridLayout(self._given)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(SPACE[1]))
        grid.setVerticalSpacing(px(SPACE[0]))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._word, 0, 1)
        grid.addWidget(self._finding, 1, 0, 1, 2)
        self._given.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._legend)
        column.addWidget(self._given)
        self._fit()
        changes().changed.connect(self._fit)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what was given, or what there is."""
        self._legend.setVisible(verdict is None)
        self._given.setVisible(verdict is not None)
        self._signs = self._signs[: len(_MEANINGS)]
        if verdict is not None:
            self._signs.append((self._sign, verdict.state, 20))
            self._word.setText(capital(tr(verdict.state.value)))
            self._word.set_tone(verdict.state.value.replace(" ", "-"))
            self._finding.setText(retold(verdict.finding))
        self._fit()

    def _make_legend(self) -> QWidget:
        legend = QWidget(self)
        grid = QGridLayout(legend)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(SPACE[1]))
        grid.setVerticalSpacing(px(SPACE[1]) - 2)
        grid.setColumnMinimumWidth(1, px(96 - 8))
        grid.setColumnStretch(2, 1)
        for row, (state, meaning) in enumerate(_MEANINGS.items()):
            sign = QLabel(legend)
            self._signs.append((sign, state, 18))
            grid.addWidget(sign, row, 0)
            grid.addWidget(Text(capital(tr(state.value)), BODY, weight=500, parent=legend), row, 1)
            grid.addWidget(Text(tr(meaning), BODY, "text2", wrap=True, parent=legend), row, 2)
        return legend

    def _fit(self) -> None:
        for sign, state, side in self._signs:
            sign.setPixmap(state_pixmap(state, px(side), self.devicePixelRatioF()))

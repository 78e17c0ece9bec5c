"""How the machine is, how it goes on, and what to do by when: the first thing one reads on the page."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, SECTION, SPACE
from app.ui.pages.snug import SnugPanel
from app.ui.pages.trend.values import HeadShown
from app.ui.theme import changes, current, icon_pixmap, icon_side, px, state_pixmap
from app.ui.widgets import Text
from app.ui.widgets.wording import number

_SIGN = 36
_LOOKING = later("Looking ahead …")


class HeadPanel(SnugPanel):
    """Keeps its height while the forecast is worked out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._head_row = QHBoxLayout()
        self._sign, self._clock = QLabel(self), QLabel(self)
        self.state = Text("", SECTION, parent=self)
        self.title = Text(tr(_LOOKING), SECTION, parent=self)
        self.what = Text("", BODY, "text2", wrap=True, parent=self)
        self.to_do = Text("", BODY, weight=600, wrap=True, parent=self)
        self._shown = HeadShown()
        # It says all in its body: a line for a title would stay empty.
        self._subtitle.hide()
        self._build()
        self._dress()
        changes().changed.connect(self._dress)

    def show_head(self, shown: HeadShown) -> None:
        """Show it in words; nothing known yet says that it is being worked out."""
        self._shown = shown
        known = shown.state is not None
        self.title.setText(shown.title if known else tr(_LOOKING))
        self.what.setText(shown.what)
        self.to_do.setText(shown.to_do)
        score = "" if shown.score is None else f" {number(shown.score)}"
        self.state.setText(f"{capital(tr(shown.state.value))}{score}" if shown.state else "")
        self.state.set_tone(shown.state.value.replace(" ", "-") if shown.state else "text")
        self._dress()

    def _build(self) -> None:
        side = QHBoxLayout()
        side.addWidget(self._sign)
        side.addWidget(self.state)
        words, next_step = QVBoxLayout(), QHBoxLayout()
        next_step.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignTop)
        next_step.addWidget(self.to_do, 1)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.what)
        words.addLayout(next_step)
        self._rows = (side, next_step)
        self._head_row.addLayout(side)
        self._head_row.addLayout(words, 1)
        self.body.addLayout(self._head_row)

    def _dress(self) -> None:
        side, state = px(_SIGN), self._shown.state
        self._sign.setVisible(state is not None)
        if state is not None:
            self._sign.setPixmap(state_pixmap(state, side, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(side, side))
        small = icon_side()
        self._clock.setVisible(self._shown.urgent)
        self._clock.setPixmap(icon_pixmap("clock", small, current().text, self.devicePixelRatioF()))
        self._clock.setFixedSize(QSize(small, small + px(2)))
        self._head_row.setSpacing(px(SPACE[4]))
        for row in self._rows:
            row.setSpacing(px(SPACE[1]))

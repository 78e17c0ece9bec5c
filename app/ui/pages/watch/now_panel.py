"""How the machine is now: shape, word and score; what that means; since when it is listened to."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.domain.words import capital
from app.language import tr
from app.look.tokens import BODY, CAPTION, RADIUS, SPACE, TITLE
from app.ui.pages.watch.values import Phase, WatchShown
from app.ui.pages.watch.words import since_line, standing
from app.ui.theme import changes, current, px
from app.ui.widgets import Text
from app.ui.widgets.verdict_fill import VerdictFill
from app.ui.widgets.wording import number

_HEIGHT = 104
_NARROW = 560


class NowPanel(QWidget):
    """Like the verdict on a take, without its gauge: one verdict of many is not read to the second decimal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._fill = VerdictFill(self)
        self._what = Text("", TITLE, wrap=True, parent=self)
        self._more = Text("", BODY, wrap=True, parent=self)
        self._since = Text("", CAPTION, "text2", wrap=True, parent=self)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        for text in (self._what, self._more, self._since):
            self._words.addWidget(text)
        self._words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(self._fill)
        self._row.addLayout(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._fit()
        changes().changed.connect(self._fit)

    def show_watch(self, shown: WatchShown) -> None:
        """Show where the watch is."""
        what, more = standing(shown)
        self._state = _state(shown)
        if self._state is not None:
            score = shown.now.score if shown.phase is Phase.LISTENING and shown.now else None
            line = tr("score {score}", score=number(score)) if score is not None else ""
            self._fill.show_state(self._state, line, quiet=shown.phase is not Phase.LISTENING)
        for text, said in ((self._what, what), (self._more, more), (self._since, since_line(shown))):
            text.setText(said)
            text.setVisible(bool(said))
        word = f"{capital(tr(self._state.value))}. " if self._state is not None else ""
        self.setAccessibleName(" ".join(f"{word}{what} {more}".split()))
        self._arrange()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel whose edge has the state's colour."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = palette.line
        if self._state is not None and self._state is not State.NO_BASELINE:
            edge = palette.states[self._state].fill
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The state above the words where they would not stand beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._fill.setVisible(self._state is not None)
        self._fill.set_flat(narrow)

    def _fit(self) -> None:
        self._row.setContentsMargins(1, 1, 1, 1)
        self._words.setSpacing(px(SPACE[0]))
        self._words.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[3]), px(SPACE[1]))
        self.setMinimumHeight(px(_HEIGHT))
        self._arrange()


def _state(shown: WatchShown) -> State | None:
    if shown.phase is Phase.LISTENING:
        return shown.now.state if shown.now else None
    return {Phase.NOT_READY: State.NO_BASELINE, Phase.DEAF: State.CANNOT_TELL}.get(shown.phase)

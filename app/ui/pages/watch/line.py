"""The line at the window's foot that says on every page that a watch is going on, and what it has to tell."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain.verdict import State
from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.watch.values import Phase, WatchShown
from app.ui.pages.watch.words import watch_line
from app.ui.theme import changes, current, px, state_pixmap
from app.ui.widgets import QuietButton, Text, announce


class WatchLine(QWidget):
    """Hidden while nothing is listened to and nothing is left to be seen, and on the watch's own page."""

    show_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State | None = None
        self._loud = False
        self._said = False
        self._wanted = True
        self._sign = QLabel(self)
        self._text = Text("", BODY, elide=Qt.TextElideMode.ElideRight, parent=self)
        self._show = QuietButton(tr("Show"), "chevron-right", parent=self)
        self._show.setAccessibleName(tr("Show the listening watch"))
        self._show.clicked.connect(self.show_wanted)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._show)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    @property
    def text(self) -> str:
        """What it says now; empty while there is nothing to say."""
        return self._text.text() if self._said else ""

    def set_wanted(self, wanted: bool) -> None:
        """Whether the page in front leaves it to this line to say so."""
        self._wanted = wanted
        self.setVisible(self._wanted and self._said)

    def show_watch(self, shown: WatchShown) -> None:
        """Say what goes on, or what has changed and was not seen yet."""
        loud = bool(shown.unseen and shown.changes)
        self._said = shown.phase.running or loud
        self._state = shown.changes[0].state if loud else _state(shown)
        if loud and not self._loud:
            announce(self, watch_line(shown), at_once=True)
        self._loud = loud
        self._text.setText(watch_line(shown))
        self.setVisible(self._wanted and self._said)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line at the foot of the page, in the state's tint while there is something to be seen."""
        palette, painter = current(), QPainter(self)
        colours = palette.states[self._state or State.CANNOT_TELL]
        painter.fillRect(self.rect(), QColor(colours.tint if self._loud else palette.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.fill if self._loud else palette.line))
        if self._loud:
            painter.fillRect(0, 0, 4, self.height(), QColor(colours.fill))

    def _fit(self) -> None:
        side = px(16)
        if self._state is not None:
            self._sign.setPixmap(state_pixmap(self._state, side, self.devicePixelRatioF()))
        self._sign.setVisible(self._state is not None)
        self._sign.setFixedSize(QSize(side, side))
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[0]), px(SPACE[1]), px(SPACE[0]))
        self._row.setSpacing(px(SPACE[1]))
        self.update()


def _state(shown: WatchShown) -> State | None:
    if shown.phase is Phase.DEAF:
        return State.CANNOT_TELL
    return shown.now.state if shown.now else None

"""A change, told until somebody has seen it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.language import retold, tr
from app.look.tokens import BODY, RADIUS, SPACE
from app.ui.pages.watch.values import News, WatchShown
from app.ui.pages.watch.words import news_line
from app.ui.theme import changes, current, px, state_pixmap
from app.ui.widgets import PlainButton, Text, announce

_NARROW = 620


class ChangeNotice(QWidget):
    """What the newest change is, a way to its kept take, and a way to say that it was seen."""

    open_wanted = Signal(str)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State.ABNORMAL
        self._inspection_id = ""
        self._sign = QLabel(self)
        self._what = Text("", BODY, weight=600, wrap=True, parent=self)
        self._finding = Text("", BODY, wrap=True, parent=self)
        self._open = PlainButton(tr("Open the take"), parent=self)
        self._seen = PlainButton(tr("Seen"), "check", parent=self)
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._inspection_id))
        self._seen.clicked.connect(self.seen)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._finding)
        self._head = QHBoxLayout()
        self._head.addWidget(self._sign)
        self._head.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._open)
        self._buttons.addWidget(self._seen)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._head, 1)
        self._row.addLayout(self._buttons)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_watch(self, shown: WatchShown) -> None:
        """Show the newest change that was not seen yet, or nothing."""
        newest = shown.changes[0] if shown.changes and shown.unseen and shown.aim else None
        if newest is None or shown.aim is None:
            self._inspection_id = ""
            self.hide()
            return
        told = tr("{finding} The take is kept.", finding=retold(newest.finding))
        if shown.unseen > 1:
            told += " " + tr("{number} more in the list below.", number=shown.unseen - 1)
        what = news_line(News(shown.aim.machine.name, newest))
        is_new = newest.inspection_id != self._inspection_id
        self._inspection_id, self._state = newest.inspection_id, newest.state
        self._what.setText(what)
        self._finding.setText(told)
        self._fit()
        self.show()
        if is_new:
            announce(self, f"{what} {retold(newest.finding)}", at_once=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The state's tint with its colour at the left; in high contrast, where the tint is no colour, an edge."""
        colours, painter = current().states[self._state], QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.fill))
        painter.setBrush(QColor(colours.tint))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.fillRect(0, 0, 4, self.height(), QColor(colours.fill))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons below the words where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)

    def _fit(self) -> None:
        side = px(20)
        self._sign.setPixmap(state_pixmap(self._state, side, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(side, side))
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[2]), px(SPACE[1]))
        for layout in (self._row, self._head, self._buttons):
            layout.setSpacing(px(SPACE[2]))
        self.update()

"""One problem, under the top bar: what happened, what to do. Gone when its cause is gone."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.language import retold, tr
from app.look.tokens import BODY, SPACE
from app.ui.theme import changes, current, icon_pixmap, px
from app.ui.widgets.announce import announce
from app.ui.widgets.buttons import IconButton, Look
from app.ui.widgets.text import Text


class Banner(QWidget):
    """Hidden until there is a problem; the user may close it, its page clears it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self._what = Text("", BODY, weight=600, wrap=True, parent=self)
        self._to_do = Text("", BODY, wrap=True, parent=self)
        self._close = IconButton("x", tr("Close"), look=Look.QUIET, parent=self)
        self._close.clicked.connect(self.clear)
        self._close.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._to_do)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()
        self._fit()
        changes().changed.connect(self._fit)

    def show_problem(self, what: str, to_do: str = "") -> None:
        """Show a problem, which was said in English, in place of any earlier one, and have it read out."""
        what, to_do = retold(what), retold(to_do)
        self._what.setText(what)
        self._to_do.setText(to_do)
        self._to_do.setVisible(bool(to_do))
        self.show()
        announce(self, f"{what} {to_do}".strip(), at_once=True)

    def clear(self) -> None:
        """The cause is gone."""
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it shows nothing."""
        return "" if self.isHidden() else f"{self._what.text()} {self._to_do.text()}".strip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted line with an edge at its left and below."""
        palette = current()
        colours = palette.states[State.ABNORMAL]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.tint))
        painter.fillRect(0, 0, 4, self.height(), QColor(colours.fill))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.fill))

    def _fit(self) -> None:
        side = px(20)
        ink = current().states[State.ABNORMAL].text
        self._sign.setPixmap(icon_pixmap("triangle-alert", side, ink, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(side, side + px(4)))
        self._row.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[1]), px(SPACE[1]))
        self._row.setSpacing(px(SPACE[2]))

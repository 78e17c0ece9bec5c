"""One of the three steps of the first start: number, what it is, what it shows, one button."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.look.tokens import BODY, RADIUS, RADIUS_SMALL, SECTION, SPACE, TITLE
from app.ui.theme import changes, current, font, icon_pixmap, px
from app.ui.widgets.buttons import Button, Look
from app.ui.widgets.text import Text

_HEIGHT = 292


class Step(Enum):
    """Where a step stands."""

    WAITING = "waiting"
    CURRENT = "current"
    DONE = "done"


class _Number(QWidget):
    """The step's number in a square, or a tick when it is done."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.step = Step.WAITING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(28), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done, waiting = palette.states[State.HEALTHY].tint, palette.states[State.CANNOT_TELL].tint
        ground = {Step.CURRENT: palette.accent_fill, Step.DONE: done, Step.WAITING: waiting}[self.step]
        # Where the ground is the panel's own, in high contrast, an edge makes it a square.
        edge = palette.strong if ground == palette.surface else ground
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        if self.step is Step.DONE:
            side = px(20)
            ink = palette.states[State.HEALTHY].text
            spot = (self.width() - side) // 2
            painter.drawPixmap(spot, spot, icon_pixmap("check", side, ink, self.devicePixelRatioF()))
            return
        painter.setPen(QColor(palette.on_accent if self.step is Step.CURRENT else palette.text2))
        painter.setFont(font(SECTION))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepCard(QWidget):
    """A numbered panel; only the current step's button is filled and only its edge is accented."""

    clicked = Signal()

    def __init__(
        self, number: int, title: str, text: str, button: str, icon: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._step = Step.WAITING
        self._number = _Number(number, self)
        self._title = Text(title, TITLE, wrap=True, parent=self)
        self._text = Text(text, BODY, "text2", wrap=True, parent=self)
        self.button = Button(button, icon, main=True, parent=self)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.clicked)
        words = QVBoxLayout()
        words.setSpacing(SPACE[0])
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._head = QHBoxLayout()
        self._head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(words, 1)
        self.body = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self.body)
        self._column.addStretch(1)
        self._column.addWidget(self.button)
        self.set_step(Step.WAITING)
        self._fit()
        changes().changed.connect(self._fit)

    @property
    def step(self) -> Step:
        """Where it stands."""
        return self._step

    def set_step(self, step: Step) -> None:
        """Waiting, current or done; only the current one can be pressed."""
        self._step = step
        self._number.step = step
        self._number.update()
        self.button.set_look(Look.FILLED if step is Step.CURRENT else Look.PLAIN)
        self.button.setEnabled(step is Step.CURRENT)
        self.update()

    def set_content(self, widget: QWidget) -> None:
        """Put what the step shows between its text and its button."""
        self.body.addWidget(widget)

    def sizeHint(self) -> QSize:
        """292 high as designed."""
        return QSize(px(414), max(px(_HEIGHT), super().sizeHint().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.accent if self._step is Step.CURRENT else palette.line), 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _fit(self) -> None:
        self.setMinimumHeight(px(_HEIGHT))
        self._column.setContentsMargins(*(4 * [px(SPACE[3])]))
        self._column.setSpacing(px(SPACE[3]))
        self._head.setSpacing(px(SPACE[2]))

"""The last hour of a watch; what is under the pointer, the finger or the arrow keys is said in words."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import CAPTION
from app.ui.pages.watch.strip_paint import StripPainter
from app.ui.pages.watch.strip_plan import HOUR, STEP, step_at, stretches, summary
from app.ui.pages.watch.words import spoken_step, to_the_second
from app.ui.theme import changes, line_height, px, touch
from app.ui.theme.style import OWN_FOCUS, paint_ring
from app.ui.widgets.announce import announce

if TYPE_CHECKING:
    from app.workflows.listening_watch import WatchStep

_LANE, _TALLEST_LANE, _GAP = 56, 120, 12
_RIGHT, _TOUCH_RIGHT = 96, 112
_FRAME = 4
"""Room for the focus ring."""


class HourStrip(QWidget):
    """An hour wide, its right edge is now. Nothing here grows: an hour has 360 verdicts."""

    pointed = Signal(str)
    """What is pointed at, in words; empty when nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[WatchStep, ...] = ()
        self._until: datetime | None = None
        self._cursor: datetime | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Last hour"))
        self._describe()
        self._fit()
        changes().changed.connect(self._fit)

    def show_steps(self, steps: "tuple[WatchStep, ...]", until: datetime | None) -> None:
        """Show verdicts, the oldest first; `until` is the right edge, None where nothing was heard yet."""
        if (steps, until) == (self._steps, self._until):
            return
        self._steps, self._until = steps, until
        if self._cursor is not None and until is not None and self._cursor < until - HOUR:
            self._point_at(None)
        self._describe()
        self.update()

    @property
    def summary(self) -> str:
        """The hour in words."""
        if self._until is None or not self._steps:
            return tr("Nothing was heard yet.")
        first = max(self._steps[0].at, self._until - HOUR)
        return summary(self._steps, first, max(self._until, self._steps[-1].at + STEP))

    def sizeHint(self) -> QSize:
        """As wide as the page; higher where there is room."""
        return QSize(px(800), 2 * px(_LANE) + self._beside_lanes)

    def minimumSizeHint(self) -> QSize:
        """The times still fit."""
        return QSize(px(280), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """States, scores, times, and what is pointed at."""
        painter = QPainter(self)
        states, scores = self._lanes()
        brush = StripPainter(painter, self._x)
        start, end = self._span()
        in_sight = [step for step in self._steps if step.at + STEP > start]
        brush.bars(states, stretches(in_sight, start, end) if self._until else ())
        if self._until is not None:
            brush.scores(scores, in_sight)
            brush.score_labels(scores, self.width())
            brush.axis(scores.bottom(), scores, start, end)
        if self._cursor is not None:
            brush.cursor(self._cursor, states.top(), scores.bottom())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        self._point_at(self._moment(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A finger tells too, and it stays told."""
        self._point_at(self._moment(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone; a finger never hovers, so what it told stays."""
        if not touch() and not self.hasFocus():
            self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from verdict to verdict, Home and End to the first and the last."""
        steps = self._steps
        if not steps:
            super().keyPressEvent(event)
            return
        here = step_at(steps, self._cursor) if self._cursor is not None else None
        at = steps.index(here) if here is not None else len(steps)
        moves = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(steps)}
        to = moves.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
            return
        self._point_at(steps[min(max(to, 0), len(steps) - 1)].at + STEP / 2)
        announce(self, self.pointed_text)

    @property
    def pointed_text(self) -> str:
        """What is pointed at, in words."""
        if self._cursor is None:
            return ""
        step = step_at(self._steps, self._cursor)
        if step is None:
            return tr("{time}: no verdict", time=to_the_second(self._cursor))
        return spoken_step(step)

    def _point_at(self, moment: datetime | None) -> None:
        start, end = self._span()
        inside = moment is not None and self._until is not None and start <= moment <= end
        cursor = moment if inside else None
        if cursor != self._cursor:
            self._cursor = cursor
            self.pointed.emit(self.pointed_text)
            self.update()

    def _span(self) -> tuple[datetime, datetime]:
        end = self._until or datetime.now().astimezone()
        return end - HOUR, end

    def _lanes(self) -> tuple[QRectF, QRectF]:
        wide = self.width() - 2 * _FRAME - px(_TOUCH_RIGHT if touch() else _RIGHT)
        high = max(px(_LANE), (self.height() - self._beside_lanes) // 2)
        states = QRectF(_FRAME, _FRAME, wide, high)
        return states, states.translated(0, high + px(_GAP))

    @property
    def _beside_lanes(self) -> int:
        return px(_GAP) + px(8) + line_height(CAPTION) + 2 * _FRAME

    def _x(self, moment: datetime) -> float:
        start, _ = self._span()
        lane, _ = self._lanes()
        return lane.left() + (moment - start) / HOUR * lane.width()

    def _moment(self, x: float) -> datetime:
        start, _ = self._span()
        lane, _ = self._lanes()
        return start + HOUR * ((x - lane.left()) / max(lane.width(), 1.0))

    def _describe(self) -> None:
        self.setAccessibleDescription(self.summary)

    def _fit(self) -> None:
        self.setMaximumHeight(2 * px(_TALLEST_LANE) + self._beside_lanes)
        self.updateGeometry()
        self.update()

"""The three axes: time, frequency and level, each with a label at round values and the unit at its last one."""

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.look.tokens import CAPTION
from app.ui import theme
from app.ui.sound.ticks import Tick

TickMaker = Callable[[float, float, float], list[Tick]]
"""From the range in sight and its length in px to the ticks."""

_TICK_PX = 4.0
_GAP_PX = 4.0
_OVERHANG_PX = 24.0

DrawSpecs = tuple[
    tuple[QPen, QPointF, QPointF],
    list[tuple[QPen, QPointF, QPointF]],
    list[tuple[QRectF, Qt.AlignmentFlag, str]],
]


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis of fixed width, so that frames stay aligned whatever the labels say."""

    def __init__(self, side: str, view: pg.ViewBox, ticks: TickMaker) -> None:
        super().__init__(side)
        self._ticks = ticks
        self.enableAutoSIPrefix(False)
        self.linkToView(view)
        self.restyle()

    def set_ticks(self, ticks: TickMaker) -> None:
        """Take ticks from somewhere else from now on, as when the scale changes."""
        self._ticks = ticks
        self.refresh()

    def refresh(self) -> None:
        """Draw anew: pyqtgraph keeps what it drew until told."""
        self.picture = None
        self.update()

    def restyle(self) -> None:
        """Take colours and font from the theme."""
        palette = theme.current()
        self.setStyle(tickFont=theme.font(CAPTION))
        self.setPen(palette.strong)
        self.setTextPen(palette.text2)
        self.refresh()

    def ticks(self) -> list[Tick]:
        """The ticks in sight."""
        length = self.height() if self.orientation in {"left", "right"} else self.width()
        low, high = self.range
        return self._ticks(low, high, length) if high > low and length > 1 else []

    def boundingRect(self) -> QRectF:
        """The axis and as much beside it as a label at either end may need."""
        rect: QRectF = self.mapRectFromParent(self.geometry())
        return rect.marginsAdded(QMarginsF(_OVERHANG_PX, _OVERHANG_PX, _OVERHANG_PX, _OVERHANG_PX))

    def generateDrawSpecs(self, painter: QPainter) -> DrawSpecs | None:
        """What pyqtgraph asks an axis for: the line, the ticks, the labels."""
        bounds = self.mapRectFromParent(self.geometry())
        if bounds.isEmpty():
            return None
        metrics = QFontMetricsF(self.style["tickFont"])
        pen = self.pen()
        lines, labels = [], []
        for tick in self.ticks():
            if self.orientation == "left":
                line, label = self._left(bounds, tick, metrics)
            else:
                line, label = self._bottom(bounds, tick, metrics)
            lines.append((pen, *line))
            labels.append((label, Qt.AlignmentFlag.AlignCenter, tick.text))
        # The frame beside it is line enough; a pen of style NoPen would still leave a dot.
        return (QPen(Qt.GlobalColor.transparent), bounds.topLeft(), bounds.topLeft()), lines, labels

    def _share(self, at: float) -> float:
        low, high = self.range
        return float((at - low) / (high - low))

    def _left(self, bounds: QRectF, tick: Tick, metrics: QFontMetricsF) -> tuple[tuple[QPointF, QPointF], QRectF]:
        y = float(round(bounds.bottom() - self._share(tick.at) * bounds.height()))
        y = min(max(y, bounds.top()), bounds.bottom() - 1)
        right = bounds.right() - 1
        width, height = metrics.horizontalAdvance(tick.text) + 2, metrics.height()
        # The labels at both ends move inwards, or the labels of the frames above and below would touch them.
        centre = min(max(y, bounds.top() + height / 3), bounds.bottom() - height / 3)
        label = QRectF(right - _TICK_PX - _GAP_PX - width, centre - height / 2, width, height)
        return (QPointF(right - _TICK_PX, y), QPointF(right, y)), label

    def _bottom(
        self, bounds: QRectF, tick: Tick, metrics: QFontMetricsF
    ) -> tuple[tuple[QPointF, QPointF], QRectF]:
        x = float(round(bounds.left() + self._share(tick.at) * bounds.width()))
        x = min(max(x, bounds.left()), bounds.right() - 1)
        top = bounds.top()
        width, height = metrics.horizontalAdvance(tick.text) + 2, metrics.height()
        number = metrics.horizontalAdvance(tick.text.split(" ")[0])
        # The number stands under its tick; the unit hangs to the right of it, yet inside the frame.
        left = min(x - number / 2, bounds.right() + _GAP_PX - width)
        label = QRectF(left, top + _TICK_PX + 2, width, height)
        return (QPointF(x, top), QPointF(x, top + _TICK_PX)), label

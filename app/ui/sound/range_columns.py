"""Beside the band curve: the brackets that tie a guilty range to the picture, and what it differs by."""

from math import floor

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsSceneMouseEvent, QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from app.domain.verdict import ExcessRange, State
from app.domain.words import relative_db
from app.language import tr
from app.look.tokens import CAPTION
from app.ui import theme
from app.ui.sound.curves import place_labels
from app.ui.sound.words import range_text

_BAR_PX = 4
_REACH_PX = 6
"""A thin bracket can be hit this far above and below."""


class _RangeColumn(QGraphicsWidget):
    """A column beside a frame that marks ranges at the heights where the frame shows them."""

    chosen = Signal(int)

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__()
        self._view = view
        self._ranges: tuple[ExcessRange, ...] = ()
        self._ends: list[tuple[float, float]] = []
        self._chosen = 0
        self.setAcceptHoverEvents(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        view.sigYRangeChanged.connect(self._moved)
        view.sigResized.connect(self._moved)

    def show_ranges(self, ranges: tuple[ExcessRange, ...], ends: list[tuple[float, float]], chosen: int) -> None:
        """The ranges, their ends on the frame's axis, and which of them is the one to be heard."""
        self._ranges, self._ends, self._chosen = ranges, ends, chosen
        self.update()

    def _moved(self, *_: object) -> None:
        self.update()

    def spans(self) -> list[tuple[int, float, float]]:
        """Index, top and bottom in px of the ranges that are in sight."""
        low, high = self._view.viewRange()[1]
        found = []
        for index, (bottom, top) in enumerate(self._ends):
            if top <= low or bottom >= high:
                continue
            at = [(high - min(max(end, low), high)) / (high - low) * self.size().height() for end in (top, bottom)]
            found.append((index, floor(at[0]), floor(at[1])))
        return found

    def areas(self) -> list[tuple[int, QRectF]]:
        """Where each range is hit."""
        width = self.size().width()
        reach = _REACH_PX
        return [(i, QRectF(0, top - reach, width, bottom - top + 2 * reach)) for i, top, bottom in self.spans()]

    def hit(self, at: QPointF) -> int | None:
        """The range under a point, the one whose middle is nearest where several are."""
        under = [(abs(area.center().y() - at.y()), index) for index, area in self.areas() if area.contains(at)]
        return min(under)[1] if under else None

    def hoverMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:  # type: ignore[override]
        """A hand where a click does something."""
        hit = self.hit(event.pos())
        self.setCursor(Qt.CursorShape.ArrowCursor if hit is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if hit is None else tr("Hear only {range}", range=range_text(self._ranges[hit])))

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Choose the range that was hit."""
        hit = self.hit(event.pos())
        if hit is None:
            event.ignore()
        else:
            self.chosen.emit(hit)


class BracketColumn(_RangeColumn):
    """A bar as high as the range, and two lines that lead on to the band curve."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Bars on whole pixels."""
        mark = QColor(theme.current().states[State.ABNORMAL].mark)
        width = self.size().width()
        for index, top, bottom in self.spans():
            colour = QColor(mark)
            colour.setAlphaF(1.0 if index == self._chosen else 0.6)
            painter.fillRect(QRectF(_BAR_PX, top, _BAR_PX, bottom - top + 1), mark)
            for y in (top, bottom):
                painter.fillRect(QRectF(2 * _BAR_PX, y, width - 2 * _BAR_PX, 1), colour)


class LabelColumn(_RangeColumn):
    """By how much each range differs: "+11 dB". Labels make room for each other and point to their range."""

    _LEAD_PX = 10

    def placed(self) -> list[tuple[int, float, QRectF]]:
        """Index, middle of the range in px, and the label's rectangle."""
        metrics = QFontMetricsF(theme.font(CAPTION, 600))
        height = metrics.height()
        spans = self.spans()
        middles = [(top + bottom) / 2 for _, top, bottom in spans]
        places = place_labels(middles, height, height / 2, self.size().height() - height / 2)
        return [
            (index, middle, QRectF(self._LEAD_PX, at - height / 2, self.size().width() - self._LEAD_PX, height))
            for (index, _, _), middle, at in zip(spans, middles, places, strict=True)
        ]

    def areas(self) -> list[tuple[int, QRectF]]:
        """A label is hit on its own line."""
        return [(index, rect.adjusted(-self._LEAD_PX, 0, 0, 0)) for index, _, rect in self.placed()]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The chosen range's label is bolder."""
        colours = theme.current().states[State.ABNORMAL]
        for index, middle, rect in self.placed():
            moved = abs(rect.center().y() - middle) > 3
            if moved:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(colours.mark), 1))
                painter.drawLine(QPointF(0, middle), QPointF(self._LEAD_PX - 2, rect.center().y()))
            painter.setFont(theme.font(CAPTION, 600 if index == self._chosen else 500))
            painter.setPen(QColor(colours.text))
            text = relative_db(self._ranges[index].excess_db)
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

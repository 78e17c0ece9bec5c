"""The strokes of the strip: a bar for each stretch of one state, told apart by height, hatching and shape as well
as by colour, and the score below it against the abnormal limit."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from app.domain.verdict import State
from app.language import tr
from app.look.tokens import CAPTION
from app.ui.pages.watch.strip_plan import STEP, Stretch
from app.ui.theme import current, font, line_height, px, state_pixmap
from app.ui.widgets.date_axis import date_ticks
from app.ui.widgets.wording import number

if TYPE_CHECKING:
    from app.workflows.listening_watch import WatchStep

X = Callable[[datetime], float]
SCORE_TOP = 1.5
"""A greater score is drawn at the top."""

_SHARE = {State.HEALTHY: 0.4, State.WATCH: 0.7, State.ABNORMAL: 1.0, State.CANNOT_TELL: 0.4}
_MARK = 16
_HATCHED_FROM = 8
"""A narrower bar would lose its colour to the hatching; its height still tells."""
_LABEL_APART = 72


class StripPainter:
    """Paints with one painter; straight lines on whole pixels, without antialias."""

    def __init__(self, painter: QPainter, x: X) -> None:
        self._painter = painter
        self._x = x

    def bars(self, lane: QRectF, heard: Sequence[Stretch]) -> None:
        """The states: the worse, the higher. Where nothing was heard there is nothing but the ground line."""
        painter, palette = self._painter, current()
        painter.setPen(QPen(QColor(palette.strong), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(lane.left(), lane.bottom(), lane.right(), lane.bottom()))
        for one in heard:
            left, right = round(self._x(one.start)), round(self._x(one.end))
            high = round(lane.height() * _SHARE[one.state])
            self._bar(QRectF(left, lane.bottom() - high, max(1, right - left), high), one.state)

    def _bar(self, bar: QRectF, state: State) -> None:
        painter, colours = self._painter, current().states[state]
        if state is State.CANNOT_TELL:
            painter.fillRect(bar, QColor(colours.tint))
            painter.fillRect(QRectF(bar.x(), bar.y(), bar.width(), 1), QColor(colours.mark))
            painter.fillRect(bar, QBrush(QColor(colours.mark), Qt.BrushStyle.FDiagPattern))
        else:
            painter.fillRect(bar, QColor(colours.fill))
            if state is State.WATCH:
                if bar.width() >= px(_HATCHED_FROM):
                    painter.fillRect(bar, QBrush(QColor(colours.on_fill), Qt.BrushStyle.BDiagPattern))
                painter.fillRect(QRectF(bar.x(), bar.y(), bar.width(), 2), QColor(colours.edge))
        self._shape(bar, state)

    def _shape(self, bar: QRectF, state: State) -> None:
        """The state's own shape where there is room for it, on a plain ground."""
        side = px(_MARK)
        if bar.width() < side + px(8):
            return
        colours, hollow = current().states[state], state is State.CANNOT_TELL
        spot = QRectF(round(bar.center().x() - side / 2), round(bar.center().y() - side / 2), side, side)
        ground = colours.tint if hollow else colours.fill
        self._painter.fillRect(spot.adjusted(-px(3), -1, px(3), 1), QColor(ground))
        ratio = self._painter.device().devicePixelRatio()
        self._painter.drawPixmap(spot.topLeft(), state_pixmap(state, side, ratio, on_fill=not hollow))

    def scores(self, lane: QRectF, steps: "Sequence[WatchStep]") -> None:
        """A level line for each verdict's 10 s, and the limit from which a score is abnormal."""
        painter, palette = self._painter, current()
        red = palette.states[State.ABNORMAL]
        limit_y = self._y(lane, 1.0)
        painter.fillRect(QRectF(lane.left(), lane.top(), lane.width(), limit_y - lane.top()), QColor(red.tint))
        painter.setPen(QPen(QColor(red.mark), 1))
        painter.drawLine(QLineF(lane.left(), limit_y, lane.right(), limit_y))
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawLine(QLineF(lane.left(), lane.bottom(), lane.right(), lane.bottom()))
        pen = QPen(QColor(palette.trace), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        lines = []
        for step in steps:
            if step.score is not None:
                y = self._y(lane, step.score)
                left, right = max(self._x(step.at), lane.left()), min(self._x(step.at + STEP), lane.right())
                lines.append(QLineF(left, y, max(right, left + 1), y))
        painter.drawLines(lines)

    def score_labels(self, lane: QRectF, width: float) -> None:
        """The limit by name at the right, 0 at the foot."""
        painter, high = self._painter, line_height(CAPTION)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(current().states[State.ABNORMAL].text))
        left = lane.right() + px(8)
        place = QRectF(left, self._y(lane, 1.0) - high / 2, width - left, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{tr(State.ABNORMAL.value)} {number(1.0)}")
        painter.setPen(QColor(current().text2))
        foot = QRectF(left, lane.bottom() - high + px(4), width - left, high)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, tr("score {score}", score=0))

    def axis(self, top: float, lane: QRectF, start: datetime, end: datetime) -> None:
        """The time below."""
        painter, palette = self._painter, current()
        painter.setFont(font(CAPTION))
        free_from = -1.0
        for tick in date_ticks(start, end, max(2, int(lane.width() / px(_LABEL_APART)))):
            x = round(self._x(tick.moment))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(QLineF(x, top, x, top + 4))
            text = tick.text.rsplit(", ", 1)[-1]
            wide = painter.fontMetrics().horizontalAdvance(text)
            left = max(lane.left(), x - wide / 2)
            if left > free_from:
                painter.setPen(QColor(palette.text2))
                place = QRectF(left, top + px(5), wide + 2, line_height(CAPTION))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
                free_from = left + wide + px(8)

    def cursor(self, moment: datetime, top: float, bottom: float) -> None:
        """What is pointed at: dark with a light casing, so that it is seen on every colour."""
        x = round(self._x(moment))
        self._painter.fillRect(QRectF(x - 1, top, 3, bottom - top), QColor(current().surface))
        self._painter.fillRect(QRectF(x, top, 1, bottom - top), QColor(current().text))

    @staticmethod
    def _y(lane: QRectF, score: float) -> float:
        return round(lane.bottom() - min(max(score, 0.0), SCORE_TOP) / SCORE_TOP * lane.height())

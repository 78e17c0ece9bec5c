"""The strokes around the score: icons of what happened, the lanes below, the dates, what is pointed at."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.language import later, tr
from app.look.tokens import CAPTION
from app.ui.pages.trend.chart_frame import MARK, Frame
from app.ui.pages.trend.chart_scale import TimeScale, ValueScale, ticks
from app.ui.pages.trend.values import Lane, LanePoint, Mark
from app.ui.theme import current, font, icon_pixmap, line_height, px
from app.ui.widgets.date_axis import date_ticks
from app.ui.widgets.reading_words import value_text

_ICON = 16
_LABEL_APART = 64
_DOT = 3.0
_TODAY = later("today")
_CLEAR = 64
"""So far, in px, its name keeps off an icon and its words."""


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Marks too near to each other for an icon each; the first in `marks` gives the icon."""

    x: float
    marks: tuple[Mark, ...]


def grouped(marks: Sequence[Mark], time: TimeScale) -> list[MarkGroup]:
    """The marks in sight, those closer than an icon together: what changed most first, then what came last."""
    groups: list[list[Mark]] = []
    for mark in marks:
        if not time.span.start <= mark.when <= time.span.end:
            continue
        if groups and time.x(mark.when) - time.x(groups[-1][0].when) < px(_ICON):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    made = []
    for group in groups:
        first = sorted(group, key=lambda mark: (mark.breaks, mark.strong, not mark.pale, mark.when), reverse=True)
        made.append(MarkGroup(time.x(group[0].when), tuple(first)))
    return made


def _more(group: MarkGroup) -> str:
    """How many others stand behind the icon: " +2"."""
    return f" +{len(group.marks) - 1}" if len(group.marks) > 1 else ""


class AroundPainter:
    """Paints with one painter over one time scale."""

    def __init__(self, painter: QPainter, frame: Frame, time: TimeScale) -> None:
        self._painter, self._frame, self._time = painter, frame, time
        painter.setFont(font(CAPTION))

    def marks(self, groups: Sequence[MarkGroup]) -> None:
        """An icon each above the score, its words where there is room; what began something anew has a line."""
        painter, palette, strip = self._painter, current(), self._frame.strip
        ratio, side, free_from = painter.device().devicePixelRatio(), px(_ICON), strip.left()
        ends = [*(group.x - px(_ICON) for group in groups), strip.right()][1:]
        for group, until in zip(groups, ends, strict=True):
            mark, x = group.marks[0], round(group.x)
            if any(one.strong for one in group.marks):
                painter.setPen(QPen(QColor(palette.strong), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QLineF(x, strip.bottom() - px(4), x, self._frame.bottom))
            ink = palette.text3 if mark.pale else palette.text
            top = strip.top() + (strip.height() - side) / 2
            painter.drawPixmap(QPointF(x - side / 2, top), icon_pixmap(mark.icon, side, ink, ratio))
            end = self._name(group, x, free_from, until)
            free_from = max(x + side / 2, end) + px(8)

    def _name(self, group: MarkGroup, x: float, free_from: float, until: float) -> float:
        """The longest of its names that fits behind its icon or, at the right end, before it; where that ends."""
        painter, mark, high = self._painter, group.marks[0], self._frame.strip.height()
        more, beside = _more(group), px(_ICON) / 2 + px(4)
        painter.setPen(QColor(current().text3 if mark.pale else current().text2))
        for word in filter(None, (mark.title, mark.short)):
            wide = painter.fontMetrics().horizontalAdvance(word + more)
            left = x + beside if x + beside + wide <= until else x - beside - wide
            if left >= free_from:
                place = QRectF(left, self._frame.strip.top(), wide + 1, high)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word + more)
                return left + wide
        return free_from

    def now(self, moment: datetime, groups: Sequence[MarkGroup]) -> None:
        """Where the future begins, if that is in sight; called by its name where no icon is near."""
        painter, frame = self._painter, self._frame
        x, score = round(self._time.x(moment)), frame.score
        if not score.left() < x < score.right() - px(MARK):
            return
        painter.setPen(QPen(QColor(current().text3), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, score.top(), x, frame.bottom))
        today = tr(_TODAY)
        wide = painter.fontMetrics().horizontalAdvance(today)
        if all(not -px(_CLEAR) < x - group.x < self._reach(group) + wide for group in groups):
            place = QRectF(x - wide / 2, frame.strip.top(), wide + 1, frame.strip.height())
            painter.setPen(QColor(current().text2))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, today)

    def _reach(self, group: MarkGroup) -> float:
        """How far to the right an icon and its words may reach."""
        named = self._painter.fontMetrics().horizontalAdvance(group.marks[0].title + _more(group))
        return max(px(_CLEAR), px(_ICON) / 2 + px(4) + named)

    def lane(self, lane: Lane, plot: QRectF) -> None:
        """One curve on its own scale: its name inside, its newest value at the right."""
        painter, palette = self._painter, current()
        values = [point.value for point in lane.points]
        steps = ticks(values, about_zero=lane.about_zero)
        scale = ValueScale(plot.top() + px(6), plot.height() - px(12), steps[0], steps[-1])
        painter.fillRect(plot, QColor(palette.sunken))
        for step in steps:
            y = round(scale.y(step))
            healthy = lane.about_zero and step == 0
            painter.setPen(QPen(QColor(palette.baseline if healthy else palette.grid), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
        self._numbers(plot, scale, (steps[0], steps[-1]))
        painter.save()
        painter.setClipRect(plot)
        self._curve(lane.points, scale)
        painter.restore()
        painter.setPen(QColor(palette.text2))
        title = f"{lane.title}, {lane.unit}"
        title = tr("{title} against healthy", title=title) if lane.about_zero else title
        wide = painter.fontMetrics().horizontalAdvance(title) + px(8)
        box = QRectF(plot.left() + px(4), plot.top() + 1, wide, line_height(CAPTION))
        ground = QColor(palette.sunken)
        ground.setAlpha(200)
        painter.fillRect(box, ground)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, title)
        if lane.points:
            self._newest(lane, plot, scale)

    def axis(self) -> None:
        """The dates below everything, and faint lines up through all plots."""
        painter, palette, frame, time = self._painter, current(), self._frame, self._time
        y, end = round(frame.bottom), -1.0
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawLine(QLineF(frame.axis.left(), y, frame.axis.right(), y))
        most = max(2, int(time.width / px(_LABEL_APART)))
        for tick in date_ticks(time.span.start, time.span.end, most):
            x = round(time.x(tick.moment))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(QLineF(x, y, x, y + 4))
            wide = painter.fontMetrics().horizontalAdvance(tick.text)
            left = max(frame.axis.left() - px(8), x - wide / 2)
            if left > end:
                painter.setPen(QColor(palette.text2))
                place = QRectF(left, y + px(5), wide + 2, line_height(CAPTION))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, tick.text)
                end = left + wide + px(8)

    def cursor(self, x: float) -> None:
        """The moment that is pointed at, through everything."""
        self._painter.setPen(QPen(QColor(current().accent), 1))
        self._painter.drawLine(QLineF(round(x), self._frame.score.top(), round(x), self._frame.bottom))

    def _curve(self, points: Sequence[LanePoint], scale: ValueScale) -> None:
        painter, palette, span = self._painter, current(), self._time.span
        whens = [point.when for point in points]
        first, last = max(bisect_left(whens, span.start) - 1, 0), bisect_left(whens, span.end) + 1
        places = [QPointF(self._time.x(one.when), scale.y(one.value)) for one in points[first:last]]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.trace), 1.5))
        painter.drawLines([QLineF(one, other) for one, other in pairwise(places)])
        if len(places) < self._time.width / px(8):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.trace))
            for place in places:
                painter.drawEllipse(place, _DOT, _DOT)

    def _numbers(self, plot: QRectF, scale: ValueScale, ends: Sequence[float]) -> None:
        painter, high = self._painter, line_height(CAPTION)
        painter.setPen(QColor(current().text2))
        for value in ends:
            place = QRectF(0, scale.y(value) - high / 2, plot.left() - px(8), high)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, value_text(value))

    def _newest(self, lane: Lane, plot: QRectF, scale: ValueScale) -> None:
        painter, last = self._painter, lane.points[-1]
        plus = "+" if lane.about_zero and last.value >= 0.5 else ""
        shown = value_text(round(last.value) if lane.about_zero else last.value)
        high = line_height(CAPTION)
        y = min(max(scale.y(last.value), plot.top() + high / 2), plot.bottom() - high / 2)
        painter.setPen(QColor(current().text))
        painter.setFont(font(CAPTION, 600))
        place = QRectF(plot.right() + px(8), y - high / 2, px(160), high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{plus}{shown} {lane.unit}")
        painter.setFont(font(CAPTION))

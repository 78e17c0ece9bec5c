"""The strokes of the score: zones as the limits were, the line, the shapes, the fan of the forecast."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.domain.forecast import Forecast
from app.domain.verdict import State
from app.language import tr
from app.look.tokens import CAPTION, Palette
from app.ui.pages.trend.chart_frame import ABNORMAL_FROM, MARK, WATCH_FROM
from app.ui.pages.trend.chart_plan import Spot
from app.ui.pages.trend.chart_scale import TimeScale, ValueScale
from app.ui.pages.trend.words import crossing_dates, crossing_words
from app.ui.theme import current, font, line_height, px, state_pixmap
from app.ui.theme.style import paint_ring
from app.ui.widgets.wording import number
from app.workflows.machine_story_values import LimitsSince

RING_REACH = 4
_BRACKET = 5
_STEPS_AWAY = 4
_FAN = 48
"""How opaque the fan is, of 255."""


class ScorePainter:
    """Paints into one plot with one painter; straight lines on whole pixels, without antialias."""

    def __init__(self, painter: QPainter, plot: QRectF, time: TimeScale, score: ValueScale) -> None:
        self._painter, self._plot, self._time, self._score = painter, plot, time, score
        painter.setFont(font(CAPTION))

    def zones(self, limits: Sequence[LimitsSince]) -> None:
        """The zones with a step wherever the limits changed; the newest limits are named at the right."""
        painter, plot, palette = self._painter, self._plot, current()
        painter.fillRect(plot, QColor(palette.sunken if not limits else palette.surface))
        for at, one in enumerate(limits):
            left = plot.left() if at == 0 else max(round(self._time.x(one.since)), plot.left())
            until = self._time.x(limits[at + 1].since) if at + 1 < len(limits) else plot.right()
            right = min(round(until), plot.right())
            if right > left:
                self._zone(left, right, one, palette)
        if limits:
            newest = limits[-1].limits
            red, amber = palette.states[State.ABNORMAL], palette.states[State.WATCH]
            above = tr(ABNORMAL_FROM, score=number(newest.abnormal))
            below = tr(WATCH_FROM, score=number(newest.watch))
            limits_y = self._score.y(newest.abnormal), self._score.y(newest.watch)
            self._name_limits([(limits_y[0], above, red.text), (limits_y[1], below, amber.text)])

    def _zone(self, left: float, right: float, one: LimitsSince, palette: Palette) -> None:
        painter, top = self._painter, self._plot.top()
        red, amber = palette.states[State.ABNORMAL], palette.states[State.WATCH]
        abnormal_y, watch_y = round(self._score.y(one.limits.abnormal)), round(self._score.y(one.limits.watch))
        painter.fillRect(QRectF(left, top, right - left, abnormal_y - top), QColor(red.tint))
        painter.fillRect(QRectF(left, abnormal_y, right - left, watch_y - abnormal_y), QColor(amber.tint))
        painter.setPen(QPen(QColor(red.mark), 1))
        painter.drawLine(QLineF(left, abnormal_y, right, abnormal_y))
        painter.setPen(QPen(QColor(amber.edge), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(left, watch_y, right, watch_y))

    def axis(self) -> None:
        """Scores at the left every 0.5."""
        painter, plot, palette = self._painter, self._plot, current()
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        for step in range(int(self._score.high / 0.5 + 1e-6) + 1):
            y = round(self._score.y(step * 0.5))
            painter.setPen(QPen(QColor(palette.strong), 1))
            painter.drawLine(QLineF(plot.left() - 4, y, plot.left(), y))
            painter.setPen(QColor(palette.text2))
            place = QRectF(0, y - line_height(CAPTION) / 2, plot.left() - px(8), line_height(CAPTION))
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{step * 0.5:.1f}"
            )

    def fan(self, forecast: Forecast) -> None:
        """Where the score goes on: the likely line, and around it what holds four times in five."""
        points = forecast.line
        if len(points) < 2:
            return
        upper = [QPointF(self._time.x(one.when), self._score.free_y(one.high)) for one in points]
        lower = [QPointF(self._time.x(one.when), self._score.free_y(one.low)) for one in points]
        likely = [QPointF(self._time.x(one.when), self._score.free_y(one.likely)) for one in points]
        accent = QColor(current().accent)
        pale = QColor(accent)
        pale.setAlpha(_FAN)
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pale)
        painter.drawPolygon(QPolygonF(upper + lower[::-1]))
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(likely))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def crossings(self, forecast: Forecast, limits: Sequence[LimitsSince], marks: Sequence[Spot]) -> None:
        """From when to when a limit is crossed, as a bracket on that limit; its words leave the marks free."""
        if not limits:
            return
        newest, above = limits[-1].limits, 0.0
        for ahead in sorted(forecast.crossings, key=lambda one: one.state is State.WATCH):
            y = round(self._score.y(newest.watch if ahead.state is State.WATCH else newest.abnormal))
            # Where the limits lie close together, the lower one's words go below it.
            below = y - above < line_height(CAPTION) + px(_BRACKET + 8)
            ends = [round(self._time.x(at)) for at in (ahead.earliest, ahead.likely, ahead.latest)]
            words = crossing_words(ahead, forecast.made_at), crossing_dates(ahead, forecast.made_at)
            text, box = self._free_box(words, ends[0], y, marks, below=below)
            self._painter.fillRect(box, QColor(current().surface if below else current().states[ahead.state].tint))
            self._crossing(ahead.state, ends, y)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            above = y

    def _free_box(
        self, words: tuple[str, str], start: float, y: float, marks: Sequence[Spot], *, below: bool
    ) -> tuple[str, QRectF]:
        """The longer words of a bracket or the shorter, and where they cover no mark: near it or further off."""
        high, plot = line_height(CAPTION), self._plot
        text, box = words[1], QRectF()
        for text, away in ((words[0], 0), *((words[1], step) for step in range(_STEPS_AWAY))):
            wide = self._painter.fontMetrics().horizontalAdvance(text) + px(8)
            left = min(max(start - px(4), plot.left() + px(4)), plot.right() - wide - px(2))
            reach = px(_BRACKET + 2) + away * high
            box = QRectF(left, y + reach if below else y - high - reach, wide, high)
            around = box.adjusted(-px(MARK) / 2, -px(MARK) / 2, px(MARK) / 2, px(MARK) / 2)
            if not any(around.contains(spot.x, spot.y) for spot in marks):
                break
        return text, box

    def _crossing(self, state: State, ends: Sequence[float], y: float) -> None:
        painter, colours = self._painter, current().states[state]
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QLineF(ends[0], y, ends[2], y))
        for x, reach in zip(ends, (px(_BRACKET), px(3), px(_BRACKET)), strict=True):
            painter.drawLine(QLineF(x, y - reach, x, y + reach))
        painter.setPen(QColor(colours.text))

    def line(self, pieces: Sequence[Sequence[tuple[float, float]]]) -> None:
        """From score to score."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(QColor(current().text2), 1.5))
        for piece in pieces:
            points = [QPointF(x, y) for x, y in piece]
            # Piece by piece: one long zigzag takes Qt a hundred times as long.
            self._painter.drawLines([QLineF(one, other) for one, other in pairwise(points)])
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def nothing(self, text: str) -> None:
        """One sentence where there is nothing to draw yet."""
        self._painter.setPen(QColor(current().text2))
        self._painter.drawText(self._plot, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def marks(self, places: Sequence[Spot], side: int, cursor: str | None, *, ring: bool) -> None:
        """The shapes; the one that is pointed at is in front, with the focus ring where the keyboard is here."""
        ratio = self._painter.device().devicePixelRatio()
        for spot in sorted(places, key=lambda spot: spot.point.inspection_id == cursor):
            box = QRectF(round(spot.x - side / 2), round(spot.y - side / 2), side, side)
            if spot.point.score is None:
                # It stands on the axis, on its own ground, so that the axis does not run through it.
                box.moveBottom(round(spot.y) - 1)
                self._painter.fillRect(box, QColor(current().surface))
            self._painter.drawPixmap(box.topLeft(), state_pixmap(spot.point.state, side, ratio))
            if spot.pinned:
                self._name_pinned(box, spot)
            if ring and spot.point.inspection_id == cursor:
                paint_ring(self._painter, box.adjusted(-RING_REACH, -RING_REACH, RING_REACH, RING_REACH))

    def _name_pinned(self, box: QRectF, spot: Spot) -> None:
        text = number(spot.point.score)
        wide = self._painter.fontMetrics().horizontalAdvance(text) + px(4)
        left = box.left() - wide if box.left() - wide > self._plot.left() else box.right()
        place = QRectF(left, box.y(), wide, box.height())
        self._painter.fillRect(place, QColor(current().states[State.ABNORMAL].tint))
        self._painter.setPen(QColor(current().text))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _name_limits(self, names: Sequence[tuple[float, str, str]]) -> None:
        high = line_height(CAPTION)
        tops = [round(y) - high // 2 for y, _, _ in names]
        if tops[1] - tops[0] < high:
            middle = (tops[0] + tops[1]) // 2
            tops = [middle - high // 2, middle + high // 2]
        for top, (_, text, colour) in zip(tops, names, strict=True):
            self._painter.setPen(QColor(colour))
            place = QRectF(self._plot.right() + px(8), top, px(160), high)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

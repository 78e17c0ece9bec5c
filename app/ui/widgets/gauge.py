"""The score on its scale: where it is now, where it was last time, and where the limits are."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State, Thresholds
from app.language import tr
from app.look.tokens import CAPTION, GAUGE_END, SECTION
from app.ui.theme import changes, current, font, line_height, paint_state, px
from app.ui.widgets.wording import number

_BAR_TOP = 50
_BAR_HEIGHT = 16


class ScoreGauge(QWidget):
    """0 … 2.5 with the zones healthy, watch and abnormal; a greater score is pinned and printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score: float | None = None
        self._previous: float | None = None
        self._thresholds: Thresholds | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()
        changes().changed.connect(self._fit)

    def show_score(
        self, score: float | None, thresholds: Thresholds | None, previous: float | None = None
    ) -> None:
        """Point at a score, and with a hollow pointer at the previous one; without thresholds it stays empty."""
        self._score, self._thresholds, self._previous = score, thresholds, previous
        self.setAccessibleName(self._sentence())
        self.update()

    def sizeHint(self) -> QSize:
        """280 × 88 as designed."""
        return QSize(px(280), self._high())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, zones, limits, pointers."""
        painter = QPainter(self)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(current().text2))
        painter.drawText(
            QRectF(0, 0, self.width(), line_height(CAPTION)),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            tr("Score against this machine’s limits"),
        )
        if self._thresholds is None:
            self._paint_empty(painter)
            return
        self._paint_zones(painter, self._thresholds)
        self._paint_limits(painter, self._thresholds)
        if self._previous is not None:
            self._paint_previous(painter, self._previous)
        if self._score is not None:
            self._paint_now(painter, self._score)

    def _x(self, score: float) -> float:
        """Where a score lies, on a whole pixel."""
        return round(min(max(score, 0.0), GAUGE_END) / GAUGE_END * (self.width() - 1))

    def _pointer_x(self, score: float) -> float:
        """Where a pointer stands: at the ends it stays whole."""
        return min(max(self._x(score), px(6)), self.width() - 1 - px(6))

    def _bar(self) -> QRectF:
        return QRectF(0, px(_BAR_TOP), self.width(), px(_BAR_HEIGHT))

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(current().strong), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._bar().adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(current().text2))
        painter.drawText(self._bar(), Qt.AlignmentFlag.AlignCenter, tr("no score yet"))

    def _paint_zones(self, painter: QPainter, thresholds: Thresholds) -> None:
        bar = self._bar()
        edges = (0.0, thresholds.watch, thresholds.abnormal, GAUGE_END)
        for state, low, high in zip(
            (State.HEALTHY, State.WATCH, State.ABNORMAL), edges[:-1], edges[1:], strict=True
        ):
            left, right = self._x(low), self._x(high) + (high == GAUGE_END)
            zone = QRectF(left, bar.y(), right - left, bar.height())
            painter.fillRect(zone, QColor(current().states[state].fill))
            side = px(14)
            if zone.width() > side + 4 and not self._near(zone.center().x(), side):
                place = QRectF(0, 0, side, side)
                place.moveCenter(QPointF(round(zone.center().x()), zone.center().y()))
                paint_state(painter, place, state, on_fill=True)

    def _near(self, x: float, side: int) -> bool:
        """Whether the pointer would cross a shape there."""
        return self._score is not None and abs(self._x(self._score) - x) < side / 2 + 3

    def _paint_limits(self, painter: QPainter, thresholds: Thresholds) -> None:
        palette, bar = current(), self._bar()
        metrics = QFontMetricsF(font(CAPTION))
        for limit in (thresholds.watch, thresholds.abnormal):
            x = self._x(limit)
            painter.fillRect(QRectF(x - 1, bar.y() - 3, 3, bar.height() + 6), QColor(palette.surface))
            painter.fillRect(QRectF(x, bar.y() - 3, 1, bar.height() + 6), QColor(palette.text))
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        top, line = bar.bottom() + px(6), line_height(CAPTION)
        watch_wide, limit_wide = (
            metrics.horizontalAdvance(number(s)) for s in (thresholds.watch, thresholds.abnormal)
        )
        watch_left = self._x(thresholds.watch) - watch_wide / 2
        limit_left = self._x(thresholds.abnormal) - limit_wide / 2
        # Limits close to each other push their numbers apart.
        overlap = watch_left + watch_wide + px(6) - limit_left
        if overlap > 0:
            watch_left, limit_left = watch_left - overlap / 2, limit_left + overlap / 2
        for left, text in (
            (0.0, "0"),
            (watch_left, number(thresholds.watch)),
            (limit_left, number(thresholds.abnormal)),
        ):
            painter.drawText(QRectF(left, top, watch_wide + px(8), line), Qt.AlignmentFlag.AlignLeft, text)
        painter.drawText(QRectF(0, top, self.width(), line), Qt.AlignmentFlag.AlignRight, number(GAUGE_END))

    def _paint_previous(self, painter: QPainter, previous: float) -> None:
        x, bottom = self._pointer_x(previous), self._bar().y() - px(4)
        text = tr("last time {score}", score=number(previous))
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(current().text2))
        wide = QFontMetricsF(font(CAPTION)).horizontalAdvance(text)
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        if self._score is not None:
            now_wide = QFontMetricsF(font(SECTION)).horizontalAdvance(number(self._score))
            now_left = min(max(0.0, self._x(self._score) - now_wide / 2), self.width() - now_wide)
            left = _beside((left, wide), (now_left, now_wide), self.width(), previous < self._score)
        painter.drawText(QRectF(left, px(18), wide + 2, line_height(SECTION)), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current().text), 1))
        painter.setBrush(QColor(current().surface))
        painter.drawPolygon(_down(x + 0.5, bottom, px(5)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_now(self, painter: QPainter, score: float) -> None:
        palette, bar, x = current(), self._bar(), self._pointer_x(score)
        painter.fillRect(QRectF(x - 2, bar.y(), 5, bar.height()), QColor(palette.surface))
        painter.fillRect(QRectF(x - 1, bar.y() - px(4), 3, bar.height() + px(4)), QColor(palette.text))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.text))
        painter.drawPolygon(_down(x + 0.5, bar.y() - px(2), px(6)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(palette.text))
        painter.setFont(font(SECTION))
        wide = QFontMetricsF(font(SECTION)).horizontalAdvance(number(score))
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        painter.drawText(
            QRectF(left, px(17), wide + 2, line_height(SECTION)), Qt.AlignmentFlag.AlignVCenter, number(score)
        )

    @staticmethod
    def _high() -> int:
        return px(72) + line_height(CAPTION)

    def _sentence(self) -> str:
        if self._thresholds is None or self._score is None:
            return tr("No score")
        values = {
            "score": number(self._score),
            "watch": number(self._thresholds.watch),
            "abnormal": number(self._thresholds.abnormal),
        }
        if self._previous is None:
            return tr("Score {score}, watch from {watch}, abnormal from {abnormal}", **values)
        return tr(
            "Score {score}, watch from {watch}, abnormal from {abnormal}, last time {previous}",
            **values,
            previous=number(self._previous),
        )

    def _fit(self) -> None:
        self.setMinimumSize(px(200), self._high())
        self.updateGeometry()
        self.update()


def _beside(text: tuple[float, float], other: tuple[float, float], room: float, before: bool) -> float:
    """Where a text (left, width) goes so that it does not touch another: on its own side where there is room."""
    gap = px(6)
    (left, wide), (start, other_wide) = text, other
    if left >= start + other_wide + gap or start >= left + wide + gap:
        return left
    to_left, to_right = start - gap - wide, start + other_wide + gap
    fits_left, fits_right = to_left >= 0, to_right + wide <= room
    if before:
        return to_left if fits_left or not fits_right else to_right
    return to_right if fits_right or not fits_left else to_left


def _down(x: float, tip: float, half: float) -> QPolygonF:
    """A triangle that points down at (x, tip)."""
    return QPolygonF([QPointF(x - half, tip - half), QPointF(x + half, tip - half), QPointF(x, tip)])

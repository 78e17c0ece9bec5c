"""The strokes of one tile: shape, name, state, score, due, and its small trend."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.fleet import TrendPoint
from app.domain.plan import Timing
from app.domain.verdict import State
from app.domain.words import score_text
from app.language import later, tr
from app.look.tokens import BODY, RADIUS
from app.ui.pages.fleet.lettering import lettering
from app.ui.pages.fleet.mini_trend import paint_tile_trend
from app.ui.pages.fleet.values import Entry
from app.ui.pages.fleet.words import due_text, state_word
from app.ui.theme import current, icon_pixmap, icon_side, line_height, px, state_pixmap, touch
from app.ui.theme.style import paint_ring

LEARN = later("Learn")
_PAD, _BETWEEN, _LINES_APART = 9, 6, 2
_ASIDE = 8
_TREND_FROM, _TREND_LEAST = 98, 40
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def tile_height() -> int:
    """Three lines with room around them: 80."""
    return 3 * line_height(BODY) + px(2 * _PAD + _BETWEEN + _LINES_APART)


def learn_place(rect: QRect) -> QRect:
    """Where "Learn" can be pressed in a tile; for gloves larger than it looks."""
    wide, high = (px(96), px(56)) if touch() else (px(64), line_height(BODY) + 2 * px(_PAD))
    return QRect(rect.right() - wide, rect.bottom() - high, wide + 1, high + 1)


class TilePainter:
    """For one paint event: what all tiles share is made once."""

    def __init__(self, painter: QPainter, at: datetime) -> None:
        self._painter, self._at = painter, at
        self._ratio = painter.device().devicePixelRatio()
        self._plain, self._strong = lettering(BODY), lettering(BODY, 600)
        self._medium = lettering(BODY, 500, tabular=False)
        self._line = line_height(BODY)
        self._side = icon_side()

    def tile(self, rect: QRect, entry: Entry, trend: Sequence[TrendPoint], *, hot: bool, focused: bool) -> None:
        """One machine."""
        self._ground(rect, entry.state, hot)
        inner = rect.adjusted(px(_PAD), px(_PAD), -px(_PAD), -px(_PAD))
        self._name(QRect(inner.x(), inner.y(), inner.width(), self._line), entry)
        second = QRect(inner.x(), inner.y() + self._line + px(_BETWEEN), inner.width(), self._line)
        third = second.translated(0, self._line + px(_LINES_APART))
        reached = max(self._state(second, entry), self._due(third, entry))
        if entry.state is State.NO_BASELINE:
            self._learn(third)
        else:
            left = max(rect.x() + px(_TREND_FROM) * self._line // px(18), reached + px(_ASIDE))
            place = QRect(left, second.y() + px(4), inner.right() - left + 1, third.bottom() - second.y() - px(4))
            if place.width() >= px(_TREND_LEAST):
                paint_tile_trend(self._painter, place, trend, entry.state)
        if focused:
            paint_ring(self._painter, QRectF(rect).adjusted(-3, -3, 3, 3))

    def _ground(self, rect: QRect, state: State, hot: bool) -> None:
        palette = current()
        colours = palette.states[state]
        edges = {State.ABNORMAL: colours.mark, State.WATCH: colours.edge, State.CANNOT_TELL: palette.strong}
        ground = colours.tint if state is State.WATCH else palette.sunken if hot else palette.surface
        wide = 2 if state is State.ABNORMAL else 1
        half = wide / 2
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = edges.get(state, palette.strong if hot else palette.line)
        painter.setPen(QPen(QColor(edge), wide))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _name(self, line: QRect, entry: Entry) -> None:
        painter, side = self._painter, self._side
        top = line.y() + (line.height() - side) // 2
        painter.drawPixmap(line.x(), top, state_pixmap(entry.state, side, self._ratio))
        place = line.adjusted(side + px(_ASIDE), 0, 0, 0)
        painter.setFont(self._medium.font)
        painter.setPen(QColor(current().text))
        name = self._medium.metrics.elidedText(entry.now.machine.name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _MIDDLE, name)

    def _state(self, line: QRect, entry: Entry) -> int:
        """The word and the score; how far right they reach."""
        painter, word = self._painter, state_word(entry.state)
        painter.setFont(self._plain.font)
        painter.setPen(QColor(current().states[entry.state].text))
        painter.drawText(line, _MIDDLE, word)
        left = line.x() + self._plain.metrics.horizontalAdvance(word)
        if entry.score is None:
            return left
        left += px(4)
        text = score_text(entry.score)
        painter.setFont(self._strong.font)
        painter.setPen(QColor(current().text))
        painter.drawText(QRect(left, line.y(), line.right() - left + 1, line.height()), _MIDDLE, text)
        return left + self._strong.metrics.horizontalAdvance(text)

    def _due(self, line: QRect, entry: Entry) -> int:
        """The clock and the days; how far right they reach."""
        painter, side = self._painter, self._side
        pressing = entry.now.timing in (Timing.DUE, Timing.OVERDUE)
        ink = current().text if pressing else current().text2
        name = "clock-alert" if entry.now.overdue else "clock"
        image = icon_pixmap(name, side, ink, self._ratio)
        painter.drawPixmap(line.x(), line.y() + (line.height() - side) // 2, image)
        left = line.x() + side + px(4)
        text = due_text(entry.now, self._at)
        letters = self._strong if pressing else self._plain
        painter.setFont(letters.font)
        painter.setPen(QColor(ink))
        painter.drawText(QRect(left, line.y(), line.right() - left + 1, line.height()), _MIDDLE, text)
        return left + letters.metrics.horizontalAdvance(text)

    def _learn(self, line: QRect) -> None:
        self._painter.setFont(self._medium.font)
        self._painter.setPen(QColor(current().accent))
        self._painter.drawText(line, _MIDDLE | Qt.AlignmentFlag.AlignRight, tr(LEARN))

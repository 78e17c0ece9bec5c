"""One of the machines to visit first: what is the matter, what to do, by when, and how it came to this."""

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.domain.fleet import FirstVisit
from app.domain.verdict import State
from app.domain.words import score_text
from app.language import retold
from app.look.tokens import BODY, CAPTION, RADIUS, SECTION, SPACE, TITLE, TypeSize
from app.ui.pages.fleet.day_words import by_day, weekday
from app.ui.pages.fleet.mini_trend import paint_card_trend
from app.ui.pages.fleet.words import due_text, spoken_first, state_word, where, without_day
from app.ui.pages.fleet.wrapping import wrapped
from app.ui.theme import current, font, icon_pixmap, icon_side, line_height, px, state_pixmap, touch
from app.ui.theme.style import OWN_FOCUS, paint_ring

_TREND_WIDE, _TREND_HIGH = 144, 50
_BESIDE = 440
"""From this width on the trend stands beside the words."""
_MOST_LINES = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FirstCard(QAbstractButton):
    """Pressed, it opens the machine."""

    def __init__(
        self, number: int, first: FirstVisit, at: datetime, *, several_sites: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.first, self._number, self._at = first, number, at
        self._where = where(first.now, several_sites=several_sites)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty(OWN_FOCUS, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken_first(number, first, weekday(first.action.by) if first.action.by else ""))
        self._finding = retold(first.finding)
        told = (first.now.machine.name, self._finding, retold(first.action.what))
        self.setToolTip("\n".join(part for part in told if part))

    def high_for(self, width: int) -> int:
        """How high it must be at that width, so that nothing of it is cut."""
        words = self._lines(self._words_width(width))
        high = line_height(TITLE) + line_height(CAPTION) + px(SPACE[1]) + len(words) * line_height(BODY)
        foot = line_height(BODY) if self._beside(width) else self._trend_high()
        return self._head_high() + px(SPACE[1]) + high + px(SPACE[1]) + foot + px(SPACE[2])

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(323), self.high_for(px(323)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The head in the state's fill, the words, the foot with the day, the trend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_head(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pad = px(SPACE[2])
        inner = self.rect().adjusted(pad, self._head_high() + px(SPACE[1]), -pad, -pad)
        self._paint_words(painter, QRect(inner.topLeft(), QSize(self._words_width(self.width()), inner.height())))
        day_ends = self._paint_day(painter, inner)
        top = inner.bottom() + 1 - self._trend_high()
        if self._beside(self.width()):
            top = inner.top() + px(SPACE[0])
        room = inner.right() + 1 - day_ends - px(SPACE[1])
        wide = self._trend_wide(self.width()) if self._beside(self.width()) else min(px(_TREND_WIDE), room)
        place = QRect(inner.right() + 1 - wide, top, wide, inner.bottom() + 1 - top)
        paint_card_trend(painter, place, self.first.trend, self._state, self.first.limits)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    @property
    def _state(self) -> State:
        return self.first.now.summary.state

    def _paint_ground(self, painter: QPainter) -> None:
        palette = current()
        edge = palette.line if self._state is State.HEALTHY else palette.states[self._state].edge
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(palette.sunken if self.underMouse() else palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_head(self, painter: QPainter) -> None:
        """A healthy machine that is only late is no cause for a coloured field."""
        palette, side = current(), icon_side(20)
        calm = self._state is State.HEALTHY
        colours = palette.states[self._state]
        head = QRect(0, 0, self.width(), self._head_high())
        painter.fillPath(_rounded_above(head), QColor(palette.sunken if calm else colours.fill))
        ink = QColor(palette.text if calm else colours.on_fill)
        painter.setPen(ink)
        painter.setFont(font(SECTION))
        line = head.adjusted(px(SPACE[2]), 0, -px(SPACE[2]), 0)
        painter.drawText(line, _MIDDLE, str(self._number))
        left = line.x() + px(18 if not touch() else 24)
        shape = state_pixmap(self._state, side, self.devicePixelRatioF(), not calm)
        painter.drawPixmap(left, (head.height() - side) // 2, shape)
        painter.drawText(line.adjusted(left - line.x() + side + px(SPACE[1]), 0, 0, 0), _MIDDLE, self._word())
        last = self.first.now.summary.last
        if last is not None and last.score is not None:
            painter.drawText(line, _MIDDLE | Qt.AlignmentFlag.AlignRight, score_text(last.score))

    def _word(self) -> str:
        late = f", {due_text(self.first.now, self._at)}" if self.first.now.overdue else ""
        return state_word(self._state) + (late if self._state is State.HEALTHY else "")

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        palette, y = current(), place.y()
        name = QFontMetrics(font(TITLE, tabular=False))
        shown = name.elidedText(self.first.now.machine.name, Qt.TextElideMode.ElideRight, place.width())
        y = _paint_line(painter, place, y, shown, (TITLE, palette.text))
        metrics = QFontMetrics(font(CAPTION))
        shown = metrics.elidedText(self._where, Qt.TextElideMode.ElideRight, place.width())
        y = _paint_line(painter, place, y, shown, (CAPTION, palette.text2)) + px(SPACE[1])
        for text, tone in self._lines(place.width()):
            y = _paint_line(painter, place, y, text, (BODY, tone))

    def _paint_day(self, painter: QPainter, inner: QRect) -> int:
        """The clock and the day; how far right they reach."""
        by, now, side, palette = self.first.action.by, self.first.now, icon_side(), current()
        line = QRect(inner.x(), inner.bottom() + 1 - line_height(BODY), inner.width(), line_height(BODY))
        image = icon_pixmap(
            "clock-alert" if now.overdue else "clock", side, palette.text, self.devicePixelRatioF()
        )
        painter.drawPixmap(line.x(), line.y() + (line.height() - side) // 2, image)
        painter.setFont(font(BODY, 600))
        painter.setPen(QColor(palette.text))
        text = by_day(by) if by else due_text(now, self._at)
        place = line.adjusted(side + px(SPACE[0]), 0, 0, 0)
        painter.drawText(place, _MIDDLE, text)
        return place.x() + painter.fontMetrics().horizontalAdvance(text)

    def _lines(self, width: int) -> list[tuple[str, str]]:
        """The finding, and what to do about it, in lines of that width with their ink."""
        metrics, palette = QFontMetrics(font(BODY)), current()
        finding = wrapped(self._finding.rstrip("."), metrics, width, _MOST_LINES)
        to_do = wrapped(without_day(self.first.action.what), metrics, width, _MOST_LINES)
        return [(line, palette.text) for line in finding] + [(line, palette.text2) for line in to_do]

    def _beside(self, width: int) -> bool:
        return width >= px(_BESIDE)

    def _words_width(self, width: int) -> int:
        aside = self._trend_wide(width) + px(SPACE[3]) if self._beside(width) and self.first.trend else 0
        return width - 2 * px(SPACE[2]) - aside

    def _trend_wide(self, width: int) -> int:
        return width // 3 if self._beside(width) else px(_TREND_WIDE)

    def _trend_high(self) -> int:
        return px(_TREND_HIGH)

    def _head_high(self) -> int:
        return line_height(SECTION) + px(SPACE[3])


def _paint_line(painter: QPainter, place: QRect, y: int, text: str, look: tuple[TypeSize, str]) -> int:
    """One line of words in that size and ink; where the next begins."""
    size, ink = look
    painter.setFont(font(size, tabular=size is not TITLE))
    painter.setPen(QColor(ink))
    high = line_height(size)
    painter.drawText(QRect(place.x(), y, place.width(), high), _MIDDLE, text)
    return y + high


def _rounded_above(rect: QRect) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(QRectF(rect), RADIUS, RADIUS)
    path.addRect(QRectF(rect).adjusted(0, RADIUS, 0, 0))
    return path

"""Reviewed verdicts by month: right ones stand up, wrong ones hang down, told apart by side, hatching and sign."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.words import number
from app.language import tr
from app.look.tokens import CAPTION
from app.ui.pages.model.track import binned, slot_of, slots, told
from app.ui.pages.model.values import Months, Track
from app.ui.pages.model.words import month_word
from app.ui.theme import changes, current, font, icon_pixmap, line_height, px, touch
from app.ui.theme.style import OWN_FOCUS, paint_ring
from app.ui.widgets import announce
from app.ui.widgets.date_axis import date_ticks

_LEAST_SLOT, _WIDEST_BAR, _SIGN = 14, 28, 12
_LABEL_APART = 72
_FRAME = 4


def stretch_word(bar: Months) -> str:
    """ "Mar 2026", "Jan 2026 to Mar 2026", "2026"."""
    if bar.length == 12:
        return f"{bar.start:%Y}"
    last = bar.start.year * 12 + bar.start.month - 1 + bar.length - 1
    end = bar.start.replace(year=last // 12, month=last % 12 + 1)
    if bar.length == 1:
        return month_word(bar.start)
    return tr("{first} to {last}", first=month_word(bar.start), last=month_word(end))


def bar_text(bar: Months) -> str:
    """A bar in words."""
    return tr(
        "{when}, version {version}: {found}",
        when=stretch_word(bar),
        version=bar.version,
        found=told(bar.right, bar.false_alarms, bar.missed),
    )


class TrackChart(QWidget):
    """The bars of the chosen version are blue, those of others grey. Arrows walk over the bars."""

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._track = Track()
        self._bars: list[Months] = []
        self._places: list[QRectF] = []
        self._cursor: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Reviewed verdicts by month"))
        changes().changed.connect(self._lay_out)

    @property
    def bars(self) -> Sequence[Months]:
        """What is drawn, oldest first."""
        return self._bars

    @property
    def pointed_text(self) -> str:
        """What is pointed at, in words."""
        return bar_text(self._bars[self._cursor]) if self._cursor is not None else ""

    def show_track(self, track: Track) -> None:
        """Show the months of a kind's versions."""
        self._track, self._cursor = track, None
        self.setAccessibleDescription(track.summary)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(480), px(128))

    def minimumSizeHint(self) -> QSize:
        """Bars, signs and one line of dates."""
        return QSize(px(240), px(88))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, bars, dates, and what is pointed at."""
        painter = QPainter(self)
        painter.setFont(font(CAPTION))
        if self._bars:
            self._paint_axis(painter)
            for bar, place in zip(self._bars, self._places, strict=True):
                self._paint_bar(painter, bar, place)
            self._paint_versions(painter)
        if self._cursor is not None:
            plot = self._plot()
            painter.setPen(QPen(QColor(current().text), 1))
            x = round(self._places[self._cursor].center().x())
            painter.drawLine(x, round(plot.top()), x, round(plot.bottom()))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many bars as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        self._point_at(self._at(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A finger tells too, and it stays told."""
        self._point_at(self._at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone; a finger never hovers."""
        if not touch() and not self.hasFocus():
            self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has gone."""
        super().focusOutEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from bar to bar, Home and End to the first and the last."""
        last = len(self._bars) - 1
        here = self._cursor if self._cursor is not None else last + 1
        moves = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        to = moves.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        self._point_at(min(max(to, 0), last))
        announce(self, self.pointed_text)

    def _point_at(self, at: int | None) -> None:
        if at != self._cursor:
            self._cursor = at
            self.pointed.emit(self.pointed_text)
            self.update()

    def _at(self, x: float) -> int | None:
        near = [(abs(place.center().x() - x), at) for at, place in enumerate(self._places)]
        distance, at = min(near, default=(0.0, None))
        return at if distance <= px(_WIDEST_BAR) else None

    # Where things are

    def _plot(self) -> QRectF:
        left, top = px(28) + _FRAME, _FRAME + line_height(CAPTION)
        below = line_height(CAPTION) + px(8) + _FRAME
        return QRectF(left, top, self.width() - left - px(8), self.height() - top - below)

    def _lay_out(self) -> None:
        plot = self._plot()
        self._bars = binned(self._track.months, max(1, int(plot.width() // px(_LEAST_SLOT))))
        self._cursor = None
        count = slots(self._bars)
        # A handful of months stands together at the left, not spread over the whole width.
        wide = min(plot.width() / max(count, 1), px(3 * _WIDEST_BAR))
        self._places = [self._place(bar, plot.left(), wide) for bar in self._bars]
        self.update()

    def _place(self, bar: Months, left: float, slot: float) -> QRectF:
        """A bar's column; several versions of one stretch share it."""
        mine = [one for one in self._bars if one.start == bar.start]
        share = slot / len(mine)
        wide = min(share * 0.8, px(_WIDEST_BAR))
        middle = (
            left + slot_of(bar, self._bars[0]) * slot + slot / 2 + (mine.index(bar) - (len(mine) - 1) / 2) * wide
        )
        return QRectF(round(middle - wide / 2), 0, max(2, round(wide) - 1), 0)

    def _zero_and_unit(self) -> tuple[float, float]:
        """The y of none, and the height of one verdict."""
        plot = self._plot()
        up = max((bar.right for bar in self._bars), default=0)
        down = max((bar.wrong for bar in self._bars), default=0)
        unit = plot.height() / max(up + down, 1)
        return round(plot.top() + up * unit), unit

    # Strokes

    def _paint_axis(self, painter: QPainter) -> None:
        palette, plot = current(), self._plot()
        zero, _ = self._zero_and_unit()
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.drawLine(round(plot.left()), round(zero), round(plot.right()), round(zero))
        up, down = max(bar.right for bar in self._bars), max(bar.wrong for bar in self._bars)
        painter.setPen(QColor(palette.text2))
        high = line_height(CAPTION)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for y, value in ((plot.top(), up), (zero, 0), (plot.bottom(), down)):
            if (
                value
                or (plot.bottom() - y >= high and y - plot.top() >= high)
                or (y == zero and not (up and down))
            ):
                painter.drawText(QRectF(0, y - high / 2, plot.left() - px(6), high), flags, number(value))
        self._paint_dates(painter)

    def _paint_dates(self, painter: QPainter) -> None:
        bars = self._bars
        if len(bars) == 1 or slots(bars) < 2:
            self._paint_date(painter, self._places[0].center().x(), month_word(bars[0].start), -1.0)
            return
        start, end = bars[0].start, bars[-1].start
        first, last = self._places[0].center().x(), self._places[-1].center().x()
        taken = -1.0
        for tick in date_ticks(start, end, max(2, int((last - first) / px(_LABEL_APART)))):
            share = (tick.moment - start) / (end - start)
            taken = self._paint_date(painter, first + min(max(share, 0.0), 1.0) * (last - first), tick.text, taken)

    def _paint_date(self, painter: QPainter, x: float, text: str, taken: float) -> float:
        plot = self._plot()
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(x - wide / 2, plot.left()), self.width() - wide - _FRAME)
        if left <= taken:
            return taken
        painter.setPen(QColor(current().text2))
        painter.drawText(
            QRectF(left, plot.bottom() + px(8), wide + 2, line_height(CAPTION)), Qt.AlignmentFlag.AlignLeft, text
        )
        return left + wide + px(8)

    def _paint_bar(self, painter: QPainter, bar: Months, place: QRectF) -> None:
        palette = current()
        zero, unit = self._zero_and_unit()
        mine = bar.version == self._track.chosen
        up, alarms, missed = (_high(count, unit) for count in (bar.right, bar.false_alarms, bar.missed))
        right = QRectF(place.x(), zero - up, place.width(), up)
        painter.fillRect(right, QColor(palette.accent_fill if mine else palette.strong))
        self._paint_sign(painter, "check", right, palette.on_accent if mine else palette.surface)
        hatched = QRectF(place.x(), zero + 1, place.width(), alarms)
        if alarms:
            painter.fillRect(hatched, QBrush(QColor(palette.text), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(QColor(palette.text), 1))
            painter.drawRect(hatched.adjusted(0, 0, -1, -1))
        solid = QRectF(place.x(), hatched.bottom(), place.width(), missed)
        painter.fillRect(solid, QColor(palette.text))
        self._paint_sign(painter, "x", solid, palette.surface)

    def _paint_sign(self, painter: QPainter, sign: str, bar: QRectF, ink: str) -> None:
        side = px(_SIGN)
        if bar.width() >= side + 2 and bar.height() >= side + 2:
            image = icon_pixmap(sign, side, ink, self.devicePixelRatioF())
            painter.drawPixmap(round(bar.center().x() - side / 2), round(bar.top() + 1), image)

    def _paint_versions(self, painter: QPainter) -> None:
        """A dashed upright line where another version begins, with its number."""
        plot, palette, free = self._plot(), current(), 0.0
        before = ""
        for bar, place in zip(self._bars, self._places, strict=True):
            if bar.version == before:
                continue
            before = bar.version
            x = round(place.left()) - 2
            painter.setPen(QPen(QColor(palette.strong), 1, Qt.PenStyle.DashLine))
            painter.drawLine(x, _FRAME, x, round(plot.bottom()))
            if x >= free:
                painter.setPen(QColor(palette.text2))
                wide = painter.fontMetrics().horizontalAdvance(bar.version)
                left = x + px(4) if x + px(4) + wide <= self.width() else x - px(4) - wide
                painter.drawText(QRectF(left, _FRAME - 1, wide + 2, line_height(CAPTION)), bar.version)
                free = left + wide + px(8)


def _high(count: int, unit: float) -> float:
    """However few there are, they are seen."""
    return max(3.0, round(count * unit)) if count else 0.0

"""The level at a glance: mean, peak, the peak that was, last time's mark, and in words where it should be."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State
from app.domain.words import decibels, number
from app.language import later, tr
from app.look.tokens import CAPTION, RADIUS_SMALL, SPACE
from app.ui.pages.record.levels import LOUD_DBFS, METER_FLOOR_DBFS, QUIET_DBFS
from app.ui.pages.record.values import LevelShown
from app.ui.theme import changes, current, font, line_height, px

_BAR, _ZONE, _TICK = 20, 3, 5
_ZONES = (
    (later("too quiet"), METER_FLOOR_DBFS, QUIET_DBFS, State.CANNOT_TELL),
    (later("good"), QUIET_DBFS, LOUD_DBFS, State.HEALTHY),
    (later("too loud"), LOUD_DBFS, 0.0, State.WATCH),
)
_MARK = 5
_PALE = 0.45


class LevelMeter(QWidget):
    """−60…0 dBFS. Painted anew only where something would look different."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = LevelShown()
        self._seen: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        changes().changed.connect(self._fit)
        self._fit()

    def show_level(self, level: LevelShown) -> None:
        """The level now."""
        self._level = level
        seen = self._looks()
        if seen != self._seen:
            self._seen = seen
            word = level.word[:1].lower() + level.word[1:]
            said = tr("Level {level}, {word}", level=decibels(level.rms_dbfs), word=word)
            self.setAccessibleName(said if level.word else tr("Level, no sound yet"))
            self.update()

    def sizeHint(self) -> QSize:
        """Marks, bar, scale, zones and their words."""
        line = line_height(CAPTION)
        return QSize(px(400), 3 * line + px(_BAR + _ZONE + _TICK) + 2 * px(SPACE[0]))

    def minimumSizeHint(self) -> QSize:
        """Narrower, never lower."""
        return QSize(px(240), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """From top to bottom."""
        painter = QPainter(self)
        painter.setFont(font(CAPTION))
        line = line_height(CAPTION)
        bar = QRect(0, line, self.width(), px(_BAR))
        self._paint_bar(painter, bar)
        self._paint_marks(painter, bar)
        self._paint_scale(painter, bar)
        self._paint_zones(painter, bar.bottom() + 1 + px(_TICK) + line)

    def _looks(self) -> tuple[object, ...]:
        """All that is seen of a level, in whole pixels and whole numbers."""
        level = self._level
        parts = (level.rms_dbfs, level.peak_dbfs, level.hold_dbfs, level.last_dbfs)
        return (
            *(None if part is None else (round(self._x(part)), number(part)) for part in parts),
            level.tone,
            level.word,
            self.width(),
        )

    def _x(self, level_dbfs: float) -> float:
        inside = min(max(level_dbfs, METER_FLOOR_DBFS), 0.0)
        return 1 + (self.width() - 2) * (inside - METER_FLOOR_DBFS) / -METER_FLOOR_DBFS

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        palette, level = current(), self._level
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.sunken))
        painter.drawRoundedRect(QRectF(bar).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        if level.rms_dbfs is None or level.peak_dbfs is None or level.hold_dbfs is None:
            return
        ink = QColor(palette.states[State.WATCH if level.tone == "watch" else State.HEALTHY].mark)
        pale = QColor(ink)
        pale.setAlphaF(_PALE)
        top, high = bar.y() + 1, bar.height() - 2
        mean, peak = round(self._x(level.rms_dbfs)), round(self._x(level.peak_dbfs))
        painter.fillRect(QRect(1, top, peak - 1, high), pale)
        painter.fillRect(QRect(1, top, mean - 1, high), ink)
        if level.hold_dbfs > METER_FLOOR_DBFS:
            held = round(self._x(level.hold_dbfs))
            painter.fillRect(QRect(held - 1, bar.y() - 1, 2, bar.height() + 2), QColor(palette.text))

    def _paint_marks(self, painter: QPainter, bar: QRect) -> None:
        """Last time's level as a hollow marker above the bar, and the held peak's number."""
        palette, level = current(), self._level
        taken: QRect | None = None
        if level.last_dbfs is not None:
            x, half, top = round(self._x(level.last_dbfs)), px(_MARK), bar.y() - px(_MARK) - 3
            painter.setPen(QPen(QColor(palette.text2), 1))
            painter.setBrush(QColor(palette.surface))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            corners = (QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + px(_MARK) + 1))
            painter.drawPolygon(QPolygonF(corners))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            text = tr("last time {level}", level=number(level.last_dbfs))
            taken = self._label(painter, text, x - half - px(4), at_right=True)
        if level.hold_dbfs is not None and level.hold_dbfs > METER_FLOOR_DBFS:
            x = round(self._x(level.hold_dbfs))
            text = tr("peak {level}", level=number(level.hold_dbfs))
            wide = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(0, x - wide // 4), self.width() - wide)
            if taken is None or left > taken.right() + px(24) or left + wide < taken.left():
                self._label(painter, text, left, at_right=False)

    def _label(self, painter: QPainter, text: str, x: int, at_right: bool) -> QRect:
        """Words in the line above the bar: ending at `x`, or beginning there; their place."""
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = x - wide if at_right else x
        if left < 0:
            left = x + px(2 * _MARK + 8)
        place = QRect(left, 0, wide + 1, line_height(CAPTION) - 2)
        painter.setPen(QColor(current().text2))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return place

    def _paint_scale(self, painter: QPainter, bar: QRect) -> None:
        palette, top = current(), bar.bottom() + 1
        room = QRect(0, top + px(_TICK), self.width(), line_height(CAPTION))
        for level_dbfs in range(int(METER_FLOOR_DBFS), 1, 10):
            x = min(round(self._x(level_dbfs)), self.width() - 1)
            painter.fillRect(QRect(x, top, 1, px(_TICK)), QColor(palette.strong))
            text = "0 dBFS" if level_dbfs == 0 else number(level_dbfs)
            wide = painter.fontMetrics().horizontalAdvance(text)
            room.setX(max(0, min(x - wide // 2, self.width() - wide)))
            room.setWidth(wide + 1)
            painter.setPen(QColor(palette.text2))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_zones(self, painter: QPainter, top: int) -> None:
        for word, low, high, state in _ZONES:
            left, right = round(self._x(low)), round(self._x(high))
            line = QRect(left, top + px(2), right - left - 1, px(_ZONE))
            painter.fillRect(line, QColor(current().states[state].mark))
            room = QRect(left, line.bottom() + 1, right - left, line_height(CAPTION))
            painter.setPen(QColor(current().text2))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, tr(word))

    def _fit(self) -> None:
        self._seen = ()
        self.updateGeometry()
        self.update()

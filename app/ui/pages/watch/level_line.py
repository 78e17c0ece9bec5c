"""How loud the microphone hears it: a bar from −60 to 0 dBFS, and the number."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.verdict import State
from app.domain.words import UNKNOWN, decibels
from app.language import tr
from app.look.tokens import BODY, CAPTION, RADIUS_SMALL
from app.ui.theme import changes, current, font, line_height, px

_FLOOR_DBFS = -60.0
_BAR = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LevelLine(QWidget):
    """Solid is the mean (RMS), pale the peak; a dash while nothing is heard. Its place is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rms_dbfs: float | None = None
        self._peak_dbfs: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Level"))
        self.setAccessibleDescription(UNKNOWN)
        changes().changed.connect(self.updateGeometry)

    def show_level(self, rms_dbfs: float | None, peak_dbfs: float | None) -> None:
        """How loud it is now; None while nothing is heard."""
        if (rms_dbfs, peak_dbfs) != (self._rms_dbfs, self._peak_dbfs):
            self._rms_dbfs, self._peak_dbfs = rms_dbfs, peak_dbfs
            self.setAccessibleDescription(decibels(rms_dbfs))
            self.update()

    def sizeHint(self) -> QSize:
        """The bar with its number, and the scale below."""
        return QSize(px(160), max(line_height(BODY), px(_BAR)) + px(4) + line_height(CAPTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bar, number, scale."""
        painter, palette = QPainter(self), current()
        metrics = QFontMetrics(font(BODY))
        said_wide = metrics.horizontalAdvance("−60 dBFS")
        high = line_height(BODY)
        bar = QRectF(0, (high - px(_BAR)) // 2, self.width() - said_wide - px(12), px(_BAR))
        painter.setPen(QColor(palette.strong))
        painter.setBrush(QColor(palette.sunken))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        inside = bar.adjusted(1, 1, -1, -1)
        mark = QColor(palette.states[State.HEALTHY].fill)
        pale = QColor(mark)
        pale.setAlphaF(0.45)
        for level_dbfs, colour in ((self._peak_dbfs, pale), (self._rms_dbfs, mark)):
            share = 0.0 if level_dbfs is None else min(max(1 - level_dbfs / _FLOOR_DBFS, 0.0), 1.0)
            inside.setWidth(round((bar.width() - 2) * share))
            painter.fillRect(inside, colour)
        painter.setFont(font(BODY))
        painter.setPen(QColor(palette.text))
        said = decibels(self._rms_dbfs) if self._rms_dbfs is not None else UNKNOWN
        painter.drawText(QRectF(self.width() - said_wide, 0, said_wide, high), _RIGHT, said)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(palette.text2))
        scale = QRectF(0, high + px(4), bar.width(), line_height(CAPTION))
        painter.drawText(scale, _LEFT, "−60")
        painter.drawText(scale, _RIGHT, "0 dBFS")

"""The live picture as one item of the plot, painted from two rings of pixels, each pixel made once."""

import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.acoustics.live import Columns, LastColumns
from app.acoustics.picture import ROW_COUNT
from app.acoustics.rows import rows_of_pixels
from app.look.tokens import CAPTION, CEILING_DBFS, FLOOR_DBFS, RADIUS_SMALL, SPACE
from app.ui import theme
from app.ui.sound.live_image import LevelColours, RingImage, wave_pixels

_MOST_COLUMNS = 1600
_MOST_LINES = 640
_CASING = QColor(0, 0, 0, 190)
_HANDLE_PX = 5


def coarseness(pixels: int, most: int) -> int:
    """How many pixels of the screen one of the picture covers, so that it has no more than `most`."""
    return max(1, -(-pixels // most))


class LiveItem(pg.GraphicsObject):  # type: ignore[misc]
    """Waveform over spectrogram of what it is given, newest at the right edge, in the scene's own coordinates.

    `wave` and `spectrogram` are the frames. One column is one pixel of the screen, or a few on a very fine one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._wave_frame, self._level_frame, self._ratio = QRectF(), QRectF(), 1.0
        self._shown = LastColumns(1)
        self._wave, self._levels = RingImage(1, 1), RingImage(1, 1)
        self._rows = rows_of_pixels(ROW_COUNT, 1)
        self._colours = LevelColours(FLOOR_DBFS, CEILING_DBFS, "magma")
        self._top = 1.0
        self._word = ""

    # What is shown

    def fit(self, wave: QRectF, spectrogram: QRectF, ratio: float) -> None:
        """Lie in these two frames of the scene, on a screen with so many pixels to one; `show` what fits then."""
        self.prepareGeometryChange()
        self._wave_frame, self._level_frame, self._ratio = wave, spectrogram, ratio

    @property
    def columns(self) -> int:
        """How many columns the frames have room for."""
        pixels = self._pixels(self._level_frame.width())
        return max(1, -(-pixels // coarseness(pixels, _MOST_COLUMNS)))

    @property
    def shown(self) -> LastColumns:
        """What is painted."""
        return self._shown

    def show(self, shown: LastColumns) -> None:
        """Paint all of this; what is `append`ed later is taken to have been put into it before."""
        self._shown = shown
        height_px = self._pixels(self._level_frame.height())
        step = coarseness(height_px, _MOST_LINES)
        self._rows = rows_of_pixels(ROW_COUNT, max(height_px, 1), step)
        self._levels = RingImage(shown.columns, max(1, -(-height_px // step)))
        self._wave = RingImage(shown.columns, max(1, self._pixels(self._wave_frame.height())))
        self._paint_wave(shown.all())
        self._paint_levels(shown.all())
        self.update()

    def append(self, new: Columns) -> None:
        """Paint the columns that came last, and nothing else."""
        self._paint_wave(new)
        self._paint_levels(new)
        self.update()

    def colour(self, colours: LevelColours) -> None:
        """Paint the levels anew in these colours."""
        self._colours = colours
        self._paint_levels(self._shown.all())
        self.update()

    def stretch_wave(self, top: float) -> None:
        """Let the waveform's frame reach from −`top` to `top`."""
        self._top = top
        self.restyle()

    def restyle(self) -> None:
        """Paint the waveform anew in the theme's colours; the spectrogram has its own."""
        self._paint_wave(self._shown.all())
        self.update()

    def set_word(self, word: str) -> None:
        """Lay a word over the picture, as when it stands still; none where it is empty."""
        self._word = word
        self.update()

    def _pixels(self, length: float) -> int:
        return round(length * self._ratio)

    def _paint_wave(self, new: Columns) -> None:
        palette = theme.current()
        inks = (palette.trace, palette.sunken)
        pixels = wave_pixels(new.low, new.high, self._top, self._wave.lines, inks)
        self._wave.put(new.first, pixels)

    def _paint_levels(self, new: Columns) -> None:
        self._levels.put(new.first, self._colours(new.level_db, self._rows))

    # How it is painted

    def boundingRect(self) -> QRectF:
        """Both frames and what is between them."""
        return self._wave_frame.united(self._level_frame)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Grounds, rings, marks, the line at the newest sound: on the screen's own pixels, none smoothed."""
        device = painter.deviceTransform()
        frames = [device.mapRect(frame).toRect() for frame in (self._wave_frame, self._level_frame)]
        back, possible = device.inverted()
        if not possible or frames[1].isEmpty():
            return
        painter.save()
        # Without this the two pieces would be stretched by fractions of a pixel on screens of 125 %.
        painter.setWorldTransform(back * painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for frame, ring in zip(frames, (self._wave, self._levels), strict=True):
            painter.setClipRect(frame)
            if self._shown.filled < self._shown.columns:
                painter.fillRect(frame, QColor(theme.current().sunken))
            ring.draw(painter, frame, self._shown.next, self._shown.filled)
            self._draw_marks(painter, frame, over_picture=ring is self._levels)
        both = frames[0].united(frames[1])
        painter.setClipRect(both)
        width = max(1, round(self._ratio))
        painter.fillRect(
            QRect(both.right() + 1 - width, both.top(), width, both.height()), QColor(theme.current().accent)
        )
        if self._word:
            self._draw_word(painter, frames[1])
        painter.restore()

    def _draw_marks(self, painter: QPainter, frame: QRect, over_picture: bool) -> None:
        step = -(-frame.width() // self._shown.columns)
        width, handle = max(1, round(self._ratio)), round(_HANDLE_PX * self._ratio)
        for mark in self._shown.marks:
            x = frame.right() + 1 - (self._shown.next - mark) * step
            if over_picture:
                painter.fillRect(QRect(x - width, frame.top(), 3 * width, frame.height()), _CASING)
                painter.fillRect(QRect(x, frame.top(), width, frame.height()), Qt.GlobalColor.white)
            else:
                painter.fillRect(QRect(x, frame.top(), width, frame.height()), QColor(theme.current().accent))
                painter.fillRect(QRect(x, frame.top(), handle, handle), QColor(theme.current().accent))

    def _draw_word(self, painter: QPainter, frame: QRect) -> None:
        palette = theme.current()
        font = theme.font(CAPTION, 500)
        font.setPixelSize(round(font.pixelSize() * self._ratio))
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(self._word) + 2 * self._pixels(theme.px(SPACE[1]))
        height = metrics.height() + 2 * self._pixels(SPACE[0])
        away = self._pixels(theme.px(SPACE[1]))
        chip = QRect(frame.right() - away - width, frame.top() + away, width, height)
        painter.setPen(QPen(QColor(palette.strong), 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(chip, RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(QColor(palette.text))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._word)

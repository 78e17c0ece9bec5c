"""Pictures that scroll without being moved: a ring of columns of pixels, painted in two pieces."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from app.acoustics.rows import RowMap
from app.ui.sound.picture_item import colour_table


class RingImage:
    """Columns of pixels 0xFFRRGGBB, column k in place k modulo their number; nothing is ever moved or copied."""

    def __init__(self, columns: int, lines: int) -> None:
        # Qt paints straight from this array, so the image must not outlive it.
        self._pixels = np.zeros((lines, columns), dtype=np.uint32)
        self._image = QImage(self._pixels.data, columns, lines, 4 * columns, QImage.Format.Format_RGB32)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self._pixels.shape[1])

    @property
    def lines(self) -> int:
        """How many lines it is high."""
        return int(self._pixels.shape[0])

    def put(self, first: int, pixels: NDArray[np.uint32]) -> None:
        """Paint columns `[lines, n]` from number `first` on; of more than there is room for, the last."""
        count = min(pixels.shape[1], self.columns)
        end = first + pixels.shape[1]
        begin = (end - count) % self.columns
        before = min(count, self.columns - begin)
        new = pixels[:, pixels.shape[1] - count :]
        self._pixels[:, begin : begin + before] = new[:, :before]
        self._pixels[:, : count - before] = new[:, before:]

    def draw(self, painter: QPainter, target: QRect, following: int, filled: int) -> None:
        """Draw the `filled` columns before number `following`, the last one ending at the right of `target`.

        One pixel stands for as many of `painter`'s as the image goes into `target`, upwards rounded.
        """
        across, down = (-(-a // b) for a, b in ((target.width(), self.columns), (target.height(), self.lines)))
        right = target.right() + 1
        end = following % self.columns
        for until, count in ((end, min(filled, end)), (self.columns, filled - min(filled, end))):
            if count > 0:
                width = count * across
                place = QRect(right - width, target.top(), width, self.lines * down)
                painter.drawImage(place, self._image, QRect(until - count, 0, count, self.lines))
                right -= width


def wave_pixels(
    low: NDArray[np.float32], high: NDArray[np.float32], top: float, lines: int, inks: tuple[str, str]
) -> NDArray[np.uint32]:
    """The waveform's columns `[n]` between −`top` and `top` as pixels `[lines, n]`; silence is one line thick.

    `inks` are the colours of the wave and of its ground.
    """
    per_line = lines / (2.0 * top)
    upper = np.clip((top - high) * per_line, 0, lines - 1).astype(np.int32)
    lower = np.clip((top - low) * per_line, 0, lines - 1).astype(np.int32)
    line = np.arange(lines, dtype=np.int32)[:, None]
    inked = (line >= upper) & (line <= lower)
    return np.where(inked, *(np.uint32(QColor(ink).rgb()) for ink in inks))


class LevelColours:
    """Levels to pixels: which line shows which rows, and which colour is which level."""

    def __init__(self, floor_db: float, ceiling_db: float, name: str) -> None:
        self._floor_db = floor_db
        self._steps_per_db = 255.0 / max(ceiling_db - floor_db, 1e-6)
        self._table = colour_table(name)

    def __call__(self, level_db: NDArray[np.float32], rows: RowMap) -> NDArray[np.uint32]:
        """Levels `[n, rows]` as pixels `[lines, n]`, the highest frequency on top."""
        share = (rows(level_db) - np.float32(self._floor_db)) * np.float32(self._steps_per_db)
        shade = np.clip(share, 0.0, 255.0).astype(np.uint8)
        pixels: NDArray[np.uint32] = self._table[shade.T[::-1]]
        return pixels

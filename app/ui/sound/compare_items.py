"""What is drawn inside the compared frames: the difference with its hatching, and what a frame has to say."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.acoustics.bands import centre_hz
from app.acoustics.difference import DifferencePicture
from app.look.tokens import BODY, CAPTION, Palette
from app.ui import theme
from app.ui.sound.band_item import CURVE_PX, EXCESS_SHARE
from app.ui.sound.compare_colours import difference_table
from app.ui.sound.curves import Curve, HealthyBand, excess
from app.ui.sound.scale import Scale, limits, remap_rows, to_axis
from app.ui.sound.view import SoundView
from app.workflows.compare_values import Levels

_SCALE = Scale.LOG
_PAD_PX = 8.0


class DifferenceItem(QGraphicsItem):
    """The difference over time and frequency; where only one take has sound, lines run across."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: np.ndarray | None = None
        self._image = QImage()
        self._all, self._both = QRectF(), QRectF()
        self._span_db = 12.0
        self._palette: Palette | None = None

    def show_difference(
        self, found: DifferencePicture | None, length_s: float, up_to_hz: float | None, span_db: float
    ) -> None:
        """Take a difference on an axis of that length; lines above `up_to_hz`."""
        self.prepareGeometryChange()
        low, high = limits(_SCALE)
        self._all, self._both, self._rows = QRectF(0.0, low, length_s, high - low), QRectF(), None
        self._span_db = span_db
        if found is not None:
            self._rows = remap_rows(found.level_db, found.frequency_hz, _SCALE)
            self._both = QRectF(found.start_s, low, found.end_s - found.start_s, high - low)
            self._top = high if up_to_hz is None else float(to_axis(_SCALE, up_to_hz))
        self._paint_image()

    def restyle(self, palette: Palette) -> None:
        """Take the colours."""
        self._palette = palette
        self._paint_image()

    def _paint_image(self) -> None:
        if self._rows is None or self._palette is None:
            self._image = QImage()
        else:
            share = (self._rows / self._span_db + 1.0) * 127.5
            steps = np.clip(np.rint(share), 0.0, 255.0).astype(np.uint8)
            pixels = np.ascontiguousarray(difference_table(self._palette)[steps])
            rows, columns = pixels.shape
            self._image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()
        self.update()

    def boundingRect(self) -> QRectF:
        """Time × axis position."""
        return self._all

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Lines everywhere, and the difference over them."""
        if self._palette is None or self._all.isEmpty():
            return
        painter.fillRect(self._all, QColor(self._palette.sunken))
        if self._image.isNull():
            return
        lines = QBrush(QColor(self._palette.strong), Qt.BrushStyle.BDiagPattern)
        lines.setTransform(painter.worldTransform().inverted()[0])
        painter.fillRect(self._all, lines)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = QRectF(self._both.left(), self._both.top(), self._both.width(), self._height())
        painter.setClipRect(shown, Qt.ClipOperation.IntersectClip)
        painter.drawImage(self._both, self._image, QRectF(self._image.rect()))

    def _height(self) -> float:
        return min(self._top, self._both.bottom()) - self._both.top()


class LevelsItem(QGraphicsItem):
    """A curve over frequency, upright: what is compared, what with (dashed, with its reach), and what is beyond.

    Louder is filled in the colour of louder, quieter in that of quieter.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self._line, self._dashes, self._zone = QPainterPath(), QPainterPath(), QPainterPath()
        self._beyond = (QPainterPath(), QPainterPath())
        self._grid: tuple[list[float], list[float]] = ([], [])
        self._palette: Palette | None = None

    def show_levels(
        self, levels_db: Levels | None, beside_db: Levels | None, limit_db: Levels | None, x: tuple[float, float]
    ) -> None:
        """Take a curve and what it is compared with (each float64 `[128]` or None), on a level axis of `x`."""
        self.prepareGeometryChange()
        bottom, top = limits(_SCALE)
        self._rect = QRectF(x[0], bottom, x[1] - x[0], top - bottom)
        self._line, self._dashes, self._zone = QPainterPath(), QPainterPath(), QPainterPath()
        self._beyond = (QPainterPath(), QPainterPath())
        if levels_db is None:
            return
        known = np.isfinite(levels_db)
        at, level = to_axis(_SCALE, centre_hz())[known], levels_db[known]
        if not at.size:
            return
        self._line = _path(level, at)
        if beside_db is None:
            return
        mean, reach = beside_db[known], np.zeros(at.size) if limit_db is None else limit_db[known]
        band = HealthyBand(mean, mean - reach, mean + reach, 0)
        self._dashes = _path(mean, at)
        self._zone = _area(band.low, band.high, at)
        if limit_db is not None:
            louder, quieter = (_area(inner, outer, fine) for fine, inner, outer in excess(at, level, band))
            self._beyond = (louder, quieter)

    def set_grid(self, levels_db: list[float], positions: list[float]) -> None:
        """Where the grid runs: the ticks of both axes."""
        if (levels_db, positions) != self._grid:
            self._grid = (levels_db, positions)
            self.update()

    def restyle(self, palette: Palette) -> None:
        """Take the colours."""
        self._palette = palette
        self.update()

    def boundingRect(self) -> QRectF:
        """dB × axis position."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Grid, reach, what is beyond, dashes, the curve on top."""
        palette = self._palette
        if palette is None:
            return
        painter.setPen(_pen(palette.grid, 1.0))
        painter.drawLines([QLineF(db, self._rect.top(), db, self._rect.bottom()) for db in self._grid[0]])
        painter.drawLines([QLineF(self._rect.left(), y, self._rect.right(), y) for y in self._grid[1]])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._zone, QColor(palette.spread))
        table = difference_table(palette)
        for path, pixel in zip(self._beyond, (table[-1], table[0]), strict=True):
            filling = QColor.fromRgb(int(pixel))
            filling.setAlphaF(EXCESS_SHARE)
            painter.fillPath(path, filling)
        dashed = _pen(palette.baseline, 1.0)
        dashed.setDashPattern([3.0, 2.0])
        painter.strokePath(self._dashes, dashed)
        painter.strokePath(self._line, _pen(palette.trace, CURVE_PX))


class FrameNote(QGraphicsItem):
    """Words in a frame: in its middle why there is no picture, or behind the end of a take that it has ended."""

    def __init__(self, view: SoundView) -> None:
        super().__init__(view)
        self.setZValue(5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._view = view
        self._text = ""
        self._from_s: float | None = None
        view.sigRangeChanged.connect(self._moved)
        view.sigResized.connect(self._moved)

    def tell(self, text: str, from_s: float | None = None) -> None:
        """Tell something, to the right of a moment or in the middle; nothing for an empty text."""
        self._text = text
        self._from_s = from_s
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def _moved(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        """All of the frame."""
        return QRectF(0.0, 0.0, self._view.width(), self._view.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """In px, whatever the frame shows."""
        room = self.boundingRect()
        if not self._text:
            return
        painter.setPen(QColor(theme.current().text2))
        if self._from_s is None:
            painter.setFont(theme.font(BODY))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room.adjusted(_PAD_PX, 0, -_PAD_PX, 0), wrapped, self._text)
            return
        low, high = self._view.viewRange()[0]
        left = max((self._from_s - low) / (high - low) * room.width(), 0.0) + _PAD_PX
        painter.setFont(theme.font(CAPTION))
        # Half a sentence is worse than none: the facts above say how long it is.
        if QFontMetricsF(painter.font()).horizontalAdvance(self._text) + left + _PAD_PX <= room.width():
            painter.drawText(room.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


def _path(level_db: Curve, at: Curve) -> QPainterPath:
    path: QPainterPath = pg.functions.arrayToQPath(np.asarray(level_db), np.asarray(at))
    return path


def _area(one: Curve, other: Curve, at: Curve) -> QPainterPath:
    path = _path(np.r_[one, other[::-1]], np.r_[at, at[::-1]])
    path.closeSubpath()
    return path


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen

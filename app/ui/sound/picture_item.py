"""The spectrogram and the waveform as items that are painted once and then only moved and stretched."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.domain.take import SoundPicture
from app.look.colour_map import colour_map
from app.ui.sound.scale import Scale, limits, remap_rows


def colour_table(name: str) -> NDArray[np.uint32]:
    """A colour map as 256 opaque pixels 0xFFRRGGBB."""
    rgb = colour_map(name).astype(np.uint32)
    return np.asarray(0xFF000000 | rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2], dtype=np.uint32)


def to_image(level_db: NDArray[np.float32], floor_db: float, ceiling_db: float, name: str) -> QImage:
    """Levels `[rows, columns]` in dB as an image, row 0 on top as in the array; NaN is the floor."""
    span = max(ceiling_db - floor_db, 1e-6)
    share = np.nan_to_num((level_db - floor_db) * (255.0 / span), nan=0.0)
    pixels = colour_table(name)[np.clip(share, 0.0, 255.0).astype(np.uint8)]
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


class SpectrogramItem(QGraphicsItem):
    """A picture's levels in time × frequency. Painted again only when the picture, colours or scale change."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: SoundPicture | None = None
        self._rows: NDArray[np.float32] | None = None
        self._rect = QRectF()
        self._images: list[QImage] = []

    def show_picture(self, picture: SoundPicture | None, scale: Scale) -> None:
        """Take a picture, or none, on that frequency scale; colours follow with `colour`."""
        self.prepareGeometryChange()
        self._picture = picture if picture is not None and picture.level_db.size else None
        self._images = []
        if self._picture is None:
            self._rows, self._rect = None, QRectF()
            return
        self._rows = remap_rows(self._picture.level_db, self._picture.frequency_hz, scale)
        low, high = limits(scale)
        self._rect = QRectF(self._picture.start_s, low, self._picture.end_s - self._picture.start_s, high - low)

    def colour(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Paint the levels anew in those colours."""
        if self._rows is not None:
            self._images = [to_image(self._rows, floor_db, ceiling_db, name)]
            self.update()

    def boundingRect(self) -> QRectF:
        """Time × axis position."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Stretch the image to where it belongs; where it is small, from a copy of half the width."""
        if not self._images:
            return
        width_px = painter.deviceTransform().mapRect(self._rect).width()
        step = 0
        while width_px <= self._image(step).width() / 2 and self._image(step).width() > 2:
            step += 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self._image(step)
        painter.drawImage(self._rect, image, QRectF(image.rect()))

    def _image(self, step: int) -> QImage:
        """The image at 1 / 2ⁿ of its width, each averaged from the one before when it is first wanted."""
        while len(self._images) <= step:
            last = self._images[-1]
            smooth = Qt.TransformationMode.SmoothTransformation
            ratio = Qt.AspectRatioMode.IgnoreAspectRatio
            self._images.append(last.scaled(max(last.width() // 2, 1), last.height(), ratio, smooth))
        return self._images[step]


class WaveItem(QGraphicsItem):
    """A picture's waveform: least and greatest sample of each column as one filled outline."""

    def __init__(self) -> None:
        super().__init__()
        self._outline = QPolygonF()
        self._rect = QRectF()
        self._colour = QColor()

    def show_picture(self, picture: SoundPicture | None) -> None:
        """Take a picture, or none."""
        self.prepareGeometryChange()
        self._outline, self._rect = QPolygonF(), QRectF()
        if picture is None or not picture.wave_low.size:
            return
        edge_s = np.linspace(picture.start_s, picture.end_s, picture.wave_low.size + 1)
        low, high = (np.nan_to_num(wave).clip(-8, 8) for wave in (picture.wave_low, picture.wave_high))
        # Steps, so that every column keeps its own extremes however far one zooms in.
        x = np.repeat(edge_s, 2)[1:-1]
        y = np.r_[np.repeat(high, 2), np.repeat(low, 2)[::-1]].astype(np.float64)
        self._outline = pg.functions.arrayToQPolygonF(np.r_[x, x[::-1]], y)
        self._rect = self._outline.boundingRect()

    def restyle(self, colour: str) -> None:
        """Draw in that colour from now on."""
        self._colour = QColor(colour)
        self.update()

    def boundingRect(self) -> QRectF:
        """Time × amplitude."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Fill the outline; its 1 px edge keeps a silent stretch visible as a line."""
        pen = QPen(self._colour, 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(self._colour)
        painter.drawPolygon(self._outline)

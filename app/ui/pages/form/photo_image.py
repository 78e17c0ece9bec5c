"""A photo read off the GUI thread: turned as it was taken, made small, and as the JPEG that is kept of it."""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

LONGEST_PX = 1600
"""Enough for a whole page of the report; a telephone's photo becomes a tenth of its size."""

_QUALITY = 85
_MOST_PIXELS = 200_000_000
"""More than any telephone's; a picture that claims more is made to fill the memory."""


@dataclass(frozen=True, slots=True)
class SmallPhoto:
    """The picture to be shown, and the same as a JPEG to be kept."""

    image: QImage
    jpeg: bytes


def small_photo(content: bytes) -> SmallPhoto | None:
    """The photo in the bytes of a JPEG or PNG file; None where there is no picture in them."""
    image = read_image(content)
    if image.isNull():
        return None
    # A JPEG knows no glass: what is transparent is white paper.
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return SmallPhoto(opaque, bytes(kept.data())) if opaque.save(buffer, "JPEG", _QUALITY) else None  # type: ignore[call-overload]


def read_image(content: bytes) -> QImage:
    """The picture, turned as it was taken and at most `LONGEST_PX` long; a null one where it can't be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > _MOST_PIXELS:
            return QImage()
        if max(size.width(), size.height()) > LONGEST_PX:
            small = size.scaled(LONGEST_PX, LONGEST_PX, Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(small.expandedTo(QSize(1, 1)))
    return reader.read()

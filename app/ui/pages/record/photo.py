"""The photo of a placement: read small, off the GUI thread, and shown without being squeezed."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import CAPTION, RADIUS_SMALL
from app.ui.theme import current, font, icon_pixmap, px

_READ_PX = 1200
_HEIGHT, _LOW, _LEAST = 178, 112, 40


def read_photo(path: str) -> QImage:
    """The picture, turned as it was taken and at most 1200 px long; a null image where it can't be read."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _READ_PX:
        reader.setScaledSize(size.scaled(_READ_PX, _READ_PX, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class PhotoBox(QWidget):
    """Fills its room with the middle of the photo; gives way where the page is low, at last altogether."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName(tr("Photo of the microphone's place"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._roomy = False
        self.setMaximumHeight(px(_HEIGHT))

    def show_image(self, image: QImage) -> None:
        """Another photo; a null one says that it can't be shown."""
        self._image = image
        self.update()

    def set_roomy(self, roomy: bool) -> None:
        """Whether the page scrolls anyway."""
        self._roomy = roomy
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(238), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Nothing, where the rest of the page needs the room; well to be seen, where the page scrolls."""
        return QSize(px(96), px(_LOW) if self._roomy else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo with round corners, or where it would be."""
        painter, palette = QPainter(self), current()
        if self.height() < px(_LEAST):
            return
        if self._image.isNull():
            painter.fillRect(self.rect(), QColor(palette.sunken))
            side = px(20)
            mark = icon_pixmap("image", side, palette.text3, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2 - px(8), mark)
            painter.setPen(QColor(palette.text2))
            painter.setFont(font(CAPTION))
            place = QRect(0, self.height() // 2 + px(4), self.width(), px(18))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tr("The photo can't be shown"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS_SMALL, RADIUS_SMALL)
        painter.setClipPath(path)
        share = QSize(self.size()).scaled(self._image.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self._image.width() - share.width()) // 2, (self._image.height() - share.height()) // 2
        painter.drawImage(self.rect(), self._image, QRect(left, top, share.width(), share.height()))

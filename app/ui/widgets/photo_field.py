"""A photo in its place on the page, or where one can be dropped; pressing it asks for a file."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.look.tokens import BODY, RADIUS
from app.ui.theme import current, font, icon_pixmap, line_height, px
from app.ui.widgets.drop_field import dropped_paths

_HIGH, _WIDE, _LOWEST = 168, 240, 120


class PhotoField(QAbstractButton):
    """The whole photo is shown, never a part of it; `dropped` gives the first of the files that were dropped."""

    dropped = Signal(object)

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._small = QImage()
        self._hint = hint
        self._hot = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def image(self) -> QImage:
        """What is shown; a null image where there is none."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Another photo; a null one is none."""
        self._image, self._small = image, QImage()
        self.update()

    def show_hint(self, hint: str) -> None:
        """What is said in the photo's place while there is none."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.update()

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(_WIDE), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Still large enough to know the machine by."""
        return QSize(px(_LOWEST), px(_LOWEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo on a quiet ground, or the hint in a dashed edge."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lively = self._hot or self.underMouse()
        edge = QPen(QColor(palette.accent if lively else palette.strong), 1)
        if self._image.isNull() or self._hot:
            edge.setDashPattern([3, 3])
        painter.setPen(edge)
        painter.setBrush(QColor(palette.accent_tint if self._hot else palette.sunken))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self._image.isNull():
            self._paint_hint(painter, palette.accent if lively else palette.text2)
        else:
            self._paint_photo(painter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only files are welcome."""
        if dropped_paths(event.mimeData()):
            self._set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Not here after all."""
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the first file on."""
        self._set_hot(False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event.mimeData())[0])

    def _set_hot(self, hot: bool) -> None:
        self._hot = hot
        self.update()

    def _paint_photo(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        wanted = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if self._small.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._small = self._image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        shown = QSize(round(wanted.width() / ratio), round(wanted.height() / ratio))
        place = QRect((self.width() - shown.width()) // 2, (self.height() - shown.height()) // 2, 0, 0)
        place.setSize(shown)
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setClipPath(rounded)
        painter.drawImage(place, self._small)

    def _paint_hint(self, painter: QPainter, ink: str) -> None:
        side = px(24)
        words = self.rect().adjusted(px(12), 0, -px(12), 0)
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(font(BODY))
        high = painter.fontMetrics().boundingRect(words, int(wrapped), self._hint).height()
        top = (self.height() - side - px(8) - max(high, line_height(BODY))) // 2
        mark = icon_pixmap("image", side, ink, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, top, mark)
        painter.setPen(QColor(ink))
        painter.drawText(words.adjusted(0, top + side + px(8), 0, 0), int(wrapped), self._hint)

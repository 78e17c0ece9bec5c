"""The machine's photo: small in its panel, and large over the page when that is pressed."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.language import tr
from app.look.tokens import RADIUS, SPACE
from app.ui.theme import changes, current, icon_button_side, px, touch
from app.ui.widgets import IconButton

_SIDE, _TOUCH_SIDE = 88, 112
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class PhotoThumb(QAbstractButton):
    """The middle of the photo in a square; nothing where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._small = QImage()
        self.setAccessibleName(tr("Photo of the machine"))
        self.setToolTip(tr("Show the photo large"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._fit()
        self.hide()
        changes().changed.connect(self._fit)

    def show_image(self, image: QImage) -> None:
        """Another photo; a null one is none."""
        self.image, self._small = image, QImage()
        self.setVisible(not image.isNull())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo with rounded corners and an edge, stronger under the pointer."""
        painter, palette = QPainter(self), current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, rounded = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), QPainterPath()
        rounded.addRoundedRect(box, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(rounded)
        painter.drawImage(self.rect(), self._sharp())
        painter.restore()
        painter.setPen(QPen(QColor(palette.accent if self.underMouse() else palette.line), 1))
        painter.drawPath(rounded)

    def _sharp(self) -> QImage:
        wanted = self.size() * self.devicePixelRatioF()
        if self._small.size() != wanted:
            filled = self.image.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, _SMOOTH)
            left, top = (filled.width() - wanted.width()) // 2, (filled.height() - wanted.height()) // 2
            self._small = filled.copy(QRect(left, top, wanted.width(), wanted.height()))
        return self._small

    def _fit(self) -> None:
        side = px(_TOUCH_SIDE if touch() else _SIDE)
        self.setFixedSize(side, side)


class PhotoView(QWidget):
    """Lies over the page; a press anywhere or Escape puts it away, and what had the focus has it again."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._image = QImage()
        self._small = QImage()
        self._before: QWidget | None = None
        self.close_button = IconButton("x", tr("Put the photo away"), parent=self)
        self.close_button.clicked.connect(self.put_away)
        self.setAccessibleName(tr("Photo of the machine, large"))
        self.hide()

    def show_large(self, image: QImage) -> None:
        """The whole of a photo, as large as the page."""
        self._image, self._small = image, QImage()
        self._before = self.window().focusWidget()
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """The page again."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The way back stays in its corner."""
        super().resizeEvent(event)
        side, margin = icon_button_side(), px(SPACE[3])
        self.close_button.setGeometry(self.width() - side - margin, margin, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole photo in the middle of a quiet ground, never larger than it is."""
        painter, ratio = QPainter(self), self.devicePixelRatioF()
        painter.fillRect(self.rect(), QColor(current().window))
        margin = px(SPACE[3])
        room = (self.size() - QSize(2 * margin, 2 * margin)) * ratio
        wanted = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self._image.size())
        if self._small.size() != wanted:
            self._small = self._image.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio, _SMOOTH)
        self._small.setDevicePixelRatio(ratio)
        shown = self._small.deviceIndependentSize()
        at = QPointF(round((self.width() - shown.width()) / 2), round((self.height() - shown.height()) / 2))
        painter.drawImage(at, self._small)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press anywhere."""
        self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

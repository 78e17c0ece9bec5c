"""A take as a small picture, with a caption and a tick once it was heard."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.look.colour_map import paint
from app.look.tokens import CAPTION, CEILING_DBFS, FLOOR_DBFS
from app.ui.theme import current, font, icon_pixmap, px

_HEIGHT = 96
_CAPTION = 24
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class Thumb(QWidget):
    """Until its picture is known its place is kept; `short` stands in for a caption that does not fit."""

    def __init__(self, caption: str, short: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._short = short
        self._heard = False
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(caption)

    def show_caption(self, caption: str, heard: bool) -> None:
        """Another caption; `heard` puts a tick before it."""
        self._caption, self._heard = caption, heard
        self.setAccessibleName(caption)
        self.update()

    def show_picture(self, picture: SoundPicture) -> None:
        """The spectrogram, high frequencies at the top."""
        painted = paint(picture.level_db[::-1], FLOOR_DBFS, CEILING_DBFS, "magma").copy()
        height, width = painted.shape[:2]
        image = QImage(painted.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image = image.copy()
        self.update()

    def sizeHint(self) -> QSize:
        """As designed."""
        return QSize(px(73), px(_HEIGHT + _CAPTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture above, caption below."""
        palette, painter = current(), QPainter(self)
        place = QRect(0, 0, self.width(), px(_HEIGHT))
        if self._image is not None:
            # A painter would only pick some of the columns; this means them.
            sharp = place.size() * self.devicePixelRatioF()
            painter.drawImage(place, self._image.scaled(sharp, Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH))
        else:
            self._paint_nothing(painter, place)
        left = 0
        ratio = self.devicePixelRatioF()
        if self._heard:
            ink = palette.states[State.HEALTHY].text
            painter.drawPixmap(0, px(_HEIGHT + 4), icon_pixmap("check", px(16), ink, ratio))
            left = px(16 + 4)
        painter.setPen(QColor(palette.text2))
        painter.setFont(font(CAPTION))
        words = QRect(left, px(_HEIGHT), self.width() - left, px(_CAPTION))
        shown = painter.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideRight, words.width())
        if shown != self._caption and self._short:
            shown = self._short
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_nothing(self, painter: QPainter, place: QRect) -> None:
        palette, side = current(), px(20)
        painter.fillRect(place, QColor(palette.sunken))
        painter.setPen(QColor(palette.line))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        mark = icon_pixmap("audio-lines", side, palette.text3, self.devicePixelRatioF())
        painter.drawPixmap(place.center().x() - side // 2, place.center().y() - side // 2, mark)

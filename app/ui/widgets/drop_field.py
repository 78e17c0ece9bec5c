"""Where sound files are dropped: a dashed field, and the reading of what was dropped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import RADIUS, SECTION
from app.ui.theme import current, icon_pixmap, icon_side, px, set_type


def dropped_paths(mime: QMimeData) -> list[Path]:
    """The local files and folders of a drop, each once, in order; empty for text or web addresses."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return list(dict.fromkeys(paths))


class DropField(QAbstractButton):
    """Takes dropped files; pressing it asks for the file dialog instead."""

    dropped = Signal(list)
    choose_wanted = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hot = False
        self.setText(text or tr("Or drop sound files or a folder anywhere in this window"))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_type(self, SECTION, 400)
        self.clicked.connect(self.choose_wanted)

    def set_hot(self, hot: bool) -> None:
        """Show that a drop would be taken; the window calls this for drags elsewhere in it."""
        self._hot = hot
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed edge, an icon and one sentence."""
        palette, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self._hot or self.underMouse()
        edge = QPen(QColor(palette.accent if lively else palette.strong), 2 if self._hot else 1)
        edge.setDashPattern([3, 3])
        painter.setPen(edge)
        painter.setBrush(QColor(palette.accent_tint) if self._hot else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        side, gap = icon_side(20), px(12)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - side - gap - px(24))
        wide = side + gap + metrics.horizontalAdvance(shown)
        left = (self.width() - wide) // 2
        ink = palette.accent if lively else palette.text2
        painter.drawPixmap(
            left, (self.height() - side) // 2, icon_pixmap("file-down", side, ink, self.devicePixelRatioF())
        )
        painter.setPen(QColor(ink))
        painter.drawText(QRect(left + side + gap, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only files are welcome."""
        if dropped_paths(event.mimeData()):
            self.set_hot(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Not here after all."""
        self.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the paths on."""
        self.set_hot(False)
        self._hand_on(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def _hand_on(self, paths: Sequence[Path]) -> None:
        if paths:
            self.dropped.emit(list(paths))

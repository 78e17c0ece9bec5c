"""The clips of a take as segments that fill, or how far the checking of it is."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.record.values import Clips
from app.ui.theme import changes, current, font, line_height, px

_BAR = 8
_LABELLED = 3
"""So many segments have room for a label each."""


class ClipBar(QWidget):
    """Its place is kept while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips: Clips | None = None
        self._share: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        changes().changed.connect(self.updateGeometry)

    def show_clips(self, clips: Clips | None) -> None:
        """How far the take is; None shows nothing."""
        self._clips, self._share = clips, None
        self.setAccessibleName(clips.label if clips else tr("Clips"))
        self.update()

    def show_share(self, share: float) -> None:
        """How far the work on the take is, 0 to 1."""
        self._clips, self._share = None, share
        self.setAccessibleName(tr("{percent} % checked", percent=round(100 * share)))
        self.update()

    def sizeHint(self) -> QSize:
        """A bar and a line of words."""
        return QSize(px(200), px(_BAR) + px(SPACE[0]) + line_height(CAPTION))

    def minimumSizeHint(self) -> QSize:
        """Narrower, never lower."""
        return QSize(px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Segments, then their words."""
        painter = QPainter(self)
        if self._share is not None:
            self._paint_segment(painter, QRect(0, 0, self.width(), px(_BAR)), self._share)
            self._paint_label(painter, QRect(0, 0, self.width(), 0), f"{round(100 * self._share)} %", live=True)
        elif self._clips is not None:
            self._paint_clips(painter, self._clips)

    def _paint_clips(self, painter: QPainter, clips: Clips) -> None:
        # Where nobody knows how many there will be, the present one has the bar for itself.
        count = clips.of or 1
        done = clips.whole if clips.of else 0
        gap = px(SPACE[0])
        wide = (self.width() - gap * (count - 1)) / count
        for at in range(count):
            left = round(at * (wide + gap))
            place = QRect(left, 0, round((at + 1) * wide + at * gap) - left, px(_BAR))
            share = 1.0 if at < done else clips.part if at == done else 0.0
            self._paint_segment(painter, place, share)
            if 1 < count <= _LABELLED:
                self._paint_label(painter, place, _name(clips, at), live=at <= done)
        if not 1 < count <= _LABELLED:
            self._paint_label(painter, QRect(0, 0, self.width(), 0), clips.label, live=True)

    def _paint_segment(self, painter: QPainter, place: QRect, share: float) -> None:
        palette = current()
        painter.fillRect(place, QColor(palette.grid))
        if palette.line == palette.strong:
            painter.setPen(QColor(palette.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        filled = QRect(place.x(), place.y(), round(place.width() * share), place.height())
        painter.fillRect(filled, QColor(palette.accent))

    def _paint_label(self, painter: QPainter, place: QRect, text: str, live: bool) -> None:
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(current().text2 if live else current().text3))
        room = QRect(place.x(), px(_BAR) + px(SPACE[0]), place.width(), line_height(CAPTION))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def _name(clips: Clips, at: int) -> str:
    """What stands below one of a few segments: a third of a narrow panel has room for a short word only."""
    if at < clips.whole:
        return tr("Clip {which}, heard", which=at + 1)
    if at == clips.whole:
        return tr("Clip {which}, {seconds:.1f} s", which=at + 1, seconds=clips.seconds)
    return tr("Clip {which}", which=at + 1)

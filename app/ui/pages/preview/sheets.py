"""The pages themselves, below each other on the page's ground, at one of three sizes."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.language import tr
from app.look.tokens import SPACE
from app.ui.pages.preview.layout import Layout, lay_out, usual_zoom
from app.ui.pages.preview.values import Sheet, Zoom
from app.ui.theme import changes, current, px, scale
from app.ui.theme.style import OWN_FOCUS

_STEP = 48
_MOST_PX = 4096
"""A page is never drawn wider than this: a screen of that width is served, and memory is spared."""


class _Paper(QWidget):
    """White paper, with the picture on it once it is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_now = Layout()
        self.pictures: dict[int, QImage] = {}

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight; an older picture of another size serves until the sharp one is there."""
        painter, palette, ratio = QPainter(self), current(), self.devicePixelRatioF()
        seen = event.rect()
        for at, box in enumerate(self.layout_now.boxes):
            place = QRect(box.left, box.top, box.wide, box.high)
            if not place.intersects(seen):
                continue
            image = self.pictures.get(at)
            if image is None:
                painter.fillRect(place, Qt.GlobalColor.white)
            else:
                sharp = image.width() == round(box.wide * ratio)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
                painter.drawImage(place, image)
            painter.setPen(QColor(palette.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))


class SheetView(QScrollArea):
    """Page up and down turn a page, arrows scroll, plus and minus change the size, two taps the next size."""

    looked = Signal(list, int)
    """The pages in sight, the one that shows most first, and how many dots wide they are."""
    page_changed = Signal(int)
    zoom_changed = Signal(Zoom)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self.zoom = Zoom.WIDTH
        self._chosen = False
        self._sheets: tuple[Sheet, ...] = ()
        self.content = _Paper()
        self.content.setProperty("ground", "page")
        self.setWidget(self.content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(tr("Pages of the report"))
        # Its width must not depend on what is in it: a bar that comes and goes would resize the pages for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._look)
        changes().changed.connect(self._lay_out)

    def show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        """Other pages, or none; they are white until their pictures come."""
        if sheets == self._sheets:
            return
        self._sheets = sheets
        self.content.pictures.clear()
        self.page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._look()

    def show_picture(self, page: int, image: QImage) -> None:
        """The picture of a page."""
        self.content.pictures[page] = image
        self.content.update()

    def drop_picture(self, page: int) -> None:
        """White paper again; it is out of sight."""
        self.content.pictures.pop(page, None)

    def set_zoom(self, zoom: Zoom) -> None:
        """Another size; the page that is looked at stays."""
        self._chosen = True
        self._take_on(zoom)
        self._lay_out()

    def turn_to(self, page: int) -> None:
        """Bring a page's upper edge to the top."""
        if self._sheets:
            page = min(max(page, 0), len(self._sheets) - 1)
            self.verticalScrollBar().setValue(self.content.layout_now.top_of(page))
            # At the end there may be too little below it to bring it up.
            self._at(page)

    def turn(self, by: int) -> None:
        """To the next page, or back."""
        self.turn_to(self.page + by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages fit anew; what was at the top stays there."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages, sizes and small steps."""
        key = event.key()
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in turns:
            self.turn(turns[Qt.Key(key)])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turn_to(0 if key == Qt.Key.Key_Home else len(self._sheets) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._larger(1))
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self._larger(-1))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (px(_STEP) if key == Qt.Key.Key_Down else -px(_STEP)))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole page and its width."""
        self.set_zoom(Zoom.PAGE if self.zoom is not Zoom.PAGE else Zoom.WIDTH)

    @property
    def seen(self) -> list[int]:
        """The pages in sight, the one that shows most first."""
        return self.content.layout_now.seen(self.verticalScrollBar().value(), self.viewport().height())

    def _lay_out(self) -> None:
        before, gap = self.content.layout_now, px(SPACE[3])
        into = self._into(before)
        room = (self.viewport().width(), self.viewport().height())
        if not self._chosen and self._sheets:
            self._take_on(usual_zoom(self._sheets, room, gap, scale()))
        now = lay_out(self._sheets, self.zoom, room, gap, scale())
        self.content.layout_now = now
        self.content.setFixedSize(max(now.wide, 1), max(now.high, 1))
        if now.boxes:
            page, share = into
            self.verticalScrollBar().setValue(now.top_of(page) + round(share * now.boxes[page].high))
        self.content.update()
        self._look()

    def _larger(self, by: int) -> Zoom:
        """The next of the three sizes, as large as they are in this window."""
        room = (self.viewport().width(), self.viewport().height())
        wide = {zoom: lay_out(self._sheets, zoom, room, px(SPACE[3]), scale()).boxes[:1] for zoom in Zoom}
        order = sorted(Zoom, key=lambda zoom: wide[zoom][0].wide if wide[zoom] else 0)
        return order[min(max(order.index(self.zoom) + by, 0), len(order) - 1)]

    def _take_on(self, zoom: Zoom) -> None:
        if zoom is not self.zoom:
            self.zoom = zoom
            self.zoom_changed.emit(zoom)

    def _into(self, layout: Layout) -> tuple[int, float]:
        """The page that is looked at, and how much of it is above the window."""
        if self.page >= len(layout.boxes) or self.page >= len(self._sheets):
            return 0, 0.0
        above = self.verticalScrollBar().value() - layout.top_of(self.page)
        return self.page, above / layout.boxes[self.page].high

    def _look(self) -> None:
        seen = self.seen
        if not seen or not self.isVisible():
            return
        box = self.content.layout_now.boxes[seen[0]]
        wide = min(round(box.wide * self.devicePixelRatioF()), _MOST_PX)
        self._at(seen[0])
        self.looked.emit(self._and_beside(seen), wide)

    def _and_beside(self, seen: Sequence[int]) -> list[int]:
        """The next page too, so that it is there when it is turned to."""
        beside = [page for page in (max(seen) + 1,) if page < len(self._sheets)]
        return [*seen, *beside]

    def _at(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.content.setAccessibleName(tr("Page {n} of {pages}", n=page + 1, pages=len(self._sheets)))
            self.page_changed.emit(page)

"""All machines as tiles under their headings, as high as they need: the page scrolls, and what is seen is drawn.

A list view in all that keyboard and screen readers ask of one; where a tile is, `TileLayout` tells.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from app.domain.fleet import TrendPoint
from app.domain.verdict import State
from app.language import tr
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.fleet.headings import heading_width, paint_heading
from app.ui.pages.fleet.tile_layout import Box, Sizes, TileLayout
from app.ui.pages.fleet.tile_paint import TilePainter, learn_place, tile_height
from app.ui.pages.fleet.values import Entry, Section
from app.ui.pages.fleet.words import spoken, tip
from app.ui.theme import changes, line_height, px, touch
from app.ui.theme.style import OWN_FOCUS
from app.ui.widgets.row_list import ROW, RowsModel

_TILE, _TOUCH_TILE, _WIDEST = 168, 232, 300
_HEADING_ABOVE = 720
"""Narrower than this, headings stand above their tiles."""

Index = QModelIndex | QPersistentModelIndex
_STEPS = {
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MovePageUp: -4,
    QAbstractItemView.CursorAction.MovePageDown: 4,
}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TileView(QListView):
    """Click, Enter or Space opens a machine; "Learn" on one without a baseline teaches it."""

    opened = Signal(str)
    learn_wanted = Signal(str)
    place_wanted = Signal(object)
    """A heading was pressed: only what stands there is wanted."""
    reach_wanted = Signal(QRect)
    """The keyboard went to this part of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = datetime.now().astimezone()
        self._sections: Sequence[Section] = ()
        self._trends: Mapping[str, Sequence[TrendPoint]] = {}
        self._layout = TileLayout((), 1, Sizes(1, 1, 1, 0, 0, 0, 0))
        self._hot = -1
        self._rows = RowsModel(self, lambda one: str(one.now.machine.name), lambda one: spoken(one, self._at), tip)
        self.setModel(self._rows)
        self.setMouseTracking(True)
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(tr("Machines"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        changes().changed.connect(self._lay_out)

    def show_sections(self, sections: Sequence[Section], at: datetime) -> None:
        """Show machines; the keyboard stays at the machine where it was."""
        here = self._entry(self.currentIndex())
        self._sections, self._at = sections, at
        rows = [one for section in sections for one in section.entries]
        self._hot = -1
        self._rows.show(rows)
        # Now, not after the next paint, which would then be the first of two.
        self.executeDelayedItemsLayout()
        row = next((at for at, one in enumerate(rows) if here and one.id == here.id), -1)
        if row >= 0:
            self.selectionModel().setCurrentIndex(
                self._rows.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
            )

    def show_trends(self, trends: Mapping[str, Sequence[TrendPoint]], changed: Collection[str]) -> None:
        """The trends that are known, by machine; those of the machines in `changed` are others than before."""
        self._trends = trends
        for row, entry in enumerate(self._rows.rows):
            if entry.id in changed:
                self.viewport().update(_rect(self._layout.box(row)))

    def between(self, top: int, bottom: int) -> list[str]:
        """The machines whose tiles lie between two heights of the view."""
        return [self._rows.rows[row].id for row in self._layout.tiles(top, bottom)]

    # Where things are

    def visualRect(self, index: Index) -> QRect:
        """A tile's place."""
        row = index.row()
        return _rect(self._layout.box(row)) if 0 <= row < self._layout.count else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The tile at a point."""
        row = self._layout.at(point.x(), point.y())
        return self._rows.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """The view is shown whole: whoever scrolls it is asked to."""
        if index.isValid() and self.hasFocus():
            self.reach_wanted.emit(self.visualRect(index))

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The tiles' places."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def horizontalOffset(self) -> int:
        """Never scrolled."""
        return 0

    def verticalOffset(self) -> int:
        """Never scrolled."""
        return 0

    def doItemsLayout(self) -> None:
        """Qt would ask every tile how large it is."""
        self._lay_out()

    def updateGeometries(self) -> None:
        """Nothing to scroll."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows go from tile to tile, over the headings."""
        last, row = self._layout.count - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        kinds = QAbstractItemView.CursorAction
        if row < 0 or action == kinds.MoveHome:
            return self._rows.index(0)
        if action == kinds.MoveEnd:
            return self._rows.index(last)
        if action in _STEPS:
            return self._rows.index(self._layout.below(row, _STEPS[action]))
        back = action in (kinds.MoveLeft, kinds.MovePrevious)
        return self._rows.index(min(max(row - 1 if back else row + 1, 0), last))

    def sizeHint(self) -> QSize:
        """As high as all tiles."""
        return QSize(px(_TILE), self._layout.height)

    def minimumSizeHint(self) -> QSize:
        """One column."""
        return QSize(px(_TILE), self._layout.height)

    # What happens

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        entry = self._entry(self.currentIndex())
        if event.key() in _OPENS and entry is not None:
            self.opened.emit(entry.id)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        spot = event.position().toPoint()
        row = self._layout.at(spot.x(), spot.y())
        pressable = row >= 0 or self._place_at(spot) is not None
        shape = Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._set_hot(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._set_hot(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is pressed is where the keyboard goes on."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer, or learn it."""
        spot = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index, place = self.indexAt(spot), self._place_at(spot)
        entry = self._entry(index)
        if entry is None:
            if place is not None:
                self.place_wanted.emit(place)
        elif entry.state is State.NO_BASELINE and learn_place(self.visualRect(index)).contains(spot):
            self.learn_wanted.emit(entry.id)
        else:
            self.opened.emit(entry.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tiles and headings that are seen."""
        area = event.rect()
        painter = QPainter(self.viewport())
        for at in self._layout.sections(area.top(), area.bottom()):
            paint_heading(painter, _rect(self._layout.heading(at)), self._sections[at])
        brush = TilePainter(painter, self._at)
        current = self.currentIndex().row() if self.hasFocus() else -1
        for row in self._layout.tiles(area.top(), area.bottom()):
            entry = self._rows.rows[row]
            brush.tile(
                _rect(self._layout.box(row)),
                entry,
                self._trends.get(entry.id, ()),
                hot=row == self._hot,
                focused=row == current,
            )

    def _set_hot(self, row: int) -> None:
        if row != self._hot:
            for changed in (self._hot, row):
                if changed >= 0:
                    self.viewport().update(_rect(self._layout.box(changed)))
            self._hot = row

    def _entry(self, index: Index) -> Entry | None:
        entry = index.data(ROW) if index.isValid() else None
        return entry if isinstance(entry, Entry) else None

    def _place_at(self, spot: QPoint) -> tuple[str, str] | None:
        for at in self._layout.sections(spot.y(), spot.y()):
            if _rect(self._layout.heading(at)).contains(spot):
                return self._sections[at].place
        return None

    def _lay_out(self) -> None:
        width = self.viewport().width()
        above = width < px(_HEADING_ABOVE)
        titled = any(section.title for section in self._sections)
        sizes = Sizes(
            px(_TOUCH_TILE if touch() else _TILE),
            px(_WIDEST),
            tile_height(),
            px(SPACE[1]),
            heading_width(self._sections) if titled and not above else 0,
            line_height(CAPTION) + px(SPACE[1] + SPACE[0]) if titled and above else 0,
            px(SPACE[1]) if titled and not above else 0,
        )
        self._layout = TileLayout([len(section.entries) for section in self._sections], width, sizes)
        self.setFixedHeight(max(1, self._layout.height))
        self.viewport().update()


def _rect(box: Box) -> QRect:
    return QRect(box.x, box.y, box.wide, box.high)

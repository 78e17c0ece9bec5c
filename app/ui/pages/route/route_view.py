"""The way past the machines: routes at the left, stops in the middle, where to go at the right; or one column."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.language import tr
from app.look.tokens import SPACE
from app.ui.pages.route.draft_panel import DraftPanel
from app.ui.pages.route.nothing_panel import NothingPanel
from app.ui.pages.route.route_list import RouteList
from app.ui.pages.route.stop_list import StopList
from app.ui.pages.route.stop_panel import StopPanel
from app.ui.pages.route.values import DraftShown, RoutesShown
from app.ui.pages.route.walk_panel import WalkPanel
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px, touch
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import PanelFrame, PlainButton, QuietButton, Select

_LEFT, _RIGHT = 232, 304
_TOUCH_LEFT, _TOUCH_RIGHT = 264, 336
_NARROW = 1000


class RouteView(ScrollPage):
    """Shows; what is decided, the presenters decide."""

    route_chosen = Signal(str)
    stop_chosen = Signal(str)
    new_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = self.content
        self._shown, self._draft = RoutesShown(), DraftShown("", new=True, stops=())
        self._drafting = False
        self.nothing = NothingPanel(content)
        self.routes = RouteList(content)
        self.select = Select(tr("Route"), "route", content)
        self.stops = StopList(content)
        self.stop, self.walk, self.draft = StopPanel(content), WalkPanel(content), DraftPanel(content)
        self.edit = QuietButton(tr("Edit"), "pencil", parent=content)
        self.new, self.new_narrow = QuietButton(tr("New route"), "plus"), PlainButton(tr("New route"), "plus")
        self._build()
        self._connect()
        self._fit()
        self.show_routes(self._shown)

    @property
    def drafting(self) -> bool:
        """Whether a route is being worded."""
        return self._drafting

    def show_routes(self, shown: RoutesShown) -> None:
        """Show the routes, the chosen one's stops and where to go."""
        self._shown = shown
        self.nothing.show_routes(shown)
        rows = shown.routes or ()
        self.routes.show_rows(rows, shown.chosen)
        self._fill_select()
        if shown.walk is not None:
            self.walk.show_walk(shown.walk, stops=len(shown.stops))
        if shown.stop is not None:
            self.stop.show_stop(shown.stop)
        if not self._drafting:
            self._show_stops()
        self._show_parts()

    def show_draft(self, draft: DraftShown | None, at: int) -> None:
        """Show a route that is worded in place of the walk, or the walk again."""
        begun = draft is not None and not self._drafting
        self._drafting = draft is not None
        if draft is not None:
            self._draft = draft
            self.stops.show_rows(draft.stops, at, movable=True)
            self._middle.set_title(tr("Stops"), _how_to_move())
            self.draft.show_draft(draft, at)
        else:
            self._show_stops()
        self._show_parts()
        if begun:
            self.draft.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.draft.name.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for three."""
        super().resizeEvent(event)
        self._arrange()

    def _show_stops(self) -> None:
        shown = self._shown
        wanted = shown.stop.row.machine_id if shown.stop else ""
        at = next((at for at, row in enumerate(shown.stops) if row.machine_id == wanted), -1)
        self.stops.show_rows(shown.stops, at, movable=False)
        if shown.walk is not None:
            self._middle.set_title(shown.walk.name)

    def _show_parts(self) -> None:
        shown, drafting, narrow = self._shown, self._drafting, self._narrow
        there = bool(shown.routes) or drafting
        self.nothing.setVisible(not there)
        self._middle.setVisible(there)
        self._side.setVisible(there)
        self._list.setVisible(there and not narrow)
        self._top.setVisible(there and narrow and not drafting)
        self.draft.setVisible(drafting)
        self.walk.setVisible(not drafting and shown.walk is not None)
        self.stop.setVisible(not drafting and shown.stop is not None)
        self.edit.setVisible(not drafting and shown.walk is not None)
        self.routes.setEnabled(not drafting)
        self.new.setEnabled(not drafting)
        # The large button is where the eye falls first: on the way it is the stop's, before that the walk's.
        first = self.stop if shown.walk is not None and shown.walk.running else self.walk
        if self._side_box.indexOf(first) != 0:
            self._side_box.removeWidget(first)
            self._side_box.insertWidget(0, first)

    def _fill_select(self) -> None:
        rows = self._shown.routes or ()
        texts = [f"{row.name} · {row.note}" for row in rows]
        if [self.select.itemText(at) for at in range(self.select.count())] != texts:
            self.select.clear()
            for row, text in zip(rows, texts, strict=True):
                self.select.addItem(text, row.key)
            self.select.updateGeometry()
        self.select.setCurrentIndex(self.select.findData(self._shown.chosen))

    def _build(self) -> None:
        content = self.content
        self._narrow = False
        self._list = PanelFrame(tr("Routes"), parent=content)
        self._list.body.addWidget(self.routes, 1)
        self._list.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self._middle = PanelFrame(tr("Stops"), parent=content)
        self._middle.add_right(self.edit, tall=True)
        self._middle.body.addWidget(self.stops, 1)
        self._top = QWidget(content)
        self._top_box = QHBoxLayout(self._top)
        self._top_box.setContentsMargins(0, 0, 0, 0)
        self._top_box.addWidget(self.select, 1)
        self._top_box.addWidget(self.new_narrow)
        self._side = QWidget(content)
        self._side_box = SnugBox(DOWN, self._side)
        self._side_box.setContentsMargins(0, 0, 0, 0)
        for part in (self.stop, self.walk):
            self._side_box.addWidget(part)
        self._side_box.addWidget(self.draft, 1000)
        self._side_box.addStretch(1)
        self._parts = QWidget(content)
        self._parts_box = SnugBox(ACROSS, self._parts)
        self._parts_box.setContentsMargins(0, 0, 0, 0)
        self._parts_box.addWidget(self._list)
        self._parts_box.addWidget(self._middle, 1)
        self._parts_box.addWidget(self._side)
        self._column = SnugBox(DOWN, content)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self._top)
        self._column.addWidget(self._parts, 1)

    def record_stop(self) -> bool:
        """Ask for a take at the stop that is shown; False where none is."""
        if self.stop.isVisible():
            self.stop.record_wanted.emit()
        return self.stop.isVisible()

    def _connect(self) -> None:
        self.routes.chosen.connect(self.route_chosen)
        self.select.activated.connect(lambda at: self.route_chosen.emit(self.select.itemData(at)))
        self.stops.chosen.connect(self.stop_chosen)
        self.edit.clicked.connect(self.edit_wanted)
        for button in (self.new, self.new_narrow, self.nothing.new):
            button.clicked.connect(self.new_wanted)
        changes().changed.connect(self._fit)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._parts_box.removeWidget(self._side)
            self._parts_box.insertWidget(0 if narrow else 2, self._side)
            self._parts_box.setDirection(DOWN if narrow else ACROSS)
            self._fit()
            self._show_parts()

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._parts_box, self._side_box):
            layout.setSpacing(gap)
        self.walk.set_wide(wide=self._narrow)
        self._top_box.setSpacing(px(SPACE[1]))
        left, right = (_TOUCH_LEFT, _TOUCH_RIGHT) if touch() else (_LEFT, _RIGHT)
        self._list.setFixedWidth(px(left))
        self._side.setMinimumWidth(0 if self._narrow else px(right))
        self._side.setMaximumWidth(UNLIMITED if self._narrow else px(right))


def _how_to_move() -> str:
    return tr("choose one, then Up or Down") if touch() else tr("drag, or Alt ↑ and Alt ↓")

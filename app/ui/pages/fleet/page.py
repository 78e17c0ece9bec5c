"""The fleet page: counts, the machines to visit first, all others, and beside them what changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.fleet import TrendPoint
from app.language import tr
from app.look.tokens import CAPTION, SECTION, SPACE
from app.ui.pages.fleet.calm_panel import CalmPanel
from app.ui.pages.fleet.cards import Cards
from app.ui.pages.fleet.changes_panel import ChangesPanel
from app.ui.pages.fleet.counts import CountsPanel
from app.ui.pages.fleet.found_line import FoundLine
from app.ui.pages.fleet.messages import Messages
from app.ui.pages.fleet.table import FleetTable
from app.ui.pages.fleet.tiles import TileView
from app.ui.pages.fleet.values import Arrangement, FleetShown
from app.ui.pages.fleet.words import first_title
from app.ui.pages.snug import ScrollPage
from app.ui.theme import changes, px, touch
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import Text

_SIDE, _TOUCH_SIDE = 264, 304
_NARROW, _WIDE = 1036, 1560
"""Narrower than this (the first is 1100 with the rail), what changed stands above all others and unfolds."""
_SETTLED_MS = 60
"""Scrolling is over: now the trends that are seen are asked for."""


class FleetPage(QWidget):
    """Shows; what is decided, the presenters decide."""

    in_view = Signal(list)
    """The machines that are on the screen now, and those that a turn of the wheel brings there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = ScrollPage(self)
        content = self.area.content
        self.tools_place = QWidget(content)
        self.counts = CountsPanel(content)
        self.first_title = Text("", SECTION, parent=content)
        self.first_note = Text(tr("by state, trend and criticality"), CAPTION, "text2", parent=content)
        self.cards = Cards(content)
        self.calm = CalmPanel(content)
        self.found = FoundLine(content)
        self.tiles = TileView(content)
        self.table = FleetTable(content)
        self.messages = Messages(content)
        self.changes = ChangesPanel(self)
        self._shown: FleetShown | None = None
        self._trends: dict[str, Sequence[TrendPoint]] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._build()
        self._connect()
        self._fit()

    def show_fleet(self, shown: FleetShown) -> None:
        """Everything but what changed."""
        before, self._shown = self._shown, shown
        self.counts.show_counts(shown.counts, shown.overdue, shown.total or 0)
        self.counts.show_chosen(shown.choices.sieve.states, shown.choices.sieve.overdue)
        self.cards.show_first(shown.cards, shown.at, several_sites=len(shown.sites) > 1)
        self.first_title.setText(first_title(len(shown.cards)))
        self.calm.show_line(shown.calm)
        self.found.show_fleet(shown)
        grid = shown.choices.arrangement is Arrangement.GRID
        (self.tiles.show_sections(shown.sections, shown.at) if grid else self.table.show_fleet(shown))
        self._show_parts(shown)
        if before is not None and before.choices.sieve != shown.choices.sieve:
            self.area.verticalScrollBar().setValue(0)
        self.moved()

    def show_trends(self, trends: Mapping[str, Sequence[TrendPoint]]) -> None:
        """Trends of some machines; the others keep theirs."""
        changed = {one for one, trend in trends.items() if self._trends.get(one) != trend}
        self._trends.update(trends)
        self.tiles.show_trends(self._trends, changed)
        self.table.show_trends(self._trends, changed)

    def moved(self) -> None:
        """Other machines may be on the screen."""
        self._settled.start()

    def place_tools(self, tools: QWidget) -> None:
        """There is no room for them in the bar."""
        row = self.tools_place.layout()
        if row is not None:
            row.addWidget(tools)
        self._show_tools()

    def take_tools(self) -> None:
        """They stand in the bar again."""
        self._show_tools()

    def focus_machines(self) -> None:
        """The keyboard goes on to the first machine."""
        view = self.table if self.tiles.isHidden() else self.tiles
        model = view.model()
        if model.rowCount():
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if not view.currentIndex().isValid():
                view.setCurrentIndex(model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What changed stands beside the machines, or between them."""
        super().resizeEvent(event)
        self._arrange()
        self.moved()

    def _show_parts(self, shown: FleetShown) -> None:
        some = bool(shown.total)
        grid = shown.choices.arrangement is Arrangement.GRID
        rest = bool(shown.entries) and (not grid or bool(shown.sections))
        nothing = some and not shown.entries
        self.messages.show_state(shown)
        self.counts.setVisible(some)
        self.changes.setVisible(some)
        for part in (self.first_title, self.first_note):
            part.setVisible(bool(shown.cards))
        self.cards.setVisible(bool(shown.cards))
        self.found.setVisible(some and (rest or nothing))
        self.tiles.setVisible(rest and grid)
        self.table.setVisible(rest and not grid)
        self._arrange()
        self._show_tools()

    def _show_tools(self) -> None:
        row = self.tools_place.layout()
        some = self._shown is not None and bool(self._shown.total)
        self.tools_place.setVisible(some and row is not None and row.count() > 0)

    def _tell_view(self) -> None:
        if self._shown is None or not self.isVisible():
            return
        top = self.area.verticalScrollBar().value()
        high = self.area.viewport().height()
        bottom = top + high
        if not self.tiles.isHidden():
            down = self.tiles.mapTo(self.area.content, QPoint(0, 0)).y()
            self.in_view.emit(self.tiles.between(top - high - down, bottom + high - down))
        elif not self.table.isHidden():
            down = self.table.viewport().mapTo(self.area.content, QPoint(0, 0)).y()
            self.in_view.emit(self.table.between(top - down, bottom - down))

    def _reach(self, place: QRect) -> None:
        """The keyboard went to a tile: it is to be seen whole, with some room around it."""
        here = QRect(self.tiles.mapTo(self.area.content, place.topLeft()), place.size())
        centre, margin = here.center(), px(SPACE[3])
        self.area.ensureVisible(centre.x(), centre.y(), 0, here.height() // 2 + margin)

    def _connect(self) -> None:
        self._settled.timeout.connect(self._tell_view)
        self.area.verticalScrollBar().valueChanged.connect(self.moved)
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.table.scrolled.connect(self.moved)
        self.tiles.reach_wanted.connect(self._reach)
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        tools = QHBoxLayout(self.tools_place)
        tools.setContentsMargins(0, 0, 0, 0)
        self.tools_place.hide()
        self._first = QHBoxLayout()
        self._first.addWidget(self.first_title)
        self._first.addStretch(1)
        self._first.addWidget(self.first_note)
        self._column = QVBoxLayout(self.area.content)
        self._column.addWidget(self.tools_place)
        self._column.addWidget(self.counts)
        self._column.addLayout(self._first)
        self._inside = QVBoxLayout()
        self._column.addWidget(self.cards)
        self._column.addWidget(self.calm)
        self._column.addLayout(self._inside)
        self._column.addWidget(self.found)
        self._column.addWidget(self.tiles)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.messages)
        self._column.addStretch(0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.area, 1)
        self._aside = QVBoxLayout()
        self._aside.addWidget(self.changes)
        self._row.addLayout(self._aside)

    @property
    def _narrow(self) -> bool:
        return self.width() < px(_NARROW)

    @property
    def _beside(self) -> bool:
        """Whether what changed stands beside the machines. A table wants the whole width for its columns."""
        shown = self._shown
        if shown is None or not shown.total:
            return False
        grid = shown.choices.arrangement is Arrangement.GRID
        return self.width() >= px(_NARROW if grid else _WIDE)

    def _arrange(self) -> None:
        beside, inside = self._beside, self._inside.indexOf(self.changes) >= 0
        if not beside and not inside:
            self._aside.removeWidget(self.changes)
            self._inside.addWidget(self.changes)
        elif beside and inside:
            self._inside.removeWidget(self.changes)
            self._aside.addWidget(self.changes)
        self.changes.set_folding(not beside)
        side = px(_TOUCH_SIDE if touch() else _SIDE)
        self.changes.setMinimumWidth(side if beside else 0)
        self.changes.setMaximumWidth(side if beside else UNLIMITED)
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._aside.setContentsMargins(0, gap if beside else 0, margin if beside else 0, margin if beside else 0)
        # Below each other it is shown whole: with gloves, a table that scrolls inside a page that does is a trap.
        high = self.table.whole_height() if self._narrow else 0
        self.table.setMinimumHeight(high)
        self.table.setMaximumHeight(high or UNLIMITED)
        self._keep_width()

    def _keep_width(self) -> None:
        """The scroll bar comes and goes in the gap beside the machines: nothing moves for it."""
        bar = self.area.verticalScrollBar()
        gap, margin = px(SPACE[2]), px(SPACE[3])
        right = gap if self._beside else margin
        if bar.maximum() > 0:
            right = max(0, right - bar.sizeHint().width())
        self._column.setContentsMargins(margin, gap, right, margin)

    def _fit(self) -> None:
        self._column.setSpacing(px(SPACE[1]))
        # Panels are 12 apart, and a title is nearer to what stands below it.
        for below in (self._first, self._inside):
            below.setContentsMargins(0, px(SPACE[0]), 0, 0)
        self._arrange()

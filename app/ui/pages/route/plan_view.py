"""The inspection plan: every machine by its date, and what can be done with those that are chosen."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.words import capital
from app.language import tr, tr_many
from app.look.tokens import BODY, SPACE
from app.ui.pages.route.plan_paint import PlanHeadLine
from app.ui.pages.route.plan_panel import PlanPanel
from app.ui.pages.route.plan_table import PlanTable
from app.ui.pages.route.values import PlanRow, PlanShown
from app.ui.pages.route.words import INTERVALS, interval_words
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px, touch
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import PanelFrame, Text

_RIGHT, _TOUCH_RIGHT, _NARROW = 264, 304, 1000


class PlanView(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    interval_wanted = Signal(tuple, object)
    """The ids of machines, and days or None for no date."""
    until_wanted = Signal(int)
    route_wanted = Signal(tuple, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = PlanShown()
        self.table = PlanTable(self.content)
        self.head = PlanHeadLine(self.table, self.content)
        self.panel = PlanPanel(self.content)
        self._empty = Text("", BODY, "text2", wrap=True, parent=self.content)
        self._build()
        self._connect()
        self._fit()
        self.show_plan(self._shown)

    def show_plan(self, shown: PlanShown) -> None:
        """Show the machines; who was chosen stays chosen."""
        self._shown = shown
        rows = shown.rows or ()
        self.table.show_rows(rows)
        self.head.setVisible(bool(rows))
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(_why_empty(shown))
        self._list.set_title(tr("Plan"), _planned(shown) if shown.machines else "")
        self.panel.show_orders(shown.orders)
        self._show_chosen()

    def interval_menu(self, machine_id: str) -> QMenu:
        """The intervals for a machine, or for all that are chosen where it is one of them."""
        machines = self.table.chosen if machine_id in self.table.chosen else (machine_id,)
        rows = [row for row in self._shown.rows or () if isinstance(row, PlanRow) and row.machine_id in machines]
        now = {row.interval_days for row in rows}
        menu = QMenu(self)
        if len(machines) > 1:
            menu.addSection(tr_many("{n} machine", "{n} machines", len(machines)))
        for days in (*INTERVALS, None):
            act = QAction(capital(interval_words(days)), menu, checkable=True)
            act.setChecked(now == {days})
            act.triggered.connect(partial(self._set_interval, machines, days))
            menu.addAction(act)
        menu.addSeparator()
        other = menu.addAction(tr("Other …"))
        other.triggered.connect(partial(self._other_days, machines))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self._arrange()

    def _set_interval(self, machines: tuple[str, ...], days: int | None) -> None:
        self.interval_wanted.emit(machines, days)

    def _other_days(self, machines: tuple[str, ...]) -> None:
        self.table.choose(machines)
        self.panel.ask_days()

    def _open_menu(self, machine_id: str, where: QPoint) -> None:
        menu = self.interval_menu(machine_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _show_chosen(self) -> None:
        self.panel.show_chosen(len(self.table.chosen))

    def _connect(self) -> None:
        self.table.chosen_changed.connect(self._show_chosen)
        self.table.interval_wanted.connect(self._open_menu)
        self.panel.interval_wanted.connect(lambda days: self.interval_wanted.emit(self.table.chosen, days))
        self.panel.until_wanted.connect(self.until_wanted)
        self.panel.route_wanted.connect(lambda like: self.route_wanted.emit(self.table.chosen, like))
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        self._narrow = False
        self._list = PanelFrame(tr("Plan"), parent=self.content)
        for part in (self.head, self.table, self._empty):
            self._list.body.addWidget(part, 1 if part is self.table else 0)
        self._list.body.setSpacing(0)
        self._list.body.addStretch(0)
        side = QWidget(self.content)
        self._side = side
        self._side_box = SnugBox(DOWN, side)
        self._side_box.setContentsMargins(0, 0, 0, 0)
        self._side_box.addWidget(self.panel)
        self._side_box.addStretch(1)
        self._row = SnugBox(ACROSS, self.content)
        self._row.addWidget(self._list, 1)
        self._row.addWidget(side)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._row.setDirection(DOWN if narrow else ACROSS)
            self._fit()

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._row.setContentsMargins(margin, gap, margin, margin)
        self._row.setSpacing(gap)
        right = _TOUCH_RIGHT if touch() else _RIGHT
        self._side.setMinimumWidth(0 if self._narrow else px(right))
        self._side.setMaximumWidth(UNLIMITED if self._narrow else px(right))
        self.panel.set_wide(wide=self._narrow)


def _why_empty(shown: PlanShown) -> str:
    if shown.rows is None:
        return tr("Reading the plan …")
    return tr("No machine matches.") if shown.machines else tr("There is no machine yet.")


def _planned(shown: PlanShown) -> str:
    planned, machines = shown.planned, shown.machines
    return tr_many(
        "{planned} of {n} machine planned", "{planned} of {n} machines planned", machines, planned=planned
    )

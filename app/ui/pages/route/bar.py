"""The bar above the route page: the way or the plan, and a machine to be found in the plan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import tr, tr_many
from app.ui.pages.export_button import WaysButton
from app.ui.pages.form.fields import line_edit
from app.ui.pages.route.values import PlanShown, View
from app.ui.theme import changes, px
from app.ui.widgets import SegmentedControl, TopBar

_SEARCH = 240


class RouteBar(TopBar):
    """Which of the two is shown, and how much is overdue."""

    view_wanted = Signal(str)
    sought = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search: QLineEdit = line_edit(tr("Find machine in the plan"), tr("Machine, code or area"), self)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.sought)
        self.search.hide()
        choices = ((View.ROUTE.value, tr("Route")), (View.PLAN.value, tr("Plan")))
        self.views = SegmentedControl(choices, parent=self)
        self.views.chosen.connect(self.view_wanted)
        self.report = WaysButton.alone(tr("the walk"), self, many=tr("All inspections of the walk…"))
        for action in (self.search, self.report, self.views):
            self.add_action(action)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._seek)
        changes().changed.connect(self._dress)
        self._dress()
        self.show_title(tr("Route"), tr("reading the plan"))

    def show_view(self, view: View) -> None:
        """Which one is in front."""
        self.views.set_current(view.value)
        self.search.setVisible(view is View.PLAN)
        self.report.setVisible(view is View.ROUTE)

    def show_walk(self, walked: bool) -> None:
        """There is something to report on once somebody set out."""
        self.report.setEnabled(walked)

    def show_plan(self, shown: PlanShown) -> None:
        """How many machines there are, how many of them are late."""
        if shown.rows is not None:
            late = tr("{n} overdue", n=shown.late) if shown.late else tr("none overdue")
            machines = tr_many("{n} machine", "{n} machines", shown.machines)
            self.show_title(tr("Route"), f"{machines} · {late}")

    def _seek(self) -> None:
        if self.search.isVisible():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _dress(self) -> None:
        self.search.setFixedWidth(px(_SEARCH))

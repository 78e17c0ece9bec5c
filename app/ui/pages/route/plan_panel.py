"""What can be done with the machines that are chosen in the plan: an interval for all of them, a route of them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from app.domain.words import capital
from app.language import later, tr, tr_many
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.form.fields import line_edit
from app.ui.pages.route.words import INTERVALS, LONGEST_DAYS, interval_words
from app.ui.pages.snug import ACROSS, DOWN, SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import Button, FilledButton, PlainButton, Rule, Select, Text

_UNTIL = (
    (0, later("Due until today")),
    (1, later("Due until tomorrow")),
    (7, later("Due until in a week")),
    (14, later("Due until in two weeks")),
    (30, later("Due until in 30 days")),
)
_BY_PLACE = later("By site, area, name")


class PlanPanel(SnugPanel):
    """One column at the side; where it is below the list, several beside each other."""

    interval_wanted = Signal(object)
    """Days, or None for no date."""
    until_wanted = Signal(int)
    """So many days from today."""
    route_wanted = Signal(str)
    """The id of the route whose order is wanted, or empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Choose machines"), parent=parent)
        self._until = Select(tr("Choose what is due"), "clock", self)
        self._until.addItem(tr("Choose what is due"))
        for days, word in _UNTIL:
            self._until.addItem(tr(word), days)
        self.intervals: list[Button] = []
        for interval in (*INTERVALS, None):
            button = PlainButton(tr("No date") if interval is None else f"{interval}", parent=self)
            button.setAccessibleName(capital(interval_words(interval)))
            button.clicked.connect(partial(self._press, interval))
            self.intervals.append(button)
        self.days = line_edit(tr("Every so many days"), tr("Days"), self)
        self.days.setValidator(QIntValidator(1, LONGEST_DAYS, self.days))
        self.set_days = PlainButton(tr("Set"), "check", parent=self)
        self.order = Select(tr("Order of the route"), "route", self)
        self.make = FilledButton(tr("Make route of these"), "route", main=True, parent=self)
        self._build()
        self._connect()
        self.show_chosen(0)
        self._dress()

    def show_chosen(self, number: int) -> None:
        """How many machines it is about."""
        chosen = tr_many("{n} machine chosen", "{n} machines chosen", number)
        self.set_title(chosen if number else tr("Choose machines"))
        for part in (*self.intervals, self.days, self.set_days, self.make, self.order):
            part.setEnabled(bool(number))

    def show_orders(self, orders: tuple[tuple[str, str], ...]) -> None:
        """The routes whose order a new one can take over."""
        wanted = [("", tr(_BY_PLACE)), *((route_id, tr("As on {route}", route=name)) for route_id, name in orders)]
        there = [(self.order.itemData(at), self.order.itemText(at)) for at in range(self.order.count())]
        if there != wanted:
            before = self.order.currentData()
            self.order.clear()
            for route_id, word in wanted:
                self.order.addItem(word, route_id)
            self.order.setCurrentIndex(max(0, self.order.findData(before)))
            self.order.updateGeometry()

    def ask_days(self) -> None:
        """Put the cursor where another number of days is typed."""
        self.days.setFocus()
        self.days.selectAll()

    def set_wide(self, *, wide: bool) -> None:
        """Whether it is below the list, where several things fit beside each other."""
        self._end.setDirection(ACROSS if wide else DOWN)
        for at, button in enumerate(self.intervals):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, *((0, at) if wide else divmod(at, 3)))
        for part in (self._first_rule, self._second_rule, self._route_word):
            part.setVisible(not wide)

    def _build(self) -> None:
        self._end, self._other, self._grid = QBoxLayout(DOWN), QBoxLayout(ACROSS), QGridLayout()
        self._first_rule, self._second_rule = Rule(parent=self), Rule(parent=self)
        self._route_word = Text(tr("A route past them"), CAPTION, "text2", parent=self)
        self._other.addWidget(self.days, 1)
        self._other.addWidget(self.set_days)
        how_often = Text(tr("Inspect every … days"), CAPTION, "text2", parent=self)
        self._end.addWidget(self._route_word)
        for choice in (self.order, self.make):
            self._end.addWidget(choice)
        chosen: tuple[QWidget, ...] = (self._until, self._first_rule, how_often)
        for part in chosen:
            self.body.addWidget(part)
        for layout in (self._grid, self._other):
            self.body.addLayout(layout)
        self.body.addWidget(self._second_rule)
        self.body.addLayout(self._end)

    def _connect(self) -> None:
        self._until.activated.connect(self._chose_until)
        self.set_days.clicked.connect(self._typed)
        self.days.returnPressed.connect(self._typed)
        self.make.clicked.connect(lambda: self.route_wanted.emit(self.order.currentData() or ""))
        changes().changed.connect(self._dress)

    def _chose_until(self, at: int) -> None:
        """It is an act and no state: afterwards the choice is open again."""
        if at:
            self.until_wanted.emit(self._until.itemData(at))
        self._until.setCurrentIndex(0)

    def _press(self, interval_days: int | None) -> None:
        self.interval_wanted.emit(interval_days)

    def _typed(self) -> None:
        if self.days.hasAcceptableInput():
            self.interval_wanted.emit(int(self.days.text()))
            self.days.clear()

    def _dress(self) -> None:
        self._grid.setSpacing(px(SPACE[1]))
        for row in (self._end, self._other):
            row.setSpacing(px(SPACE[1]))

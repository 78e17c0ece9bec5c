"""All inspections, newest first: filters above, the list, and what can be done with those that are ticked."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.identity import now
from app.domain.review import Found
from app.domain.verdict import State
from app.domain.words import capital
from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.snug import SnugPanel
from app.ui.pages.trend.chart_scale import Span
from app.ui.pages.trend.values import ListShown
from app.ui.pages.trend.visit_rows import VisitRows, row_side
from app.ui.theme import changes, px, set_type
from app.ui.widgets import IconButton, PlainButton, SegmentedControl, Select, Text
from app.workflows.machine_story_values import Filters

_TYPED_MS = 250
_HERE, _WHOLE = "here", "whole"
_IN_SIGHT = "sight"
_STATES = (State.ABNORMAL, State.WATCH, State.HEALTHY, State.CANNOT_TELL)
_FOUND = (
    (later("Any review"), None),
    (later("Not reviewed"), Found.OPEN),
    (later("Found healthy"), Found.HEALTHY),
    (later("Found faulty"), Found.FAULTY),
)
_TIMES: tuple[tuple[str, object], ...] = (
    (later("At any time"), None),
    (later("As in the chart"), _IN_SIGHT),
    (later("Last 30 days"), timedelta(days=30)),
    (later("Last 3 months"), timedelta(days=91)),
    (later("Last year"), timedelta(days=365)),
)
_NOTHING = later("Nobody has listened here yet.")
_FILTERED = later("No inspection is like that.")


class VisitsPanel(SnugPanel):
    """Reads nothing itself: `filtered` says what is wanted, `more_wanted` when the end is in sight."""

    visit_chosen = Signal(str)
    visit_pointed = Signal(str)
    filtered = Signal(object, bool)
    """`Filters`, and whether of the whole machine."""
    more_wanted = Signal()
    ticked = Signal(str)
    compare_wanted = Signal()
    throw_wanted = Signal()
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Inspections"), parent=parent)
        self.words = QLineEdit(self)
        self.state = Select(tr("State"), parent=self)
        self.found = Select(tr("Review"), parent=self)
        self.time = Select(tr("Time"), parent=self)
        self.where = SegmentedControl(((_HERE, tr("Here")), (_WHOLE, tr("Machine"))), parent=self)
        self.rows = VisitRows(self)
        self.nothing = Text(tr(_NOTHING), BODY, "text2", wrap=True, parent=self)
        self.compare = PlainButton(tr("Compare"), "columns-2", parent=self)
        self.throw = IconButton("trash-2", tr("Throw the ticked ones into the bin"), parent=self)
        self._span: Span | None = None
        self._least = 3
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._build()
        self._connect()
        self._dress()
        self.show_list(ListShown())
        changes().changed.connect(self._dress)

    @property
    def filters(self) -> Filters:
        """What is wanted now."""
        since, until = self._times()
        # Qt keeps the words alone.
        state, found = self.state.currentData(), self.found.currentData()
        return Filters(
            state=State(state) if state else None,
            found=Found(found) if found else None,
            words=self.words.text().strip(),
            since=since,
            until=until,
        )

    def show_list(self, shown: ListShown) -> None:
        """Show the inspections read so far."""
        self.rows.show_list(shown)
        self.rows.setVisible(bool(shown.lines))
        self.nothing.setText("" if shown.lines is None else tr(_FILTERED if shown.filtered else _NOTHING))
        self.nothing.setVisible(not shown.lines)
        self.where.setVisible(shown.others)
        two = len(shown.ticked) == 2
        self.compare.setText(tr("Compare these two") if two else tr("Compare with baseline"))
        self.compare.setEnabled(bool(shown.ticked))
        self.throw.setEnabled(bool(shown.ticked))

    def show_span(self, span: Span) -> None:
        """What the chart has in sight."""
        self._span = span
        if self.time.currentData() == _IN_SIGHT:
            self._typed.start()

    def clear_filters(self) -> None:
        """Another machine: all of its inspections, without telling anybody."""
        for part in (self.state, self.found, self.time, self.words):
            part.blockSignals(True)
        for select in (self.state, self.found, self.time):
            select.setCurrentIndex(0)
        self.words.clear()
        self.where.set_current(_HERE)
        for part in (self.state, self.found, self.time, self.words):
            part.blockSignals(False)

    def show_at_least(self, rows: int) -> None:
        """So many inspections are seen without scrolling."""
        self._least = rows
        self.rows.setMinimumHeight(rows * row_side())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Filters in one line where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _times(self) -> tuple[datetime | None, datetime | None]:
        chosen = self.time.currentData()
        if isinstance(chosen, timedelta):
            return now() - chosen, None
        if chosen == _IN_SIGHT and self._span is not None:
            return self._span.start, self._span.end
        return None, None

    def _tell(self) -> None:
        self._typed.stop()
        self.filtered.emit(self.filters, self.where.current == _WHOLE)

    def _connect(self) -> None:
        for select in (self.state, self.found, self.time):
            select.currentIndexChanged.connect(self._tell)
        self.where.chosen.connect(self._tell)
        # Nobody wants a list for half a word.
        self.words.textChanged.connect(lambda _text: self._typed.start())
        self.words.returnPressed.connect(self._tell)
        self._typed.timeout.connect(self._tell)
        self.rows.visit_chosen.connect(self.visit_chosen)
        self.rows.visit_pointed.connect(self.visit_pointed)
        self.rows.ticked.connect(self.ticked)
        self.rows.delete_wanted.connect(self.delete_wanted)
        self.rows.more_wanted.connect(self.more_wanted)
        self.compare.clicked.connect(self.compare_wanted)
        self.throw.clicked.connect(self.throw_wanted)

    def _build(self) -> None:
        self.add_right(self.where, tall=True)
        self.words.setAccessibleName(tr("Find in findings, notes, causes and file names"))
        self.words.setClearButtonEnabled(True)
        set_type(self.words, BODY)
        self.state.addItem(tr("All states"), None)
        for state in _STATES:
            self.state.addItem(capital(tr(state.value)), state)
        for word, found in _FOUND:
            self.found.addItem(tr(word), found)
        for word, time in _TIMES:
            self.time.addItem(tr(word), time)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._filters = QGridLayout()
        for part in (self.words, self.state, self.found, self.time, self.compare):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._across: bool | None = None
        self._arrange()
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.compare, 1)
        self._foot.addWidget(self.throw)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._filters)
        self.body.addWidget(self.rows, 1)
        self.body.addWidget(self.nothing, 1)
        self.body.addLayout(self._foot)

    def _arrange(self) -> None:
        across = self.width() >= px(680)
        if across is self._across:
            return
        self._across = across
        self.words.setPlaceholderText(tr("Find words") if across else tr("Finding, note, cause"))
        for at, part in enumerate((self.words, self.state, self.found, self.time)):
            row, column = (0, at) if across else divmod(at, 2)
            self._filters.addWidget(part, row, column)
        for column in range(4):
            self._filters.setColumnStretch(column, 1 if across or column < 2 else 0)

    def _dress(self) -> None:
        self._filters.setSpacing(px(SPACE[1]))
        self._filters.setContentsMargins(0, px(SPACE[0]), 0, 0)
        self._foot.setSpacing(px(SPACE[1]))
        self.show_at_least(self._least)

"""The trend with its title, and the way to more lanes: ranges of frequency and readings."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.trend.chart import TrendChart
from app.ui.pages.trend.values import LaneChoice, TrendShown
from app.ui.theme import changes, px, set_type
from app.ui.theme.style import GAP, RING
from app.ui.widgets import IconButton, Look, PanelFrame, PlainButton, Text
from app.ui.widgets.reading_words import parse_value

_READING = later("Reading the visits …")
_NO_RANGE = later("Type two frequencies up to 8 kHz, the lower one first.")


class RangeEntry(QWidget):
    """From which to which frequency a lane shall be; hidden until somebody wants one."""

    added = Signal(float, float)
    """In Hz."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low, self.high = QLineEdit(self), QLineEdit(self)
        self.add = PlainButton(tr("Add range"), "plus", parent=self)
        self._close = IconButton("x", tr("Close"), look=Look.QUIET, parent=self)
        self._told = Text("", BODY, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        row = QHBoxLayout(self)
        # The ring around what has the focus is not cut off.
        row.setContentsMargins(*(4 * (RING + GAP,)))
        row.setSpacing(px(SPACE[1]))
        for part in (Text(tr("From"), parent=self), self.low, Text(tr("to"), parent=self), self.high):
            row.addWidget(part)
        row.addWidget(Text("kHz", parent=self))
        row.addWidget(self.add)
        row.addWidget(self._told, 1)
        row.addWidget(self._close)
        for field, name in (
            (self.low, tr("Lowest frequency in kHz")),
            (self.high, tr("Highest frequency in kHz")),
        ):
            field.setAccessibleName(name)
            field.setMaxLength(8)
            field.setFixedWidth(px(72))
            field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
            set_type(field, BODY)
            field.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self._close.clicked.connect(self.hide)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def begin(self) -> None:
        """Ask for a range."""
        self.show()
        self.refuse(False)
        self.low.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refused: bool) -> None:
        """Say that it is none, or nothing."""
        self._told.setText(tr(_NO_RANGE) if refused else "")
        self._told.set_tone("abnormal" if refused else "text2")

    def _add(self) -> None:
        low, high = parse_value(self.low.text()), parse_value(self.high.text())
        if low is None or high is None:
            self.refuse(True)
        else:
            self.added.emit(1000 * low, 1000 * high)


class ChartPanel(PanelFrame):
    """The menu of lanes stays where it is, however many there are."""

    lane_toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Score"), tr(_READING), parent=parent)
        self.chart = TrendChart(self)
        self.range = RangeEntry(self)
        self.lanes = PlainButton(tr("Lanes"), "chart-line", parent=self)
        self.lanes.setAccessibleDescription(tr("Which ranges and readings are drawn below the score"))
        self._choices: tuple[LaneChoice, ...] = ()
        self.add_right(self.lanes, tall=True)
        self.body.addWidget(self.range)
        self.body.addWidget(self.chart, 1)
        self.lanes.clicked.connect(self._offer)
        changes().changed.connect(self.updateGeometry)

    def show_trend(self, shown: TrendShown, *, moved: bool) -> None:
        """Show a machine's trend, or that it is read."""
        self.set_title(tr("Score"), shown.about if shown.chart else tr(_READING))
        self._choices = shown.choices
        self.lanes.setEnabled(shown.chart is not None)
        self.chart.show_chart(shown.chart, moved=moved)
        if moved:
            self.range.hide()
        self.updateGeometry()

    def menu(self) -> QMenu:
        """The lanes with a tick each, and one more range."""
        menu = QMenu(self)
        for choice in self._choices:
            action = QAction(choice.title, menu, checkable=True, checked=choice.shown)
            action.triggered.connect(lambda _=False, key=choice.key: self.lane_toggled.emit(key))
            menu.addAction(action)
        if self._choices:
            menu.addSeparator()
        menu.addAction(tr("Add range …"), self.range.begin)
        return menu

    def _offer(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.lanes.mapToGlobal(QPoint(0, self.lanes.height() + px(4))))

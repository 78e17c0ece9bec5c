"""The panel of what changed: its list, a switch between open ones and all, and the way further back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import later, tr, tr_many
from app.look.tokens import BODY, CAPTION, SECTION, SPACE
from app.ui.pages.fleet.changes_list import ChangesList
from app.ui.pages.fleet.day_words import weekday
from app.ui.pages.fleet.values import ChangesShown
from app.ui.theme import changes, control_height, px
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import IconButton, Look, QuietButton, Text

_READING = later("Reading what changed …")
_FAILED = later("What changed could not be read.")
_SEEN = later("Everything that changed was seen.")


class ChangesPanel(QFrame):
    """Beside the machines it scrolls by itself; between them it is a line that unfolds."""

    older_wanted = Signal()
    all_wanted = Signal(bool)
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._shown: ChangesShown | None = None
        self._folding, self._folded = False, True
        self._title = Text(tr("What changed"), SECTION, parent=self)
        self._facts = Text("", CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        self.switch = QuietButton("", parent=self)
        self.fold = IconButton("chevron-down", tr("Show what changed"), look=Look.QUIET, parent=self)
        self.list = ChangesList(self)
        self.told = Text(tr(_READING), BODY, "text2", wrap=True, parent=self)
        self.older = QuietButton(tr("Older"), "history", parent=self)
        self._build()
        self.switch.clicked.connect(self._switch)
        self.older.clicked.connect(self._press_older)
        self.fold.clicked.connect(self._turn)
        self._fit()
        changes().changed.connect(self._fit)

    def show_changes(self, shown: ChangesShown) -> None:
        """Show the alerts, or why there are none."""
        self._shown = shown
        everything = tr_many("All {n}", "All {n}", len(shown.alerts or ()))
        self.switch.setText(everything if shown.only_open else tr("Only open"))
        self.list.show_changes(shown)
        told = self._told(shown)
        self.told.setText(told)
        self.older.setText(tr("Try again") if shown.failed else tr("Reading …") if shown.reading else tr("Older"))
        self.older.setEnabled(not shown.reading)
        since = weekday(shown.since) if shown.since else ""
        self.older.setToolTip(tr("Read back to {day}. Press to read further back.", day=since) if since else "")
        still_open = tr_many("{n} open", "{n} open", shown.open_count)
        self._facts.setText(still_open if shown.alerts is not None else "")
        self._arrange()

    def set_folding(self, folding: bool) -> None:
        """Whether it is a line among others that unfolds, or a panel of its own."""
        if folding != self._folding:
            self._folding = folding
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Unfolded, its rows break elsewhere at another width."""
        super().resizeEvent(event)
        if self._folding and event.size().width() != event.oldSize().width():
            self._arrange()

    def sizeHint(self) -> QSize:
        """As wide as designed."""
        return QSize(px(264), super().sizeHint().height())

    @staticmethod
    def _told(shown: ChangesShown) -> str:
        if shown.failed:
            return tr(_FAILED)
        if shown.alerts is None:
            return tr(_READING)
        if shown.shown:
            return ""
        if shown.alerts:
            return tr(_SEEN)
        return tr("Nothing changed since {day}.", day=weekday(shown.since)) if shown.since else ""

    def _press_older(self) -> None:
        failed = self._shown is not None and self._shown.failed
        (self.again_wanted if failed else self.older_wanted).emit()

    def _switch(self) -> None:
        if self._shown is not None:
            self.all_wanted.emit(self._shown.only_open)

    def _turn(self) -> None:
        self._folded = not self._folded
        self._arrange()

    def _arrange(self) -> None:
        shown = self._shown
        opened = not (self._folding and self._folded)
        self.fold.setVisible(self._folding)
        self.fold.set_icon("chevron-down" if self._folded else "chevron-up")
        self.fold.setAccessibleName(tr("Show what changed") if self._folded else tr("Hide what changed"))
        self._facts.setVisible(self._folding)
        self.switch.setVisible(opened and shown is not None and bool(shown.alerts))
        rows = opened and shown is not None and bool(shown.shown)
        self.list.setVisible(rows)
        self.told.setVisible(opened and bool(self.told.text()))
        self.older.setVisible(
            (opened and shown is not None and shown.alerts is not None) or bool(shown and shown.failed)
        )
        self._space(told=opened and bool(self.told.text()), foot=not self.older.isHidden())
        high = self.list.whole_height() if rows and self._folding else 0
        self.list.setMinimumHeight(high)
        self.list.setMaximumHeight(high if high else UNLIMITED)
        vertical = QSizePolicy.Policy.Fixed if self._folding else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.updateGeometry()

    def _build(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._facts, 1)
        self._head.addStretch(1)
        self._head.addWidget(self.switch)
        self._head.addWidget(self.fold)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.older)
        self._foot.addStretch(1)
        self._words = QVBoxLayout()
        self._words.addWidget(self.told)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._words)
        self._column.addWidget(self.list, 1)
        self._column.addStretch(0)
        self._column.addLayout(self._foot)

    def _fit(self) -> None:
        side = px(SPACE[2])
        self._column.setContentsMargins(1, px(SPACE[0]), 1, px(SPACE[0]))
        self._column.setSpacing(0)
        self._head.setContentsMargins(side - 1, 0, px(SPACE[0]), 0)
        self._head.setSpacing(px(SPACE[1]))
        self._title.setMinimumHeight(control_height())
        self._arrange()

    def _space(self, *, told: bool, foot: bool) -> None:
        """Room around what is shown, none around what is not."""
        side, little = px(SPACE[2]) - 1, px(SPACE[0])
        self._words.setContentsMargins(side, little if told else 0, side, px(SPACE[1]) if told else 0)
        self._foot.setContentsMargins(little, little if foot else 0, little, 0)

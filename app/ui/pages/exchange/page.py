"""The exchange section: sending at the left, files and tables at the right; one column where it is narrow."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.look.tokens import SPACE
from app.ui.pages.exchange.file_panel import FilePanel
from app.ui.pages.exchange.send_panel import SendPanel
from app.ui.pages.exchange.tables_panel import TablesPanel
from app.ui.pages.exchange.values import ExchangeShown
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px
from app.ui.widgets import ProgressLine

_NARROW = 1000


class ExchangePage(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = ProgressLine(self.content)
        self.send = SendPanel(self.content)
        self.file = FilePanel(self.content)
        self.tables = TablesPanel(self.content)
        self._build()
        changes().changed.connect(self._fit)
        self._fit()

    def show_shown(self, shown: ExchangeShown) -> None:
        """Show all of it."""
        busy = bool(shown.busy)
        self.send.show_face(shown.send, busy=busy)
        self.file.show_face(shown.file, busy=busy)
        self.tables.show_face(shown.tables, may=shown.send.may_write and not busy)
        if busy:
            self.progress.show_progress(shown.busy, shown.share)
        else:
            self.progress.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        right, both = QWidget(self.content), QWidget(self.content)
        self._right = SnugBox(DOWN, right)
        self._right.addWidget(self.file, 1)
        self._right.addWidget(self.tables)
        self._row = SnugBox(ACROSS, both)
        self._row.addWidget(self.send, 1)
        self._row.addWidget(right, 1)
        self._column = SnugBox(DOWN, self.content)
        self._column.addWidget(self.progress)
        self._column.addWidget(both, 1)
        for layout in (self._right, self._row):
            layout.setContentsMargins(0, 0, 0, 0)

    def _arrange(self) -> None:
        self._row.setDirection(DOWN if self.width() < px(_NARROW) else ACROSS)

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._row, self._right):
            layout.setSpacing(gap)
        self._arrange()

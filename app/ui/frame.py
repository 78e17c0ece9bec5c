"""The frame around every page: rail, machines, bar, banner, notice, page, progress, undo. It decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import SPACE
from app.ui.pages.notice_bar import NoticeBar
from app.ui.theme import changes, current, px, top_bar_height
from app.ui.widgets import (
    Banner,
    IconButton,
    Look,
    MachineList,
    ProgressLine,
    Rail,
    RailItem,
    UndoBar,
    dropped_paths,
)

START = RailItem("start", "play", later("Start"))
FLEET = RailItem("fleet", "layout-grid", later("Fleet"), "Ctrl+1", later("rail|Fleet"))
MACHINE = RailItem("machine", "fan", later("Machine"), "Ctrl+2")
RECORD = RailItem("record", "mic", later("Record"), "Ctrl+3", later("rail|Record"))
WATCH = RailItem("watch", "audio-lines", later("Listen"), "Ctrl+4", later("rail|Listen"))
ROUTE = RailItem("route", "route", later("Route"), "Ctrl+5")
MODEL = RailItem("model", "audio-waveform", later("Model"), "Ctrl+6")
DATA = RailItem("data", "hard-drive", later("Data"), "Ctrl+7")
SETTINGS = RailItem("settings", "settings", later("Settings"), narrow=later("rail|Settings"))
HELP = RailItem("help", "circle-question-mark", later("Help"))

_PAGES = [FLEET, MACHINE, RECORD, WATCH, ROUTE, MODEL]
_NARROW, _ROOMY = 1000, 1600


class _Padded(QWidget):
    """The progress line with room around it, on the ground of a panel."""

    def __init__(self, line: ProgressLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QVBoxLayout(self)
        row.setContentsMargins(px(SPACE[3]), px(SPACE[1]), px(SPACE[3]), px(SPACE[1]))
        row.addWidget(line)
        self.hide()


class _Head(QWidget):
    """The menu button and the bars, on one ground with one edge."""

    def __init__(self, menu: IconButton, bars: QStackedWidget, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(menu)
        row.addWidget(bars, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the bar itself is painted."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(current().line))


class Frame(QWidget):
    """Below 1000 px the list of machines becomes a drawer behind a menu button."""

    rail_chosen = Signal(str)
    dropped = Signal(list)
    drag_over = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.rail = Rail(_PAGES, [DATA, SETTINGS, HELP], self)
        self._with_start = False
        self.rail.chosen.connect(self.rail_chosen)
        self.machines = MachineList(self)
        self.menu = IconButton("menu", tr("Machines"), look=Look.QUIET, parent=self)
        self.menu.clicked.connect(self._toggle_drawer)
        self.bars = QStackedWidget(self)
        self.pages = QStackedWidget(self)
        self.banner = Banner(self)
        self.notice = NoticeBar(self)
        self.progress = ProgressLine(self)
        self.undo = UndoBar(self)
        self._undo: Callable[[], None] | None = None
        self._progress_place = _Padded(self.progress, self)
        self._rail_key = MACHINE.key
        self._wants_list = False
        self._drawer_open = False
        self._find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.find_machine)
        self._build()
        self.undo.undo_wanted.connect(self._take_back)
        self.machines.chosen.connect(self._close_drawer)
        self.machines.add_wanted.connect(self._close_drawer)
        self._fit()
        changes().changed.connect(self._fit)

    def add_page(self, page: QWidget, bar: QWidget) -> None:
        """Put a page and its bar behind the others."""
        self.pages.addWidget(page)
        self.bars.addWidget(bar)

    def add_strip(self, strip: QWidget) -> None:
        """Put a line at the foot of every page; it shows and hides itself."""
        self._feet.addWidget(strip)

    def show_page(self, page: QWidget, rail_key: str, with_machines: bool) -> None:
        """Bring a page to the front, with the list of machines beside it or without."""
        self._rail_key = rail_key
        self.mark_page()
        at = self.pages.indexOf(page)
        if at == self.pages.currentIndex():
            self._wants_list = with_machines
            self._close_drawer()
        else:
            self._turn(at, with_machines)

    @property
    def rail_key(self) -> str:
        """Which page of the rail is in front, or whose part."""
        return self._rail_key

    def mark_page(self) -> None:
        """Mark the open page in the rail again: a menu was opened there, or the rail is new."""
        self.rail.set_current(self._rail_key)

    def show_start(self) -> None:
        """Have the start page in the rail, where there is no machine yet or the sample was asked for."""
        if self._with_start:
            return
        self._with_start = True
        rail = Rail([START, *_PAGES], [DATA, SETTINGS, HELP], self)
        rail.chosen.connect(self.rail_chosen)
        self._row.replaceWidget(self.rail, rail)
        self.rail.deleteLater()
        self.rail = rail

    def show_progress(self, text: str, share: float) -> None:
        """What is under way."""
        self.progress.show_progress(text, share)
        self._progress_place.show()

    def hide_progress(self) -> None:
        """Nothing is under way."""
        self.progress.clear()
        self._progress_place.hide()

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say at the foot what was done, with a way back for 8 s; an earlier way back is gone."""
        self._undo = undo
        self.undo.offer(text)

    def find_machine(self) -> None:
        """Put the cursor into the search field, opening the drawer where there is one."""
        if self._wants_list:
            self._drawer_open = True
            self._arrange()
            self.machines.seek()

    @property
    def narrow(self) -> bool:
        """Whether the list of machines is a drawer."""
        return self.width() < px(_NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The drawer comes and goes with the width."""
        super().resizeEvent(event)
        self.machines.set_roomy(self.width() >= px(_ROOMY))
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if dropped_paths(event.mimeData()):
            self.drag_over.emit(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Not here after all."""
        self.drag_over.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self.drag_over.emit(False)
        self.dropped.emit(dropped_paths(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 fills the screen, from wherever nothing else wants it."""
        if event.key() == Qt.Key.Key_F11:
            window = self.window()
            window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes the drawer."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.KeyPress and self.narrow and self._drawer_open:
            self._close_drawer()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(_Head(self.menu, self.bars, self))
        for part in (self.banner, self.notice):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        self._feet = QVBoxLayout()
        self._feet.setSpacing(0)
        for foot in (self._progress_place, self.undo):
            self._feet.addWidget(foot)
        column.addLayout(self._feet)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.rail)
        self._row.addWidget(self.machines)
        self._row.addLayout(column, 1)
        self.machines.installEventFilter(self)

    def _toggle_drawer(self) -> None:
        self._drawer_open = not self._drawer_open
        self._arrange()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _close_drawer(self) -> None:
        self._drawer_open = False
        self._arrange()

    def _turn(self, at: int, with_machines: bool) -> None:
        """The list of machines makes room before the page is turned: the next is laid out and painted once."""
        self.setUpdatesEnabled(False)
        # The page that goes is not laid out for a width at which nobody sees it.
        self._lay_pages_out(False)
        self._wants_list = with_machines
        self._close_drawer()
        self._row.activate()
        self._lay_pages_out(True)
        for stack in (self.pages, self.bars):
            stack.setCurrentIndex(at)
        self.setUpdatesEnabled(True)
        # Each widget that comes to be seen asks for its painting by itself; asked now, one painting does for all.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater.value)

    def _lay_pages_out(self, at_once: bool) -> None:
        for stack in (self.pages, self.bars):
            layout = stack.layout()
            assert layout is not None
            layout.setEnabled(at_once)

    def _arrange(self) -> None:
        in_row = self._row.indexOf(self.machines) >= 0
        if self.narrow and in_row:
            self._row.removeWidget(self.machines)
        elif not self.narrow and not in_row:
            self._row.insertWidget(1, self.machines)
        self.menu.setVisible(self.narrow and self._wants_list)
        shown = self._wants_list and (not self.narrow or self._drawer_open)
        self.machines.setVisible(shown)
        # The list binds the same key while it is there; two at once would cancel each other.
        self._find.setEnabled(self._wants_list and not shown)
        if self.narrow:
            top = top_bar_height()
            self.machines.setGeometry(self.rail.width(), top, self.machines.width(), self.height() - top)
            self.machines.raise_()

    def _fit(self) -> None:
        self.bars.setFixedHeight(top_bar_height())
        self._arrange()

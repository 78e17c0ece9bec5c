"""The archive section: choose a folder, look at what would happen, take it in, see what became of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SECTION, SPACE
from app.ui.pages.archive.answers_form import AnswersForm
from app.ui.pages.archive.values import ArchiveShown, Step, Table, Unfinished
from app.ui.theme import changes, px
from app.ui.widgets import DropField, FilledButton, PanelFrame, PlainButton, ProgressLine, QuietButton, Text
from app.ui.widgets.plain_table import PlainTable

_WHAT = later(
    "A folder with recordings becomes history: which machine, the folders' names or a table say; when, the file's "
    "name or date. Nothing in the folder is changed, and what is here already is not taken in twice."
)


class _UnfinishedRow(QWidget):
    """An import that was broken off: go on, or leave it at that."""

    def __init__(self, one: Unfinished, parent: QWidget) -> None:
        super().__init__(parent)
        self.go_on = PlainButton(tr("Go on"), "play", parent=self)
        self.give_up = QuietButton(tr("Leave it at that"), parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(one.title, BODY, elide=Qt.TextElideMode.ElideMiddle, tabular=False, parent=self))
        words.addWidget(Text(one.note, BODY, "text2", wrap=True, parent=self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(SPACE[1]))
        row.addLayout(words, 1)
        row.addWidget(self.give_up)
        row.addWidget(self.go_on)


class ArchivePage(QWidget):
    """Shows; what is decided, the presenter decides."""

    folder_wanted = Signal()
    dropped = Signal(list)
    table_wanted = Signal()
    answered = Signal(object)
    start_wanted = Signal()
    stop_wanted = Signal()
    back_wanted = Signal()
    retry_wanted = Signal()
    failures_wanted = Signal()
    go_on_wanted = Signal(str)
    give_up_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.drop = DropField(tr("Drop the folder here, or press to choose it"), self)
        self.unfinished = PanelFrame(tr("Broken off"), parent=self)
        self.title = Text("", SECTION, elide=Qt.TextElideMode.ElideMiddle, tabular=False, parent=self)
        self.line = Text("", BODY, "text2", wrap=True, parent=self)
        self.doubts = Text("", BODY, "watch", wrap=True, parent=self)
        self.form = AnswersForm(self)
        self.table = PlainTable(tr("What would happen"), self)
        self.more = Text("", BODY, "text2", parent=self)
        self.start = FilledButton("", "folder-tree", main=True, parent=self)
        self.retry = PlainButton(tr("Try again what failed"), "rotate-ccw", parent=self)
        self.failures = QuietButton(tr("Open the whole table"), "folder-open", parent=self)
        self.back = QuietButton(tr("Another folder"), "arrow-left", parent=self)
        self.progress = ProgressLine(self)
        self._rows: list[_UnfinishedRow] = []
        self._shown_unfinished: tuple[Unfinished, ...] = ()
        self._build()
        self._connect()
        self.show_shown(ArchiveShown())
        self._fit()

    def show_shown(self, shown: ArchiveShown) -> None:
        """Show all of it."""
        step = shown.step
        self._steps.setCurrentIndex(0 if step is Step.CHOOSE else 1)
        self._show_unfinished(shown.unfinished)
        self.title.setText(str(shown.folder or ""))
        self.line.setText(tr("Looking at every file's name …") if step is Step.LOOKING else shown.line)
        self.doubts.setText("\n".join(shown.doubts))
        self.doubts.setVisible(bool(shown.doubts))
        self.form.setVisible(step is Step.PREVIEW)
        self.form.show_answers(shown.answers, ask_order=shown.undecided)
        self._show_table(shown.table)
        self.start.setText(shown.main)
        self.start.setVisible(bool(shown.main))
        self.retry.setVisible(step is Step.DONE and shown.may_retry)
        self.failures.setVisible(step is Step.DONE and shown.failures is not None)
        self.back.setVisible(step in (Step.PREVIEW, Step.DONE))
        if step is Step.RUNNING:
            self.progress.show_progress(shown.progress or tr("Beginning"), shown.share)
        elif step is Step.LOOKING:
            self.progress.show_progress(tr("Looking"), None)
        else:
            self.progress.clear()

    def _show_table(self, table: Table | None) -> None:
        self._table.setVisible(table is not None)
        if table is not None:
            doubtful = [at for at, row in enumerate(table.rows) if row.doubtful]
            self.table.show_rows(table.heads, [row.cells for row in table.rows], doubtful)
            self.more.setText(table.more)
            self.more.setVisible(bool(table.more))

    def _show_unfinished(self, found: tuple[Unfinished, ...]) -> None:
        self.unfinished.setVisible(bool(found))
        if found == self._shown_unfinished:
            return
        self._shown_unfinished = found
        for old in self._rows:
            self.unfinished.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [_UnfinishedRow(one, self.unfinished) for one in found]
        for one, row in zip(found, self._rows, strict=True):
            self.unfinished.body.addWidget(row)
            row.go_on.clicked.connect(lambda _checked=False, key=one.id: self.go_on_wanted.emit(key))
            row.give_up.clicked.connect(lambda _checked=False, key=one.id: self.give_up_wanted.emit(key))

    def _connect(self) -> None:
        self.drop.dropped.connect(self.dropped)
        self.drop.choose_wanted.connect(self.folder_wanted)
        self.form.answered.connect(self.answered)
        self.form.table_wanted.connect(self.table_wanted)
        for button, wanted in (
            (self.start, self.start_wanted),
            (self.retry, self.retry_wanted),
            (self.failures, self.failures_wanted),
            (self.back, self.back_wanted),
        ):
            button.clicked.connect(wanted)
        self.progress.cancel_wanted.connect(self.stop_wanted)
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        choose = QWidget(self)
        self._choose = QVBoxLayout(choose)
        self._choose.addWidget(Text(tr(_WHAT), BODY, "text2", wrap=True, parent=choose))
        self._choose.addWidget(self.drop, 1)
        self._choose.addWidget(self.unfinished)
        self._choose.addStretch(1)
        work = QWidget(self)
        self._work = QVBoxLayout(work)
        for part in (self.title, self.line, self.doubts, self.progress, self.form):
            self._work.addWidget(part)
        self._table = PanelFrame(parent=work)
        self._table.body.addWidget(self.table, 1)
        self._table.body.addWidget(self.more)
        self._work.addWidget(self._table, 1)
        self._acts = QHBoxLayout()
        for button in (self.start, self.retry, self.failures):
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        self._acts.addWidget(self.back)
        self._work.addLayout(self._acts)
        self._work.addStretch(0)
        self._steps = QStackedWidget(self)
        self._steps.addWidget(choose)
        self._steps.addWidget(work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._steps)

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        for layout in (self._choose, self._work):
            layout.setContentsMargins(margin, margin, margin, margin)
            layout.setSpacing(gap)
        self._acts.setSpacing(gap)

"""The backups: the list at the left, what is in the chosen one at the right; below each other where narrow."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.language import later, retold, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.backups.values import BackupsShown, CheckFace, ContentsFace
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox, SnugPanel
from app.ui.theme import changes, px
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import FilledButton, PanelFrame, PlainButton, ProgressLine, QuietButton, Text
from app.ui.widgets.two_line_list import TwoLineList, TwoLines

_LIST, _NAMES, _NARROW = 320, 104, 860
_NOT_IN_IT = later(
    "A backup holds everything but the recordings and photos. These lie beside it and are never changed: to be "
    "safe from a broken drive, copy the whole folder to another one from time to time."
)


class _Facts(QWidget):
    """Names and texts in two columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._texts: list[tuple[Text, Text]] = []

    def show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """As many lines as there are rows."""
        while len(self._texts) < len(rows):
            name, told = Text("", CAPTION, "text2", parent=self), Text("", BODY, wrap=True, parent=self)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            at = len(self._texts)
            for column, text in enumerate((name, told)):
                self._grid.addWidget(text, at, column, Qt.AlignmentFlag.AlignTop)
            self._texts.append((name, told))
        for at, (name, told) in enumerate(self._texts):
            name.setVisible(at < len(rows))
            told.setVisible(at < len(rows))
            if at < len(rows):
                name.setText(rows[at][0])
                told.setText(rows[at][1])
        self._grid.setColumnMinimumWidth(0, px(_NAMES))
        self._grid.setHorizontalSpacing(px(SPACE[2]))
        self._grid.setVerticalSpacing(px(SPACE[0]))


class _ContentsPanel(SnugPanel):
    """What is in the chosen backup, and the way back to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent=parent)
        self._line = Text("", BODY, "text2", wrap=True, parent=self)
        self._trouble = Text("", BODY, "abnormal", wrap=True, parent=self)
        self._facts = _Facts(self)
        self._missing = Text("", BODY, "watch", wrap=True, parent=self)
        self.restore = FilledButton(tr("Restore this backup"), "history", parent=self)
        for part in (self._line, self._trouble, self._facts, self._missing):
            self.body.addWidget(part)
        self.body.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_face(self, face: ContentsFace) -> None:
        """Show a backup."""
        self.set_title(face.title)
        problem = face.problem
        missing = ""
        if face.missing:
            missing = "\n".join((tr("Recordings of it that are no longer there:"), *face.missing))
        for text, told in (
            (self._line, face.line),
            (self._trouble, f"{retold(problem.what)} {retold(problem.to_do)}" if problem else ""),
            (self._missing, missing),
        ):
            text.setText(told)
            text.setVisible(bool(told))
        self._facts.show_rows(face.facts)
        self.restore.setVisible(face.restorable)


class _CheckPanel(SnugPanel):
    """Whether everything that was kept is still as it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Is everything still there?"), parent=parent)
        self._line = Text("", BODY, "text2", wrap=True, parent=self)
        self._rows = _Facts(self)
        self.check = PlainButton("", "check", parent=self)
        self.body.addWidget(self._line)
        self.body.addWidget(self._rows)
        self.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_face(None)

    def show_face(self, face: CheckFace | None) -> None:
        """Show what the last check came to."""
        reads = tr("Reads the database and every recording, and names what is not as it was kept.")
        self._line.setText(face.line if face else reads)
        self._line.set_tone("text2" if face is None or face.clean else "abnormal")
        self._rows.show_rows(face.rows if face else ())
        self._rows.setVisible(bool(face and face.rows))
        self.check.setText(tr("Go on checking") if face and face.may_go_on else tr("Check everything"))


class BackupsPage(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    chosen = Signal(Path)
    make_wanted = Signal()
    check_wanted = Signal()
    stop_wanted = Signal()
    restore_wanted = Signal()
    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Text("", BODY, "text2", wrap=True, parent=self.content)
        self.make = PlainButton(tr("Back up now"), "hard-drive", parent=self.content)
        self.other = QuietButton(tr("Other file …"), "folder-open", parent=self.content)
        self.folder = QuietButton(tr("Open folder"), "folder-open", parent=self.content)
        self.progress = ProgressLine(self.content)
        self.list = TwoLineList(tr("Backups"), self.content)
        self.contents = _ContentsPanel(self.content)
        self.checking = _CheckPanel(self.content)
        self._build()
        self._connect()
        self._fit()
        self.show_shown(BackupsShown())

    def show_shown(self, shown: BackupsShown) -> None:
        """Show all of it."""
        self.line.setText(shown.line)
        rows = shown.rows or ()
        self.list.show_rows(
            [TwoLines(str(row.path), row.title, row.note) for row in rows], str(shown.chosen or "")
        )
        self._list.setVisible(bool(rows))
        self.contents.setVisible(shown.contents is not None)
        if shown.contents is not None:
            self.contents.show_face(shown.contents)
        self.checking.show_face(shown.check)
        for button in (self.make, self.checking.check, self.contents.restore):
            button.setEnabled(not shown.busy)
        if shown.busy:
            self.progress.show_progress(shown.busy, shown.share)
        else:
            self.progress.clear()
        self.folder.setToolTip(shown.folder)
        self._arrange()

    def show_open_history(self, is_open: bool) -> None:
        """Where the history can't be opened, nothing of it can be backed up or checked."""
        self.make.setVisible(is_open)
        self.checking.setVisible(is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self.list.chosen.connect(lambda key: self.chosen.emit(Path(key)))
        self.make.clicked.connect(self.make_wanted)
        self.other.clicked.connect(self.file_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.checking.check.clicked.connect(self.check_wanted)
        self.contents.restore.clicked.connect(self.restore_wanted)
        self.progress.cancel_wanted.connect(self.stop_wanted)
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        self._list = PanelFrame(tr("Backups"), parent=self.content)
        self._list.body.addWidget(self.list, 1)
        self._list.add_right(self.other)
        acts = QWidget(self.content)
        self._acts = QHBoxLayout(acts)
        self._acts.addWidget(self.make)
        self._acts.addWidget(self.folder)
        self._acts.addStretch(1)
        told = QWidget(self.content)
        self._told = SnugBox(DOWN, told)
        self._told.addWidget(self.contents)
        self._told.addWidget(self.checking)
        self._told.addWidget(Text(tr(_NOT_IN_IT), CAPTION, "text2", wrap=True, parent=told))
        self._told.addStretch(1)
        both = QWidget(self.content)
        self._row = SnugBox(ACROSS, both)
        self._row.addWidget(self._list)
        self._row.addWidget(told, 1)
        self._column = SnugBox(DOWN, self.content)
        for part in (self.line, acts, self.progress):
            self._column.addWidget(part)
        self._column.addWidget(both, 1)
        for layout in (self._acts, self._told, self._row):
            layout.setContentsMargins(0, 0, 0, 0)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._list.setMinimumWidth(0 if narrow else px(_LIST))
        self._list.setMaximumWidth(UNLIMITED if narrow else px(_LIST))

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._row, self._told):
            layout.setSpacing(gap)
        self._acts.setSpacing(px(SPACE[1]))
        self._arrange()

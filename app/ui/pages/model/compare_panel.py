"""Two versions on the stored history, in place of the card: which two, how far it is, what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SECTION, SPACE
from app.ui.pages.model.differing_list import DifferingHead, DifferingList
from app.ui.pages.model.values import CompareFace, VersionFace
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import FilledButton, IconButton, Look, ProgressLine, Select, Text

_WHAT = later(
    "Both versions judge the stored takes anew, each take against the baseline of its day. "
    "No verdict that was given changes, and nothing is switched."
)


class ComparePanel(SnugPanel):
    """The first is the version in use unless another is chosen."""

    closed = Signal()
    compare_wanted = Signal(str, str)
    cancel_wanted = Signal()
    chosen_changed = Signal()
    open_wanted = Signal(str, str)
    switch_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Compare two versions"), tr("on the takes of this history"), parent)
        self.close_button = IconButton("x", tr("Back to the card"), look=Look.QUIET, parent=self)
        self.add_right(self.close_button, tall=True)
        self.first = Select(tr("First version"), parent=self)
        self.second = Select(tr("Second version"), parent=self)
        self.start = FilledButton(tr("Compare"), "repeat", parent=self)
        self.progress = ProgressLine(self)
        self.what = Text(tr(_WHAT), BODY, "text2", wrap=True, parent=self)
        self.summary = Text("", SECTION, wrap=True, parent=self)
        self.lines = Text("", BODY, wrap=True, parent=self)
        self.switch = FilledButton("", "check", parent=self)
        self.head, self.rows = DifferingHead(self), DifferingList(self)
        self._in_use = ""
        self._build()
        self._connect()
        self.show_result(None)
        self._dress()
        changes().changed.connect(self._dress)

    def show_versions(self, face: VersionFace, in_use: str) -> None:
        """Offer the versions of the chosen one's kind: the one in use against it."""
        self._in_use = in_use
        first = in_use if in_use in face.versions else face.versions[-1]
        others = [version for version in face.versions if version != first]
        second = face.key[1] if face.key[1] in others else others[0]
        for select, chosen in ((self.first, first), (self.second, second)):
            select.clear()
            select.addItems(list(face.versions))
            select.setCurrentText(chosen)
            select.updateGeometry()
        self._may_start()

    def show_progress(self, text: str, share: float | None) -> None:
        """How far it is; an empty text when it is over."""
        running = bool(text)
        for part in (self.first, self.second, self.start):
            part.setEnabled(not running)
        if running:
            self.progress.show_progress(text, share)
        else:
            self.progress.clear()
            self._may_start()

    def show_result(self, face: CompareFace | None) -> None:
        """What came of it, or nothing yet."""
        self.what.setVisible(face is None)
        self.summary.setVisible(face is not None)
        self.lines.setVisible(face is not None and bool(face.lines))
        listed = face is not None and bool(face.rows)
        self.head.setVisible(listed)
        self.rows.setVisible(listed)
        better = face is not None and face.second != self._in_use
        self.switch.setVisible(better)
        self.start.set_look(Look.PLAIN if better else Look.FILLED)
        if face is not None:
            self.summary.setText(face.summary)
            self.lines.setText("\n".join(face.lines))
            self.head.show_versions(face.first, face.second)
            self.rows.show_rows(face.rows, face.first, face.second)
            self.switch.setText(tr("Switch to {version}", version=face.second))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _may_start(self) -> None:
        self.start.setEnabled(self.first.currentText() != self.second.currentText())

    def _chosen(self) -> None:
        self._may_start()
        self.chosen_changed.emit()

    def _build(self) -> None:
        self._choice = QHBoxLayout()
        chosen: tuple[QWidget, ...] = (
            self.first,
            Text(tr("with"), BODY, "text2", parent=self),
            self.second,
            self.start,
        )
        for part in chosen:
            self._choice.addWidget(part)
        self._choice.addStretch(1)
        self._choice.addWidget(self.switch)
        self.body.addLayout(self._choice)
        told: tuple[QWidget, ...] = (self.progress, self.what, self.summary, self.lines, self.head)
        for part in told:
            self.body.addWidget(part)
        self.body.addWidget(self.rows, 1)
        self.body.addStretch(0)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.start.clicked.connect(
            lambda: self.compare_wanted.emit(self.first.currentText(), self.second.currentText())
        )
        self.switch.clicked.connect(lambda: self.switch_wanted.emit(self.second.currentText()))
        self.progress.cancel_wanted.connect(self.cancel_wanted)
        self.rows.opened.connect(self.open_wanted)
        for select in (self.first, self.second):
            select.textActivated.connect(lambda _text: self._chosen())

    def _dress(self) -> None:
        self._choice.setSpacing(px(SPACE[1]))

"""The chosen version's name, whether it judges, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.language import later, retold, tr
from app.look.tokens import BODY, SPACE, TITLE
from app.ui.pages.model.values import VersionFace
from app.ui.pages.snug import ACROSS, DOWN, SnugBox
from app.ui.theme import changes, panel_padding, px
from app.ui.widgets import Chip, FilledButton, IconButton, Look, PlainButton, Text

_NARROW = 700
_ALONE = later("One version of it can be used, so there is nothing to compare it with.")


class HeadPanel(QFrame):
    """Switching is the page's one main step where the version is not in use."""

    switch_wanted = Signal()
    back_wanted = Signal()
    compare_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.name = Text("", TITLE, tabular=False, parent=self)
        self.chip = Chip("", self)
        self.line = Text("", BODY, "text2", wrap=True, parent=self)
        self.trouble = Text("", BODY, "abnormal", wrap=True, parent=self)
        self.compare = PlainButton(tr("Compare"), "repeat", parent=self)
        self.back = PlainButton("", "rotate-ccw", parent=self)
        self.switch = FilledButton("", "check", parent=self)
        self.remove = IconButton("trash-2", tr("Remove this version"), look=Look.QUIET, parent=self)
        self.remove.clicked.connect(self.remove_wanted)
        self.compare.clicked.connect(self.compare_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.switch.clicked.connect(self.switch_wanted)
        self._face: VersionFace | None = None
        self._comparing = False
        self._build()
        self._fit()
        changes().changed.connect(self._fit)

    def show_face(self, face: VersionFace) -> None:
        """Show a version."""
        self.name.setText(face.title)
        self.chip.setText(face.chip)
        self.chip.setVisible(bool(face.chip))
        self.line.setText(face.line)
        problem = face.problem
        self.trouble.setText(f"{retold(problem.what)} {retold(problem.to_do)}" if problem else "")
        self.trouble.setVisible(problem is not None)
        self._face = face
        self._show_acts()
        alone = len(face.versions) < 2
        self.compare.setEnabled(not alone)
        self.compare.setToolTip(tr(_ALONE) if alone else "")
        self.compare.setAccessibleDescription(tr(_ALONE) if alone else "")

    def set_comparing(self, comparing: bool) -> None:
        """While versions are compared, what can be done stands there."""
        self._comparing = comparing
        self._show_acts()

    def _show_acts(self) -> None:
        face = self._face
        if face is None:
            return
        for button, word in ((self.switch, face.switch), (self.back, face.back)):
            button.setText(word)
            button.setVisible(bool(word) and not self._comparing)
        self.compare.setVisible(not self._comparing)
        self.remove.setVisible(face.removable and not self._comparing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons below the words where it is narrow."""
        super().resizeEvent(event)
        self._row.setDirection(DOWN if self.width() < px(_NARROW) else ACROSS)

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(SPACE[1])
        title.addWidget(self.name)
        title.addWidget(self.chip)
        title.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(title)
        words.addWidget(self.line)
        words.addWidget(self.trouble)
        self._buttons = QHBoxLayout()
        for button in (self.remove, self.compare, self.back, self.switch):
            self._buttons.addWidget(button)
        self._row = SnugBox(ACROSS, self)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)

    def _fit(self) -> None:
        pad, gap = panel_padding(), px(SPACE[1])
        self._row.setContentsMargins(pad, gap, pad, gap)
        self._row.setSpacing(px(SPACE[2]))
        self._buttons.setSpacing(gap)

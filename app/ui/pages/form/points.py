"""Measuring points and operating conditions of a machine, edited in place; what has a history is only renamed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import SPACE
from app.ui.pages.form.draft import ConditionDraft, PointDraft
from app.ui.pages.form.fields import line_edit
from app.ui.theme import px
from app.ui.widgets import IconButton, Look, QuietButton, SegmentedControl

_RPM_WIDTH = 112
_BY_HAND, _FIXED = "hand", "fixed"
_HELD = ((_BY_HAND, later("Microphone by hand")), (_FIXED, later("Fixed here")))


class _ConditionRow(QWidget):
    """How the machine runs: words and rotations per minute."""

    edited = Signal()

    def __init__(self, draft: ConditionDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self.name = line_edit(tr("Operating condition"), tr("for example full speed, damper open"), self)
        self.rpm = line_edit(tr("Rotations per minute"), tr("rpm"), self)
        self.remove = IconButton("x", tr("Remove this condition"), look=Look.QUIET, parent=self)
        self.remove.setVisible(not draft.kept)
        self.name.setText(draft.name)
        self.rpm.setText(draft.rpm)
        self.rpm.setFixedWidth(px(_RPM_WIDTH))
        for field in (self.name, self.rpm):
            field.textEdited.connect(self.edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(SPACE[4]), 0, 0, 0)
        row.setSpacing(px(SPACE[1]))
        row.addWidget(self.name, 1)
        row.addWidget(self.rpm)
        row.addWidget(self.remove)

    def draft(self) -> ConditionDraft:
        """What is typed now."""
        return ConditionDraft(self.name.text(), self.rpm.text(), self._draft.id, self._draft.kept)


class _PointBlock(QWidget):
    """One point with its conditions."""

    edited = Signal()

    def __init__(self, draft: PointDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._rows: list[_ConditionRow] = []
        self.name = line_edit(tr("Measuring point"), tr("for example inlet side, 0.5 m"), self)
        self.name.setText(draft.name)
        self.remove = IconButton("x", tr("Remove this point"), look=Look.QUIET, parent=self)
        self.remove.setVisible(not draft.kept)
        self.held = SegmentedControl([(key, tr(word)) for key, word in _HELD], parent=self)
        self.held.setAccessibleName(tr("How the microphone is held here"))
        self.held.setToolTip(
            tr("Where it is fixed and its gain never changes, loudness counts in the verdict too.")
        )
        self.held.set_current(_FIXED if draft.fixed else _BY_HAND)
        self.held.chosen.connect(lambda _: self.edited.emit())
        self.name.textEdited.connect(self.edited)
        head = QHBoxLayout()
        head.setSpacing(px(SPACE[1]))
        head.addWidget(self.name, 1)
        head.addWidget(self.remove)
        self._column = QVBoxLayout()
        self._column.setSpacing(px(SPACE[1]))
        add = QuietButton(tr("Add condition"), "plus", parent=self)
        add.clicked.connect(lambda: self._add(ConditionDraft(""), focus=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(px(SPACE[3]), 0, 0, 0)
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(self.held)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(SPACE[1]))
        whole.addLayout(head)
        whole.addLayout(self._column)
        whole.addLayout(foot)
        for condition in draft.conditions:
            self._add(condition)

    def draft(self) -> PointDraft:
        """What is typed now."""
        return PointDraft(
            self.name.text(),
            [row.draft() for row in self._rows],
            self._draft.id,
            self._draft.kept,
            fixed=self.held.current == _FIXED,
        )

    def _add(self, draft: ConditionDraft, focus: bool = False) -> None:
        row = _ConditionRow(draft, self)
        row.remove.clicked.connect(lambda: self._take_away(row))
        row.edited.connect(self.edited)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        self._last_one_stays()
        if focus:
            self.edited.emit()
            row.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, row: _ConditionRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self._last_one_stays()
        self.edited.emit()

    def _last_one_stays(self) -> None:
        for row in self._rows:
            row.remove.setEnabled(len(self._rows) > 1)


class PointsEditor(QWidget):
    """All points of a machine."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[_PointBlock] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(px(SPACE[2]))
        self.add = QuietButton(tr("Add measuring point"), "plus", parent=self)
        self.add.clicked.connect(lambda: self._add(PointDraft(""), focus=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._column)
        whole.addLayout(foot)

    def show_points(self, points: list[PointDraft]) -> None:
        """Start from these."""
        for block in list(self._blocks):
            self._take_away(block)
        for point in points:
            self._add(point)

    def points(self) -> list[PointDraft]:
        """What is typed now."""
        return [block.draft() for block in self._blocks]

    def _add(self, draft: PointDraft, focus: bool = False) -> None:
        block = _PointBlock(draft, self)
        block.remove.clicked.connect(lambda: self._take_away(block))
        block.edited.connect(self.edited)
        self._blocks.append(block)
        self._column.addWidget(block)
        block.show()
        self._last_one_stays()
        if focus:
            self.edited.emit()
            block.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, block: _PointBlock) -> None:
        self._blocks.remove(block)
        block.hide()
        block.deleteLater()
        self._last_one_stays()
        self.edited.emit()

    def _last_one_stays(self) -> None:
        for block in self._blocks:
            block.remove.setEnabled(len(self._blocks) > 1)

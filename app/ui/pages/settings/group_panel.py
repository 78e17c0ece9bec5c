"""The settings below one heading, and the panel that says where everything is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.settings import SETTINGS, Group
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.settings.row import SettingRow
from app.ui.pages.settings.values import GroupFace
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, icon_button_side, px
from app.ui.widgets import PlainButton, QuietButton, Text
from app.workflows.preferences import FILE_NAME

_KEPT = later(
    "Machines, takes, verdicts and photos. Your settings are there too, as {file}: whoever opens this "
    "history has them."
)


class GroupPanel(SnugPanel):
    """Rows in the order in which they are declared."""

    chosen = Signal(str, object)
    """A setting's key, and a value as `Control.chosen` gives it."""
    reset_wanted = Signal(str)
    """A setting's key."""
    group_reset_wanted = Signal(object)

    def __init__(self, group: Group, parent: QWidget) -> None:
        super().__init__(tr(group.value), parent=parent)
        self.rows = {one.key: SettingRow(one, self) for one in SETTINGS if one.group is group}
        self.reset = QuietButton(tr("Reset group"), "rotate-ccw", parent=self)
        self.reset.setAccessibleName(tr("Reset group {group}", group=tr(group.value)))
        kept = self.reset.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(kept)
        self.add_right(self.reset, tall=True)
        for row in self.rows.values():
            self.body.addWidget(row)
            row.chosen.connect(self.chosen)
            row.reset_wanted.connect(self.reset_wanted)
        self.reset.clicked.connect(lambda: self.group_reset_wanted.emit(group))
        changes().changed.connect(self._space)
        self._space()

    def show_face(self, face: GroupFace) -> None:
        """Show what holds."""
        self.reset.setVisible(face.changed)
        for row in face.rows:
            self.rows[row.setting.key].show_face(row)

    def _space(self) -> None:
        self.body.setSpacing(px(SPACE[2]))


class DataPanel(SnugPanel):
    """Where the history is, and a way to it."""

    folder_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Data"), parent=parent)
        self._name = Text(tr("History folder"), BODY, weight=500, parent=self)
        self.folder = Text("", BODY, elide=Qt.TextElideMode.ElideMiddle, parent=self)
        self._line = Text(tr(_KEPT, file=FILE_NAME), CAPTION, "text2", wrap=True, parent=self)
        self.open = PlainButton(tr("Open folder"), "folder-open", parent=self)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addWidget(self.folder, 1, 0)
        self._grid.addWidget(self.open, 0, 1, 2, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._line)
        self.open.clicked.connect(self.folder_wanted)
        changes().changed.connect(self._space)
        self._space()

    def show_folder(self, folder: str) -> None:
        """Its whole path."""
        self.folder.setText(folder)

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(px(SPACE[1]))
        # Below the buttons of the other panels, beside which a reset has its place.
        self._grid.setColumnMinimumWidth(2, px(SPACE[1]) + icon_button_side())

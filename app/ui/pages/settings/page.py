"""The settings by their headings, in two columns where there is room."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.settings import Group
from app.look.tokens import SPACE
from app.ui.pages.settings.group_panel import DataPanel, GroupPanel
from app.ui.pages.settings.values import SettingsShown
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px, touch
from app.ui.widgets.photo_field import PhotoField

_NARROW, _TOUCH_NARROW, _WIDEST = 1100, 1500, 960


class SettingsPage(ScrollPage):
    """Shows; what is decided, the presenter decides."""

    chosen = Signal(str, object)
    """A setting's key, and its value; of a picture the path of a file, or None where one is to be asked for."""
    reset_wanted = Signal(str)
    group_reset_wanted = Signal(object)
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = {group: GroupPanel(group, self.content) for group in Group}
        self.data = DataPanel(self.content)
        self._build()
        for panel in self.groups.values():
            panel.chosen.connect(self.chosen)
            panel.reset_wanted.connect(self.reset_wanted)
            panel.group_reset_wanted.connect(self.group_reset_wanted)
        self.data.folder_wanted.connect(self.folder_wanted)
        changes().changed.connect(self._fit)
        self._fit()

    def show_shown(self, shown: SettingsShown) -> None:
        """Show all but the logo's picture."""
        for face in shown.groups:
            self.groups[face.group].show_face(face)
        self.data.show_folder(shown.folder)

    def show_logo(self, image: QImage) -> None:
        """The logo; a null image for none."""
        field = self.groups[Group.YOU].rows["logo"].control.widget
        assert isinstance(field, PhotoField)
        field.show_image(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._columns = [QWidget(self.content) for _ in range(2)]
        self._boxes = [SnugBox(DOWN, column) for column in self._columns]
        for at, group in enumerate((Group.YOU, Group.REPORTS, Group.LOOK, Group.RECORDING)):
            self._boxes[at // 2].addWidget(self.groups[group])
        self._row = SnugBox(ACROSS, self.content)
        for column, box in zip(self._columns, self._boxes, strict=True):
            box.setContentsMargins(0, 0, 0, 0)
            box.addStretch(1)
            self._row.addWidget(column, 1)

    def _arrange(self) -> None:
        narrow = self.width() < px(_TOUCH_NARROW if touch() else _NARROW)
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._row.setStretch(0, 0 if narrow else 1)
        # What is not chosen but told stands last, and where there is more room.
        box = self._boxes[1 if narrow else 0]
        if box.indexOf(self.data) < 0:
            box.insertWidget(2, self.data)
        for column in self._columns:
            column.setMaximumWidth(px(_WIDEST))

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._row.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._row, *self._boxes):
            layout.setSpacing(gap)
        self._arrange()

"""The bar above the preview: whose report it is, how large it is shown, what to do with it, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.ui.pages.exporting import Way
from app.ui.pages.preview.actions import way_buttons
from app.ui.pages.preview.values import Zoom
from app.ui.theme import changes, px, touch
from app.ui.widgets import PlainButton, SegmentedControl, Select, TopBar

NARROW = 980
"""Below this many px, and for gloves, what is done with the report is at the foot of the page."""


def narrow(width_px: int) -> bool:
    """Whether the foot of the page has the buttons."""
    return width_px < px(NARROW) or touch()


class PreviewBar(TopBar):
    """Where there is little room the size is a choice from a list, the way back an icon."""

    back_wanted = Signal()
    way_wanted = Signal(Way)
    zoom_chosen = Signal(Zoom)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = SegmentedControl([(zoom.name, tr(zoom.value)) for zoom in Zoom], parent=self)
        self.zooms = Select(tr("How large the pages are shown"), "zoom-in", self)
        for zoom in Zoom:
            self.zooms.addItem(tr(zoom.value), zoom)
        self.ways = way_buttons(self, self.way_wanted.emit)
        self.back = PlainButton(tr("Back"), "arrow-left", parent=self)
        for widget in (self.zoom, self.zooms, *self.ways.values(), self.back):
            self.add_action(widget)
        self.zoom.chosen.connect(lambda key: self.zoom_chosen.emit(Zoom[key]))
        self.zooms.activated.connect(lambda at: self.zoom_chosen.emit(list(Zoom)[at]))
        self.back.clicked.connect(self.back_wanted)
        self.show_title(tr("Report"))
        self._arrange()
        changes().changed.connect(self._arrange)

    def show_zoom(self, zoom: Zoom) -> None:
        """Mark how large they are shown."""
        self.zoom.set_current(zoom.name)
        self.zooms.setCurrentIndex(list(Zoom).index(zoom))

    def set_ready(self, ready: bool) -> None:
        """Whether there is a report to do something with."""
        for button in (self.zoom, self.zooms, *self.ways.values()):
            button.setEnabled(ready)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer words where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        small = narrow(self.width())
        self.zoom.setVisible(not small)
        self.zooms.setVisible(small)
        for button in self.ways.values():
            button.setVisible(not small)
        self.back.setText("" if small else tr("Back"))
        self.back.setAccessibleName(tr("Back to where the report was asked for"))

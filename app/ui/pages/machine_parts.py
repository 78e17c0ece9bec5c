"""The parts of the machine page and where they stand: beside or below each other, folded so that they fit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.look.tokens import SPACE
from app.ui.pages.baseline_page import BaselinePage
from app.ui.pages.baseline_panel import BaselinePanel
from app.ui.pages.cannot_acts import CannotActs
from app.ui.pages.drift_line import DriftLine
from app.ui.pages.next_panel import NextPanel
from app.ui.pages.note_panel import NotePanel
from app.ui.pages.review_panel_bar import ReviewBar
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px, touch
from app.ui.widgets import HistoryPanel, PanelFrame, QualityPanel, VerdictBand
from app.ui.widgets.quality_panel import Fold

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel

_SIDE = 264
_NARROW, _TOUCH_NARROW = 900, 1000
_HEARD, _HEARD_LOW, _HEARD_LEAST = 376, 320, 288


class MachineParts(ScrollPage):
    """They know nothing of a machine; the panel of what was heard is put in later."""

    arranged = Signal()
    """There may be more room across now, or less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heard: HeardPanel | None = None
        self._folded_at = QSize()
        self.band = VerdictBand(self.content)
        self.acts = CannotActs(self.band)
        self.next = NextPanel(self.content)
        self.quality = QualityPanel(self.content)
        self.baseline = BaselinePanel(self.content)
        self.note = NotePanel(self.content)
        self.story = BaselinePage(self.content)
        self.bar = ReviewBar(self)
        self.drift = DriftLine(self.content)
        self.history = HistoryPanel(self.content)
        self._heard_place = PanelFrame(tr("What it heard"))
        self._build()
        self._fit()
        changes().changed.connect(self._fit)

    def put_in_heard(self, heard: "HeardPanel") -> None:
        """Put in the panel of what was heard, which comes after the first paint."""
        self.heard = heard
        self._middle.replaceWidget(self._heard_place, heard)
        self._middle.setStretchFactor(heard, 1)
        self._heard_place.hide()
        self._heard_place.deleteLater()
        heard.show()
        self._arrange()
        self.fold_checks()
        # Qt dresses a widget when it is first shown, which would hold the first result up.
        for part in self.content.findChildren(QWidget):
            part.ensurePolished()

    def place_bar(self) -> None:
        """At the foot of a tablet's page; elsewhere the panel beside the sound has it all."""
        tablet = touch() and self.width() < px(_TOUCH_NARROW)
        self.note.set_acts_elsewhere(tablet)
        high = self.bar.height() if tablet and not self._result.isHidden() else 0
        self.bar.setVisible(high > 0)
        self.bar.setGeometry(0, self.height() - high, self.width(), self.bar.height())
        self.setViewportMargins(0, 0, 0, high)

    def _build(self) -> None:
        self._side = QWidget(self.content)
        self._side_column = SnugBox(DOWN, self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.addWidget(self.quality)
        self._side_column.addWidget(self.baseline)
        self._side_column.addWidget(self.note, 1)
        self._result = QWidget(self.content)
        self._middle = SnugBox(ACROSS, self._result)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.addWidget(self._heard_place, 1)
        self._middle.addWidget(self._side)
        self._column = SnugBox(DOWN, self.content)
        self._column.addWidget(self.band)
        self._column.addWidget(self.next, 1)
        self._column.addWidget(self._result, 1)
        self._column.addWidget(self.story, 1)
        self._column.addWidget(self.drift)
        self._column.addWidget(self.history)
        self.band.add_aside(self.acts)
        for part in (self._result, self.story, self.history):
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too narrow for two columns: what is beside the sound goes below it, side by side."""
        super().resizeEvent(event)
        self._arrange()
        self.place_bar()
        # Qt calls this also when the scroll bar comes or goes; folding then would bring it back, and so on.
        if self.size() != self._folded_at:
            self.fold_checks()

    def showEvent(self, event: QShowEvent) -> None:
        """Not before it is shown is each part dressed, and asks for the room it needs."""
        super().showEvent(event)
        self.fold_checks()

    def _arrange(self) -> None:
        narrow = self.width() < px(_TOUCH_NARROW if touch() else _NARROW)
        self._middle.setDirection(DOWN if narrow else ACROSS)
        # The rows of the checks are high for gloves: across the page they take less of it, in columns.
        self._side_column.setDirection(ACROSS if narrow and not touch() else DOWN)
        self._side.setMinimumWidth(0 if narrow else px(_SIDE))
        self._side.setMaximumWidth(16777215 if narrow else px(_SIDE))
        self.arranged.emit()
        if narrow:
            self._lower_heard(px(_HEARD))

    def _lower_heard(self, least: int) -> None:
        if self.heard is not None:
            self.heard.setMinimumHeight(least)

    def fold_checks(self) -> None:
        """As little of the checks as keeps the page from scrolling; where that is too little, a lower picture."""
        self._folded_at = self.size()
        if self._middle.direction() == DOWN:
            self.quality.set_fold(Fold.NOTHING)
            return
        self._lower_heard(px(_HEARD_LOW))
        for fold in Fold:
            self.quality.set_fold(fold)
            beyond = self._least_height() - self.maximumViewportSize().height()
            if beyond <= 0:
                return
        self._lower_heard(max(px(_HEARD_LOW) - beyond, px(_HEARD_LEAST)))

    def _least_height(self) -> int:
        """Of all that is shown. Qt would tell it later, once each layout has told the one around it."""
        parts = (self.quality, self.baseline, self.note, self._side, self._result, self.band, self.drift)
        for layout in (part.layout() for part in (*parts, self.content)):
            if layout is not None:
                layout.activate()
        return self._column.minimumHeightForWidth(self.maximumViewportSize().width())

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._middle, self._side_column):
            layout.setSpacing(gap)
        self._arrange()
        self.place_bar()
        self.fold_checks()

"""The machine page below its bar: verdict, sound, quality, baseline, note and history; or what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.inspection import Inspection
from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.look.tokens import SPACE
from app.ui.pages.baseline_panel import BaselinePanel
from app.ui.pages.machine_presenter import Standing
from app.ui.pages.next_panel import NextPanel
from app.ui.pages.note_panel import NotePanel
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px, touch
from app.ui.widgets import HistoryPanel, Look, PanelFrame, QualityPanel, VerdictBand
from app.ui.widgets.wording import full_moment

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel

_SIDE = 264
_NARROW, _TOUCH_NARROW = 900, 1000
_TOUCH_NOTE = 176
_HEARD, _HEARD_LEAST = 376, 320
_HISTORY, _HISTORY_STACKS = 172, 800


class MachinePage(ScrollPage):
    """Shows one machine. It decides nothing; the panel of what was heard is put in later, by `attach_heard`."""

    heard_attached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing: Standing | None = None
        self.heard: HeardPanel | None = None
        self._picture: SoundPicture | None = None
        self._asked = False
        self.band = VerdictBand(self.content)
        self.next = NextPanel(self.content)
        self.quality = QualityPanel(self.content)
        self.baseline = BaselinePanel(self.content)
        self.note = NotePanel(self.content)
        self.history = HistoryPanel(self.content)
        self._heard_place = PanelFrame("What it heard")
        self._build()
        self._fit()
        changes().changed.connect(self._fit)

    def attach_heard(self, heard: "HeardPanel") -> None:
        """Put in the panel of what was heard, which comes after the first paint."""
        self.heard = heard
        self._middle.replaceWidget(self._heard_place, heard)
        self._middle.setStretchFactor(heard, 1)
        self._heard_place.hide()
        self._heard_place.deleteLater()
        heard.show()
        self._arrange()
        # Qt dresses a widget when it is first shown, which would hold the first result up.
        for part in self.content.findChildren(QWidget):
            part.ensurePolished()
        self._show_heard()
        self.heard_attached.emit()

    def show_standing(self, standing: Standing) -> None:
        """Show all of a machine but its picture; words typed on another inspection are saved first."""
        before = self.standing.inspection if self.standing else None
        inspection = standing.inspection
        same = before is not None and inspection is not None and before.id == inspection.id
        if not same:
            self.note.commit()
        self.standing = standing
        self._result.setVisible(inspection is not None)
        self.history.setVisible(bool(standing.visits))
        self._show_history(standing)
        self._fill()
        if inspection is None:
            state = State.NO_BASELINE if standing.baseline is None else None
            self.band.show_nothing(standing.next_step.title, standing.next_step.text, state)
            self._picture = None
            self._show_heard()
            return
        self.baseline.show_step(standing.next_step)
        if not (same and self.note.editing):
            self.note.show_note(inspection.note)
        if not same:
            self.band.show_verdict(inspection.verdict, _context(inspection), standing.previous)
            self.quality.show_quality(inspection.quality)
            self._picture = None
            self._show_heard()
            self.verticalScrollBar().setValue(0)

    def show_picture(self, picture: SoundPicture | None) -> None:
        """Show the whole of the take."""
        self._picture = picture
        self._show_heard()

    def show_sharper(self, picture: SoundPicture) -> None:
        """Show a part of the take, sharper."""
        if self.heard is not None:
            self.heard.show_window(picture)

    def show_playing(self, position_s: float | None) -> None:
        """Where the sound is."""
        if self.heard is not None:
            self.heard.set_playing(position_s)

    def set_asked(self, asked: bool) -> None:
        """A notice holds the page's one filled button now, or does not any more."""
        self._asked = asked
        self._fill()

    def _fill(self) -> None:
        """One filled button a page."""
        self.note.export.set_look(Look.PLAIN if self._asked else Look.FILLED)
        if self.standing is not None:
            self.next.show_step(self.standing.next_step, filled=not self._asked)
            self.next.setVisible(self.standing.inspection is None)

    def _show_heard(self) -> None:
        if self.heard is not None:
            self.heard.show_take(self.standing.inspection if self.standing else None, self._picture)

    def _show_history(self, standing: Standing) -> None:
        chosen = standing.inspection
        limits = chosen.verdict.thresholds if chosen else None
        learnt = [standing.baseline.learnt_at] if standing.baseline else []
        self.history.show_visits(
            standing.visits, chosen.id if chosen else None, learnt=learnt, watch=limits.watch if limits else None
        )

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
        self._column.addWidget(self.history)
        self._result.hide()
        self.history.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too narrow for two columns: what is beside the sound goes below it, side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < px(_TOUCH_NARROW if touch() else _NARROW)
        self._middle.setDirection(DOWN if narrow else ACROSS)
        # The rows of the checks are high for gloves: across the page they take less of it, in columns.
        self._side_column.setDirection(ACROSS if narrow and not touch() else DOWN)
        self.note.setMinimumHeight(px(_TOUCH_NOTE) if touch() else 0)
        self._side.setMinimumWidth(0 if narrow else px(_SIDE))
        self._side.setMaximumWidth(16777215 if narrow else px(_SIDE))
        # Stacked, trend and visits want the height of both.
        self.history.setMinimumHeight(px(2 * _HISTORY if self.width() < px(_HISTORY_STACKS) else _HISTORY))
        if self.heard is not None:
            self.heard.setMinimumHeight(px(_HEARD if narrow else _HEARD_LEAST))

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._column, self._middle, self._side_column):
            layout.setSpacing(gap)
        self._arrange()


def _context(inspection: Inspection) -> str:
    """When it was heard, from which file, by which model."""
    heard_at = inspection.take.recorded_at or inspection.analysed_at
    parts = [full_moment(heard_at), inspection.take.file_name]
    if inspection.model is not None:
        parts.append(f"model {inspection.model.name} {inspection.model.version}")
    return " · ".join(parts)

"""The machine page below its bar: verdict, sound, quality, baseline, note and history; or what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.drift import Drift
from app.domain.inspection import Inspection
from app.domain.review import Found
from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.look.tokens import SPACE
from app.ui.pages.baseline_page import BaselinePage
from app.ui.pages.baseline_panel import BaselinePanel
from app.ui.pages.cannot_acts import CannotActs, cannot_acts
from app.ui.pages.drift_line import DriftLine
from app.ui.pages.machine_presenter import Standing
from app.ui.pages.next_panel import NextPanel
from app.ui.pages.next_step import Act
from app.ui.pages.note_panel import NotePanel
from app.ui.pages.review_panel_bar import ReviewBar
from app.ui.pages.review_panel_face import face
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, px, touch
from app.ui.widgets import HistoryPanel, Look, PanelFrame, QualityPanel, VerdictBand
from app.ui.widgets.quality_panel import Fold
from app.ui.widgets.wording import full_moment

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel

_SIDE = 264
_NARROW, _TOUCH_NARROW, _BAR_NARROW = 900, 1000, 940
_HEARD, _HEARD_LEAST = 376, 320


class MachinePage(ScrollPage):
    """Shows one machine. It decides nothing; the panel of what was heard is put in later, by `attach_heard`."""

    heard_attached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing: Standing | None = None
        self.heard: HeardPanel | None = None
        self._picture: SoundPicture | None = None
        self._asked = False
        self._story_open = False
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
        self._fold_checks()
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
        elsewhere = self.standing is None or self.standing.condition_id != standing.condition_id
        if elsewhere or (inspection is not None and not same):
            self._story_open = False
        self.standing = standing
        self._show_parts()
        self._show_history(standing)
        self._fill()
        if inspection is None:
            state = State.NO_BASELINE if standing.baseline is None else None
            self.band.show_nothing(standing.next_step.title, standing.next_step.text, state)
            self._picture = None
            self._show_heard()
            return
        self._show_baseline()
        if not (same and self.note.editing):
            self.note.show_note(inspection.note)
        if standing.reviewed is not None:
            shown = face(inspection.verdict.state, standing.reviewed)
            self.note.show_review(shown, same=same)
            self.bar.show_face(shown)
        if not same:
            length_s = inspection.take.format.duration_s
            self.band.show_verdict(inspection.verdict, _context(inspection), standing.previous, length_s)
            self.quality.show_quality(inspection.quality)
            self._picture = None
            self._show_heard()
            self.verticalScrollBar().setValue(0)
            self._fold_checks()

    def show_picture(self, picture: SoundPicture | None) -> None:
        """Show the whole of the take."""
        self._picture = picture
        self._show_heard()

    def show_sharper(self, picture: SoundPicture) -> None:
        """Show a part of the take, sharper."""
        if self.heard is not None:
            self.heard.show_window(picture)

    def show_drift(self, drift: Drift | None) -> None:
        """That the machine has slowly changed, or nothing."""
        self.drift.show_drift(drift)
        self.history.show_changed(drift.since if drift is not None else None)
        self._fold_checks()

    def show_playing(self, position_s: float | None) -> None:
        """Where the sound is."""
        if self.heard is not None:
            self.heard.set_playing(position_s)

    @property
    def story_open(self) -> bool:
        """Whether the baseline's page is in place of the take."""
        return self._story_open

    def open_story(self, opened: bool) -> None:
        """Show the baseline's page in place of the take, or the take again."""
        self._story_open = opened
        self._show_parts()
        if opened:
            self.verticalScrollBar().setValue(0)
            self.story.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_note(self) -> None:
        """Bring the note into view with the cursor in it."""
        self.note.write()
        self._column.activate()
        self.ensureWidgetVisible(self.note)

    def set_asked(self, asked: bool) -> None:
        """A notice holds the page's one filled button now, or does not any more."""
        self._asked = asked
        self._fill()

    def _fill(self) -> None:
        """One filled button a page."""
        acts = self._acts()
        self.acts.show_acts(acts, filled=not self._asked)
        for export in (self.note.export, self.bar.export):
            export.set_look(Look.PLAIN if self._asked or acts else Look.FILLED)
        if self.standing is not None:
            self.next.show_step(self.standing.next_step, filled=not self._asked)
            self.next.setVisible(self.standing.inspection is None and not self._story_open)

    def _acts(self) -> tuple[Act, ...]:
        standing = self.standing
        if standing is None or standing.inspection is None:
            return ()
        return cannot_acts(standing.inspection, standing.machine, recordable=self.next.recordable)

    def _show_parts(self) -> None:
        """The take, what comes next, or the baseline's page: one of them fills the page."""
        standing = self.standing
        judged = standing is not None and standing.inspection is not None
        self._result.setVisible(judged and not self._story_open)
        self.next.setVisible(standing is not None and not judged and not self._story_open)
        self.story.setVisible(self._story_open)
        self.history.setVisible(standing is not None and bool(standing.visits))
        self._place_bar()

    def _place_bar(self) -> None:
        """At the foot of a tablet's page; elsewhere the panel beside the sound has it all."""
        tablet = touch() and self.width() < px(_TOUCH_NARROW)
        judged = self.standing is not None and self.standing.inspection is not None
        self.note.set_acts_elsewhere(tablet)
        high = self.bar.height() if tablet and judged and not self._story_open else 0
        self.bar.setVisible(high > 0)
        self.bar.setGeometry(0, self.height() - high, self.width(), self.bar.height())
        self.setViewportMargins(0, 0, 0, high)

    def _show_baseline(self) -> None:
        standing = self.standing
        if standing is not None:
            said = standing.reviewed
            inside = said is not None and said.found is Found.FAULTY and said.joining.name == "PART"
            narrow = self.width() < px(_BAR_NARROW)
            self.baseline.show_step(standing.next_step, always=narrow, faulty_inside=inside)

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
        self._column.addWidget(self.story, 1)
        self._column.addWidget(self.drift)
        self._column.addWidget(self.history)
        self.band.add_aside(self.acts)
        self.acts.act_wanted.connect(self.next.act_wanted)
        self.next.recordable_changed.connect(self._fill)
        for part in (self._result, self.story, self.history):
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Too narrow for two columns: what is beside the sound goes below it, side by side."""
        super().resizeEvent(event)
        self._arrange()
        self._place_bar()
        # Qt calls this also when the scroll bar comes or goes; folding then would bring it back, and so on.
        if self.size() != self._folded_at:
            self._fold_checks()

    def _arrange(self) -> None:
        narrow = self.width() < px(_TOUCH_NARROW if touch() else _NARROW)
        self._middle.setDirection(DOWN if narrow else ACROSS)
        # The rows of the checks are high for gloves: across the page they take less of it, in columns.
        self._side_column.setDirection(ACROSS if narrow and not touch() else DOWN)
        self._side.setMinimumWidth(0 if narrow else px(_SIDE))
        self._side.setMaximumWidth(16777215 if narrow else px(_SIDE))
        self._show_baseline()
        if self.heard is not None:
            self.heard.setMinimumHeight(px(_HEARD if narrow else _HEARD_LEAST))

    def _fold_checks(self) -> None:
        """As little of the checks is folded away as keeps the page from scrolling."""
        self._folded_at = self.size()
        for fold in Fold:
            self.quality.set_fold(fold)
            fits = self._least_height() <= self.maximumViewportSize().height()
            if fits or self._middle.direction() == DOWN:
                return

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
        self._place_bar()
        self._fold_checks()


def _context(inspection: Inspection) -> str:
    """When it was heard, and by which model; one line, since every line here is taken from the sound below."""
    parts = [full_moment(inspection.take.recorded_at or inspection.analysed_at)]
    if inspection.model is not None:
        parts.append(
            f"model {inspection.model.name} {inspection.model.version}".replace(" ", "\N{NO-BREAK SPACE}")
        )
    return " · ".join(parts)

"""The machine page below its bar: verdict, sound, quality, baseline, note and history; or what comes next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.drift import Drift
from app.domain.inspection import Inspection
from app.domain.review import Found
from app.domain.take import SoundPicture
from app.domain.verdict import State
from app.language import tr
from app.ui.pages.cannot_acts import cannot_acts
from app.ui.pages.machine_parts import MachineParts
from app.ui.pages.machine_presenter import Standing
from app.ui.pages.next_step import Act
from app.ui.pages.review_panel_face import face
from app.ui.theme import px
from app.ui.widgets import Look
from app.ui.widgets.wording import full_moment

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel

_BAR_NARROW = 940


class MachinePage(MachineParts):
    """Shows one machine. It decides nothing; the panel of what was heard is put in later, by `attach_heard`."""

    heard_attached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing: Standing | None = None
        self._picture: SoundPicture | None = None
        self._asked = False
        self._story_open = False
        self.acts.act_wanted.connect(self.next.act_wanted)
        self.next.recordable_changed.connect(self._fill)
        self.arranged.connect(self._show_baseline)

    def attach_heard(self, heard: "HeardPanel") -> None:
        """Put in the panel of what was heard, which comes after the first paint."""
        self.put_in_heard(heard)
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
            self.fold_checks()

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
        self.fold_checks()

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
        self.place_bar()

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


def _context(inspection: Inspection) -> str:
    """When it was heard, and by which model; one line, since every line here is taken from the sound below."""
    parts = [full_moment(inspection.take.recorded_at or inspection.analysed_at)]
    if inspection.model is not None:
        model = tr("model {name} {version}", name=inspection.model.name, version=inspection.model.version)
        parts.append(model.replace(" ", "\N{NO-BREAK SPACE}"))
    return " · ".join(parts)

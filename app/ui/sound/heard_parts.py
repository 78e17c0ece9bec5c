"""What the panel "What it heard" shows of a take, and what it says where the recording is not here."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.inspection import Inspection
from app.domain.take import SoundPicture
from app.language import later, tr
from app.look.tokens import BODY
from app.ui.sound.absent import HERE, Absent
from app.ui.sound.absent_note import AbsentNote
from app.ui.sound.colour_bar import ColourBar
from app.ui.sound.controls import Controls, SwitchButton
from app.ui.sound.curves import BandCurves, band_curves
from app.ui.sound.play_state import PlayState
from app.ui.sound.plots import SoundPlots
from app.ui.sound.scale_select import ScaleSelect
from app.ui.sound.words import JOINT, description, facts, moment, stretch
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.frame import PanelFrame
from app.ui.widgets.text import Text

TITLE = later("What it heard")
_EMPTY = later("Inspect a recording to see and hear it here.")


class HeardParts(PanelFrame):
    """Shows one take, and where its sound is; it asks for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(TITLE), parent=parent)
        self._inspection: Inspection | None = None
        self._picture: SoundPicture | None = None
        self._curves: BandCurves | None = None
        self._state = PlayState()
        self._absent = HERE
        self._pointed = ""
        self.colour_bar = ColourBar(self)
        self.scale = ScaleSelect(self)
        self.marks = SwitchButton("fan", tr("Lines of shaft and blades (M)"), self)
        self.marks.setChecked(True)
        self.full = IconButton("maximize-2", tr("Full screen (F11)"), parent=self)
        for widget in (self.colour_bar, self.scale, self.marks, self.full):
            self.add_right(widget)
        self.plots = SoundPlots(self)
        self.controls = Controls(self)
        self.note = AbsentNote(self.plots)
        self.kept_note = Text("", BODY, "text2", elide=Qt.TextElideMode.ElideRight, parent=self)
        self._empty = Text(tr(_EMPTY), BODY, "text2", wrap=True, parent=self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.plots)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.kept_note)
        self.body.addWidget(self.controls)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_take(self, inspection: Inspection | None, picture: SoundPicture | None) -> None:
        """Show the take of an inspection, or an empty panel; the picture may follow later, with the same one."""
        same = inspection is not None and self._inspection is not None and inspection.id == self._inspection.id
        self._inspection, self._picture = inspection, picture
        self._pages.setCurrentWidget(self._empty if inspection is None else self.plots)
        for widget in (self.controls, self.scale, self.full):
            widget.setVisible(inspection is not None)
        self.marks.setVisible(inspection is not None and bool(inspection.verdict.markers))
        if not same:
            self._absent = HERE
        if inspection is None:
            self.set_title(tr(TITLE))
            self._curves = None
            self._state = PlayState()
            self.plots.show_sound(0.0, None, None)
            self._show_marks()
            self._show_absent()
            return
        self.set_title(tr(TITLE), JOINT.join(facts(inspection)))
        if same:
            self.plots.show_picture(picture)
        else:
            self._curves = band_curves(inspection)
            duration_s = inspection.take.format.duration_s
            self._state = PlayState(duration_s, inspection.verdict.ranges if self._curves else ())
            self.plots.show_sound(duration_s, picture, self._curves)
            self._show_marks()
        self.plots.setAccessibleName(
            tr("What it heard: waveform, spectrogram and band levels of {file}", file=inspection.take.file_name)
        )
        self._show_absent()

    def show_absent(self, absent: Absent) -> None:
        """Say which recordings of the shown take are not on this computer."""
        self._absent = absent
        self._show_absent()

    def show_window(self, picture: SoundPicture | None) -> None:
        """Lay a sharper picture of a stretch over the picture of the whole."""
        self.plots.show_window(picture)

    def set_playing(self, position_s: float | None) -> None:
        """Where in the take the sound is, or None when it is silent; the play head stays where it was last."""
        self._state = replace(self._state, playing=position_s is not None)
        if position_s is not None:
            self._state = self._state.at(position_s)
        self._refresh(follow=position_s is not None)

    @property
    def selection_s(self) -> tuple[float, float] | None:
        """The selected stretch of time."""
        return self._state.selection_s

    @property
    def head_s(self) -> float:
        """Where the play head is."""
        return self._state.head_s

    @property
    def _has_healthy(self) -> bool:
        there = self._inspection is not None and self._inspection.healthy is not None
        return there and not self._absent.healthy

    def _show_absent(self) -> None:
        gone, pictured = self._absent.take and self._inspection is not None, self._picture is not None
        self.note.set_shown(gone and not pictured)
        self.colour_bar.setVisible(self._inspection is not None and (pictured or not gone))
        self.kept_note.setText(self._absent.kept_line)
        self.kept_note.setVisible(gone and pictured)
        self.controls.show_reason(self._absent.reason if self._inspection else "", all_of_it=gone)
        if self._inspection is not None:
            told = description(self._inspection, self._picture, self._curves)
            self.plots.setAccessibleDescription(f"{self._absent.reason} {told}".strip())
        self._refresh()

    def _show_marks(self) -> None:
        verdict = self._inspection.verdict if self._inspection else None
        self.plots.show_marks(verdict, self.marks.isChecked())

    def _refresh(self, follow: bool = False) -> None:
        self.controls.show_state(replace(self._state, head_s=0.0), self._has_healthy)
        shown = self._inspection is not None
        self.plots.set_head(self._state.head_s if shown else None, follow)
        self.plots.select(self._state.selection_s)
        self._read_out()

    def _point_at(self, text: str) -> None:
        self._pointed = text
        self._read_out()

    def _read_out(self) -> None:
        """What the cursor points at; while it is elsewhere, where the play head or the selection is."""
        total_s = self._state.duration_s
        span = self._state.selection_s
        rest = moment(self._state.head_s, total_s)
        if span is not None:
            rest = JOINT.join((rest, stretch(*span, total_s)))
        self.controls.readout.setText(self._pointed or rest)

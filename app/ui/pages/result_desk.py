"""Joins the machine page with what reads, plays, reviews, notes and prints."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.drift import Drift
from app.domain.inspection import Inspection
from app.domain.problem import Problem
from app.domain.reading import Quantity
from app.domain.review import Found, Review
from app.domain.take import SoundPicture
from app.language import tr
from app.ui.jobs import Runner
from app.ui.pages.baseline_face import baseline_face
from app.ui.pages.baseline_keeper import BaselineKeeper
from app.ui.pages.dialogs import ask_pdf
from app.ui.pages.drift_keeper import DriftKeeper
from app.ui.pages.exporting import Exporter, Way, inspection_report, report_folder, tell_written
from app.ui.pages.machine_bar import MachineBar
from app.ui.pages.machine_page import MachinePage
from app.ui.pages.machine_presenter import MachinePresenter, Standing
from app.ui.pages.notes import NoteKeeper
from app.ui.pages.offer import Notice, Place
from app.ui.pages.playing import Player, Wish
from app.ui.pages.problems import ProblemView
from app.ui.pages.readings_keeper import ReadingsKeeper
from app.ui.pages.review_panel_keeper import ReviewKeeper
from app.ui.sound.absent import Absent

if TYPE_CHECKING:
    from app.ui.sound.heard_panel import HeardPanel
    from app.workflows.baseline_story import BaselineStory
    from app.workflows.review import Reviewed
    from app.workflows.workflows import Workflows

_TICK_MS = 33


class Surroundings(ProblemView, Protocol):
    """What the desk needs of the window around it."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any other."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""


class ResultDesk(QObject):
    """The chosen machine, and everything one can do with its shown inspection."""

    standing_changed = Signal()
    baseline_changed = Signal()
    """Another baseline counts now, or none: lists and other pages have to be read again."""
    review_kept = Signal()
    """Something else is said of a verdict, perhaps undone from another page: the machine's state may differ."""
    report_wanted = Signal(object, Way)
    """A `Report`, to be looked at, printed or mailed."""

    def __init__(
        self,
        workflows: "Workflows",
        jobs: Runner,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._workflows = workflows
        self.page = MachinePage()
        self.bar = MachineBar()
        self.presenter = MachinePresenter(workflows, jobs, self)
        self.player = Player(workflows, jobs, self)
        self._notes = NoteKeeper(workflows, jobs, self)
        self._reviews = ReviewKeeper(workflows, jobs, self)
        self._baselines = BaselineKeeper(workflows, jobs, self)
        self._readings = ReadingsKeeper(workflows, jobs, self.page.note.reading, self)
        self._exporter = Exporter(jobs, self)
        self._drift = DriftKeeper(workflows, jobs, self)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.player.tick)
        self._connect()

    @property
    def place(self) -> Place | None:
        """Where files would be heard."""
        standing = self.presenter.standing
        if standing is None or standing.machine.id != self.presenter.machine_id:
            return None
        return Place(standing.machine, standing.condition_id, standing.baseline)

    @property
    def inspection(self) -> Inspection | None:
        """The shown inspection."""
        return self.presenter.standing.inspection if self.presenter.standing else None

    def attach_heard(self, heard: "HeardPanel") -> None:
        """Join the panel of what was heard, once it is there."""
        self.page.attach_heard(heard)
        heard.show_absent(self.presenter.absent)
        heard.play_wanted.connect(self._play)
        heard.stop_wanted.connect(self.player.stop)
        heard.window_changed.connect(self.presenter.look_closer)

    def open_story(self) -> None:
        """Show what the verdicts rest on, in place of the take."""
        standing = self.page.standing
        if standing is not None:
            self.player.stop()
            self._baselines.read(standing.condition_id)
            self.page.open_story(True)

    def begun_anew(self, condition_id: str) -> None:
        """A new baseline was begun with files; for a while the old one can be brought back."""
        text = tr("A new baseline was begun; the old one stays in its log.")
        self._around.offer_undo(text, lambda: self._baselines.undo(condition_id))

    def export(self) -> None:
        """Ask where the PDF goes."""
        self.report(Way.SAVE)

    def report(self, way: Way) -> None:
        """Save the report on the shown inspection, or have it looked at, printed or mailed."""
        standing = self.presenter.standing
        if standing is None or standing.inspection is None:
            return
        report = inspection_report(self._workflows, standing.machine, standing.inspection)
        if way is Way.SAVE:
            folder = str(report_folder())
            ask_pdf(self.page, folder, report.name, lambda path: self._exporter.save(report, path))
        else:
            self.report_wanted.emit(report, way)

    def leave(self) -> None:
        """The window closes, or another page comes: keep what was typed, fall silent."""
        self.page.note.commit()
        self.player.stop()
        self.presenter.go()

    def _connect(self) -> None:
        page, note, story = self.page, self.page.note, self.page.story
        note.written.connect(self._note_written)
        note.export_wanted.connect(self.export)
        note.way_wanted.connect(self.report)
        note.review.answered.connect(self._answered)
        note.review.cause_given.connect(self._cause_given)
        note.review.join_wanted.connect(self._join)
        note.take_back_wanted.connect(self._take_back)
        note.reading.typed.connect(self._reading_typed)
        page.bar.answered.connect(self._answered)
        page.bar.take_back_wanted.connect(self._take_back)
        page.bar.note_wanted.connect(page.write_note)
        page.bar.export_wanted.connect(self.export)
        page.bar.ways.way_chosen.connect(self.report)
        page.history.visit_chosen.connect(self._open_visit)
        page.baseline.open_wanted.connect(self.open_story)
        self.bar.condition_chosen.connect(self.presenter.choose_condition)
        self.bar.baseline_wanted.connect(self.open_story)
        story.closed.connect(lambda: page.open_story(False))
        story.learn_wanted.connect(page.baseline.learn_wanted)
        story.repaired.connect(lambda what: self._with_condition(lambda one: self._baselines.repair(one, what)))
        story.undo_wanted.connect(lambda: self._with_condition(self._baselines.undo))
        story.redo_wanted.connect(lambda: self._with_condition(self._baselines.redo))

    def _reading_typed(self, quantity: Quantity, value: float, unit: str) -> None:
        if self.inspection is not None:
            self._readings.keep(self.inspection, quantity, value, unit)

    # What presenters tell

    def show_standing(self, standing: Standing) -> None:
        """A machine, all of it but the picture."""
        self.page.show_standing(standing)
        self.bar.show_machine(standing.machine, standing.condition_id, standing.next_step)
        self.player.show(standing.inspection)
        if self.page.story_open:
            self._baselines.read(standing.condition_id)
        self.standing_changed.emit()
        self._drift.follow(standing)

    def show_drift(self, drift: Drift | None) -> None:
        """How the machine has slowly changed, if it has."""
        self.page.show_drift(drift)

    def show_absent(self, absent: Absent) -> None:
        """Which recordings of the shown take are not on this computer."""
        if self.page.heard is not None:
            self.page.heard.show_absent(absent)

    def show_picture(self, picture: SoundPicture | None) -> None:
        """The picture of the whole take."""
        self.page.show_picture(picture)

    def show_sharper(self, picture: SoundPicture) -> None:
        """A part of it, sharper."""
        self.page.show_sharper(picture)

    def show_playing(self, position_s: float | None) -> None:
        """Where the sound is; the clock runs only while there is one."""
        self.page.show_playing(position_s)
        if position_s is None:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()

    def note_saved(self, inspection: Inspection, before: str | None) -> None:
        """A note was kept; for a while the one before can be brought back."""
        self.presenter.note_changed(inspection)
        if before is not None:
            self._around.offer_undo(tr("Note saved."), lambda: self._notes.bring_back(inspection.id, before))

    def reviewed(self, reviewed: "Reviewed") -> None:
        """Something else is known of an inspection."""
        self.presenter.review_changed(reviewed)
        self.review_kept.emit()

    def baseline_moved(self) -> None:
        """Another baseline counts: read everything again that rests on it."""
        self.presenter.refresh()
        self.baseline_changed.emit()

    def show_story(self, story: "BaselineStory") -> None:
        """What happened to the baseline, if it is still the one that is looked at."""
        standing = self.presenter.standing
        if standing is not None and standing.condition_id == story.condition_id:
            conditions = sum(len(point.conditions) for point in standing.machine.points)
            self.page.story.show_face(baseline_face(story, others=conditions - 1))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Passed on."""
        self._around.offer_undo(text, undo)

    def exported(self, path: Path) -> None:
        """Say where the PDF is."""
        self._around.show_notice(tell_written(path))

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _note_written(self, text: str) -> None:
        standing = self.page.standing
        if standing is not None and standing.inspection is not None:
            self._notes.save(standing.inspection, text)

    def _open_visit(self, inspection_id: str) -> None:
        self.page.open_story(False)
        self.presenter.choose_visit(inspection_id)

    def _answered(self, found: Found) -> None:
        said = self._said()
        if said is not None:
            self._reviews.found(*said, found)

    def _cause_given(self, text: str) -> None:
        said = self._said()
        if said is not None:
            self._reviews.cause(*said, text)

    def _take_back(self) -> None:
        said = self._said()
        if said is not None:
            self._reviews.take_back(*said)

    def _join(self) -> None:
        said = self._said()
        if said is not None:
            self._reviews.join(said[0])

    def _said(self) -> tuple[Inspection, Review | None] | None:
        """The inspection on the page, which may be one that is being left, and what was said of it."""
        standing = self.page.standing
        if standing is None or standing.inspection is None or standing.reviewed is None:
            return None
        return standing.inspection, standing.reviewed.review

    def _with_condition(self, act: Callable[[str], None]) -> None:
        if self.page.standing is not None:
            act(self.page.standing.condition_id)

    def _play(self, start_s: float, low_hz: float | None, high_hz: float | None, which: str, loop: bool) -> None:
        heard = self.page.heard
        stretch = heard.selection_s if heard is not None else None
        end_s = stretch[1] if stretch else None
        self.player.play(Wish(start_s, end_s, low_hz, high_hz, which == "healthy", loop))

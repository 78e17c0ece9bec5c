"""Joins the record page with its presenter, its timer and the window around it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal

from app.domain.inspection import Inspection, Visit
from app.domain.microphone import Microphone, Recording
from app.domain.placement import LastTime
from app.domain.problem import Problem
from app.language import tr
from app.ui.jobs import Kind, Runner
from app.ui.pages.offer import Choice, Notice, Place
from app.ui.pages.record.around import Around
from app.ui.pages.record.bar import RecordBar
from app.ui.pages.record.left_over import LeftOver
from app.ui.pages.record.page import RecordPage
from app.ui.pages.record.permission import Permission
from app.ui.pages.record.photo import read_photo
from app.ui.pages.record.presenter import RecordPresenter
from app.ui.pages.record.strip import RecordStrip, recording_line
from app.ui.pages.record.values import Before, CheckLine, Face, LevelShown, MicrophoneList, Press, Wish
from app.ui.settings import PageMemory, WindowSettings, listen_while

if TYPE_CHECKING:
    from app.ui.sound.live_view import LiveView
    from app.workflows.learn_healthy import Learnt
    from app.workflows.workflows import Workflows

_TICK_MS, _LOOK_MS = 33, 1000


class RecordDesk(QObject):
    """Shows what the presenter says; what is decided, it decides."""

    microphones_changed = Signal()

    def __init__(
        self, workflows: "Workflows", jobs: Runner, settings: WindowSettings, around: Around, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._record = workflows.record
        self._jobs = jobs
        self._memory = PageMemory(settings)
        self._around = around
        self._on_page = False
        self._photo = ""
        self._found: tuple[Microphone, ...] | None = None
        self.page = RecordPage()
        self.bar = RecordBar()
        self.strip = RecordStrip()
        self.presenter = RecordPresenter(
            workflows.record, jobs, self, memory=self._memory, ask_permission=Permission(self)
        )
        self.left_over = LeftOver(workflows, jobs, self)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_for_microphones)
        self._connect()
        listen_while(self, settings.preferences, lambda now: self._show_colours())

    @property
    def microphones(self) -> tuple[Microphone, ...] | None:
        """Those that are connected; None while nobody knows."""
        return self._found

    def begin(self) -> None:
        """The window is there: look for microphones, and for takes that were not finished."""
        watch = self._record.watch
        self._jobs.run(Kind.HISTORY, lambda control: watch.start(), lambda _: self._look.start(), self._no_watch)
        self.left_over.look()

    def attach_live(self, live: "LiveView") -> None:
        """Join the live view, once it is there."""
        live.colours_changed.connect(self._remember_colours)
        self.page.attach_live(live)
        self._show_colours()
        status = self._record.listener.status
        if self._on_page and status.listening:
            live.start(status.sample_rate_hz)

    def enter(self, place: Place | None, wish: Wish | None = None) -> None:
        """The page comes to the front."""
        self._on_page = True
        self._clock.start()
        self.presenter.enter(place, wish)
        self._show_options()
        self._show_strip()

    def place_changed(self, place: Place | None) -> None:
        """The chosen machine, or what is known of it, has changed."""
        if self._on_page:
            self.presenter.place_changed(place)

    def leave(self) -> None:
        """Another page comes. A take that waits for a decision is not forgotten."""
        if self._on_page:
            self._on_page = False
            self.presenter.leave()
            self._show_strip()
            taking = self.presenter.taking
            if taking.undecided and taking.recording is not None:
                self.left_over.remind(taking.recording, None if taking.asked else taking.place)

    def close(self) -> None:
        """The window closes."""
        for timer in (self._clock, self._look):
            timer.stop()
        self.presenter.close()

    # What the presenter tells

    def show_place(self, place: Place | None) -> None:
        """Where the take is made."""
        self.bar.show_place(place)
        self.page.show_machine(place is not None or self._around.has_machines)

    def show_microphones(self, microphones: MicrophoneList) -> None:
        """The list."""
        self.page.microphones.show_microphones(microphones)

    def show_level(self, level: LevelShown) -> None:
        """Meter and the chosen microphone's own."""
        self.page.level.show_level(level)
        self.page.microphones.show_level(level)

    def show_checks(self, lines: tuple[CheckLine, ...]) -> None:
        """The gate."""
        self.page.checks.show_lines(lines)

    def show_face(self, face: Face) -> None:
        """The record panel and the steps."""
        self.page.show_face(face)
        self.bar.show_step(face.step)
        self._show_options()

    def show_before(self, before: Before) -> None:
        """Earlier takes; the photo is read off the GUI thread."""
        self.page.place.show_before(before)
        if before.photo_path and before.photo_path != self._photo:
            path = before.photo_path
            self._jobs.run(
                Kind.HISTORY, lambda control: read_photo(path), self.page.place.show_photo, lambda problem: None
            )
        self._photo = before.photo_path

    def show_verdict(self, inspection: Inspection | None, last: LastTime | None) -> None:
        """The verdict across the page, or none yet."""
        self.page.band.setVisible(inspection is not None)
        if inspection is not None:
            before = _visit(last, inspection) if last else None
            self.page.band.show_verdict(inspection.verdict, "", before, inspection.take.format.duration_s)

    def start_live(self, sample_rate_hz: int) -> None:
        """Another sound."""
        if self.page.level.live is not None:
            self.page.level.live.start(sample_rate_hz)

    def add_sound(self, mono: NDArray[np.float32]) -> None:
        """More of it."""
        if self.page.level.live is not None:
            self.page.level.live.add(mono)

    def pause_live(self, paused: bool) -> None:
        """The picture stands still."""
        if self.page.level.live is not None:
            self.page.level.live.set_paused(paused)

    def mark_live(self) -> None:
        """A line where the recording begins."""
        if self.page.level.live is not None:
            self.page.level.live.mark()

    def begun(self) -> None:
        """The picture runs, and the result will be shown when it is there."""
        self.pause_live(False)
        if self.presenter.place is not None:
            self._around.inspecting(self.presenter.place.machine)

    def inspected(self, inspection: Inspection) -> None:
        """Passed on."""
        self._around.inspected(inspection)

    def learnt(self, learnt: "Learnt") -> None:
        """Passed on."""
        if self.presenter.place is not None:
            self._around.learnt(self.presenter.place.machine, learnt)

    def room_kept(self) -> None:
        """The panel shows it."""

    def waits(self, text: str) -> None:
        """The take of another page is over."""
        place = self.presenter.place
        over = tr("The take of the machine is over.")
        if place is not None:
            over = tr("The take of {machine} is over.", machine=place.machine.name)
        back = Choice(tr("Go back"), self._around.show_record)
        self._around.show_notice(Notice(over, text, (), (back,)))

    def restored(self) -> None:
        """It is offered as it would be at the next start."""
        self.left_over.look()

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Passed on."""
        self._around.offer_undo(text, undo)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    # What the takes left over tell

    def show_notice(self, notice: Notice) -> None:
        """Passed on."""
        self._around.show_notice(notice)

    def check(self, place: Place | None, recording: Recording) -> None:
        """Open the page with it."""
        self._around.show_record(place)
        self.presenter.check(place or self.presenter.place, recording, known=place is not None)

    # How it hangs together

    def _connect(self) -> None:
        page, presenter = self.page, self.presenter
        page.toggled.connect(presenter.toggle)
        page.record.pressed.connect(self._pressed)
        page.record.length_chosen.connect(presenter.set_length)
        page.record.wish_chosen.connect(presenter.set_wish)
        page.microphones.chosen.connect(presenter.choose)
        page.level.clip_seen.connect(presenter.reset_clip)
        page.place.placed.connect(presenter.placing.save)
        page.place.room_wanted.connect(presenter.record_room)
        self.strip.stop_wanted.connect(presenter.toggle)
        self.strip.back_wanted.connect(self._around.show_record)

    def _pressed(self, press: Press) -> None:
        inspection, place = self.presenter.taking.inspection, self.presenter.place
        if press is Press.OPEN_RESULT and inspection is not None:
            self._around.open_result(inspection)
        elif press is Press.OPEN_MACHINE and place is not None:
            self._around.open_machine(place.machine.id)
        else:
            self.presenter.press(press)

    def _tick(self) -> None:
        self.presenter.tick()
        self._show_strip()
        if not self.presenter.alive:
            self._clock.stop()

    def _show_strip(self) -> None:
        taking = self.presenter.taking
        if self._on_page or not taking.recording_now or taking.place is None:
            self.strip.show_recording("")
            return
        status = self._record.listener.status
        name = taking.place.machine.name
        self.strip.show_recording(recording_line(name, status.recorded_s, status.wanted_s, room=taking.room))

    def _show_options(self) -> None:
        self.page.record.show_options(self._memory.take_s, self.presenter.taking.wish)

    def _remember_colours(self, floor_db: float, ceiling_db: float, name: str) -> None:
        self._memory.colours = (floor_db, ceiling_db, name)

    def _show_colours(self) -> None:
        live = self.page.level.live
        if live is not None:
            floor_db, ceiling_db, name = self._memory.colours
            # Half of a choice is none: it would be remembered with the other half as it was.
            with QSignalBlocker(live):
                live.set_range(floor_db, ceiling_db)
                live.set_colours(name)

    def _look_for_microphones(self) -> None:
        found = self._record.watch.microphones
        if found != self._found:
            self._found = found
            self.microphones_changed.emit()

    def _no_watch(self, problem: Problem) -> None:
        self._around.show_problem("microphones", problem)


def _visit(last: LastTime, inspection: Inspection) -> Visit:
    """The take before, as far as the verdict shows it."""
    return Visit(last.inspection_id, inspection.condition_id, last.when, last.when, last.state, last.score, "", "")

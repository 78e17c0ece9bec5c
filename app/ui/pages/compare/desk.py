"""Joins the compare page with what reads, subtracts and plays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.problem import Problem
from app.domain.take import SoundPicture
from app.ui.jobs import Runner
from app.ui.pages.compare.bar import CompareBar
from app.ui.pages.compare.page import ComparePage
from app.ui.pages.compare.presenter import ComparePresenter
from app.ui.pages.compare.values import CompareFace
from app.ui.pages.surroundings import Surroundings
from app.ui.widgets import announce

if TYPE_CHECKING:
    from app.ui.sound.compare_panel import ComparePanel
    from app.ui.sound.compare_shown import PairShown
    from app.ui.sound.play_state import PlayState
    from app.workflows.compare_sound import CompareSound
    from app.workflows.listen_back import ListenBack

COMPARE_PANEL = "app.ui.sound.compare_panel"
"""Names pyqtgraph: imported after the first paint, its `ComparePanel` given to `attach_panel`."""

_TICK_MS = 33


class CompareDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does."""

    back_wanted = Signal()

    def __init__(
        self,
        compare: "CompareSound",
        listen: "ListenBack",
        jobs: Runner,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._panel: ComparePanel | None = None
        self._said = ""
        self._opened = False
        self.page = ComparePage()
        self.bar = CompareBar()
        self.presenter = ComparePresenter(compare, listen, jobs, self)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.presenter.hearing.player.tick)
        self.bar.back_wanted.connect(self.back_wanted)
        for choosers in (self.bar.choosers, self.page.choosers):
            choosers.swap_wanted.connect(self.presenter.swap)
            choosers.chosen.connect(self.presenter.choose)

    @property
    def panel(self) -> "ComparePanel | None":
        """The panel with the pictures, once it is there."""
        return self._panel

    def attach_panel(self, panel: "ComparePanel") -> None:
        """Join the panel with the pictures, once its module is imported."""
        self._panel = panel
        self.page.attach_panel(panel)
        presenter, hearing = self.presenter, self.presenter.hearing
        panel.play_wanted.connect(hearing.play)
        panel.side_wanted.connect(hearing.hear)
        panel.loop_wanted.connect(hearing.loop)
        panel.only_wanted.connect(hearing.hear_only)
        panel.range_wanted.connect(hearing.hear_range)
        panel.head_wanted.connect(hearing.move_head)
        panel.stretch_wanted.connect(hearing.select)
        panel.stretch_given_up.connect(hearing.give_up_stretch)
        panel.level_wanted.connect(presenter.match_level)
        panel.offset_wanted.connect(presenter.shift)
        panel.window_wanted.connect(presenter.look_closer)
        presenter.show_again()

    def open(self, inspection_id: str, other_id: str | None = None) -> None:
        """Compare an inspection (B) with another one, or with its baseline (None), as A."""
        self._said, self._opened = "", True
        self.bar.show_face(None)
        self.presenter.open(inspection_id, other_id)

    def leave(self) -> None:
        """Another page is in front, or the window closes: silence."""
        self.presenter.leave()

    # What the presenter tells

    def show_reading(self, text: str) -> None:
        """On the page."""
        self.page.show_reading(text)

    def show_face(self, face: CompareFace) -> None:
        """On the page and in the bar; another finding is read out."""
        self.page.show_face(face)
        self.bar.show_face(face)
        if self._panel is not None:
            self._panel.show_level(face.matched, face.why)
        if face.finding != self._said:
            self._said = face.finding
            announce(self.page, face.finding)

    def show_pair(self, pair: "PairShown", description: str, again: bool) -> None:
        """On the panel."""
        if self._panel is not None:
            self._panel.show_pair(pair, description, again=again)
            if self._opened:
                # The keys of the play head work at once; later the focus is where the keyboard left it.
                self._panel.setFocus()
                self._opened = False

    def show_closer(self, a: SoundPicture | None, b: SoundPicture | None) -> None:
        """On the panel."""
        if self._panel is not None:
            self._panel.show_closer(a, b)

    def show_state(self, state: "PlayState", side: str, can: tuple[bool, bool]) -> None:
        """On the panel; the clock runs only while something plays."""
        if self._panel is not None:
            self._panel.show_state(state, side, can)
        if not state.playing:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

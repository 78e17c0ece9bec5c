"""Joins the model page with what reads, imports, compares and switches."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.drift import FleetDrift
from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.dialogs import ask_model_file
from app.ui.pages.model.bar import ModelBar
from app.ui.pages.model.page import ModelPage
from app.ui.pages.model.presenter import ModelPresenter
from app.ui.pages.model.values import CompareFace, ModelsShown
from app.ui.pages.offer import Notice
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows


class Surroundings(ProblemView, Protocol):
    """What the desk needs of the window around it."""

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of any other."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a way back for a while."""


class ModelDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does."""

    inspection_wanted = Signal(str, str)
    """A machine's id and the id of one of its inspections."""
    machines_wanted = Signal()
    judge_moved = Signal()
    """Another version judges from now on."""

    def __init__(
        self, workflows: "Workflows", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.page = ModelPage()
        self.bar = ModelBar()
        self.presenter = ModelPresenter(workflows, jobs, self)
        self._connect()

    def open(self) -> None:
        """The page is in front."""
        self.presenter.open()

    def leave(self) -> None:
        """Another page is in front, or the window closes."""
        self.presenter.leave()

    def ask_file(self) -> None:
        """Ask which model file."""
        ask_model_file(self.page, str(Path.home()), self.presenter.import_file)

    # What the presenter tells

    def show_models(self, models: ModelsShown) -> None:
        """On the page and in the bar."""
        self.bar.show_facts(models.facts)
        self.page.show_models(models)

    def show_fleet(self, drift: FleetDrift | None) -> None:
        """On the page."""
        self.page.show_fleet(drift)

    def show_importing(self, name: str) -> None:
        """In the bar and on the empty page."""
        self.bar.show_importing(name)
        self.page.load.setEnabled(not name)

    def show_compare_progress(self, text: str, share: float | None) -> None:
        """On the page."""
        self.page.compare.show_progress(text, share)

    def show_comparison(self, face: CompareFace | None) -> None:
        """On the page."""
        self.page.show_comparison(face)

    def tell_imported(self, title: str, text: str) -> None:
        """Under the bar."""
        self._around.show_notice(Notice(title, text))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """At the foot."""
        self._around.offer_undo(text, undo)

    def judge_changed(self) -> None:
        """Passed on."""
        self.judge_moved.emit()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _connect(self) -> None:
        page, presenter = self.page, self.presenter
        for wanted in (page.import_wanted, self.bar.import_wanted):
            wanted.connect(self.ask_file)
        page.versions.chosen.connect(presenter.choose)
        page.head.switch_wanted.connect(presenter.switch_to_chosen)
        page.head.back_wanted.connect(presenter.roll_back)
        page.head.remove_wanted.connect(presenter.remove_chosen)
        page.track.machines_wanted.connect(self.machines_wanted)
        page.compare_opened.connect(lambda opened: None if opened else presenter.stop_comparing())
        page.compare.compare_wanted.connect(presenter.compare)
        page.compare.cancel_wanted.connect(presenter.stop_comparing)
        page.compare.chosen_changed.connect(lambda: page.show_comparison(None))
        page.compare.switch_wanted.connect(presenter.switch)
        page.compare.open_wanted.connect(self.inspection_wanted)

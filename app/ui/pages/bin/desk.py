"""Joins the bin's section with what it shows and what keeps it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.bin.page import BinPage
from app.ui.pages.bin.presenter import BinPresenter
from app.ui.pages.bin.values import BinShown
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.workflows.bin import ThrowAway


class BinDesk(QObject):
    """`open` when the section comes to the front, `leave` when another one does."""

    def __init__(
        self, throw_away: "ThrowAway", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.page = BinPage()
        self.presenter = BinPresenter(throw_away, jobs, self)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self.presenter.tidy)
        self._connect()

    def open(self) -> None:
        """The section is in front."""
        self.presenter.open()

    def leave(self) -> None:
        """Another one is, or the window closes."""
        self.presenter.leave()

    # What the presenter tells

    def show_bin(self, shown: BinShown) -> None:
        """On the page."""
        self.page.show_bin(shown)

    def show_loss(self, text: str) -> None:
        """On the page."""
        self.page.show_loss(text)

    def tell(self, text: str) -> None:
        """On the page."""
        self.page.tell(text)

    def rest(self, seconds: float) -> None:
        """Whatever page is in front by then."""
        self._resting.start(round(1000 * seconds))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """At the foot."""
        self._around.offer_undo(text, undo)

    def machines_changed(self) -> None:
        """Passed on."""
        self._around.machines_changed()

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _connect(self) -> None:
        page, presenter = self.page, self.presenter
        page.seeking.connect(presenter.seek)
        page.list.toggled.connect(presenter.choose)
        page.all_wanted.connect(presenter.choose_all)
        page.back_wanted.connect(presenter.bring_back)
        page.empty_wanted.connect(presenter.ask)
        page.emptying.remove_wanted.connect(presenter.empty)
        page.emptying.keep_wanted.connect(presenter.think_better)

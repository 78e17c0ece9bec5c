"""Joins the guide's page with what reads and searches it, and with the card that is printed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut

from app.language import later, spoken, tr
from app.ui.jobs import Kind, Runner
from app.ui.pages.dialogs import ask_pdf
from app.ui.pages.help.bar import HelpBar
from app.ui.pages.help.guide import read_guide
from app.ui.pages.help.page import HelpPage
from app.ui.pages.help.presenter import HelpPresenter
from app.ui.pages.help.values import HelpShown
from app.ui.pages.offer import Choice, Notice
from app.ui.pages.surroundings import Surroundings

if TYPE_CHECKING:
    from app.workflows.print_card import PrintCard

CARD = "card"
"""Under this key it is told that the card can't be written."""

_CARD_NAME = later("How to record a machine well.pdf")


class HelpDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does.

    `open` takes the rail key of the page that F1 was pressed on, "trend", "compare" or "form", a chapter of the
    guide with or without its section ("recording#level"), or nothing: then it goes on where it was left.
    """

    def __init__(
        self, card: "PrintCard", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._card = card
        self._jobs = jobs
        self._around = around
        self.page = HelpPage()
        self.bar = HelpBar()
        self.presenter = HelpPresenter(read_guide(spoken()), self)
        page, presenter, bar = self.page, self.presenter, self.bar
        page.sought.connect(presenter.search)
        page.chosen.connect(presenter.choose)
        page.link_followed.connect(presenter.follow)
        page.turned.connect(presenter.turn)
        page.folded.connect(bar.contents.setVisible)
        bar.back_wanted.connect(presenter.back)
        bar.forward_wanted.connect(presenter.forward)
        bar.contents_wanted.connect(page.ask_contents)
        bar.card_wanted.connect(self.ask_card)
        for keys, do in (
            (QKeySequence.StandardKey.Back, presenter.back),
            (QKeySequence.StandardKey.Forward, presenter.forward),
            (QKeySequence.StandardKey.Find, page.seek),
        ):
            QShortcut(QKeySequence(keys), page, do)

    def open(self, key: str = "") -> None:
        """The page is in front."""
        self.page.clear_search()
        self.presenter.open(key)
        # Arrows and Page Down read on.
        self.page.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another page is; one comes back to where one was."""
        self._around.clear_problem(CARD)

    def show(self, shown: HelpShown) -> None:
        """On the page and in the bar."""
        self.bar.show_ways(shown.facts, back=shown.back, forward=shown.forward)
        self.page.show_shown(shown)

    def scrolled(self) -> int:
        """How far the text is scrolled, in px."""
        return self.page.scrolled()

    def ask_card(self) -> None:
        """Ask where the card to print is to go."""
        ask_pdf(self.page, str(Path.home()), tr(_CARD_NAME), self.write_card)

    def write_card(self, path: Path) -> None:
        """Write the card there."""
        self._around.clear_problem(CARD)
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: self._card(path),
            self._written,
            lambda problem: self._around.show_problem(CARD, problem),
        )

    def _written(self, path: Path) -> None:
        def open_it() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        text = tr("One page: print it and keep it where the recordings are made.")
        title, choices = tr("Written: {file}", file=path.name), (Choice(tr("Open it"), open_it),)
        self._around.show_notice(Notice(title, text, (), choices))

"""Joins the first start with what keeps a name and with the microphone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.jobs import Runner
from app.ui.pages.first.bar import FirstBar
from app.ui.pages.first.page import FirstPage
from app.ui.pages.first.presenter import FirstPresenter, Preferences
from app.ui.pages.first.values import FirstShown, HearingShown, Screen, Typed
from app.ui.pages.record.permission import Permission
from app.ui.pages.record.ports import Memory

if TYPE_CHECKING:
    from app.workflows.record_take import RecordTake

_TICK_MS = 33


class FirstDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does; `over` leads to the sample fan."""

    over_wanted = Signal()
    language_chosen = Signal(str)
    """The code of a language; `typed` has what to open with in the window that speaks it."""

    def __init__(
        self,
        preferences: Preferences,
        record: "RecordTake",
        jobs: Runner,
        parent: QObject | None = None,
        *,
        memory: Memory,
    ) -> None:
        super().__init__(parent)
        self.page = FirstPage()
        self.bar = FirstBar()
        self.presenter = FirstPresenter(
            preferences, record, jobs, self, memory=memory, ask_permission=Permission(self)
        )
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.presenter.tick)
        page, presenter = self.page, self.presenter
        page.kept.connect(presenter.keep)
        page.language_chosen.connect(self.language_chosen)
        page.skip_wanted.connect(presenter.skip)
        page.back_wanted.connect(presenter.back)
        page.finish_wanted.connect(presenter.finish)
        page.microphone.list.chosen.connect(presenter.choose)
        self.bar.skip_all_wanted.connect(presenter.finish)

    @property
    def typed(self) -> Typed:
        """The screen that is open, and what stands in its fields; nothing of it is kept yet."""
        name, company = (field.text() for field in self.page.you.fields)
        return Typed(self.presenter.shown.screen, name, company)

    def open(self, typed: Typed | None = None) -> None:
        """The page is in front: from the beginning, or with what was typed before the window was built anew."""
        self.presenter.open(typed)

    def leave(self) -> None:
        """Another page is in front, or the window closes."""
        self._clock.stop()
        self.presenter.leave()

    def show(self, shown: FirstShown) -> None:
        """On the page and in the bar; the microphone is looked at only on its own screen."""
        self.page.show_shown(shown)
        self.bar.show_screen(shown.screen)
        if shown.screen is Screen.MICROPHONE:
            self._clock.start()
        else:
            self._clock.stop()

    def show_hearing(self, hearing: HearingShown) -> None:
        """On the page."""
        self.page.show_hearing(hearing)

    def over(self) -> None:
        """Passed on."""
        self._clock.stop()
        self.over_wanted.emit()

"""The page in something like the window, on a story in memory."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from app.look.tokens import LIGHT
from app.ui.theme import apply_theme, set_touch
from tests.ui.fakes import InlineJobs
from tests.ui.pages.trend.fakes import FakeStory
from tests.ui.pages.trend.gallery import Shown


@pytest.fixture(autouse=True)
def light(qapp) -> Iterator[None]:
    """The light theme for a mouse with British dates, before and after every test."""
    # Without a running event loop Qt never gets to what the test before this one has closed.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale("en_GB"))
    set_touch(False)
    apply_theme(qapp, LIGHT, 1.0)
    yield
    set_touch(False)


@pytest.fixture
def trend(qtbot) -> Callable[..., Shown]:
    """Show the page on a story."""

    def show(story: FakeStory, size: tuple[int, int] = (1366, 768), jobs: InlineJobs | None = None) -> Shown:
        made = Shown(story, jobs)
        qtbot.addWidget(made.window)
        made.window.resize(*size)
        made.window.show()
        made.open()
        QApplication.processEvents()
        return made

    return show

"""The fleet page on a fake fleet, in a window of its own, at a moment that stands still."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from app.look.tokens import LIGHT
from app.ui.pages.fleet import desk as desks
from app.ui.theme import apply_theme, set_touch
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.ui.pages.fleet.fakes import FakeFleet, fleet
from tests.ui.pages.fleet.gallery import Stage


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> QApplication:
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale("en_GB"))
    set_touch(False)
    apply_theme(qapp, LIGHT, 1.0)
    return qapp


@pytest.fixture
def made() -> FakeFleet:
    return fleet(23)


Opened = Callable[..., tuple[desks.FleetDesk, Told]]


@pytest.fixture
def opened(qtbot, made: FakeFleet) -> Iterator[Opened]:
    """The page in front, after whatever was done to the fleet."""
    stages: list[Stage] = []

    def show(
        size: tuple[int, int] = (1366, 768), fake: FakeFleet | None = None, jobs: InlineJobs | None = None
    ) -> tuple[desks.FleetDesk, Told]:
        told = Told()
        stage = Stage(fake or made, jobs or InlineJobs(), told)
        stages.append(stage)
        qtbot.addWidget(stage)
        stage.resize(*size)
        stage.show()
        stage.desk.open()
        for _ in range(3):
            QApplication.processEvents()
        return stage.desk, told

    yield show
    for stage in stages:
        stage.close()

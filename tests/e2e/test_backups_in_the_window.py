"""Backups where the technician has them: looked into and restored in the window, made when it is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.machine import Machine, MachineType, MeasuringPoint, OperatingCondition
from app.history.history import History
from app.main.window import Opener
from app.recordings.take_store import TakeStore
from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.pages.backups.desk import BackupsDesk
from app.ui.pages.backups.page import BackupsPage
from app.workflows.backups import BackUpHistory

PATIENCE_MS = 60_000

Show = Callable[[], tuple[MainWindow, Opener]]


def add_machine(folder: Path, name: str) -> None:
    with History.open(folder) as history:
        condition = OperatingCondition("Full speed")
        history.add_machine(Machine(name, MachineType.FAN, (MeasuringPoint("Inlet", (condition,)),)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One machine was backed up, another came later."""
    folder = tmp_path / "history"
    add_machine(folder, "Supply fan 1")
    assert BackUpHistory(folder, TakeStore(folder)).make()
    add_machine(folder, "Supply fan 2")
    return folder


@pytest.fixture
def show(qtbot: QtBot, folder: Path) -> Iterator[Show]:
    shown: list[tuple[MainWindow, Opener]] = []

    def make() -> tuple[MainWindow, Opener]:
        opener, jobs = Opener(folder), Jobs()
        window = MainWindow(opener, jobs, folder)
        shown.append((window, opener))
        qtbot.addWidget(window)
        window.show()
        return window, opener

    yield make
    for window, opener in shown:
        window.close()
        opener.close()


def names(window: MainWindow) -> list[str]:
    desk = window.desk
    return sorted(one.machine.name for one in desk.machines) if isinstance(desk, Desk) and desk.machines else []


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled(), timeout=PATIENCE_MS)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def backups_of(window: MainWindow) -> BackupsDesk:
    assert window.desk
    window.desk.plant.open_data("backups")
    section = window.desk.plant.data.desk.section("backups")
    assert isinstance(section, BackupsDesk)
    return section


def test_a_backup_is_restored_in_the_window_and_taken_back_the_same_way(qtbot: QtBot, show: Show):
    window, _ = show()
    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=PATIENCE_MS)
    before = window.shell
    click(qtbot, backups_of(window).page.contents.restore)
    qtbot.waitUntil(lambda: window.shell is not before and len(names(window)) == 1, timeout=PATIENCE_MS)
    assert window.shell
    notice = window.shell.frame.notice.notice
    assert notice and notice.title == "The backup is the history now."

    section, before = backups_of(window), window.shell
    qtbot.waitUntil(lambda: len(section.page.list.rows()) == 2, timeout=PATIENCE_MS)
    row = next(row for row in section.page.list.rows() if "before a restore" in row.note)
    section.page.list.chosen.emit(row.key)
    qtbot.waitUntil(
        lambda: (
            section.presenter.shown.contents is not None
            and section.presenter.shown.contents.restorable
            and section.presenter.shown.chosen == Path(row.key)
        ),
        timeout=PATIENCE_MS,
    )
    click(qtbot, section.page.contents.restore)
    qtbot.waitUntil(lambda: window.shell is not before and len(names(window)) == 2, timeout=PATIENCE_MS)


def test_a_refused_restore_leaves_everything_as_it_was_and_says_so(qtbot: QtBot, show: Show, folder: Path):
    window, _ = show()
    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=PATIENCE_MS)
    section, before = backups_of(window), window.shell
    qtbot.waitUntil(section.page.contents.restore.isVisible, timeout=PATIENCE_MS)
    with History.open(folder):
        click(qtbot, section.page.contents.restore)
        qtbot.waitUntil(lambda: window.shell is not before and len(names(window)) == 2, timeout=PATIENCE_MS)
        assert window.shell
        qtbot.waitUntil(lambda: bool(window.shell and window.shell.frame.banner.text), timeout=PATIENCE_MS)


def test_a_history_that_is_damaged_offers_its_backups_and_one_click_brings_it_back(
    qtbot: QtBot, show: Show, folder: Path
):
    (folder / "earshot.db").write_bytes(b"no database" * 1000)
    window, _ = show()
    pages = lambda: window.shell.opening.findChildren(BackupsPage) if window.shell else []  # noqa: E731
    qtbot.waitUntil(lambda: bool(pages()), timeout=PATIENCE_MS)
    click(qtbot, pages()[0].contents.restore)
    qtbot.waitUntil(lambda: names(window) == ["Supply fan 1"], timeout=PATIENCE_MS)


def test_closing_the_window_backs_up_what_changed_and_nothing_else(qtbot: QtBot, show: Show, folder: Path):
    backups = BackUpHistory(folder, TakeStore(folder))
    for more in (1, 0):
        before = len(backups.all())
        window, opener = show()
        qtbot.waitUntil(lambda window=window: len(names(window)) == 2, timeout=PATIENCE_MS)
        window.close()
        opener.end()
        assert len(backups.all()) == before + more

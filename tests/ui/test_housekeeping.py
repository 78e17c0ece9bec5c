"""A backup a day while the window is open, and a word where it can't be made."""

from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.problem import Problem
from app.ui.housekeeping import BACKUP, Housekeeping
from app.workflows.progress import Cancel
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told


class Backups:
    def __init__(self) -> None:
        self.is_due = True
        self.made = 0
        self.problem: Problem | None = None

    def due(self) -> bool:
        return self.is_due

    def make(self, cancel: Cancel | None = None) -> None:
        if self.problem:
            raise self.problem
        self.made += 1
        self.is_due = False


class Thrown:
    def __init__(self) -> None:
        self.purged = 0

    def purge_due(self) -> None:
        self.purged += 1


@pytest.fixture
def kept(qtbot: QtBot) -> Any:
    backups, thrown, told, parent = Backups(), Thrown(), Told(), QObject()
    yield Housekeeping(backups, thrown, InlineJobs(), told, parent), backups, told  # type: ignore[arg-type]
    del parent


def test_it_backs_up_once_a_day(kept: Any):
    housekeeping, backups, _ = kept
    for _ in range(3):
        housekeeping.look()
    assert backups.made == 1
    backups.is_due = True
    housekeeping.look()
    assert backups.made == 2


def test_a_backup_that_fails_is_told_until_one_succeeds(kept: Any):
    housekeeping, backups, told = kept
    backups.problem = Problem("There is no room for a backup.", "Free some space.")
    housekeeping.look()
    assert told.calls[-1] == ("show_problem", (BACKUP, backups.problem))
    backups.problem = None
    housekeeping.look()
    assert told.calls[-1] == ("clear_problem", (BACKUP,))
    assert backups.made == 1


def test_nothing_is_begun_after_the_end(kept: Any):
    housekeeping, _, _ = kept
    assert housekeeping._timer.isActive()
    housekeeping.stop()
    assert not housekeeping._timer.isActive()

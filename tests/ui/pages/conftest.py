"""A window on fake workflows, and a presenter's view that only writes down what it is told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeWorkflows, InlineJobs, Opening


class Told:
    """Any view: every call is kept as (name, arguments)."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args: self.calls.append((name, args))

    def of(self, name: str) -> list[tuple[Any, ...]]:
        """All calls of one name."""
        return [args for called, args in self.calls if called == name]

    def last(self, name: str) -> Any:
        """The only argument of the last call of a name."""
        return self.of(name)[-1][0]

    def problems(self) -> dict[str, str]:
        """What is shown now, by key."""
        shown: dict[str, str] = {}
        for called, args in self.calls:
            if called == "show_problem":
                shown[args[0]] = args[1].what
            elif called == "clear_problem":
                shown.pop(args[0], None)
        return shown


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def jobs() -> InlineJobs:
    return InlineJobs()


Show = Callable[..., tuple[MainWindow, Desk]]


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Iterator[Show]:
    """Show a window on these workflows, with jobs done inline unless others are given."""
    shown: list[MainWindow] = []

    def make(
        flows: FakeWorkflows, jobs: Any = None, size: tuple[int, int] = (1366, 768)
    ) -> tuple[MainWindow, Desk]:
        window = MainWindow(Opening(lambda: flows), jobs or InlineJobs(), tmp_path, tmp_path / "earshot.log")  # type: ignore
        shown.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        qtbot.waitUntil(lambda: window.desk is not None)
        assert window.desk is not None
        result = window.desk.result
        qtbot.waitUntil(
            lambda: result.page.heard is not None and not window.shell.opening.isVisible(), timeout=20_000
        )
        if flows.machines.all:
            window.desk.go("machine")
            qtbot.waitUntil(lambda: result.place is not None)
        return window, window.desk

    yield make
    for window in shown:
        window.close()


@pytest.fixture
def threads(qtbot: QtBot) -> Iterator[Jobs]:
    """Real jobs; no thread may be left."""
    made = Jobs()
    yield made
    assert made.close()

"""A route page on a real history, with every job done at once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.machine import Machine
from app.domain.problem import Problem
from app.history.history import History
from app.ui.pages.route.desk import RouteDesk
from app.workflows.walk_route import WalkRoute
from tests.ui.fakes import InlineJobs
from tests.ui.pages.route.plant import fill


class Around:
    """A window that writes down what it is asked for."""

    def __init__(self) -> None:
        self.undos: list[tuple[str, Callable[[], None]]] = []
        self.problems: dict[str, Problem] = {}
        self.opened: list[str] = []
        self.changes = 0

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.undos.append((text, undo))

    def undo(self) -> str:
        """Take the last thing back; what was said of it."""
        text, undo = self.undos.pop()
        undo()
        return text

    def show_problem(self, key: str, problem: Problem) -> None:
        self.problems[key] = problem

    def clear_problem(self, key: str) -> None:
        self.problems.pop(key, None)

    def open_machine(self, machine_id: str) -> None:
        self.opened.append(machine_id)

    def go(self, key: str) -> None:
        self.opened.append(key)

    def machines_changed(self) -> None:
        self.changes += 1

    def show_notice(self, notice: object) -> None: ...

    def open_visit(self, machine_id: str, inspection_id: str) -> None: ...


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Machine]]:
    """A closed history of a dozen machines, made once."""
    folder = tmp_path_factory.mktemp("route") / "history"
    with History.open(folder) as opened:
        return folder, fill(opened, 12)


@pytest.fixture
def history(filled: tuple[Path, list[Machine]], tmp_path: Path) -> Iterator[History]:
    copy = shutil.copytree(filled[0], tmp_path / "history")
    with History.open(copy) as opened:
        yield opened


@pytest.fixture
def machines(filled: tuple[Path, list[Machine]]) -> list[Machine]:
    """A dozen, of which some are late; those of a number 5n + 1 have three points."""
    return filled[1]


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def jobs() -> InlineJobs:
    return InlineJobs()


@pytest.fixture
def desk(history: History, machines: list[Machine], around: Around, jobs: InlineJobs, qtbot: Any) -> RouteDesk:
    """The page in front, at 1366×768."""
    made = RouteDesk(WalkRoute(history), jobs, around)
    for widget in (made.page, made.bar):
        qtbot.addWidget(widget)
    made.page.resize(1302, 712)
    made.page.show()
    made.open()
    return made

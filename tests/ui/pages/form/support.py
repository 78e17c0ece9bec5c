"""The form on a real history, without the window around it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.diagnosis.registry import ModelRegistry
from app.domain.machine import Criticality, Machine
from app.history.history import History
from app.main import paths
from app.recordings.photos import PhotoStore
from app.ui.pages.form.desk import FormDesk
from app.ui.pages.form.keeper import FactsKeeper
from app.ui.pages.machines_presenter import MachinesPresenter
from app.workflows.machine_book import MachineBook
from tests.ui.fakes import InlineJobs, fan


class Around:
    """The window as the form sees it; the way back that was offered last can be taken."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.undo: Callable[[], None] = lambda: None
        self.said = ""
        self.problems: dict[str, str] = {}

    def show_form(self, form: QWidget) -> None:
        self.calls.append(("show_form", form))

    def open_machine(self, machine_id: str) -> None:
        self.calls.append(("open_machine", machine_id))

    def open_visit(self, machine_id: str, inspection_id: str) -> None:
        self.calls.append(("open_visit", inspection_id))

    def changed(self) -> None:
        self.calls.append(("changed", None))

    def leave_form(self) -> None:
        self.calls.append(("leave_form", None))

    def go(self, key: str) -> None:
        self.calls.append(("go", key))

    def machines_changed(self) -> None:
        self.calls.append(("machines_changed", None))

    def show_machines(self, machines: object) -> None:
        pass

    def show_notice(self, notice: Any) -> None:
        self.calls.append(("show_notice", notice))

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        self.said, self.undo = text, undo

    def show_problem(self, key: str, problem: Any) -> None:
        self.problems[key] = f"{problem.what} {problem.to_do}"

    def clear_problem(self, key: str) -> None:
        self.problems.pop(key, None)

    def of(self, name: str) -> list[Any]:
        return [value for called, value in self.calls if called == name]


class Described:
    """A form with everything behind it."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        self.history = history
        self.book = MachineBook(history, ModelRegistry(paths.MODELS), PhotoStore(history.folder))
        self.around, self.jobs = Around(), InlineJobs()
        flows: Any = SimpleNamespace(machines=self.book)
        keeper = FactsKeeper(flows, self.jobs, self.around)
        self._owner = parent or QObject()
        presenter = MachinesPresenter(flows, self.jobs, self.around)
        self.desk = FormDesk(presenter, self.around, self._owner, keeper)
        self.form = self.desk.form

    def shown(self, size: tuple[int, int]) -> QWidget:
        """The form below its bar, as large as the window leaves it."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form.bar)
        column.addWidget(self.form, 1)
        whole.resize(*size)
        whole.show()
        return whole


def written_photo(path: Path, size: tuple[int, int] = (1600, 1200)) -> Path:
    """A drawing of a fan in its corner, as a photo."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(96, 104, 112))
    painter = QPainter(image)
    painter.fillRect(0, size[1] * 3 // 4, size[0], size[1] // 4, QColor(72, 64, 56))
    painter.setBrush(QColor(150, 160, 168))
    side = min(size) * 5 // 8
    painter.drawEllipse((size[0] - side) // 2, size[1] // 6, side, side)
    painter.setBrush(QColor(60, 66, 74))
    for turn in range(5):
        painter.drawPie((size[0] - side) // 2, size[1] // 6, side, side, turn * 72 * 16, 36 * 16)
    painter.end()
    assert image.save(str(path))
    return path


def years(described: Described, folder: Path) -> Machine:
    """A machine with a photo that was changed now and then."""
    book = described.book
    others = [("Exhaust fan 2", "Plant 2", "Line 4"), ("Booth exhaust", "Plant 2", "Paint shop")]
    for name, site, area in others:
        book.add(replace(fan(name, site), area=area))
    photo = book.keep_photo(written_photo(folder / "fan.jpg").read_bytes())
    machine = book.add(replace(fan("Supply fan 3", "Plant 2"), interval_days=30), "A. Novak")
    for change in (
        {"photo": photo},
        {"area": "Line 4", "criticality": Criticality.HIGH, "interval_days": 14},
        {"notes": "Belt 2 × XPA 1250, tension 480 N.\nKey for the roof door at the gate.", "code": "AHU-03"},
        {"blades": 7, "area": "Line 5"},
    ):
        machine = book.change(replace(machine, **change), "M. Großmann")
    return machine

"""The section on real histories, for its tests and for looking at it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.diagnosis.registry import ModelRegistry
from app.domain.machine import Machine
from app.ui.pages.exchange.desk import ExchangeDesk
from app.ui.pages.exchange.presenter import ExchangePresenter
from app.ui.pages.exchange.values import ExchangeShown
from app.workflows.machine_book import MachineBook
from app.workflows.tables.export_tables import ExportTables
from tests.history import builders
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told
from tests.workflows.exchange.laptops import Laptop


class View(Told):
    """Keeps the newest of what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = ExchangeShown()

    def show(self, shown: ExchangeShown) -> None:
        self.shown = shown


def book(laptop: Laptop) -> MachineBook:
    nowhere = laptop.folder / "models"
    return MachineBook(laptop.history, ModelRegistry(nowhere, nowhere))


def presenter(laptop: Laptop, view: View, jobs: Any = None) -> ExchangePresenter:
    return ExchangePresenter(
        laptop.exchange, ExportTables(laptop.history), book(laptop), jobs or InlineJobs(), view
    )


def desk(laptop: Laptop, around: Any, jobs: Any = None) -> ExchangeDesk:
    return ExchangeDesk(laptop.exchange, ExportTables(laptop.history), book(laptop), jobs or InlineJobs(), around)


def machines(laptop: Laptop, count: int, named: Callable[[int], str] = "Fan {}".format) -> list[Machine]:
    made = []
    for number in range(count):
        one = replace(
            builders.machine(named(number)),
            site=f"Hall {1 + number % 3}",
            area=f"Line {1 + number % 4}",
            code=f"AHU-{number:03}",
        )
        made.append(laptop.history.add_machine(one))
    return made


def file_of(laptop: Laptop, out: Path, *chosen: Machine) -> Path:
    return laptop.write(out, *chosen)

"""A report that can be looked at, saved, printed or mailed, and the way in which it is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.inspection import Inspection
from app.domain.machine import Machine
from app.language import later, tr
from app.ui.jobs import Control, Kind, Runner
from app.ui.pages.offer import Choice, Notice
from app.ui.pages.problems import ProblemView
from app.ui.pages.words import day
from app.workflows.report_names import pdf_name

if TYPE_CHECKING:
    from app.workflows.workflows import Workflows

PROBLEM = "export"


class Way(Enum):
    """What can be done with a report: the word on the button and its icon."""

    PREVIEW = (later("Preview"), "eye")
    SAVE = (later("Save PDF"), "file-down")
    PRINT = (later("Print"), "printer")
    MAIL = (later("Mail"), "mail")

    @property
    def word(self) -> str:
        """On buttons and in menus."""
        return tr(self.value[0])

    @property
    def icon(self) -> str:
        """Its picture's name."""
        return self.value[1]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report that can be made: "Inspection report", "Supply fan 3, 22 Nov 2026: abnormal", and a file's name.

    `make` writes the PDF to where it is told, off the GUI thread, and raises a Problem where it can't.
    """

    title: str
    about: str
    name: str
    make: Callable[[Path, Control], Path]


def inspection_report(workflows: "Workflows", machine: Machine, inspection: Inspection) -> Report:
    """The report on one inspection."""
    heard = day(inspection.take.recorded_at or inspection.analysed_at)
    return Report(
        tr("Inspection report"),
        f"{machine.name}, {heard}: {tr(inspection.verdict.state.value)}",
        pdf_name(machine, inspection),
        lambda path, control: workflows.report(inspection.id, path),
    )


def report_folder() -> Path:
    """Where a report is proposed to go: the user's documents, where there are such."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def show_file(path: Path) -> None:
    """Open a file, or a folder, with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def tell_written(path: Path) -> Notice:
    """That the PDF is there, with the ways to it."""
    choices = (
        Choice(tr("Open PDF"), lambda: show_file(path), ends=False),
        Choice(tr("Open folder"), lambda: show_file(path.parent), ends=False),
    )
    return Notice(tr("Written: {file}", file=path.name), tr("In {folder}.", folder=path.parent), (), choices)


class ExportView(ProblemView, Protocol):
    """What the exporter tells the page."""

    def exported(self, path: Path) -> None:
        """The PDF is there."""


class Exporter:
    """Has a report written off the GUI thread."""

    def __init__(self, jobs: Runner, view: ExportView) -> None:
        self._jobs = jobs
        self._view = view

    def save(self, report: Report, path: Path) -> None:
        """Write the PDF; the view hears where it is."""
        self._view.clear_problem(PROBLEM)
        self._jobs.run(
            Kind.ANALYSIS,
            lambda control: report.make(path, control),
            self._view.exported,
            lambda problem: self._view.show_problem(PROBLEM, problem),
        )

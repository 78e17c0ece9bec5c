"""Prints many reports into a folder, such as all of a walk: told as it goes, and to be stopped at any time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.problem import Problem
from app.language import later, tr, tr_many
from app.ui.jobs import Control, JobHandle, Kind, Runner
from app.ui.pages.dialogs import ask_folder
from app.ui.pages.export_around import ExportSurroundings
from app.ui.pages.exporting import report_folder, show_file
from app.ui.pages.offer import Choice, Notice
from app.workflows.progress import Progress

if TYPE_CHECKING:
    from app.workflows.report_route_inspections import Printed

PROBLEM = "reports"

_BUSY = Problem(later("Reports are being written."), later("Begin these when the line at the foot is gone."))

PrintAll = Callable[[Path, Control], "Printed"]
"""Writes all of them into a folder; one that was stopped goes on where it was when it is asked again."""


class ManyReports:
    """One batch at a time, on the worker for what may take long."""

    def __init__(self, jobs: Runner, around: ExportSurroundings) -> None:
        self._jobs = jobs
        self._around = around
        self._handle: JobHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether reports are being written."""
        return self._handle is not None and not self._handle.ended

    def ask(self, over: QWidget, title: str, print_all: PrintAll) -> None:
        """Ask for the folder, then write them all into it."""
        ask_folder(over, title, str(report_folder()), lambda folder: self.write(print_all, folder))

    def write(self, print_all: PrintAll, folder: Path) -> None:
        """Write them all into that folder."""
        if self.busy:
            self._around.show_problem(PROBLEM, _BUSY)
            return
        self._around.clear_problem(PROBLEM)
        self._around.show_progress(tr("Writing reports"), 0.0)
        told: list[bool] = []

        def done(printed: "Printed") -> None:
            told.append(True)
            self._around.show_notice(tell_printed(printed, folder))

        def failed(problem: Problem) -> None:
            told.append(True)
            self._around.show_problem(PROBLEM, problem)

        def end() -> None:
            self._around.hide_progress()
            if not told:
                self._around.show_notice(_notice(tr("Stopped. The reports that were finished are kept."), folder))

        self._handle = self._jobs.run(
            Kind.BULK, lambda control: print_all(folder, control), done, failed, on_progress=self._tell, on_end=end
        )

    def cancel(self) -> None:
        """Stop after the report that is being written."""
        if self._handle is not None:
            self._handle.cancel()

    def _tell(self, at: Progress) -> None:
        text = tr("Writing report {at} of {n}: {file}", at=at.index + 1, n=at.count, file=at.file_name)
        self._around.show_progress(text, at.share)


def tell_printed(printed: "Printed", folder: Path) -> Notice:
    """How many were written, and how many had been before."""
    new, before = len(printed.written), len(printed.there)
    if not new:
        nothing = tr_many(
            "Nothing to write: {n} report there already.", "Nothing to write: {n} reports there already.", before
        )
        return _notice(nothing, folder)
    told = tr_many("Written: {n} report.", "Written: {n} reports.", new)
    if before:
        told += " " + tr_many("{n} report there already.", "{n} reports there already.", before)
    return _notice(told, folder)


def _notice(title: str, folder: Path) -> Notice:
    choice = Choice(tr("Open folder"), lambda: show_file(folder), ends=False)
    return Notice(title, tr("In {folder}.", folder=folder), (), (choice,))
